/** The amount that an order must be paid with, registered before its window opens. */
import { refusal } from '../catalog/refusals.ts'
import { isCurrency, toMinor } from '../core/money.ts'
import type { Desk } from './change.ts'
import type { Prepared } from './store.ts'
import { sumWas, valueWas } from './sum-was.ts'

/** `amount` in major units. */
export const prepare =
  ({ store }: Desk) =>
  (merchant: number, order: { merchant_uid: string; amount: number; currency?: string | null }): Prepared => {
    const currency = order.currency || null
    if (currency !== null && !isCurrency(currency))
      throw refusal('prepare_amount_invalid', {}, valueWas('currency', currency))
    const minor = toMinor(order.amount, currency ?? 'KRW')
    if (minor === null || minor < 0)
      throw refusal('prepare_amount_invalid', {}, sumWas('amount', order.amount, currency ?? 'KRW'))
    const prepared = { merchant_uid: order.merchant_uid, amount: minor, currency }
    store.transaction(() => store.prepare(merchant, prepared))
    return prepared
  }
