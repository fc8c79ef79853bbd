/** The composition root: settings, clock, database, nouns and surfaces become one sandbox. */
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Express } from 'express'
import { createActs } from './acts/acts.ts'
import { createApp } from './app.ts'
import { migrations as billingMigrations } from './billing/store.ts'
import { migrations as certificationMigrations } from './certifications/store.ts'
import { CallerError } from './core/caller-error.ts'
import { type ClockState, createClock, parseClock } from './core/clock.ts'
import { openDatabase, orderMigrations } from './core/database.ts'
import { isLoopback, reachableHost } from './core/hosts.ts'
import { createDice, drawSecret, drawSeed } from './core/ids.ts'
import { createMemory, migrations as memoryMigrations } from './core/memory.ts'
import { createSnapshots } from './core/snapshots.ts'
import { migrations as deadlineMigrations } from './deadlines/store.ts'
import { migrations as escrowMigrations } from './escrow/store.ts'
import { createJournal, type JournalMark } from './journal.ts'
import { DEFAULT_MERCHANT, MerchantSettings } from './merchants/merchant.ts'
import { migrations as merchantMigrations } from './merchants/store.ts'
import { migrations as tokenMigrations } from './merchants/token-store.ts'
import { createNouns, type Ground } from './nouns.ts'
import { controlRows, restOperations } from './operations.ts'
import { migrations as productOrderMigrations } from './orders/store.ts'
import type { Payment } from './payments/payment.ts'
import { createPaymentStore, migrations as paymentMigrations } from './payments/store.ts'
import { migrations as receiptMigrations } from './receipts/store.ts'
import { answerUnparsable } from './rest/unparsable.ts'
import { plant, readSeedData } from './seed-data.ts'
import type { Settings } from './settings.ts'
import { migrations as outboxMigrations } from './webhooks/outbox.ts'
import { migrations as windowMigrations } from './windows/store.ts'
import { exportWorld } from './world/export.ts'
import { loadWorld, setClock } from './world/load.ts'
import { readWorldFile } from './world/read.ts'
import type { World as WorldState } from './world/schema.ts'

/** How long the end of a sandbox waits for deliveries under way. What is cut off is delivered by the next start. */
const GRACE_MS = 300

const migrations = [
  merchantMigrations,
  tokenMigrations,
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
  const snapshots = createSnapshots(database, ['tokens'])
  const beginning = given.world ?? (settings.world === null ? null : readWorldFile(settings.world))
  /** A world file is where one begins; it does not take the place of what was stored since. */
  const isFresh = createPaymentStore(database).nextNo() === 1
  const seed = settings.seed ?? (isFresh ? seedOf(beginning) : null) ?? memory.recall('seed') ?? drawSeed()
  memory.keep('seed', seed)
  const clock = createClock(initialClock(settings, memory.recall('clock')))
  const dice = createDice(seed)
  const journal = createJournal(clock)
  const secret = settings.token ?? (isLoopback(settings.host) ? null : drawSecret())

  let server: Server | null = null
  let bound: string | null = null
  /** Where the sandbox is reached; before it listens, where it would be by its settings. */
  const url = () => bound ?? given.origin ?? `http://${reachableHost(settings.host)}:${settings.port}`
  const ground: Ground = { settings, database, clock, dice, journal, url, rememberClock }
  const nouns = createNouns(ground)
  const { billing, billing_parts, certify, checkout, deadlines, merchant_store, merchants, naverco } = nouns
  const { payment_store, payments, scenarios, schedules, ticker, vbanks, waiter, watch, webhooks, windows } =
    nouns
  const operations = restOperations(nouns, ground)

  /** Where the journal was when each snapshot was taken. */
  const marks = new Map<string, JournalMark>()
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
        certifications: nouns.certifications,
        billing,
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
      throw new CallerError(
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
      merchant_store.forget()
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

  const acts = createActs({ ...nouns, clock, operations })
  const whole = {
    acts,
    reset,
    exportWorld: () => exportWorld(stores),
    walk,
    token: secret,
    clockChanged,
    snapshots: {
      save: saveSnapshot,
      restore: restoreSnapshot,
      list: snapshots.list,
      remove: snapshots.remove,
    },
  }
  const control = controlRows(nouns, ground, operations, whole)

  /** Built for the first request: many a test only calls functions. */
  let app: Express | null = null
  function appOf(): Express {
    app ??= createApp({
      nouns,
      ground,
      operations,
      control,
      acts,
      token: secret,
      reset: () => reset(),
    })
    return app
  }

  return {
    ...whole,
    get app() {
      return appOf()
    },
    certifications: nouns.certifications,
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
    scenarios,
    get seed() {
      return dice.seed
    },
    waiter,
    schedules,
    settings,
    ticker,
    url,
    vbanks,
    webhooks,
    windows,

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
