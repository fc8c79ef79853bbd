/**
 * The parts of a sandbox, each listed once: a noun is handed what it needs of the others, of the clock and of the journal.
 *
 * What has to look back (payments at those who hear of a change, the ticker at what falls due) gets a list that is filled
 * at the end. Surfaces take what they need out of `Parts`.
 */
import { createBilling } from '../billing/billing.ts'
import { createSchedules } from '../billing/schedules/schedules.ts'
import { createCertifications } from '../certifications/certifications.ts'
import { toMajor } from '../core/money.ts'
import { createQuiet } from '../core/quiet.ts'
import { createTicker, type DueWork } from '../core/ticker.ts'
import { createDeadlines } from '../deadlines/deadlines.ts'
import { createEscrow } from '../escrow/escrow.ts'
import type { MerchantSettings } from '../merchants/merchant.ts'
import { createMerchants } from '../merchants/merchants.ts'
import { createNaverSync } from '../orders/naver-sync.ts'
import { createNaverco } from '../orders/naverco.ts'
import { createPgOrders } from '../orders/pg-orders.ts'
import type { Listener } from '../payments/change.ts'
import type { Payment } from '../payments/payment.ts'
import { createPayments } from '../payments/payments.ts'
import { createReceipts } from '../receipts/receipts.ts'
import { createScenarios } from '../scenarios/scenarios.ts'
import { createVbanks } from '../vbanks/vbanks.ts'
import { createConfirm } from '../webhooks/confirm.ts'
import { createWebhooks } from '../webhooks/webhooks.ts'
import { createCertify } from '../windows/certification/certify.ts'
import { createCheckout } from '../windows/payment/checkout.ts'
import { createWindowWatch } from '../windows/watch.ts'
import type { Ground } from './ground.ts'
import { listenersOf, noteTestCharge } from './listeners.ts'
import { createTelling } from './telling.ts'
import { createWaiter } from './wait.ts'

export type Parts = ReturnType<typeof createParts>

export function createParts(ground: Ground) {
  const { clock, dice, journal, stores, trace, url } = ground
  const { allow_public_webhooks: allow_public } = ground.settings
  const telling = createTelling(journal, trace)
  const merchants = createMerchants(stores.merchants, stores.tokens, clock, dice)
  const settings = (merchant: number): MerchantSettings => merchants.byId(merchant).settings

  const works: DueWork[] = []
  const rememberClock = (): void => stores.memory.keep('clock', JSON.stringify(clock.state()))
  const quiet = createQuiet(ground.settings.shop_quiet_ms)
  const ticker = createTicker(clock, works, {
    moved: rememberClock,
    quiet: quiet.come,
    fault: telling.fault('ticker'),
  })
  const { poke } = ticker

  const scenarios = createScenarios({ clock, dice, acted: telling.acted })
  const { moments } = scenarios
  const { outbox, rules } = stores
  const sending = { outbox, clock, allow_public, settingsOf: settings }
  const webhooks = createWebhooks({
    ...sending,
    rules,
    effects: moments.webhook,
    leaves: telling.leaves,
    attempted: (delivery, attempt) => {
      if (attempt.status !== null) quiet.told()
      telling.attempted(delivery, attempt)
    },
    waiting: telling.waiting,
    moved: poke,
    fault: telling.fault('webhook'),
  })
  const confirm = createConfirm({ ...sending, asks: telling.asks, attempted: telling.asked })

  const listeners: Listener[] = []
  const payments = createPayments({
    store: stores.payments,
    clock,
    dice,
    origin: url,
    settings,
    listeners,
    happened: (payment, entry) => {
      telling.payment(payment, entry)
      poke()
    },
  })
  const { find, note } = payments
  const charging = { store: stores.billing, clock, dice, payments, settings }
  const billing = createBilling(charging)
  const schedules = createSchedules({ ...charging, poke })
  const receipts = createReceipts({ store: stores.receipts, clock, dice, payments, settings })
  const vbanks = createVbanks({
    clock,
    dice,
    payments,
    settings,
    confirm: (payment, confirm_url, body) =>
      confirm({ ...payment, url: confirm_url, amount: toMajor(payment.amount, payment.currency), body }),
  })
  const escrow = createEscrow({ store: stores.escrow, clock, find, note })
  const naverco = createNaverco({ store: stores.orders, clock, dice, payments })
  const naver_sync = createNaverSync({
    store: stores.orders,
    clock,
    naverco,
    isDelayed: (merchant) => settings(merchant).naverco_sync === 'minute',
    poke,
    refused: telling.missed,
  })
  const pg_orders = createPgOrders({ store: stores.orders, clock, dice, payments, billing, settings })
  const certifications = createCertifications({
    store: stores.certifications,
    clock,
    dice,
    happened: telling.certification,
  })

  const watch = createWindowWatch()
  const walking = { merchants, dice, refused: telling.refused, ended: watch.ended }
  const certify = createCertify({ ...walking, certifications, windows: stores.certification_windows, clock })
  const checkout = createCheckout({
    ...walking,
    payments,
    windows: stores.windows,
    confirm: async (payment, confirm_url, amount) => {
      const struck = moments.confirm_url({ ...payment, pg: payment.pg_provider })
      if (struck === 'lost') return '알 수 없음'
      return struck === 'skip' ? null : confirm({ ...payment, url: confirm_url, amount })
    },
    orderOf: ({ merchant, imp_uid }) => webhooks.orderOf(merchant, imp_uid),
    deliverFirst: webhooks.deliverOf,
    moments,
  })
  const deadlines = createDeadlines({
    store: stores.deadlines,
    clock,
    settingsOf: settings,
    work: {
      vbank: payments.expire,
      window: checkout.expire,
      auto_cancel: (imp_uid) => cancelTestPayment(payments.get(imp_uid)),
      test_charge: (imp_uid) => noteTestCharge(payments, payments.get(imp_uid), 'test charge given back'),
    },
    fault: telling.fault('deadline'),
  })
  const waiter = createWaiter({ journal, merchants, payments, webhooks })

  function cancelTestPayment({ merchant, imp_uid }: Payment): void {
    const { auto_cancel, auto_cancel_is_seen } = settings(merchant)
    if (auto_cancel !== 'off') payments.cancelByPg(imp_uid, auto_cancel_is_seen)
  }

  works.push(scenarios.jumps, deadlines, schedules.due, naver_sync, webhooks)
  const nouns = {
    billing,
    certifications,
    deadlines,
    escrow,
    merchants,
    naver_sync,
    naverco,
    payments,
    pg_orders,
    receipts,
    schedules,
    vbanks,
    webhooks,
  }
  listeners.push(...listenersOf({ ...nouns, telling }))
  return {
    ...ground,
    ...nouns,
    certify,
    checkout,
    quiet,
    rememberClock,
    scenarios,
    settingsOf: settings,
    ticker,
    waiter,
    watch,
    windows: stores.windows,
  }
}
