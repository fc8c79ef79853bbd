/** The composition root: settings, clock, database, nouns and surfaces become one sandbox. */
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type Express, type Request } from 'express'
import { createBilling } from './billing/billing.ts'
import { chargeOperations } from './billing/charge-operations.ts'
import { customerOperations } from './billing/customer-operations.ts'
import { scheduleOperations } from './billing/schedule-operations.ts'
import { createSchedules } from './billing/schedules.ts'
import { migrations as billingMigrations, createBillingStore } from './billing/store.ts'
import { listChannels } from './catalog/channels.ts'
import { refusal } from './catalog/refusals.ts'
import { createCertifications } from './certifications/certifications.ts'
import { certificationOperations } from './certifications/operations.ts'
import { migrations as certificationMigrations, createCertificationStore } from './certifications/store.ts'
import { createCertify } from './checkout/certification/certify.ts'
import { createCheckout } from './checkout/checkout.ts'
import { depositRoutes } from './checkout/deposit.ts'
import { checkoutRoutes } from './checkout/routes.ts'
import { createWindowWatch } from './checkout/watch.ts'
import { codeOperations } from './codes/operations.ts'
import { billingControl, createBillingControl } from './control/billing.ts'
import { certificationControl } from './control/certifications.ts'
import { ControlError } from './control/errors.ts'
import { controlOperations } from './control/operations.ts'
import { controlRouter } from './control/router.ts'
import { scenarioOperations } from './control/scenarios.ts'
import { createWaiter } from './control/wait.ts'
import { webhookOperations } from './control/webhook-operations.ts'
import { type ClockState, createClock, parseClock, stopwatch } from './core/clock.ts'
import { openDatabase, orderMigrations } from './core/database.ts'
import { createDice, drawSecret, drawSeed } from './core/ids.ts'
import { createMemory, migrations as memoryMigrations } from './core/memory.ts'
import { toMajor } from './core/money.ts'
import type { Operation } from './core/operation.ts'
import { createSnapshots } from './core/snapshots.ts'
import { dashboardRoutes } from './dashboard/routes.ts'
import { createDeadlines } from './deadlines/deadlines.ts'
import { createDeadlineStore, migrations as deadlineMigrations } from './deadlines/store.ts'
import { createEscrow } from './escrow/delivery.ts'
import { escrowOperations } from './escrow/operations.ts'
import { createEscrowStore, migrations as escrowMigrations } from './escrow/store.ts'
import { createJournal, type JournalMark } from './journal.ts'
import { paymentLine, refusedLine, waitingLine, webhookLine } from './journal-lines.ts'
import { DEFAULT_MERCHANT, MerchantSettings } from './merchants/merchant.ts'
import { createMerchants } from './merchants/merchants.ts'
import { merchantOperations } from './merchants/operations.ts'
import { createMerchantStore, migrations as merchantMigrations } from './merchants/store.ts'
import { chargeByServer } from './orders/charge.ts'
import { orderControlOperations } from './orders/control-operations.ts'
import { createNaverco } from './orders/naverco.ts'
import { pgOperations } from './orders/operations.ts'
import type { PgOrderParts } from './orders/pg-orders.ts'
import { createOrderStore, migrations as productOrderMigrations } from './orders/store.ts'
import { paymentOperations } from './payments/operations.ts'
import { balance, type Payment, type TimelineEntry } from './payments/payment.ts'
import { createPayments } from './payments/payments.ts'
import { createPaymentStore, migrations as paymentMigrations } from './payments/store.ts'
import { createWindowStore, migrations as windowMigrations } from './payments/windows.ts'
import { receiptOperations } from './receipts/operations.ts'
import { createReceipts } from './receipts/receipts.ts'
import { createReceiptStore, migrations as receiptMigrations } from './receipts/store.ts'
import { docsRoutes, openapiOperation } from './rest/docs.ts'
import { restFaults } from './rest/faults.ts'
import { restRouter } from './rest/router.ts'
import { answerUnparsable } from './rest/unparsable.ts'
import { actedLine } from './scenarios/lines.ts'
import { createScenarios } from './scenarios/scenarios.ts'
import { sdkRoutes } from './sdk/routes.ts'
import { plant, readSeedData } from './seed-data.ts'
import type { Settings } from './settings.ts'
import { createTicker, type DueWork } from './ticker.ts'
import { vbankOperations } from './vbanks/operations.ts'
import { createVbanks } from './vbanks/vbanks.ts'
import { createViews } from './views.ts'
import { createConfirm } from './webhooks/confirm.ts'
import { createOutbox, migrations as outboxMigrations } from './webhooks/outbox.ts'
import { isFromBrowser, noticeOf, targetsOf } from './webhooks/policy.ts'
import { createRuleStore } from './webhooks/store.ts'
import { createWebhooks } from './webhooks/webhooks.ts'
import { exportWorld } from './world/export.ts'
import { loadWorld, setClock } from './world/load.ts'
import { readWorldFile } from './world/read.ts'
import type { World as WorldState } from './world/schema.ts'

/** How long the end of a sandbox waits for deliveries under way. What is cut off is delivered by the next start. */
const GRACE_MS = 300

const migrations = [
  merchantMigrations,
  paymentMigrations,
  outboxMigrations,
  deadlineMigrations,
  windowMigrations,
  memoryMigrations,
  billingMigrations,
  receiptMigrations,
  escrowMigrations,
  productOrderMigrations,
  certificationMigrations,
]

export const MIGRATIONS = orderMigrations(...migrations)

export type World = ReturnType<typeof createWorld>

/** What only a program gives, not the command line. */
export interface Given {
  /** The state to begin with, instead of the file that the settings name. */
  readonly world?: WorldState | undefined
  /** Where the sandbox says that it is, for one that never listens. */
  readonly origin?: string | undefined
}

/** Builds a sandbox that does not listen yet. Throws a `DatabaseError` for a database that cannot be used. */
export function createWorld(settings: Settings, given: Given = {}) {
  const database = openDatabase(settings.db, MIGRATIONS)
  const memory = createMemory(database)
  const snapshots = createSnapshots(database)
  const beginning = given.world ?? (settings.world === null ? null : readWorldFile(settings.world))
  const payment_store = createPaymentStore(database)
  /** A world file is where one begins; it does not take the place of what was stored since. */
  const isFresh = payment_store.nextNo() === 1
  const seed = settings.seed ?? (isFresh ? seedOf(beginning) : null) ?? memory.recall('seed') ?? drawSeed()
  memory.keep('seed', seed)
  const clock = createClock(initialClock(settings, memory.recall('clock')))
  const dice = createDice(seed)
  const journal = createJournal(clock)
  const views = createViews()
  const watch = createWindowWatch()
  const secret = settings.token ?? (isLoopback(settings.host) ? null : drawSecret())

  const merchant_store = createMerchantStore(database)
  const merchants = createMerchants(merchant_store, clock, dice)
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
    },
    fault: (error) => faultIn('deadline', error),
  })
  const scheduled: DueWork = {
    nextDue: () => schedules.due.nextDue(),
    runDue: () => schedules.due.runDue(),
  }
  const ticker = createTicker(clock, [scenarios.jumps, deadlines, scheduled, webhooks], {
    moved: rememberClock,
    fault: (error) => faultIn('ticker', error),
  })

  const payments = createPayments({
    store: payment_store,
    clock,
    dice,
    origin: () => url(),
    keyed: (payment) => billing.keep(payment),
    key_set: (merchant) => settingsOf(merchant).payment_keys,
    announce: (payment, announcement) => {
      if (announcement.status === 'paid') naverco.receive(payment)
      if (announcement.status === 'cancelled' && balance(payment) === 0) naverco.close(payment)
      const { notification_url, notification_content_type } = merchants.byId(payment.merchant).settings
      const notice = noticeOf(payment, announcement)
      if (!notice) return
      // A cancel that the shop asked for is announced only where the sale was (docs, enable_webhook).
      const { imp_uid } = payment
      const is_own_cancel = announcement.status === 'cancelled' && announcement.by === 'shop'
      if (is_own_cancel && webhooks.list({ imp_uid, limit: 1 }).total === 0) return
      const urls = targetsOf(payment.order.notice_url, notification_url)
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
  const pg_orders: PgOrderParts = {
    store: order_store,
    clock,
    find,
    note,
    charge: (order) => chargeByServer(payments, order),
    chargeKey: ({ merchant, customer_uid, merchant_uid, amount, ...facts }) => {
      if (!billing.store.key(merchant, customer_uid)) throw refusal('kcpquick_key_not_found')
      return billing.again(merchant, customer_uid, { merchant_uid, amount, facts })
    },
    deleteKey: (merchant, customer_uid) => {
      const isThere = billing.store.key(merchant, customer_uid) !== null
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

  const operations: readonly Operation[] = [
    ...merchantOperations(merchants, clock, dice),
    ...paymentOperations(payments, clock, {
      shows_sandbox: (merchant) => settingsOf(merchant).include_sandbox,
    }),
    ...customerOperations(billing, billing_parts),
    ...chargeOperations(billing, billing_parts),
    ...scheduleOperations(schedules, billing_parts),
    ...vbankOperations(vbanks, payments),
    ...receiptOperations(receipts, (imp_uid) => `${url()}/checkout/slips/${imp_uid}`),
    ...codeOperations,
    ...certificationOperations(certifications, (merchant) => merchants.byId(merchant).settings),
    ...escrowOperations(escrow),
    ...pgOperations(pg_orders, naverco, payments.print),
  ]
  const order_control = orderControlOperations({
    naverco,
    store: order_store,
    clock,
    merchant: () => merchants.byDefault().id,
  })
  const billing_control = createBillingControl({
    clock,
    operations,
    merchant: () => merchants.byDefault().id,
  })
  const certification_control = certificationControl(certify, () => merchants.byDefault())
  const openapi = openapiOperation({ rest: operations, control: () => control, url: () => url() })
  const scenario_control = scenarioOperations({ scenarios, operations, changed: () => ticker.poke() })
  const control: readonly Operation[] = [
    openapi,
    ...scenario_control,
    ...order_control,
    ...certification_control,
    ...billingControl(billing_control),
    ...webhookOperations({ merchants, payments, ticker, webhooks }),
    ...controlOperations({
      checkout,
      clock,
      journal,
      merchants,
      payments,
      reset,
      get seed() {
        return dice.seed
      },
      exportWorld: () => exportWorld(stores),
      waiter,
      walk,
      ticker,
      token: secret,
      url: () => url(),
      vbanks,
      webhooks,
      windows,
      clockChanged,
      snapshots: {
        save: saveSnapshot,
        restore: restoreSnapshot,
        list: snapshots.list,
        remove: snapshots.remove,
      },
    }),
  ]

  /** Where the journal was when each snapshot was taken. */
  const marks = new Map<string, JournalMark>()
  let server: Server | null = null
  let bound: string | null = null
  /** Where the sandbox is reached; before it listens, where it would be by its settings. */
  const url = () => bound ?? given.origin ?? `http://${reachableHost(settings.host)}:${settings.port}`

  const stores = {
    merchants: merchant_store,
    payments: payment_store,
    billing: billing_parts.store,
    windows,
    clock,
    dice,
    operations,
    written: (payment: Payment) => {
      deadlines.written(payment)
      if (payment.status === 'paid') naverco.receive(payment)
    },
    origin: url,
  }
  if (beginning && isFresh) begin(beginning, seed)
  else database.transaction(furnish)
  if (beginning && !isFresh) journal.happened('clock', ignoredLine(settings.world), {}, 'warn')
  webhooks.recover()

  /** The default merchant, with what the settings say of its admin page. */
  function furnish(): void {
    const { webhook, webhook_type } = settings
    const is_new = !merchant_store.byId(DEFAULT_MERCHANT.id)
    if (is_new) merchant_store.insert({ ...DEFAULT_MERCHANT, settings: MerchantSettings.parse({}) })
    const type = webhook_type === 'form' ? { notification_content_type: webhook_type } : {}
    const urls = webhook.length > 0 ? { notification_url: webhook } : {}
    if (is_new && settings.seed_data !== null) {
      plant(readSeedData(settings.seed_data), {
        merchant: DEFAULT_MERCHANT.id,
        clock,
        payments,
        naverco,
        operations,
      })
    }
    merchants.changeSettings(DEFAULT_MERCHANT.id, { ...urls, ...type })
  }

  /** Starts over: the world of the start with its seed, settings and clock, or the given one. */
  async function reset(world: WorldState | null = beginning): Promise<void> {
    webhooks.cutOff()
    const next_seed = world === beginning ? seed : (seedOf(world) ?? seed)
    await ticker.exclusively(async () => begin(world, next_seed))
    scenarios.disarm()
    journal.clear()
    clockChanged()
  }

  /** All or nothing: when the world cannot be put in, the one before goes on. */
  function begin(world: WorldState | null, next_seed: string): void {
    const before = { clock: clock.state(), seed: dice.seed }
    try {
      restoreClock(settings)
      if (world && settings.clock === 'system') setClock(world, clock)
      dice.reseed(next_seed)
      database.transaction(() => {
        merchant_store.clear()
        if (world) loadWorld(world, stores)
        furnish()
        memory.keep('seed', next_seed)
      })
    } catch (error) {
      clock.restore(before.clock)
      dice.reseed(before.seed)
      throw error
    }
  }

  function restoreClock({ clock: setting }: Settings): void {
    const state = parseClock(setting)
    if (state?.mode === 'frozen') clock.freeze(state.at_ms)
    else clock.follow()
  }

  let is_walking = false
  /** Two at once would each tell of what the other one did, and a webhook that advances would wait for itself. */
  async function walk(to: number): Promise<string[]> {
    if (is_walking) {
      throw new ControlError(
        409,
        'clock_is_walking',
        'The clock is still advancing: wait for the first advance to end.',
      )
    }
    is_walking = true
    try {
      return await ticker.advance(to)
    } finally {
      is_walking = false
      clockChanged()
    }
  }

  /** Keeps all there is under a name: payments, webhooks, settings and the clock. */
  async function saveSnapshot(name: string): Promise<void> {
    await ticker.exclusively(async () => {
      memory.keep('clock', JSON.stringify(clock.state()))
      snapshots.save(name)
      marks.set(name, journal.mark())
    })
  }

  /** Brings back what a snapshot keeps. False when there is none of that name. */
  async function restoreSnapshot(name: string): Promise<boolean> {
    const isThere = await ticker.exclusively(async () => snapshots.restore(name))
    if (isThere) {
      clock.restore(JSON.parse(memory.recall('clock') ?? '{"mode":"system"}'))
      dice.reseed(memory.recall('seed') ?? seed)
      const mark = marks.get(name)
      if (mark) journal.rewind(mark)
    }
    ticker.poke()
    return isThere
  }

  function clockChanged(): void {
    rememberClock()
    ticker.poke()
  }

  function rememberClock(): void {
    memory.keep('clock', JSON.stringify(clock.state()))
  }

  function settingsOf(merchant: number): MerchantSettings {
    return merchants.byId(merchant).settings
  }

  function faultIn(where: string, error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    journal.happened('fault', `${where} failed: ${text}`, {}, 'error')
  }

  function fault(error: unknown, req: Request): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    journal.happened('fault', `${req.method} ${req.originalUrl} failed: ${text}`, {}, 'error')
  }

  /** The address that was asked for is ours by its own name, too. */
  const allowed_hosts = [...settings.allow_host, reachableHost(settings.host)]
  /** Built for the first request: many a test only calls functions. */
  let app: Express | null = null
  function appOf(): Express {
    app ??= createApp()
    return app
  }

  function createApp(): Express {
    const app = express()
    app.disable('x-powered-by')
    app.set('query parser', 'extended')
    app.set('etag', false)
    app.use(recordRequests)
    app.get('/', (_req, res) => res.redirect(302, '/dashboard'))
    const { imp_key, imp_secret } = DEFAULT_MERCHANT
    const keys = () => ({ imp_key, imp_secret })
    app.use(
      '/_sandbox/docs',
      docsRoutes({ rest: operations, control: () => control, url: () => url(), views, keys, allowed_hosts }),
    )
    app.use('/_sandbox', controlRouter({ operations: control, fault, token: secret, allowed_hosts }))
    app.use(
      '/dashboard',
      dashboardRoutes({
        allowed_hosts,
        clock,
        fault,
        journal,
        merchants,
        payments,
        reset: () => reset(),
        get seed() {
          return dice.seed
        },
        ticker,
        token: secret,
        vbanks,
        views,
        webhooks,
      }),
    )
    app.use(sdkRoutes(merchants, dice, views, (req) => `${req.protocol}://${req.get('host')}`))
    app.use(depositRoutes(payments, views, () => clock.now()))
    app.use(checkoutRoutes(checkout, certify, watch, views))
    const expireTokens = (access_token: string | null) =>
      merchant_store.expireTokens(access_token, clock.now())
    app.use(restFaults({ operations, scenarios, expireTokens }))
    app.use(
      restRouter({
        operations,
        merchants,
        fault,
        remarked: (text, req) => journal.happened('rest', `${req.method} ${req.path}: ${text}`, {}, 'warn'),
        check_answers: ['test', 'development'].includes(process.env.NODE_ENV ?? ''),
      }),
    )
    return app
  }

  /** One line and one record for every REST call. */
  function recordRequests(req: Request, res: express.Response, next: express.NextFunction): void {
    const elapsed = stopwatch()
    res.on('finish', () => {
      const { envelope, hint = null } = res.locals
      if (!envelope) return
      const { method, path, body } = req
      const ms = elapsed()
      const { statusCode: status } = res
      journal.requested({ method, path, status, code: envelope.code, ms, hint, body: redact(body) })
      const answer = envelope.code === 0 ? `${status}` : `${status} code ${envelope.code} ${envelope.message}`
      const why = hint === null || envelope.code === 0 ? '' : ` (${hint})`
      journal.happened(
        'rest',
        `${method} ${path} ${answer} ${ms}ms${why}`,
        {},
        envelope.code === 0 ? 'info' : 'warn',
      )
    })
    next()
  }

  return {
    get app() {
      return appOf()
    },
    certify,
    billing,
    checkout,
    clock,
    control,
    journal,
    merchants,
    naverco,
    operations,
    payments,
    reset,
    scenarios,
    get seed() {
      return dice.seed
    },
    billing_control,
    exportWorld: () => exportWorld(stores),
    waiter,
    walk,
    schedules,
    settings,
    snapshots: {
      save: saveSnapshot,
      restore: restoreSnapshot,
      list: snapshots.list,
      remove: snapshots.remove,
    },
    ticker,
    token: secret,
    url,
    vbanks,
    webhooks,
    windows,
    clockChanged,

    /** Listens on the port of the settings; answers the address. Rejects when the port is taken. */
    listen(handler: RequestListener = (req, res) => appOf()(req, res)): Promise<string> {
      return new Promise((resolve, reject) => {
        const listening = createServer(handler).on('clientError', answerUnparsable)
        listening.once('error', reject)
        listening.listen(settings.port, settings.host, () => {
          const { port } = listening.address() as AddressInfo
          server = listening
          bound = `http://${reachableHost(settings.host)}:${port}`
          // The slips of a world's payments lie at an address that is only known now.
          if (beginning && isFresh && settings.port === 0) begin(beginning, seed)
          resolve(bound)
        })
      })
    },

    /** Stops listening, lets running deliveries end, closes the database. */
    async close(): Promise<void> {
      const closing = server
      server = null
      if (closing) {
        const closed = new Promise<void>((resolve) => closing.close(() => resolve()))
        closing.closeAllConnections()
        await closed
      }
      await webhooks.stop(GRACE_MS)
      watch.close()
      await ticker.stop()
      database.close()
    },
  }
}

function seedOf(world: WorldState | null): string | null {
  return world?.seed === undefined ? null : String(world.seed)
}

function ignoredLine(file: string | null): string {
  return `데이터베이스에 결제가 있어 월드 파일 ${file ?? ''}을(를) 읽지 않았습니다; reset하면 그 상태에서 다시 시작합니다`
}

/** Time that was walked is kept over a restart: a clock does not go back. A plain start after a frozen one follows the machine. */
function initialClock({ clock }: Settings, remembered: string | null): ClockState {
  const asked = parseClock(clock) ?? { mode: 'system' }
  const before: ClockState = remembered === null ? asked : JSON.parse(remembered)
  if (asked.mode === 'frozen') return before.mode === 'frozen' && before.at_ms > asked.at_ms ? before : asked
  return before.mode === 'frozen' ? asked : before
}

/** A host as it stands in a URL. Nobody can call "every address" (0.0.0.0, ::), so that one is told as loopback. */
function reachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}

/** Secrets do not go into the journal. */
function redact(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('imp_secret' in body)) return body ?? null
  return { ...body, imp_secret: '***' }
}
