/**
 * Runs of requests, chunk by chunk: each chunk has a seed of its own and a sandbox of its own, so that a run can stop and go
 * on, and so that any chunk can be run again alone. What fails is shrunk, and kept.
 */
import fc from 'fast-check'
import type { Operation } from '../../src/core/operation.ts'
import { FILES, fileComplaint } from './files.ts'
import { pageRequest } from './pages.ts'
import { requestFor, type Sent, strange } from './requests.ts'
import { type Fuzzed, startFuzzed } from './sandbox.ts'

export const SURFACES = ['rest', 'control', 'pages', 'files'] as const
export type Chunk = {
  readonly surface: (typeof SURFACES)[number]
  readonly seed: number
  readonly runs: number
}

export interface Found {
  readonly chunk: Chunk
  readonly complaint: string
  readonly sent: unknown
}

export interface Outcome {
  readonly found: readonly Found[]
  readonly requests: number
  /** Statuses and how often each was answered. */
  readonly statuses: Readonly<Record<string, number>>
  readonly slowest: { readonly cpu_ms: number; readonly sent: unknown }
}

/** No request may take more CPU of the process than this. */
export const MOST_CPU_MS = 250
/** What took so long by the clock is asked again, and its CPU measured. */
const LOOK_AGAIN_MS = 60

export async function runChunk(chunk: Chunk, operations: readonly Operation[] = []): Promise<Outcome> {
  return chunk.surface === 'files' ? runFiles(chunk, operations) : runRequests(chunk, chunk.surface)
}

async function runRequests(chunk: Chunk, surface: 'rest' | 'control' | 'pages'): Promise<Outcome> {
  const fuzzed = await startFuzzed()
  const tally = createTally(chunk)
  try {
    await tally.run(arbitraryOf(surface, fuzzed), async (sent, is_measured) => {
      const { text, heard } = await fuzzed.complaint(sent, is_measured)
      const { wall_ms = 0, cpu_ms = null, status = 'none' } = heard ?? {}
      return { text, wall_ms, cpu_ms, status: String(status) }
    })
  } finally {
    await fuzzed.close()
  }
  return tally.outcome()
}

async function runFiles(chunk: Chunk, operations: readonly Operation[]): Promise<Outcome> {
  const names = operations.map(({ method, path }) => `${method} ${path}`)
  const tally = createTally(chunk)
  await tally.run(fc.oneof(...FILES.map(([, file]) => file)), async (file, is_measured) => {
    const start = performance.now()
    const { text, cpu_ms } = fileComplaint(file, names, is_measured)
    return { text, cpu_ms, wall_ms: performance.now() - start, status: file.kind }
  })
  return tally.outcome()
}

function arbitraryOf(surface: 'rest' | 'control' | 'pages', { rest, control }: Fuzzed): fc.Arbitrary<Sent> {
  if (surface === 'pages') {
    return fc.oneof({ weight: 6, arbitrary: pageRequest }, { weight: 1, arbitrary: strange })
  }
  const prefix = surface === 'control' ? '/_sandbox' : ''
  const rows = surface === 'control' ? control : rest
  return fc.oneof(...rows.map((row) => requestFor(surface, row, prefix)))
}

interface Told {
  readonly text: string | null
  readonly wall_ms: number
  readonly cpu_ms: number | null
  readonly status: string
}

function createTally(chunk: Chunk) {
  const found: Found[] = []
  const statuses: Record<string, number> = {}
  let requests = 0
  let slowest: Outcome['slowest'] = { cpu_ms: 0, sent: null }

  /** Goes on after a failure with what is left of the chunk, from the next seed. */
  async function run<T>(
    arbitrary: fc.Arbitrary<T>,
    ask: (sent: T, is_measured: boolean) => Promise<Told>,
  ): Promise<void> {
    const seen = new Set<string>()
    for (let again = 0; requests < chunk.runs && again < 10; again++) {
      const property = fc.asyncProperty(arbitrary, async (sent) => {
        const told = await ask(sent, false)
        count(told)
        const complaint = told.text ?? (told.wall_ms > LOOK_AGAIN_MS ? await slow(sent, ask) : null)
        if (complaint !== null && !seen.has(kindOf(complaint))) throw new Error(complaint)
      })
      const options = { seed: chunk.seed + again, numRuns: chunk.runs - requests, maxSkipsPerRun: 0 }
      const details = await fc.check(property, {
        ...options,
        endOnFailure: false,
        interruptAfterTimeLimit: 600_000,
      })
      if (!details.failed || details.counterexample === null) return
      const { errorInstance } = details as { errorInstance?: unknown }
      const complaint = errorInstance instanceof Error ? errorInstance.message : 'failed'
      seen.add(kindOf(complaint))
      found.push({ chunk, complaint, sent: details.counterexample[0] })
    }
  }

  function count({ status }: Told): void {
    requests++
    statuses[status] = (statuses[status] ?? 0) + 1
  }

  /** Slow twice: once may have been a collection of garbage, or code that was compiled for the first time. */
  async function slow<T>(sent: T, ask: (sent: T, is_measured: boolean) => Promise<Told>) {
    const cpu_ms = Math.min((await ask(sent, true)).cpu_ms ?? 0, (await ask(sent, true)).cpu_ms ?? 0)
    if (cpu_ms > slowest.cpu_ms) slowest = { cpu_ms, sent }
    return cpu_ms > MOST_CPU_MS ? `${Math.round(cpu_ms)} ms of CPU` : null
  }

  return { run, outcome: (): Outcome => ({ found, requests, statuses, slowest }) }
}

/** Complaints that differ in numbers and names alone are one. */
const kindOf = (complaint: string) => complaint.replace(/\d+|'[^']*'|"[^"]*"/g, '#').slice(0, 120)
