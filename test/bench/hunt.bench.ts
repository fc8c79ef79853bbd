/**
 * What the hunt is worth: how many made-up lives it takes to find each mutant, how short the story is, how many lives the honest
 * shop survives, and how many are played in a second beside a bare round trip. Writes docs/hunting.md when all of it is there.
 *
 * It goes on where it stopped: what is measured stands in `node_modules/.cache`, each mutant by its name and what is wrong with it,
 * all by the state of the sources that make up lives.
 * `HUNT_SEEDS`, `HUNT_LIVES` make it shorter; the page says how many there were.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { MUTANTS } from '../../fixtures/shops/mutants/mutants.js'
import type { Hunt, HuntOptions } from '../../src/hunt/found.ts'
import { hunt } from '../../src/hunt/hunt.ts'
import { fingerprintOf, huntPage, median, type Row, revisionOf, type Speed } from './hunt-page.ts'
import { bareRoundTrip, cpuMsOf, PLAIN, ROOT, type RunningShop, withShop } from './hunted-shop.ts'

const KEPT = resolve(ROOT, 'node_modules/.cache/iamport-sandbox-hunt.json')
const PAGE = resolve(ROOT, 'docs/hunting.md')
const SEEDS = Number(process.env.HUNT_SEEDS ?? 10)
const LIVES = Number(process.env.HUNT_LIVES ?? 5000)
/** The lives of the honest shop are played in parts, so that they can go on where they stopped. */
const PARTS = 10
/** For a page that says anything. */
const LEAST_SEEDS = 5
const MOST_PROGRAMS = 300
const MOST_STEPS = 6

const REVISION = revisionOf(ROOT)

interface Kept {
  readonly rows: Readonly<Record<string, Row>>
  readonly speeds: Readonly<Record<string, Speed>>
}

function kept(): Kept {
  try {
    return JSON.parse(readFileSync(KEPT, 'utf8'))
  } catch {
    return { rows: {}, speeds: {} }
  }
}
function keep(change: (before: Kept) => Kept): void {
  mkdirSync(dirname(KEPT), { recursive: true })
  writeFileSync(KEPT, JSON.stringify(change(kept())))
}
const say = (text: string) => process.stdout.write(`${text}\n`)
const hunted = (given: RunningShop & Pick<HuntOptions, 'seed'> & Partial<HuntOptions>): Promise<Hunt> =>
  hunt({ ...PLAIN, runs: MOST_PROGRAMS, ...given }) as Promise<Hunt>

const keyOf = (mutant: (typeof MUTANTS)[number], seed: number) =>
  `${REVISION} ${mutant.name} ${fingerprintOf(mutant)} ${seed}`
const seeds = Array.from({ length: SEEDS }, (_one, n) => n + 1)
const rowsOf = (mutant: (typeof MUTANTS)[number]): Row[] =>
  seeds.flatMap((seed) => kept().rows[keyOf(mutant, seed)] ?? [])

test.each(MUTANTS)('$name', async (mutant) => {
  const left = seeds.filter((seed) => !kept().rows[keyOf(mutant, seed)])
  if (left.length > 0) {
    await withShop(mutant.name, async (shop) => {
      for (const seed of left) {
        const end = new AbortController()
        const told: HuntOptions['told'] = ({ found }) => found > 0 && end.abort()
        const { found } = await hunted({ ...shop, seed, signal: end.signal, told })
        const [first] = found
        const row: Row = { programs: first?.after_programs ?? null, size: first?.size ?? null }
        keep((before) => ({ ...before, rows: { ...before.rows, [keyOf(mutant, seed)]: row } }))
      }
    })
  }
  const rows = rowsOf(mutant)
  const missed = rows.filter(({ programs }) => programs === null).length
  const programs = median(rows.map((row) => row.programs ?? Number.POSITIVE_INFINITY))
  const size = median(rows.map((row) => row.size ?? Number.POSITIVE_INFINITY))
  say(`${mutant.name}: ${programs} programs, ${size} steps, missed ${missed}/${SEEDS} | ${mutant.ko}`)
  expect(missed).toBe(0)
  expect(programs).toBeLessThanOrEqual(MOST_PROGRAMS)
  expect(size).toBeLessThanOrEqual(MOST_STEPS)
})

test('the demo shop', async () => {
  for (let part = 1; part <= PARTS; part++) {
    const key = partKey(part)
    if (kept().speeds[key]) continue
    await withShop('demo', async (shop) => {
      const bare_ms = await bareRoundTrip(shop)
      const before = [process.cpuUsage(), cpuMsOf(shop.pid)] as const
      const result = await hunted({ ...shop, seed: 1, runs: LIVES, shard: { part, of: PARTS } })
      const own = process.cpuUsage(before[0])
      const { programs, ms, found } = result
      for (const { name, shape, finding } of found)
        say(`  ${name}: ${shape}: ${JSON.stringify(finding.detail)}`)
      const speed: Speed = {
        programs,
        found: found.length,
        per_second: (programs / ms) * 1000,
        own_cpu_ms: (own.user + own.system) / 1000 / programs,
        shop_cpu_ms: (cpuMsOf(shop.pid) - before[1]) / programs,
        round_trips: ms / programs / bare_ms,
      }
      keep((now) => ({ ...now, speeds: { ...now.speeds, [key]: speed } }))
      say(`demo ${part}/${PARTS}: ${JSON.stringify(speed)}`)
    })
  }
  expect(speeds().reduce((sum, { found }) => sum + found, 0)).toBe(0)
})

const partKey = (part: number) => `${REVISION} ${LIVES} ${part}`
const speeds = (): Speed[] =>
  Array.from({ length: PARTS }, (_one, n) => kept().speeds[partKey(n + 1)]).filter(
    (speed) => speed !== undefined,
  )

afterAll(() => {
  const rows = MUTANTS.map((mutant) => ({ mutant, rows: rowsOf(mutant) }))
  const is_whole = rows.every(({ rows }) => rows.length >= LEAST_SEEDS) && speeds().length > 0
  if (is_whole) writeFileSync(PAGE, huntPage(rows, speeds(), REVISION))
})
