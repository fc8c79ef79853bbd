/** A rush of records, and what of it stays where no file keeps anything. */
import { expect, test } from 'vitest'
import { createRush } from '../../src/core/rush.ts'
import { Entry, type Told } from '../../src/trace/entry.ts'
import { createNewest, type Kept } from '../../src/trace/newest.ts'
import type { Level, TraceRecord } from '../../src/trace/record.ts'

/** A clock that goes when it is told to. */
function onClock(lasts_ms = 3000) {
  let now_ms = 0
  const isRush = createRush(lasts_ms, () => {
    const started = now_ms
    return () => now_ms - started
  })
  /** So many records, evenly over so many milliseconds; answers what was said of the last. */
  const pass = (count: number, ms: number): boolean => {
    let last = false
    for (let n = 0; n < count; n++) {
      now_ms += ms / count
      last = isRush()
    }
    return last
  }
  const wait = (ms: number) => {
    now_ms += ms
  }
  return { isRush, pass, wait }
}

test.each([
  ['a load test that goes on', 9000, 4000, true],
  ['a load test of two seconds', 18_000, 2000, false],
  ['a month of charges at one moment', 20_000, 50, false],
  ['a shop that is busy all day', 900_000, 600_000, false],
])('%s', (_what, count, ms, is_rush) => {
  expect(onClock().pass(count, ms)).toBe(is_rush)
})

test.each([1, 10, 100, 250, 500, 999, 1000, 1001])(
  'one every %i ms is never a rush, however long it goes on',
  (ms) => {
    const { isRush, wait } = onClock(1000)
    for (let n = 0; n < 5000; n++) {
      expect(isRush()).toBe(false)
      wait(ms)
    }
  },
)

test('a rush is over with the first record after it, and the next one takes as long to be one', () => {
  const { isRush, pass, wait } = onClock()
  expect(pass(20_000, 5000)).toBe(true)
  wait(1500)
  expect(isRush()).toBe(false)
  expect(pass(10_000, 2500)).toBe(false)
  expect(pass(10_000, 2500)).toBe(true)
})

function memoryOf(isRush: () => boolean) {
  const memory = createNewest(null, isRush)
  let seq = 0
  /** So many records, of which every `trouble_every`th went wrong; answers the numbers of those that are in memory then. */
  const tell = (count: number, trouble_every = Number.POSITIVE_INFINITY, size = 300) => {
    for (let n = 0; n < count; n++) {
      const record = { seq: ++seq } as TraceRecord
      const is_trouble = seq % trouble_every === 0
      const entry: Kept = { seq, line_no: null, size, is_trouble, read: () => record }
      memory.keep(entry, false)
    }
    return memory.here().map(({ seq }) => seq)
  }
  return { memory, tell }
}

test('of a rush the last few stay in memory; when it is over, two thousand do, and so they do while somebody looks', () => {
  let is_rush = true
  const { memory, tell } = memoryOf(() => is_rush)
  const rushed = tell(10_000)
  expect(rushed.length).toBeGreaterThanOrEqual(64)
  expect(rushed.length).toBeLessThan(100)
  expect(rushed.at(-1)).toBe(10_000)

  is_rush = false
  expect(tell(1000)).toEqual([...rushed, ...Array.from({ length: 1000 }, (_, n) => 10_001 + n)])
  expect(tell(5000).length).toBeGreaterThanOrEqual(2000)

  is_rush = true
  memory.records()
  expect(tell(1900).length).toBeGreaterThanOrEqual(2000)
  expect(tell(1900).length).toBeLessThan(100)
})

test('what went wrong in a rush stays, and no more of it than of all else', () => {
  const { tell } = memoryOf(() => true)
  const few = tell(20_000, 1000)
  expect(few.length).toBeLessThan(150)
  expect(few).toEqual(expect.arrayContaining(Array.from({ length: 20 }, (_, n) => 1000 * (n + 1))))
  expect(few).toEqual([...few].sort((a, b) => a - b))

  const all = tell(50_000, 1)
  expect(all.length).toBeGreaterThanOrEqual(2000)
  expect(all.length).toBeLessThan(3000)
  expect(all.at(-1)).toBe(70_000)
})

test('what went wrong in a rush is bounded in bytes, too', () => {
  const { tell } = memoryOf(() => true)
  const size = 16 * 1024
  // 4 MB, the last few, and a quarter more before the oldest go.
  const most = (1.25 * (4 * 1024 + 256) * 1024) / size
  for (let round = 0; round < 50; round++) expect(tell(100, 1, size).length).toBeLessThanOrEqual(most)
  expect(tell(1, 1, size).length).toBeGreaterThanOrEqual((4 * 1024 * 1024) / size)
})

test('a refusal and a warning are what went wrong, an answer and a change are not', () => {
  const known = (told: Partial<Told>) =>
    new Entry({ seq: 1, at_ms: 0 }, 0, { surface: 'rest', ...told }, null, told.line ? 1 : null).is_trouble
  const answer = (code: number) => ({ status: 200, ms: 1, headers: {}, body: null, code })
  const line = (level: Level) => ({ kind: 'webhook' as const, level, text: () => 'told', detail: {} })
  expect(known({ response: answer(0) })).toBe(false)
  expect(known({ response: answer(1) })).toBe(true)
  expect(known({ line: line('info') })).toBe(false)
  expect(known({ line: line('warn') })).toBe(true)
  expect(known({ line: line('error'), response: answer(0) })).toBe(true)
  expect(known({})).toBe(false)
})
