/** The composition root: settings, clock, database, nouns and surfaces become one sandbox. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type Express, type Request } from 'express'
import { createCheckout } from './checkout/checkout.ts'
import { checkoutRoutes } from './checkout/routes.ts'
import { createWindowWatch } from './checkout/watch.ts'
import { controlOperations } from './control/operations.ts'
import { controlRouter } from './control/router.ts'
import { type ClockState, createClock, parseClock, stopwatch } from './core/clock.ts'
import { openDatabase, orderMigrations } from './core/database.ts'
import { createDice, drawSecret, drawSeed } from './core/ids.ts'
import { createMemory, migrations as memoryMigrations } from './core/memory.ts'
import { createSnapshots } from './core/snapshots.ts'
import type { Operation } from './core/operation.ts'
import { dashboardRoutes } from './dashboard/routes.ts'
import { createJournal } from './journal.ts'
import { paymentLine, refusedLine, webhookLine } from './journal-lines.ts'
import { DEFAULT_MERCHANT, MerchantSettings } from './merchants/merchant.ts'
import { createMerchants } from './merchants/merchants.ts'
import { merchantOperations } from './merchants/operations.ts'
import { createMerchantStore, migrations as merchantMigrations } from './merchants/store.ts'
import { paymentOperations } from './payments/operations.ts'
import { createPayments } from './payments/payments.ts'
import { createPaymentStore, migrations as paymentMigrations } from './payments/store.ts'
import { createWindowStore, migrations as windowMigrations } from './payments/windows.ts'
import { restRouter } from './rest/router.ts'
import { sdkRoutes } from './sdk/routes.ts'
import type { Settings } from './settings.ts'
import { createTicker } from './ticker.ts'
import { createViews } from './views.ts'
import { createOutbox, migrations as outboxMigrations } from './webhooks/outbox.ts'
import { noticeOf, targetsOf } from './webhooks/policy.ts'
import { createWebhooks } from './webhooks/webhooks.ts'

/** Timeouts of a webhook's first attempt (vendor's webhook page). */
const WEBHOOK_TIMEOUTS = { connect_ms: 10_000, read_ms: 30_000 }

export const MIGRATIONS = orderMigrations(
  merchantMigrations,
  paymentMigrations,
  outboxMigrations,
  windowMigrations,
  memoryMigrations,
)

export type World = ReturnType<typeof createWorld>

/** Builds a sandbox that does not listen yet. Throws a `DatabaseError` for a database that cannot be used. */
export function createWorld(settings: Settings) {
  const database = openDatabase(settings.db, MIGRATIONS)
  const memory = createMemory(database)
  const snapshots = createSnapshots(database)
  const seed = settings.seed ?? memory.recall('seed') ?? drawSeed()
  memory.keep('seed', seed)
  const clock = createClock(initialClock(settings, memory.recall('clock')))
  const dice = createDice(seed)
  const journal = createJournal(clock)
  const views = createViews()
  const watch = createWindowWatch()
  const secret = settings.token ?? (isLoopback(settings.host) ? null : drawSecret())

  const merchant_store = createMerchantStore(database)
  const merchants = createMerchants(merchant_store, clock, dice)
  const outbox = createOutbox(database)
  const webhooks = createWebhooks({
    outbox,
    clock,
    options: { timeouts: WEBHOOK_TIMEOUTS, allow_public: settings.allow_public_webhooks },
    attempted: (delivery, attempt) => {
      const detail = { delivery: delivery.id, imp_uid: delivery.imp_uid }
      const level = attempt.error === null ? 'info' : 'warn'
      journal.happened('webhook', webhookLine(delivery, attempt), detail, level)
    },
  })
  const ticker = createTicker(clock, [webhooks])

  const payments = createPayments({
    store: createPaymentStore(database),
    clock,
    dice,
    origin: () => url(),
    announce: (payment, announcement) => {
      const { notification_url, notification_content_type } = merchants.byId(payment.merchant).settings
      const notice = noticeOf(payment, announcement)
      if (!notice) return
      const urls = targetsOf(payment.order.notice_url, notification_url)
      webhooks.record(payment.merchant, payment, notice, urls, notification_content_type)
    },
    happened: (payment, entry) => {
      const { imp_uid, status } = payment
      const kind = entry.what === 'window opened' ? 'order' : 'payment'
      journal.happened(kind, paymentLine(payment, entry), { imp_uid, status })
      ticker.poke()
    },
  })
  const windows = createWindowStore(database)
  const checkout = createCheckout({
    payments,
    windows,
    merchants,
    dice,
    refused: (reason, merchant_uid) => {
      const detail = { merchant_uid, name: reason.name }
      journal.happened('refused', refusedLine(merchant_uid, reason), detail, 'warn')
    },
    ended: watch.ended,
  })

  const operations: readonly Operation[] = [
    ...merchantOperations(merchants, clock),
    ...paymentOperations(payments, clock),
  ]
  const control: readonly Operation[] = controlOperations({
    checkout,
    clock,
    journal,
    merchants,
    payments,
    reset,
    seed,
    ticker,
    url: () => url(),
    webhooks,
    windows,
    clockChanged,
    snapshots: { save: saveSnapshot, restore: restoreSnapshot, list: snapshots.list, remove: snapshots.remove },
  })

  let server: Server | null = null
  let bound: string | null = null
  /** Where the sandbox is reached; before it listens, where it would be by its settings. */
  const url = () => bound ?? `http://${reachableHost(settings.host)}:${settings.port}`

  furnish()
  webhooks.recover()

  /** The default merchant, with what the settings say of its admin page. */
  function furnish(): void {
    const { webhook, webhook_type } = settings
    if (!merchant_store.byId(DEFAULT_MERCHANT.id)) {
      merchant_store.insert({ ...DEFAULT_MERCHANT, settings: MerchantSettings.parse({}) })
    }
    const type = webhook_type === 'form' ? { notification_content_type: webhook_type } : {}
    const urls = webhook.length > 0 ? { notification_url: webhook } : {}
    merchants.changeSettings(DEFAULT_MERCHANT.id, { ...urls, ...type })
  }

  /** Starts over with the same seed: no payments, no webhooks, the settings and the clock of the start. */
  async function reset(): Promise<void> {
    await ticker.exclusively(async () => {
      database.transaction(() => {
        merchant_store.clear()
        furnish()
      })
      restoreClock(settings)
    })
    journal.clear()
    clockChanged()
  }

  function restoreClock({ clock: setting }: Settings): void {
    const state = parseClock(setting)
    if (state?.mode === 'frozen') clock.freeze(state.at_ms)
    else clock.follow()
  }

  /** Keeps all there is under a name: payments, webhooks, settings and the clock. */
  async function saveSnapshot(name: string): Promise<void> {
    await ticker.exclusively(async () => {
      memory.keep('clock', JSON.stringify(clock.state()))
      snapshots.save(name)
    })
  }

  /** Brings back what a snapshot keeps. False when there is none of that name. */
  async function restoreSnapshot(name: string): Promise<boolean> {
    const isThere = await ticker.exclusively(async () => snapshots.restore(name))
    if (isThere) clock.restore(JSON.parse(memory.recall('clock') ?? '{"mode":"system"}'))
    ticker.poke()
    return isThere
  }

  function clockChanged(): void {
    memory.keep('clock', JSON.stringify(clock.state()))
    ticker.poke()
  }

  function fault(error: unknown, req: Request): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    journal.happened('fault', `${req.method} ${req.originalUrl} failed: ${text}`, {}, 'error')
  }

  /** The address that was asked for is ours by its own name, too. */
  const allowed_hosts = [...settings.allow_host, reachableHost(settings.host)]
  const app = createApp()

  function createApp(): Express {
    const app = express()
    app.disable('x-powered-by')
    app.set('query parser', 'extended')
    app.set('etag', false)
    app.use(recordRequests)
    app.get('/', (_req, res) => res.redirect(302, '/dashboard'))
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
        reset,
        seed,
        ticker,
        token: secret,
        views,
        webhooks,
      }),
    )
    app.use(sdkRoutes(merchants, views, (req) => `${req.protocol}://${req.get('host')}`))
    app.use(checkoutRoutes(checkout, watch, views))
    app.use(restRouter({ operations, merchants, fault }))
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
    app,
    checkout,
    clock,
    control,
    journal,
    merchants,
    operations,
    payments,
    reset,
    seed,
    settings,
    snapshots: { save: saveSnapshot, restore: restoreSnapshot, list: snapshots.list, remove: snapshots.remove },
    ticker,
    token: secret,
    url,
    webhooks,
    windows,
    clockChanged,

    /** Listens on the port of the settings; answers the address. Rejects when the port is taken. */
    listen(): Promise<string> {
      return new Promise((resolve, reject) => {
        const listening = createServer(app)
        listening.once('error', reject)
        listening.listen(settings.port, settings.host, () => {
          const { port } = listening.address() as AddressInfo
          server = listening
          bound = `http://${reachableHost(settings.host)}:${port}`
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
      await ticker.stop()
      database.close()
    },
  }
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
