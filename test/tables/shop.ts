/** What decides over payments, on a database in memory: verbs and stores, without the surfaces. It is noon of 1 January 2026 in Korea. */
import { createBilling } from '../../src/billing/billing.ts'
import { createSchedules } from '../../src/billing/schedules/schedules.ts'
import { createClock } from '../../src/core/clock.ts'
import { openDatabase } from '../../src/core/database.ts'
import { createDice } from '../../src/core/ids.ts'
import { DEFAULT_MERCHANT } from '../../src/merchants/default-merchant.ts'
import { MerchantSettings } from '../../src/merchants/merchant.ts'
import { createStores, MIGRATIONS } from '../../src/parts/stores.ts'
import type { Changed } from '../../src/payments/change.ts'
import type { Payment, TimelineEntry } from '../../src/payments/payment.ts'
import { createPayments } from '../../src/payments/payments.ts'
import { paymentLike } from './payment-like.ts'

export const NOON = 1_767_236_400
export const DAY = 86_400
export const dice = createDice('1')

export function openShop(given: Record<string, unknown> = {}) {
  const settings = MerchantSettings.parse(given)
  const stores = createStores(openDatabase(':memory:', MIGRATIONS), () => 'http://here')
  stores.merchants.insert({ ...DEFAULT_MERCHANT, settings })
  const clock = createClock({ mode: 'frozen', at_ms: NOON * 1000 })
  const heard: Changed[] = []
  const told: TimelineEntry[] = []
  let poked = 0
  const payments = createPayments({
    store: stores.payments,
    clock,
    dice,
    origin: () => 'http://here',
    settings: () => settings,
    listeners: [(changed) => void heard.push(changed)],
    happened: (_payment, entry) => void told.push(entry),
  })
  const charging = { store: stores.billing, clock, dice, payments, settings: () => settings }
  const schedules = createSchedules({ ...charging, poke: () => void poked++ })
  return {
    billing: createBilling(charging),
    clock,
    heard,
    payments,
    schedules,
    stores,
    told,
    pokes: () => poked,
    /** A payment that is there already. */
    with: (more: Partial<Payment>): Payment => payments.load(paymentLike(more)),
  }
}
