/**
 * Fuzzing in large: `npm run fuzz`. Goes on where it stopped (`.fuzz/progress.json`), until FUZZ_REQUESTS have been sent over
 * the surfaces of FUZZ_SURFACES or FUZZ_MINUTES are over. What it finds stands in `.fuzz/found.json`: mend it, and put it
 * into test/fuzz/corpus.json. The figures of a run that is through stand in docs/fuzzing.md.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { figures } from './figures.ts'
import { type Chunk, type Found, type Outcome, runChunk, SURFACES } from './run.ts'
import { startFuzzed } from './sandbox.ts'

const ROOT = join(import.meta.dirname, '../..')
const FOLDER = join(ROOT, '.fuzz')
const WANTED = Number(process.env.FUZZ_REQUESTS ?? 1_000_000)
const MINUTES = Number(process.env.FUZZ_MINUTES ?? 600)
const SEED = Number(process.env.FUZZ_SEED ?? 1)
const CHUNK = 5000
/** Files are read once for three rounds of requests: each costs as much as many requests. */
const ROUND = [...SURFACES, ...SURFACES.slice(0, 3), ...SURFACES.slice(0, 3)] as const
const surfaces = ROUND.filter((name) => (process.env.FUZZ_SURFACES ?? SURFACES.join()).includes(name))

export interface Progress {
  readonly seed: number
  chunks: number
  ends: number
  readonly surfaces: Record<
    string,
    { requests: number; found: number; statuses: Record<string, number>; slowest: Outcome['slowest'] }
  >
}

function read<T>(file: string, fallback: T): T {
  try {
    return JSON.parse(readFileSync(join(FOLDER, file), 'utf8'))
  } catch {
    return fallback
  }
}

function write(file: string, value: unknown): void {
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(join(FOLDER, file), `${JSON.stringify(value, null, 1)}\n`)
}

test('fuzz', async () => {
  const progress: Progress = read('progress.json', { seed: SEED, chunks: 0, ends: 0, surfaces: {} })
  const all: Found[] = read('found.json', [])
  const sent = () => Object.values(progress.surfaces).reduce((sum, { requests }) => sum + requests, 0)
  const fuzzed = await startFuzzed()
  const end = (error: unknown) => {
    progress.ends++
    console.log('the process would have ended:', error)
  }
  process.on('uncaughtException', end)
  process.on('unhandledRejection', end)
  const until = performance.now() + MINUTES * 60_000
  while (sent() < WANTED && performance.now() < until) {
    const surface = surfaces[progress.chunks % surfaces.length]!
    const chunk: Chunk = { surface, seed: progress.seed * 1_000_003 + progress.chunks * 1009, runs: CHUNK }
    const outcome = await runChunk(chunk, fuzzed.rest)
    add(progress, surface, outcome)
    all.push(...outcome.found)
    progress.chunks++
    write('progress.json', progress)
    write('found.json', all)
    for (const { complaint, sent: what } of outcome.found)
      console.log(surface, complaint, JSON.stringify(what).slice(0, 600))
    if (progress.chunks % 10 === 0) console.log(`${sent()} requests, ${all.length} found`)
  }
  await fuzzed.close()
  writeFileSync(join(ROOT, 'docs/fuzzing.md'), figures(progress, all))
  expect([all.length, progress.ends]).toEqual([0, 0])
})

function add(progress: Progress, surface: string, { requests, found, statuses, slowest }: Outcome): void {
  const before = progress.surfaces[surface] ?? {
    requests: 0,
    found: 0,
    statuses: {},
    slowest: { cpu_ms: 0, sent: null },
  }
  for (const [status, count] of Object.entries(statuses)) {
    before.statuses[status] = (before.statuses[status] ?? 0) + count
  }
  progress.surfaces[surface] = {
    requests: before.requests + requests,
    found: before.found + found.length,
    statuses: before.statuses,
    slowest: slowest.cpu_ms > before.slowest.cpu_ms ? slowest : before.slowest,
  }
}
