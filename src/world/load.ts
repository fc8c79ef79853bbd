/** Puts a world into an empty database: all of it or nothing. */

import type { Billing } from '../billing/billing.ts'
import type { Schedules } from '../billing/schedules/schedules.ts'
import { payMethod } from '../catalog/methods/index.ts'
import type { Certifications } from '../certifications/certifications.ts'
import { chooseWindow } from '../choice/choose.ts'
import { type Clock, parseClock, parseIso } from '../core/clock.ts'
import type { Dice } from '../core/ids.ts'
import type { Operation } from '../core/operation.ts'
import { DEFAULT_MERCHANT } from '../merchants/default-merchant.ts'
import { type Merchant, MerchantSettings } from '../merchants/merchant.ts'
import { withSecretsOf } from '../merchants/secret-settings.ts'
import type { MerchantStore } from '../merchants/store.ts'
import type { Naverco } from '../orders/naverco.ts'
import { contract } from '../payments/contract.ts'
import type { Payment } from '../payments/payment.ts'
import type { Payments } from '../payments/payments.ts'
import type { WindowStore } from '../windows/store.ts'
import { makeKey, makeSchedule } from './billing.ts'
import { makeCalls, orWrong } from './calls.ts'
import { makeCertification } from './certifications.ts'
import { makePayment, timelineOf } from './payments.ts'
import type { World } from './schema.ts'

export interface WorldParts {
  readonly merchants: MerchantStore
  readonly payments: Pick<Payments, 'load' | 'prepare'>
  readonly billing: Pick<Billing, 'load' | 'read'>
  readonly schedules: Pick<Schedules, 'load'>
  readonly certifications: Pick<Certifications, 'load'>
  readonly naverco: Pick<Naverco, 'actOn'>
  /** The rows of the emulated REST API. */
  readonly operations: readonly Operation[]
  readonly windows: WindowStore
  readonly clock: Clock
  readonly dice: Dice
  readonly origin: () => string
  /** The shops of before, who know the secrets that stand as `***` in the world of an export. */
  readonly known: readonly Merchant[]
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

/**
 * Belongs inside a transaction, on a database without merchants. Nothing of it is announced: the shops' addresses are
 * known only when all else is there.
 */
export function loadWorld(world: World, parts: WorldParts): void {
  const merchants = merchantsOf(world, parts.known)
  for (const { settings, ...merchant } of merchants)
    parts.merchants.insert({ ...merchant, settings: { ...settings, notification_url: [] } })
  const owner = (user_code: string | undefined) =>
    merchants.find((merchant) => merchant.user_code === user_code) ?? merchants[0]!
  for (const { merchant_uid, amount, currency, user_code } of world.prepared) {
    parts.payments.prepare(owner(user_code).id, { merchant_uid, amount, currency })
  }
  insertPayments(world, parts, owner)
  for (const row of world.billing_keys)
    parts.billing.load(makeKey(row, owner(row.user_code), parts.clock.now()))
  insertCertifications(world, parts, owner)
  makeCalls(world.calls, parts.operations, merchants[0]!.id)
  insertSchedules(world, parts, owner)
  for (const { id, settings } of merchants) parts.merchants.saveSettings(id, settings)
}

type Owner = (user_code: string | undefined) => Merchant

/** The first one is the default merchant, whom all belongs to that names none. */
function merchantsOf({ merchants }: World, known: readonly Merchant[]): Merchant[] {
  const rows = merchants.length > 0 ? merchants : [{ settings: {} }]
  return rows.map(({ settings, ...row }, n) => ({
    ...DEFAULT_MERCHANT,
    ...(n > 0 ? { name: `상점 ${n + 1}` } : {}),
    ...row,
    id: n + 1,
    settings: MerchantSettings.parse(
      withSecretsOf(
        settings,
        known.find(({ user_code }) => user_code === (row.user_code ?? DEFAULT_MERCHANT.user_code))?.settings,
      ),
    ),
  }))
}

function insertPayments(
  { payments }: World,
  { payments: verbs, naverco, windows, clock, dice, origin }: WorldParts,
  owner: Owner,
): void {
  const now = clock.now()
  for (const [index, row] of payments.entries()) {
    const no = index + 1
    const payment = makePayment(row, { merchant: owner(row.user_code), no, dice, now, origin: origin() })
    verbs.load(payment, { no, timeline: timelineOf(row, payment) })
    if (isOpen(payment)) windows.insert(windowOf(payment, dice))
    for (const [n, act] of row.naver_acts.entries()) {
      const request = { act, by: 'sandbox', detail: {}, reason: '' } as const
      orWrong(`payments[${index}].naver_acts[${n}]`, () =>
        naverco.actOn(payment.merchant, payment.imp_uid, [], request),
      )
    }
  }
}

function insertCertifications(
  { certifications }: World,
  { certifications: verbs, clock, dice }: WorldParts,
  owner: Owner,
): void {
  const now = clock.now()
  for (const [index, row] of certifications.entries()) {
    verbs.load(makeCertification(row, { merchant: owner(row.user_code).id, no: index + 1, dice, now }))
  }
}

function insertSchedules(
  { schedules }: World,
  { billing, schedules: verbs, clock }: WorldParts,
  owner: Owner,
): void {
  for (const row of schedules) {
    const merchant = owner(row.user_code)
    const key = billing.read.key(merchant.id, row.customer_uid)
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
