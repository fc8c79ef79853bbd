/**
 * What the hunt is worth: how many made-up lives it takes to find each mutant, how short the story is, how many lives the honest
 * shop survives, and how many are played in a second beside a bare round trip.
 *
 * It goes on where it stopped: what is measured stands in `node_modules/.cache`. `HUNT_SEEDS`, `HUNT_LIVES` make it shorter.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { MUTANTS } from '../../fixtures/shops/mutants/mutants.js'
import { stopwatch } from '../../src/core/clock.ts'
import type { HuntOptions } from '../../src/hunt/found.ts'
import { hunt } from '../../src/hunt/hunt.ts'
import { readAdapter } from '../../src/replay/replay.ts'
import { openStage } from '../../src/replay/stage.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const KEPT = resolve(ROOT, 'node_modules/.cache/iamport-sandbox-hunt.json')
const SEEDS = Number(process.env.HUNT_SEEDS ?? 10)
const LIVES = Number(process.env.HUNT_LIVES ?? 5000)
const MOST = 300

interface Row {
  readonly programs: number | null
  readonly size: number | null
}
type Kept = Record<string, Row>

const kept = (): Kept => {
  try {
    return JSON.parse(readFileSync(KEPT, 'utf8'))
  } catch {
    return {}
  }
}
function keep(key: string, row: Row): void {
  mkdirSync(dirname(KEPT), { recursive: true })
  writeFileSync(KEPT, JSON.stringify({ ...kept(), [key]: row }))
}
const say = (text: string) => process.stdout.write(`${text}\n`)
const median = (list: readonly number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]

/** The shop in a process of its own, as it would be. */
async function withShop<T>(
  name: string,
  work: (options: Pick<HuntOptions, 'stage' | 'target'>) => Promise<T>,
): Promise<T> {
  const stage = await openStage(0)
  const env = { ...process.env, IAMPORT_SANDBOX_URL: stage.url, PORT: '0' }
  const shop = spawn(process.execPath, ['fixtures/shops/serve.js', name], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  try {
    const target = await new Promise<string>((done, failed) => {
      createInterface({ input: shop.stdout }).once('line', (line) => done(line.replace('ready ', '')))
      shop.once('exit', () => failed(new Error(`${name} does not start`)))
    })
    return await work({ stage, target })
  } finally {
    shop.kill()
    await stage.close()
  }
}

const plain = {
  adapter: readAdapter(resolve(ROOT, 'fixtures/shops/demo/iamport-shop.yml')),
  runs: MOST,
  for_ms: Number.POSITIVE_INFINITY,
  buyers: 1,
  only: [],
  timeout_ms: 10_000,
  known: new Set<string>(),
}

test.each(MUTANTS)('$name', async ({ name, ko }) => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const key = `${name} ${seed}`
    if (kept()[key]) continue
    await withShop(name, async (shop) => {
      const end = new AbortController()
      const told: HuntOptions['told'] = ({ found }) => found > 0 && end.abort()
      const result = await hunt({ ...plain, ...shop, seed, signal: end.signal, told })
      const [first] = result!.found
      keep(key, { programs: first?.after_programs ?? null, size: first?.size ?? null })
    })
  }
  const rows = Array.from({ length: SEEDS }, (_one, n) => kept()[`${name} ${n + 1}`]!)
  const missed = rows.filter(({ programs }) => programs === null).length
  const programs = median(rows.map((row) => row.programs ?? MOST + 1))
  say(
    `${name}: ${programs} programs, ${median(rows.map(({ size }) => size ?? 99))} steps, missed ${missed}/${SEEDS} | ${ko}`,
  )
  expect(missed).toBe(0)
})

test('the demo shop', async () => {
  await withShop('demo', async (shop) => {
    const elapsed = stopwatch()
    for (let n = 0; n < 300; n++) await (await fetch(`${shop.target}/orders.json`)).text()
    const bare_ms = elapsed() / 300
    const result = await hunt({ ...plain, ...shop, seed: 1, runs: LIVES })
    const { programs, ms, found } = result!
    const each_ms = ms / programs
    say(
      `demo: ${programs} programs, ${((programs / ms) * 1000).toFixed(1)} a second, ${(each_ms / bare_ms).toFixed(0)} round trips to the shop each, found ${found.length}`,
    )
    for (const { name, shape, finding } of found) say(`  ${name}: ${shape}: ${finding.detail}`)
    expect(found).toEqual([])
  })
})
