/** Puts a world into an empty database: all of it or nothing. */

import type { BillingStore } from '../billing/store.ts'
import { payMethod } from '../catalog/methods/index.ts'
import { chooseWindow } from '../choice/choose.ts'
import { type Clock, parseClock, parseIso } from '../core/clock.ts'
import type { Dice } from '../core/ids.ts'
import { toMinor } from '../core/money.ts'
import { DEFAULT_MERCHANT, type Merchant, MerchantSettings } from '../merchants/merchant.ts'
import type { MerchantStore } from '../merchants/store.ts'
import type { Payment } from '../payments/payment.ts'
import { contract } from '../payments/payments.ts'
import type { PaymentStore } from '../payments/store.ts'
import type { WindowStore } from '../windows/store.ts'
import { makeKey, makeSchedule } from './billing.ts'
import { makePayment, timelineOf } from './payments.ts'
import type { World } from './schema.ts'

export interface WorldParts {
  readonly merchants: MerchantStore
  readonly payments: PaymentStore
  readonly billing: BillingStore
  readonly windows: WindowStore
  readonly clock: Clock
  readonly dice: Dice
  readonly origin: () => string
  /** Sets the deadline of a payment that waits for money or for its buyer. */
  readonly written: (payment: Payment) => void
}

/** Moves the clock to where the world begins. Outside of the transaction: a clock is no row. */
export function setClock({ clock: setting }: Pick<World, 'clock'>, clock: Clock): void {
  if (setting === undefined) return
  if (typeof setting === 'object') {
    clock.follow()
    clock.move(parseIso(setting.from) ?? clock.now_ms())
    return
  }
  const state = parseClock(setting)
  if (state?.mode === 'frozen') clock.freeze(state.at_ms)
  else clock.follow()
}

/** Belongs inside a transaction, on a database without merchants. */
export function loadWorld(world: World, parts: WorldParts): void {
  const merchants = insertMerchants(world, parts)
  const owner = (user_code: string | undefined) => merchants.get(user_code ?? '') ?? merchants.get('')!
  for (const { merchant_uid, amount, currency, user_code } of world.prepared) {
    const minor = toMinor(amount, currency ?? 'KRW') ?? 0
    parts.payments.prepare(owner(user_code).id, { merchant_uid, amount: minor, currency })
  }
  insertPayments(world, parts, owner)
  insertBilling(world, parts, owner)
}

/** By user_code; the default merchant also by none. */
function insertMerchants({ merchants }: World, parts: WorldParts) {
  const all = new Map<string, Merchant>()
  const rows = merchants.length > 0 ? merchants : [{ settings: {} }]
  for (const [n, { settings: own, ...row }] of rows.entries()) {
    const facts = { ...DEFAULT_MERCHANT, ...(n > 0 ? { name: `상점 ${n + 1}` } : {}), ...row, id: n + 1 }
    const merchant = { ...facts, settings: MerchantSettings.parse(own) }
    parts.merchants.insert(merchant)
    all.set(merchant.user_code, merchant)
    if (n === 0) all.set('', merchant)
  }
  return all
}

function insertPayments(
  { payments }: World,
  { payments: store, windows, clock, dice, origin, written }: WorldParts,
  owner: (user_code: string | undefined) => Merchant,
): void {
  const now = clock.now()
  for (const [index, row] of payments.entries()) {
    const no = index + 1
    const payment = makePayment(row, { merchant: owner(row.user_code), no, dice, now, origin: origin() })
    store.insert(no, payment, payment.started_at)
    store.update(payment, lastChange(payment))
    for (const entry of timelineOf(row, payment)) store.note(payment.imp_uid, entry)
    if (isOpen(payment)) windows.insert(windowOf(payment, dice))
    written(payment)
  }
}

function insertBilling(
  { billing_keys, schedules }: World,
  { billing, clock }: WorldParts,
  owner: (user_code: string | undefined) => Merchant,
): void {
  for (const row of billing_keys) billing.saveKey(makeKey(row, owner(row.user_code), clock.now()))
  for (const row of schedules) {
    const key = billing.key(owner(row.user_code).id, row.customer_uid)
    const merchant = owner(row.user_code)
    // A key that was deleted since leaves what was charged with it.
    const past = { customer_uid: row.customer_uid, sandbox: true, pay_method: 'card' }
    billing.insertSchedule(makeSchedule(row, key ?? makeKey(past, merchant, clock.now())))
  }
}

function lastChange({ started_at, paid_at, failed_at, cancelled_at }: Payment): number {
  return Math.max(started_at, paid_at, failed_at, cancelled_at)
}

/** A buyer is at its window: neither paid nor waiting for money. */
function isOpen({ status, channel, pay_method }: Payment): boolean {
  return status === 'ready' && channel !== 'api' && payMethod(pay_method)?.settles !== 'deposit'
}

function windowOf(payment: Payment, dice: Dice) {
  const { imp_uid, channel, order } = payment
  const device = channel === 'mobile' ? 'mobile' : 'pc'
  const { kind, home } = chooseWindow(contract(payment).pg, device, order.sdk)
  return { id: dice.hex(32, 'window', imp_uid), imp_uid, device, kind, home } as const
}
