/** One sandbox from its beginning to its end: settings become a clock, a database, parts, rows and an app that listens. */
import type { RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CaptureInfo } from './capture/info.ts'
import { findPg } from './choice/find-pg.ts'
import { type Bilingual, langOfEnvironment, say } from './core/bilingual.ts'
import { type Clock, type ClockState, createClock, parseClock } from './core/clock.ts'
import { type Database, openDatabase } from './core/database.ts'
import type { DatabaseError } from './core/database-error.ts'
import { drain } from './core/drain.ts'
import { isLoopback, reachableHost } from './core/hosts.ts'
import { createDice, drawSecret, drawSeed } from './core/ids.ts'
import { lazilyLoaded, lazyList } from './core/lazy.ts'
import type { Memory } from './core/memory.ts'
import { outsideOrigin } from './core/origin.ts'
import { ownerHere } from './core/owner.ts'
import { createSnapshots } from './core/snapshots.ts'
import { createJournal } from './journal.ts'
import { createLazyApp } from './lazy-app.ts'
import { createLife, seedOf } from './parts/life.ts'
import { createParts, type Parts } from './parts/parts.ts'
import { createStores, MIGRATIONS } from './parts/stores.ts'
import { createHttpServer } from './rest/server.ts'
import { SettingError, type Settings } from './settings.ts'
import { createTrace } from './trace/trace.ts'
import type { World } from './world/schema.ts'

export { MIGRATIONS } from './parts/stores.ts'

/** How long the end of a sandbox waits for deliveries under way. What is cut off is delivered by the next start. */
const GRACE_MS = 300

/** A sandbox that serves: what only requests need is loaded by the first of them. */
export type Started = Awaited<ReturnType<typeof startInstance>>
/** A sandbox whose acts are called by a program, too. */
export type Instance = Awaited<ReturnType<typeof createInstance>>

/** What only a program gives, not the command line. */
export interface Given {
  /** The state to begin with, instead of the file that the settings name. */
  readonly world?: World | undefined
  /** Where the sandbox says that it is, for one that never listens. */
  readonly origin?: string | undefined
}

/**
 * Builds a sandbox that does not listen yet. Rejects with a `DatabaseError` for a database that cannot be used, or that another sandbox
 * uses. What cannot be built leaves the database to others.
 */
export async function createInstance(settings: Settings, given: Given = {}) {
  const started = await startInstance(settings, given)
  return Object.assign(started, {
    operations: await started.loadOperations(),
    acts: await started.loadActs(),
  })
}

/** The same without what is loaded by the first request. */
export async function startInstance(settings: Settings, given: Given = {}) {
  if (settings.default_pg !== null) refuseUnknownPg(settings.default_pg)
  const database = openDatabase(settings.db, MIGRATIONS)
  try {
    return await build(database, settings, given)
  } catch (error) {
    database.close()
    throw error
  }
}

async function build(database: Database, settings: Settings, given: Given) {
  /** Of what is told to those who do not say which language they read. */
  const lang = settings.lang ?? langOfEnvironment(process.env)
  let server: Server | null = null
  let bound: string | null = null
  /** Where the sandbox is reached; before it listens, where it would be by its settings. */
  const url = () =>
    outsideOrigin() ?? bound ?? given.origin ?? `http://${reachableHost(settings.host)}:${settings.port}`
  const stores = createStores(database, url)
  const { memory } = stores
  const clock = createClock(initialClock(settings, memory.recall('clock')))
  const beginning = given.world ?? (await beginningOf(settings, clock))
  /** Where one begins does not take the place of what was stored since; seed data not even that of an empty shop. */
  const is_seed_data = !given.world && settings.world === null && settings.seed_data !== null
  const is_fresh = is_seed_data ? stores.merchants.all().length === 0 : stores.payments.nextNo() === 1
  const seed = settings.seed ?? (is_fresh ? seedOf(beginning) : null) ?? memory.recall('seed') ?? drawSeed()
  memory.keep('seed', seed)
  const signFile = settings.db === ':memory:' ? () => {} : fileSigner(memory)
  signFile(null)
  const token = settings.token ?? (isLoopback(settings.host) ? null : drawSecret())

  const trace = createTrace({
    clock,
    store: settings.db === ':memory:' ? null : stores.trace,
    keep_bytes: settings.keep_trace,
  })
  const parts = createParts({
    settings,
    stores,
    clock,
    dice: createDice(seed),
    trace,
    journal: createJournal(trace, lang),
    url,
  })
  const { chores, dice, journal, ticker, watch, webhooks } = parts
  database.onTrouble((trouble) => {
    if (trouble) journal.happened('fault', trouble.said, {}, 'error')
    else journal.happened('fault', say('데이터베이스에 다시 씁니다.', 'The database is written again.'))
  })
  const { loadOperations, loadActs } = loadedByRequests(parts)
  const snapshots = createSnapshots(database, ['tokens', 'trace'])
  const life = createLife(parts, loadOperations, snapshots, { world: beginning, seed }, database.transaction)
  if (beginning && is_fresh) await life.begin()
  else life.resume()
  if (beginning && !is_fresh && !is_seed_data)
    journal.happened('clock', ignoredLine(settings.world), {}, 'warn')
  webhooks.recover()

  const capture: { current: CaptureInfo | null } = { current: null }
  const demo: { current: string | null } = { current: null }
  const whole = { ...parts, ...life, lang, token, capture, demo }
  const app = createLazyApp(whole, loadOperations, loadActs)

  return {
    ...whole,
    loadOperations,
    loadActs,
    app: app.listener,
    loadApp: app.load,
    /** When the database file was taken away from under it: nothing can be kept any more. */
    gone: new Promise<DatabaseError>((resolve) => {
      database.onTrouble((trouble) => void (trouble?.reason === 'GONE' && resolve(trouble)))
    }),
    get seed() {
      return dice.seed
    },

    /** Listens on the port of the settings; answers the address. Rejects when the port is taken. */
    listen(handler: RequestListener = app.listener): Promise<string> {
      return new Promise((resolve, reject) => {
        const listening = createHttpServer(handler, app.server_options)
        listening.once('error', reject)
        listening.listen(settings.port, settings.host, () => {
          const { port } = listening.address() as AddressInfo
          server = listening
          bound = `http://${reachableHost(settings.host)}:${port}`
          signFile(bound)
          resolve(bound)
        })
      })
    },

    /** Stops listening, lets calls and deliveries under way end within their grace, closes the database. */
    async close(grace_ms = 0): Promise<void> {
      const closing = server
      server = null
      if (closing) await drain(closing, grace_ms)
      await webhooks.stop(GRACE_MS)
      watch.forget()
      chores.close()
      await ticker.stop()
      trace.close()
      database.close()
    },
  }
}

/** What the first request loads: the rows of the emulated REST API, and what is done to a sandbox from outside. */
function loadedByRequests(parts: Parts) {
  const loadOperations = lazilyLoaded(async () => {
    const { restRows } = await import('./parts/rest-rows.ts')
    return lazyList(() => restRows(parts))
  })
  const loadActs = lazilyLoaded(async () => {
    const { createActs } = await import('./acts/acts.ts')
    return createActs({ ...parts, operations: await loadOperations() })
  })
  return { loadOperations, loadActs }
}

/** Tells whoever is refused the file where it is used. */
function fileSigner(memory: Memory): (url: string | null) => void {
  return (url) => {
    try {
      memory.keep('owner', JSON.stringify(ownerHere(url)))
    } catch {
      // A courtesy to others; what is wrong with the file is told where something depends on it.
    }
  }
}

function refuseUnknownPg(wanted: string): void {
  const { pg, similar } = findPg(wanted)
  if (pg) return
  const advice = similar
    ? say(`혹시 ${similar} 인가요?`, `did you mean ${similar}?`)
    : say('docs/pgs.md에 있는 코드여야 합니다.', 'it must be a code of docs/pgs.md.')
  throw new SettingError(
    say(
      `--default-pg에는 결제할 수 있는 PG 코드를 주세요: ${wanted}; ${advice.ko}`,
      `--default-pg takes the code of a PG that sells: ${wanted}; ${advice.en}`,
    ),
  )
}

/** Where to begin by the settings: a world file, or else seed data. */
async function beginningOf({ world, seed_data }: Settings, clock: Clock): Promise<World | null> {
  if (world === null && seed_data === null) return null
  const { readSeedData, readWorldFile } = await import('./parts/worlds.ts')
  return world === null ? readSeedData(seed_data ?? '', clock.now()) : readWorldFile(world)
}

function ignoredLine(given: string | null): Bilingual {
  const file = given ?? ''
  return say(
    `데이터베이스에 결제가 있어 초기 상태 파일 ${file}을(를) 읽지 않았습니다; reset하면 그 상태에서 다시 시작합니다`,
    `The database has payments, so the world file ${file} was not read; reset starts over with it`,
  )
}

/** Time that was walked is kept over a restart: a clock does not go back. A plain start after a frozen one follows the machine. */
function initialClock({ clock }: Settings, remembered: string | null): ClockState {
  const asked = parseClock(clock) ?? { mode: 'system' }
  const before: ClockState = remembered === null ? asked : JSON.parse(remembered)
  if (asked.mode === 'frozen') return before.mode === 'frozen' && before.at_ms > asked.at_ms ? before : asked
  return before.mode === 'frozen' ? asked : before
}
