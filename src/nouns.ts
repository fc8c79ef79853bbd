/** The nouns put together: each is handed what it needs of the others, of the clock and of the journal. */
import { createBilling } from './billing/billing.ts'
import { createSchedules } from './billing/schedules.ts'
import { createBillingStore } from './billing/store.ts'
import { refusal } from './catalog/refusals.ts'
import { createCertifications } from './certifications/certifications.ts'
import { createCertificationStore } from './certifications/store.ts'
import { listChannels } from './choice/channels.ts'
import { createWaiter } from './control/wait.ts'
import type { Clock } from './core/clock.ts'
import type { Database } from './core/database.ts'
import type { Dice } from './core/ids.ts'
import { toMajor } from './core/money.ts'
import { createDeadlines, testChargeOf } from './deadlines/deadlines.ts'
import { createDeadlineStore } from './deadlines/store.ts'
import { createEscrow } from './escrow/delivery.ts'
import { createEscrowStore } from './escrow/store.ts'
import type { Journal } from './journal.ts'
import { paymentLine, refusedLine, waitingLine, webhookLine } from './journal-lines.ts'
import type { MerchantSettings } from './merchants/merchant.ts'
import { createMerchants } from './merchants/merchants.ts'
import { createMerchantStore } from './merchants/store.ts'
import { createTokenStore } from './merchants/token-store.ts'
import { chargeByServer } from './orders/charge.ts'
import { createNaverSync } from './orders/naver-sync.ts'
import { createNaverco } from './orders/naverco.ts'
import type { PgOrderParts } from './orders/pg-orders.ts'
import { createOrderStore } from './orders/store.ts'
import { balance, type Payment, type TimelineEntry } from './payments/payment.ts'
import { createPayments } from './payments/payments.ts'
import { createPaymentStore } from './payments/store.ts'
import { createReceipts } from './receipts/receipts.ts'
import { createReceiptStore } from './receipts/store.ts'
import { actedLine } from './scenarios/lines.ts'
import { createScenarios } from './scenarios/scenarios.ts'
import type { Settings } from './settings.ts'
import { createTicker, type DueWork } from './ticker.ts'
import { createVbanks } from './vbanks/vbanks.ts'
import { createConfirm } from './webhooks/confirm.ts'
import { createOutbox } from './webhooks/outbox.ts'
import { isFromBrowser, noticeOf, targetsOf } from './webhooks/policy.ts'
import { createRuleStore } from './webhooks/store.ts'
import { createWebhooks } from './webhooks/webhooks.ts'
import { createCertify } from './windows/certification/certify.ts'
import { createCheckout } from './windows/payment/checkout.ts'
import { createCertificationWindowStore, createWindowStore } from './windows/store.ts'
import { createWindowWatch } from './windows/watch.ts'

/** What everything stands on. */
export interface Ground {
  readonly settings: Settings
  readonly database: Database
  readonly clock: Clock
  readonly dice: Dice
  readonly journal: Journal
  /** Where the sandbox is reached. */
  readonly url: () => string
  /** Stores where the clock stands. */
  readonly rememberClock: () => void
}

export type Nouns = ReturnType<typeof createNouns>

export function createNouns({ settings, database, clock, dice, journal, url, rememberClock }: Ground) {
  const watch = createWindowWatch()
  const payment_store = createPaymentStore(database)
  const merchant_store = createMerchantStore(database)
  const merchants = createMerchants(merchant_store, createTokenStore(database), clock, dice)
  const scenarios = createScenarios({
    clock,
    dice,
    acted: (scenario, fault) => journal.happened(...actedLine(scenario, fault)),
  })
  const outbox = createOutbox(database)
  const webhooks = createWebhooks({
    outbox,
    rules: createRuleStore(database),
    clock,
    allow_public: settings.allow_public_webhooks,
    settingsOf,
    twists: scenarios.moments.webhook,
    attempted: (delivery, attempt) => {
      const detail = { delivery: delivery.id, imp_uid: delivery.imp_uid }
      const level = attempt.error === null ? 'info' : 'warn'
      journal.happened('webhook', webhookLine(delivery, attempt), detail, level)
    },
    waiting: (delivery, seconds) => {
      const { id, imp_uid } = delivery
      journal.happened('webhook', waitingLine(delivery, seconds), { delivery: id, imp_uid }, 'warn')
    },
    moved: () => ticker.poke(),
    fault: (error) => faultIn('webhook', error),
  })
  const confirm = createConfirm({
    outbox,
    clock,
    allow_public: settings.allow_public_webhooks,
    settingsOf,
    attempted: ({ imp_uid, merchant_uid, url }, attempt) => {
      const line = webhookLine({ event: 'confirm_url', merchant_uid, url }, attempt)
      journal.happened('webhook', line, { imp_uid }, attempt.error === null ? 'info' : 'warn')
    },
  })
  const deadlines = createDeadlines({
    store: createDeadlineStore(database),
    clock,
    settingsOf,
    work: {
      vbank: (imp_uid) => payments.expire(imp_uid),
      window: (imp_uid) => checkout.expire(imp_uid),
      auto_cancel: (imp_uid) => {
        const { auto_cancel, auto_cancel_is_seen } = settingsOf(payments.get(imp_uid).merchant)
        if (auto_cancel !== 'off') payments.cancelByPg(imp_uid, auto_cancel_is_seen)
      },
      test_charge: (imp_uid) => noteTestCharge(payments.get(imp_uid), 'test charge given back'),
    },
    fault: (error) => faultIn('deadline', error),
  })
  const synced: DueWork = {
    nextDue: () => naver_sync.nextDue(),
    runDue: () => naver_sync.runDue(),
  }
  const scheduled: DueWork = {
    nextDue: () => schedules.due.nextDue(),
    runDue: () => schedules.due.runDue(),
  }
  const ticker = createTicker(clock, [scenarios.jumps, deadlines, scheduled, synced, webhooks], {
    moved: rememberClock,
    fault: (error) => faultIn('ticker', error),
  })

  const payments = createPayments({
    store: payment_store,
    clock,
    dice,
    origin: () => url(),
    keyed: (payment) => {
      billing.keep(payment)
      noteTestCharge(payment, 'test charge')
    },
    receipted: (payment) => receipts.issueByPg(payment),
    digital_contract: (merchant) => settingsOf(merchant).digital_contract,
    key_set: (merchant) => settingsOf(merchant).payment_keys,
    announce: (payment, announcement) => {
      if (announcement.status === 'paid') naverco.receive(payment)
      if (announcement.status === 'cancelled' && balance(payment) === 0) naverco.close(payment)
      const { notification_url, notification_content_type } = merchants.byId(payment.merchant).settings
      const notice = noticeOf(payment, announcement)
      if (!notice) {
        const { imp_uid, merchant_uid } = payment
        const why = 'API로 취소했고 enable_webhook이 없으므로 보내지 않습니다'
        if (announcement.status === 'cancelled')
          journal.happened('webhook', `cancelled ${merchant_uid}: ${why}`, { imp_uid })
        return
      }
      // A cancel that the shop asked for is announced only where the sale was (docs, enable_webhook).
      const { imp_uid } = payment
      const is_own_cancel = announcement.status === 'cancelled' && announcement.by === 'shop'
      if (is_own_cancel && webhooks.list({ imp_uid, limit: 1 }).total === 0) return
      const own_urls = is_own_cancel ? [] : payment.order.notice_url
      const urls = targetsOf(own_urls, notification_url)
      const is_from_browser = isFromBrowser(payment, announcement)
      webhooks.record(payment.merchant, payment, notice, urls, notification_content_type, is_from_browser)
    },
    written: deadlines.written,
    happened: (payment, entry) => {
      const { imp_uid, status } = payment
      const kind = entry.what === 'window opened' ? 'order' : 'payment'
      journal.happened(kind, paymentLine(payment, entry), { imp_uid, status })
      ticker.poke()
    },
  })
  const billing_parts = {
    store: createBillingStore(database),
    clock,
    dice,
    payments,
    settings: settingsOf,
    rescheduled: () => ticker.poke(),
  }
  const billing = createBilling(billing_parts)
  const schedules = createSchedules(billing, billing_parts)
  const receipts = createReceipts({
    store: createReceiptStore(database),
    clock,
    dice,
    find: payments.find,
    note: payments.noteReceipt,
    settings: settingsOf,
  })
  const vbanks = createVbanks({
    clock,
    dice,
    payments,
    settings: settingsOf,
    confirm: (payment, confirm_url, body) =>
      confirm({ ...payment, url: confirm_url, amount: toMajor(payment.amount, payment.currency), body }),
  })
  /** A line in a payment's timeline that changes nothing of the payment itself. */
  function note(payment: Payment, line: Omit<TimelineEntry, 'at'>): void {
    const entry = { at: clock.now(), ...line }
    payments.store.note(payment.imp_uid, entry)
    journal.happened('payment', paymentLine(payment, entry), {
      imp_uid: payment.imp_uid,
      status: payment.status,
    })
  }
  /** What the PG takes, and gives back later, to test the card of a key that is issued for nothing. */
  function noteTestCharge(payment: Payment, what: string): void {
    const charge = testChargeOf(payment)
    if (charge) note(payment, { what, by: 'pg', detail: { amount: charge.amount } })
  }
  const { find } = payments
  const escrow = createEscrow({ store: createEscrowStore(database), clock, find, note })
  const order_store = createOrderStore(database)
  const naverco = createNaverco({
    store: order_store,
    clock,
    dice,
    find,
    note,
    refund: (imp_uid, minor, reason) => {
      const amount = toMajor(minor, payments.get(imp_uid).currency)
      const refund = { holder: null, bank: null, account: null }
      payments.cancel(imp_uid, { by: 'shop', amount, checksum: null, reason, refund })
    },
  })
  const naver_sync = createNaverSync({
    store: order_store,
    clock,
    naverco,
    isDelayed: (merchant) => settingsOf(merchant).naverco_sync === 'minute',
    poke: () => ticker.poke(),
    refused: (act, why) =>
      journal.happened('refused', `${act.product_order_id} ${act.act}: ${why.message}`, {}, 'warn'),
  })
  const isQuickKey = (merchant: number, customer_uid: string) =>
    billing.store.key(merchant, customer_uid)?.pg_provider === 'kcp_quick'
  const pg_orders: PgOrderParts = {
    store: order_store,
    clock,
    find,
    note,
    charge: (order) => chargeByServer(payments, order),
    chargeKey: ({ merchant, customer_uid, merchant_uid, amount, ...facts }) => {
      if (!isQuickKey(merchant, customer_uid)) throw refusal('kcpquick_key_not_found')
      return billing.again(merchant, customer_uid, { merchant_uid, amount, facts })
    },
    deleteKey: (merchant, customer_uid) => {
      const isThere = isQuickKey(merchant, customer_uid)
      if (isThere) billing.remove(merchant, customer_uid)
      return isThere
    },
    channel: (merchant, channel_key) =>
      listChannels(merchants.byId(merchant).settings, dice).find((c) => c.channel_key === channel_key) ??
      null,
    startedBetween: (merchant, from, to) =>
      payments.store.list({ merchant, from, to, sorting: '-started', limit: 1000, offset: 0 }).list,
  }
  const windows = createWindowStore(database)
  const certifications = createCertifications({
    store: createCertificationStore(database),
    clock,
    dice,
    happened: ({ imp_uid }, text) => journal.happened('certification', `${imp_uid} ${text}`, { imp_uid }),
  })
  const certify = createCertify({
    certifications,
    windows: createCertificationWindowStore(database),
    merchants,
    clock,
    dice,
    refused: (reason, merchant_uid) => {
      const detail = { merchant_uid, name: reason.name }
      journal.happened('refused', refusedLine(merchant_uid, reason), detail, 'warn')
    },
    ended: watch.ended,
  })
  const checkout = createCheckout({
    payments,
    windows,
    merchants,
    dice,
    refused: (reason, merchant_uid) => {
      const detail = { merchant_uid, name: reason.name }
      journal.happened('refused', refusedLine(merchant_uid, reason), detail, 'warn')
    },
    confirm: async (payment, confirm_url, amount) => {
      const struck = scenarios.moments.confirm_url({ ...payment, pg: payment.pg_provider })
      if (struck === 'lost') return '알 수 없음'
      return struck === 'skip' ? null : confirm({ ...payment, url: confirm_url, amount })
    },
    orderOf: ({ merchant, imp_uid }) => webhooks.orderOf(merchant, imp_uid),
    deliverFirst: webhooks.deliverOf,
    ended: watch.ended,
    moments: scenarios.moments,
  })

  const waiter = createWaiter({ journal, merchants, payments, webhooks })

  function settingsOf(merchant: number): MerchantSettings {
    return merchants.byId(merchant).settings
  }

  function faultIn(where: string, error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    journal.happened('fault', `${where} failed: ${text}`, {}, 'error')
  }

  return {
    billing,
    billing_parts,
    certifications,
    certify,
    checkout,
    deadlines,
    escrow,
    merchant_store,
    merchants,
    naver_sync,
    naverco,
    order_store,
    payment_store,
    payments,
    pg_orders,
    receipts,
    scenarios,
    schedules,
    settingsOf,
    ticker,
    vbanks,
    waiter,
    watch,
    webhooks,
    windows,
  }
}
