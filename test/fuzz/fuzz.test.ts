/** Fuzzing in small: everything that ever failed, and a short run over each surface. `npm run fuzz` does it in large. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FileText, fileComplaint } from './files.ts'
import type { Sent } from './requests.ts'
import { runChunk, SURFACES } from './run.ts'
import { type Fuzzed, startFuzzed } from './sandbox.ts'

interface Case {
  /** What went wrong, in a few words. */
  readonly was: string
  /** A file, or requests of which the last did. */
  readonly sent: FileText | Sent | readonly Sent[]
}
const CORPUS: readonly Case[] = JSON.parse(readFileSync(join(import.meta.dirname, 'corpus.json'), 'utf8'))

let fuzzed: Fuzzed
beforeAll(async () => {
  fuzzed = await startFuzzed()
})
afterAll(() => fuzzed.close())

describe('what failed once', () => {
  test.each(CORPUS.map(({ was, sent }) => [was, sent] as const))(
    'does so no more: %s',
    async (_was, sent) => {
      const names = fuzzed.rest.map(({ method, path }) => `${method} ${path}`)
      for (const one of [sent].flat()) {
        const { text } = 'kind' in one ? fileComplaint(one, names) : await fuzzed.complaint(one)
        expect(text).toBeNull()
      }
    },
  )
})

describe('a few hundred requests drawn from a seed', () => {
  test.each(SURFACES)(
    '%s: each has its answer, none a fault, a stack trace or another shape',
    async (surface) => {
      const { found, requests } = await runChunk({ surface, seed: 20260101, runs: 300 }, fuzzed.rest)
      expect(found).toEqual([])
      expect(requests).toBeGreaterThanOrEqual(300)
    },
  )
})
