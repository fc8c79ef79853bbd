/** What an order has said already, so that its window need not ask: chosen by the shop, or filled in beforehand. */
import { CARDS } from '../../catalog/codes.ts'
import { given } from '../../catalog/rules.ts'
import { own, textOf } from '../../core/record.ts'
import { isRecord } from '../../core/schema.ts'
import type { Field } from '../../kit/steps.ts'
import type { Payment } from '../../payments/payment.ts'
import { contract } from '../../payments/payments.ts'

/** What the order has decided of a field, so that the buyer is not asked; null where it has not. */
export function decided({ decided_by = [] }: Pick<Field, 'decided_by'>, { order }: Payment): string | null {
  for (const { param, is } of decided_by) {
    const value = given(order.extra ?? {}, param)
    const found = value === undefined ? undefined : own(is, textOf(value))
    if (found !== undefined) return found
  }
  return null
}

/** What the order has filled in already; empty where nothing. */
export function beforehand({ prefill }: Pick<Field, 'prefill'>, payment: Payment): string {
  const { order } = payment
  switch (prefill) {
    case undefined:
      return ''
    case 'buyer_tel':
      return fixedPhone(payment) ?? order.buyer_tel ?? ''
    case 'cash_receipt':
      return own(CASH_RECEIPTS, textOf(besideOrIn(order, 'cashReceiptType')).toLowerCase()) ?? ''
    case 'cash_receipt_id':
      return textOf(besideOrIn(order, 'customerIdentifier') ?? '')
    default:
      return order[prefill] ?? ''
  }
}

/** Most PGs read these in `bypass`, galaxia in the order itself. */
function besideOrIn({ extra = {} }: Payment['order'], name: string): unknown {
  return given(extra, `bypass.${name}`) ?? extra[name]
}

/** Words of `cashReceiptType` (docs, PG pages) as the window's own. */
const CASH_RECEIPTS: Readonly<Record<string, string>> = {
  personal: 'person',
  corporate: 'company',
  anonymous: 'anonymous',
}

/** `prefill.phoneNumber`, where this PG lets the shop fix the number that pays; null everywhere else. */
export function fixedPhone(payment: Payment): string | null {
  if (!contract(payment).pg.quirks.fixes_phone) return null
  const number = given(payment.order.extra ?? {}, 'prefill.phoneNumber')
  return number === undefined ? null : textOf(number)
}

/** `card.direct {code, quota}`: the shop's page has asked for the card company already. A code that is none is ignored. */
export function directCard({ order }: Payment): Readonly<Record<string, string>> | null {
  const { card } = order.extra ?? {}
  const direct = isRecord(card) && isRecord(card.direct) ? card.direct : {}
  const found = CARDS.find(({ code }) => code === textOf(direct.code))
  return found ? { card_code: found.code, card_quota: String(Number(direct.quota) || 0) } : null
}
