/** The trace where a file keeps it: few records in memory while nobody looks, and the newest two thousand for whoever does. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { afterAll, afterEach, expect, test } from 'vitest'
import { createClock } from '../../src/core/clock.ts'
import { type Database, openDatabase } from '../../src/core/database.ts'
import { createJournal } from '../../src/journal.ts'
import { MIGRATIONS } from '../../src/parts/stores.ts'
import { createNewest, type Kept } from '../../src/trace/newest.ts'
import type { TraceRecord } from '../../src/trace/record.ts'
import { createTraceStore, type TraceStore } from '../../src/trace/store.ts'
import { createTrace, type Mark, type Trace } from '../../src/trace/trace.ts'

const folder = mkdtempSync(join(tmpdir(), 'trace-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The machine's garbage collector, which is there for whoever asks. */
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const open = (store: TraceStore | null = null) => {
  const trace = createTrace({ clock: createClock(), store, keep_bytes: 100_000_000 })
  return { trace, journal: createJournal(trace) }
}

const files: Database[] = []
let opened = 0
afterEach(() => {
  for (const file of files.splice(0)) file.close()
})
function onFile() {
  const database = openDatabase(join(folder, `${++opened}.db`), MIGRATIONS)
  files.push(database)
  const store = createTraceStore(database)
  return { ...open(store), store, database }
}
const call = (n: number) => ({
  surface: 'rest' as const,
  merchant_uid: `order_${n}`,
  request: { method: 'POST', url: `/payments/${n}`, headers: {}, body: { n } },
})
const uids = (trace: Trace) => trace.newest().map(({ merchant_uid }) => merchant_uid)
const upTo = (last: number, count: number) =>
  Array.from({ length: count }, (_, at) => `order_${last - count + 1 + at}`)

test('the newest two thousand are found there, however few are in memory', () => {
  const { trace } = onFile()
  for (let n = 1; n <= 5000; n++) {
    trace.tell(call(n))
    if (n % 50 === 0) trace.flush()
  }
  const known = uids(trace)
  expect(known.slice(-2000)).toEqual(upTo(5000, 2000))
  expect(trace.newest().at(-2000)).toEqual(trace.list({ merchant_uid: 'order_3001' }).list[0])
})

test('few are in memory while nobody looks, and as many as before for as long as somebody does', async () => {
  const written: Kept[] = []
  const alive: WeakRef<Kept>[] = []
  const memory = createNewest(() => written.slice(-2000))
  const tell = async (count: number) => {
    for (let at = 0; at < count; at++) {
      const seq = alive.length + 1
      const entry = { seq, line_no: null, size: 300, read: () => ({ seq }) as TraceRecord }
      written.push({ ...entry })
      alive.push(new WeakRef(entry))
      memory.keep(entry, true)
    }
    // What a WeakRef was made of lives to the end of the turn.
    await new Promise(setImmediate)
    collect()
    return alive.filter((entry) => entry.deref() !== undefined).length
  }
  expect(await tell(4000)).toBeLessThan(100)
  expect(memory.records().map(({ seq }) => seq)).toEqual(written.slice(-2000).map(({ seq }) => seq))
  expect(await tell(1500)).toBeGreaterThan(1500)
  expect(await tell(1500)).toBeLessThan(100)
})

test('whatever is told, written, undone and looked at in between, the newest are the newest of the file', () => {
  const step = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ do: fc.constant('tell'), count: fc.integer({ min: 1, max: 700 }) }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('look'), count: fc.constant(0) }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('rewind'), count: fc.integer({ min: 0, max: 300 }) }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('clear'), count: fc.constant(0) }) },
  )
  fc.assert(
    fc.property(fc.array(step, { minLength: 6, maxLength: 18 }), (steps) => {
      const { trace } = onFile()
      let expected: string[] = []
      const marks: { mark: Mark; known: number }[] = []
      let n = 0
      for (const { do: what, count } of steps) {
        if (what === 'look') expect(uids(trace).slice(-2000)).toEqual(expected.slice(-2000))
        if (what === 'clear') {
          trace.clear()
          expected = []
          marks.length = 0
        }
        if (what === 'rewind' && marks.length > 0) {
          const { mark, known } = marks[count % marks.length]!
          marks.length = count % marks.length
          trace.rewind(mark)
          expected = expected.slice(0, known)
        }
        if (what !== 'tell') continue
        marks.push({ mark: trace.mark(), known: expected.length })
        for (let at = 0; at < count; at++) {
          trace.tell(call(++n))
          expected.push(`order_${n}`)
          if (n % 64 === 0) trace.flush()
        }
      }
      expect(uids(trace).slice(-2000)).toEqual(expected.slice(-2000))
    }),
    { numRuns: 25 },
  )
})

test('what is read from there is bounded in bytes, too', () => {
  const { trace } = onFile()
  for (let n = 1; n <= 2000; n++) {
    trace.tell({ ...call(n), request: { ...call(n).request, body: { memo: 'x'.repeat(12_000) } } })
    if (n % 50 === 0) trace.flush()
  }
  const known = trace.newest()
  expect(known.at(-1)!.merchant_uid).toBe('order_2000')
  expect(JSON.stringify(known).length).toBeLessThan(5 * 1024 * 1024)
})

test('what may still turn out not to be written stays in memory until it is known', async () => {
  let reject: (why: Error) => void = () => {}
  const promise = new Promise<void>((_resolve, no) => {
    reject = no
  })
  const failing = {
    last: () => ({ seq: 0, line: 0 }),
    append: () => {},
    newest: () => [],
    together: (work: () => void) => work(),
    written: () => promise,
  } as unknown as TraceStore
  const { trace } = open(failing)
  for (let n = 1; n <= 500; n++) {
    trace.tell(call(n))
    if (n % 50 === 0) trace.flush()
  }
  reject(new Error('database or disk is full'))
  await promise.catch(() => {})
  expect(uids(trace).filter((uid) => uid !== null)).toEqual(upTo(500, 500))
})

test('a start tells its own lines without reading those of earlier processes', () => {
  const first = onFile()
  first.journal.happened('payment', '먼저')
  first.trace.close()
  const store = createTraceStore(first.database)
  store.newest = () => {
    throw new Error('read')
  }
  const { journal } = open(store)
  journal.happened('payment', '지금')
  expect(journal.fresh().map(({ text }) => text)).toEqual(['지금'])
})

test('what was undone makes room for what stands before it in the file', () => {
  const { trace } = onFile()
  let mark = trace.mark()
  for (let n = 1; n <= 4000; n++) {
    trace.tell(call(n))
    if (n % 50 === 0) trace.flush()
    if (n === 3000) mark = trace.mark()
  }
  expect(uids(trace)).toEqual(upTo(4000, 2000))
  trace.rewind(mark)
  expect(uids(trace)).toEqual(upTo(3000, 2000))
})

test('after its end the last are still told, without the file', () => {
  const { trace, database } = onFile()
  for (let n = 1; n <= 500; n++) trace.tell(call(n))
  trace.close()
  database.close()
  expect(uids(trace).slice(-50)).toEqual(upTo(500, 50))
})

test('from the moment on at which it cannot be written, as many stay in memory as would stand there', () => {
  const { trace, store } = onFile()
  const { append } = store
  for (let n = 1; n <= 1000; n++) trace.tell(call(n))
  trace.flush()
  store.append = () => {
    throw new Error('database or disk is full')
  }
  for (let n = 1001; n <= 2500; n++) {
    trace.tell(call(n))
    if (n % 400 === 0) trace.flush()
  }
  store.append = append
  expect(
    uids(trace)
      .filter((uid) => uid !== null)
      .slice(-1500),
  ).toEqual(upTo(2500, 1500))
})
