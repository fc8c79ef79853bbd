/**
 * Kills sandboxes at seeded points, starts them again on the same database, and counts what was lost or came twice. A run that is
 * cut off goes on where it was: after each kill its database and its figures lie in node_modules/.cache.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createDice } from '../../src/core/ids.ts'
import { kstIso } from '../../src/core/kst.ts'
import { createInstance, type Instance } from '../../src/sandbox.ts'
import { readSettings } from '../../src/settings.ts'
import { startReceiver } from '../receiver.ts'

export interface Toll {
  points: number
  /** How many of them were during start-up, under load, during an advance. */
  phases: Record<Phase, number>
  /** Changes that were promised and are not there. */
  writes_lost: number
  /** Committed changes without a webhook that is delivered or listed. */
  webhooks_lost: number
  /** Webhooks that arrived more often than attempts of theirs were cut off: a shop is told twice for no reason. */
  webhooks_twice: number
  /** Webhooks of a change that never was. */
  webhooks_invented: number
  /** Attempts that were cut off and do not say so. */
  attempts_unmarked: number
  /** How many say so. */
  attempts_marked: number
  /** Virtual time that was promised and had gone back after the restart. */
  clocks_gone_back: number
  failed_restarts: number
  payments: number
  webhooks: number
  /** What was promised to the shop, and looked for after the kill. */
  acknowledged: number
}

/** What a run that goes on has to know. */
interface Progress {
  draw: number
  counts: Record<Phase, number>
  toll: Toll
  /** How often each webhook has arrived. */
  arrived: Record<string, number>
}

const PHASES = ['start', 'load', 'advance'] as const
type Phase = (typeof PHASES)[number]

/** How many of a hundred kills fall into each phase. */
const SHARES: Record<Phase, number> = { start: 15, load: 55, advance: 30 }

type Said = { imp_uid: string; what: string } | { now: string } | { counts: Record<Phase, number> }

/** What a payment's timeline says, and the webhook that goes with it. */
const ANNOUNCED: Record<string, string> = {
  approved: 'paid',
  'vbank issued': 'ready',
  deposited: 'paid',
  'partly cancelled': 'cancelled',
}

const CLOCK = '2026-01-01T12:00:00+09:00'

export async function kill(points: number, seed: string): Promise<Toll> {
  const place = join(ROOT, 'node_modules/.cache', `kills-${seed}`)
  const notes = join(place, 'progress.json')
  mkdirSync(place, { recursive: true })
  const built = copyBuilt()
  const db = join(place, 'killed.db')
  const dice = createDice(seed)
  const shop = await startReceiver()
  try {
    const progress = existsSync(notes) ? goOn(notes, db) : await begin(built, db, shop.url)
    shop.received.length = 0
    const { toll, counts, arrived } = progress
    while (toll.points < points) {
      const { draw } = progress
      const phase = phaseOf(Number(dice.digits(6, 'phase', draw)) % 100)
      const nth = 1 + (Number(dice.digits(9, 'nth', draw)) % counts[phase])
      const live = draw % 2 === 0 ? 'live' : 'by hand'
      const { said, is_killed } = await run(built, db, shop.url, `${draw}`, phase, nth, live)
      if (is_killed) {
        toll.points++
        toll.phases[phase]++
      }
      await restart(db, shop.url, said, toll, () => count(shop.received.splice(0), arrived))
      progress.draw++
      copyDatabase(db, `${db}-kept`)
      writeFileSync(notes, JSON.stringify(progress))
    }
    rmSync(place, { recursive: true, force: true })
    return toll
  } finally {
    await shop.close()
    rmSync(built, { recursive: true, force: true })
  }
}

const ROOT = resolve(import.meta.dirname, '../..')

/** A run that was cut off in the middle of a draw plays that draw again, from the database as it was before. */
function goOn(notes: string, db: string): Progress {
  copyDatabase(`${db}-kept`, db)
  return JSON.parse(readFileSync(notes, 'utf8'))
}

function copyDatabase(from: string, to: string): void {
  for (const part of ['', '-wal', '-shm', '-lock']) {
    rmSync(`${to}${part}`, { force: true })
    if (part !== '-lock' && existsSync(`${from}${part}`)) copyFileSync(`${from}${part}`, `${to}${part}`)
  }
}

/** Nobody dies in the first run: it counts how many statements each phase has. */
async function begin(built: string, db: string, webhook: string): Promise<Progress> {
  const counts = { start: 0, load: 0, advance: 0 }
  for (const live of ['live', 'by hand']) {
    const { said } = await run(built, db, webhook, `count ${live}`, 'start', 0, live)
    const last = said.at(-1)
    if (!last || !('counts' in last)) throw new Error('the sandbox to be killed does not run')
    for (const phase of PHASES) counts[phase] = Math.max(counts[phase], last.counts[phase])
  }
  // What these two have sent belongs to no kill.
  rmSync(db, { force: true })
  for (const part of ['-wal', '-shm', '-lock']) rmSync(`${db}${part}`, { force: true })
  return { draw: 0, counts, toll: noToll(), arrived: {} }
}

function noToll(): Toll {
  return {
    points: 0,
    phases: { start: 0, load: 0, advance: 0 },
    writes_lost: 0,
    webhooks_lost: 0,
    webhooks_twice: 0,
    webhooks_invented: 0,
    attempts_unmarked: 0,
    attempts_marked: 0,
    clocks_gone_back: 0,
    failed_restarts: 0,
    payments: 0,
    webhooks: 0,
    acknowledged: 0,
  }
}

function count(
  received: readonly { body: string }[],
  arrived: Record<string, number>,
): Record<string, number> {
  for (const { body } of received) arrived[body] = (arrived[body] ?? 0) + 1
  return arrived
}

function phaseOf(draw: number): Phase {
  if (draw < SHARES.start) return 'start'
  return draw < SHARES.start + SHARES.load ? 'load' : 'advance'
}

/** A copy of what was built, below node_modules so that it finds them: a build meanwhile does not disturb it. */
function copyBuilt(): string {
  const cache = join(ROOT, 'node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const copy = mkdtempSync(join(cache, 'killed-'))
  for (const part of ['dist', 'views', 'fixtures', 'package.json']) {
    cpSync(join(ROOT, part), join(copy, part), { recursive: true })
  }
  return copy
}

async function run(
  built: string,
  db: string,
  webhook: string,
  name: string,
  phase: Phase,
  nth: number,
  live: string,
): Promise<{ said: Said[]; is_killed: boolean }> {
  const script = join(import.meta.dirname, 'killed.js')
  const index = pathToFileURL(join(built, 'dist/index.js')).href
  const child = spawn(process.execPath, [script, index, db, webhook, name, phase, String(nth), live], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  const [code, signal] = await once(child, 'close')
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`the sandbox to be killed ended with ${code}`)
  const lines = text.split('\n').slice(0, -1)
  return { said: lines.map((line) => JSON.parse(line)), is_killed: signal === 'SIGKILL' }
}

/** Starts again, looks at what is there, delivers the rest, and looks again. */
async function restart(
  db: string,
  webhook: string,
  said: readonly Said[],
  toll: Toll,
  arrivals: () => Record<string, number>,
): Promise<void> {
  let world: Instance
  try {
    world = await createInstance(readSettings({ db, webhook, seed: 1, clock: CLOCK, port: 0 }))
  } catch {
    toll.failed_restarts++
    return
  }
  const now = kstIso(world.clock.now())
  for (const promised of said) {
    if ('what' in promised) toll.acknowledged++
    if ('now' in promised && now < promised.now) toll.clocks_gone_back++
    if ('what' in promised && !isThere(world, promised)) toll.writes_lost++
  }
  const attempts = deliveries(world).flatMap((delivery) => delivery.attempts)
  toll.attempts_marked = attempts.filter(({ error }) => error === 'interrupted').length
  toll.attempts_unmarked += attempts.filter(({ status, error }) => status === null && error === null).length

  await world.ticker.settle()
  const listed = deliveries(world)
  const due = changes(world)
  const there = listed.map(({ imp_uid, event }) => `${imp_uid} ${event}`)
  const sent = listed.map(({ attempts }) => attempts[0]?.request.body)
  const arrived = arrivals()
  const isArrived = (body: string | undefined) => body !== undefined && body in arrived
  toll.payments = allPayments(world).length
  toll.webhooks = listed.length
  toll.webhooks_lost +=
    missing(due, there) +
    listed.filter(({ state }) => state !== 'delivered').length +
    sent.filter((body) => !isArrived(body)).length
  toll.webhooks_invented +=
    missing(there, due) + Object.keys(arrived).filter((body) => !sent.includes(body)).length
  const cut_off = cutOff(listed)
  toll.webhooks_twice = sum(Object.entries(arrived).map(([body, n]) => n - 1 - (cut_off.get(body) ?? 0)))
  await world.close()
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, n) => all + Math.max(0, n), 0)

/** How often each body may arrive besides once: for each attempt that was cut off. */
function cutOff(listed: ReturnType<typeof deliveries>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { error, request } of listed.flatMap(({ attempts }) => attempts)) {
    if (error === 'interrupted') counts.set(request.body, (counts.get(request.body) ?? 0) + 1)
  }
  return counts
}

function isThere({ payments }: Instance, { imp_uid, what }: { imp_uid: string; what: string }): boolean {
  return payments.read.timeline(imp_uid).some((entry) => entry.what === what)
}

function deliveries({ webhooks }: Instance) {
  return webhooks.list({ limit: 1_000_000 }).list
}

function allPayments({ payments }: Instance) {
  return payments.read.list({ merchant: 1, sorting: 'started', limit: 1_000_000, offset: 0 }).list
}

/** Every change that deserves a webhook. */
function changes(world: Instance): string[] {
  return allPayments(world).flatMap(({ imp_uid }) =>
    world.payments.read
      .timeline(imp_uid)
      .flatMap(({ what }) => (ANNOUNCED[what] ? [`${imp_uid} ${ANNOUNCED[what]}`] : [])),
  )
}

/** How many of these are not among those, each counted as often as it is there. */
function missing(these: readonly string[], those: readonly string[]): number {
  const left = new Map<string, number>()
  for (const one of those) left.set(one, (left.get(one) ?? 0) + 1)
  let count = 0
  for (const one of these) {
    const n = left.get(one) ?? 0
    if (n === 0) count++
    else left.set(one, n - 1)
  }
  return count
}
