/** Puts a world into an empty database: all of it or nothing. */

import type { Billing } from '../billing/billing.ts'
import type { Schedules } from '../billing/schedules.ts'
import { payMethod } from '../catalog/methods/index.ts'
import { chooseWindow } from '../choice/choose.ts'
import { type Clock, parseClock, parseIso } from '../core/clock.ts'
import type { Dice } from '../core/ids.ts'
import { DEFAULT_MERCHANT, type Merchant, MerchantSettings } from '../merchants/merchant.ts'
import type { MerchantStore } from '../merchants/store.ts'
import { contract } from '../payments/contract.ts'
import type { Payment } from '../payments/payment.ts'
import type { Payments } from '../payments/payments.ts'
import type { WindowStore } from '../windows/store.ts'
import { makeKey, makeSchedule } from './billing.ts'
import { makePayment, timelineOf } from './payments.ts'
import type { World } from './schema.ts'

export interface WorldParts {
  readonly merchants: MerchantStore
  readonly payments: Pick<Payments, 'load' | 'prepare'>
  readonly billing: Pick<Billing, 'load' | 'read'>
  readonly schedules: Pick<Schedules, 'load'>
  readonly windows: WindowStore
  readonly clock: Clock
  readonly dice: Dice
  readonly origin: () => string
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
    parts.payments.prepare(owner(user_code).id, { merchant_uid, amount, currency })
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
  { payments: verbs, windows, clock, dice, origin }: WorldParts,
  owner: (user_code: string | undefined) => Merchant,
): void {
  const now = clock.now()
  for (const [index, row] of payments.entries()) {
    const no = index + 1
    const payment = makePayment(row, { merchant: owner(row.user_code), no, dice, now, origin: origin() })
    verbs.load(payment, { no, timeline: timelineOf(row, payment) })
    if (isOpen(payment)) windows.insert(windowOf(payment, dice))
  }
}

function insertBilling(
  { billing_keys, schedules }: World,
  { billing, schedules: verbs, clock }: WorldParts,
  owner: (user_code: string | undefined) => Merchant,
): void {
  for (const row of billing_keys) billing.load(makeKey(row, owner(row.user_code), clock.now()))
  for (const row of schedules) {
    const key = billing.read.key(owner(row.user_code).id, row.customer_uid)
    const merchant = owner(row.user_code)
    // A key that was deleted since leaves what was charged with it.
    const past = { customer_uid: row.customer_uid, sandbox: true, pay_method: 'card' }
    verbs.load(makeSchedule(row, key ?? makeKey(past, merchant, clock.now())))
  }
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
