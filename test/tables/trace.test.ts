/** The trace by itself: bounded in bytes, deaf to listeners that fail, and alive when its file is not. */
import { expect, test } from 'vitest'
import { say } from '../../src/core/bilingual.ts'
import { createClock } from '../../src/core/clock.ts'
import { createJournal } from '../../src/journal.ts'
import type { TraceStore } from '../../src/trace/store.ts'
import { createTrace } from '../../src/trace/trace.ts'

const open = (store: TraceStore | null = null) => {
  const trace = createTrace({ clock: createClock(), store, keep_bytes: 1_000_000 })
  return { trace, journal: createJournal(trace) }
}

/** 4 MB, a quarter more before the oldest go, and what JSON adds. */
const MOST = 6 * 1024 * 1024

test.each([
  [12_000, 3000],
  [300_000, 500],
])('what is kept in memory is bounded in bytes, however large the bodies are (%i)', (length, count) => {
  for (const headers of [{}, { 'content-length': String(length + 11) }]) {
    const { trace } = open()
    for (let n = 0; n < count; n++) {
      const request = { method: 'POST', url: '/x', headers, body: { memo: 'x'.repeat(length) } }
      trace.tell({ surface: 'rest', request })
    }
    const kept = trace.newest()
    expect(JSON.stringify(kept).length).toBeLessThan(MOST)
    expect(kept.length).toBeGreaterThan(100)
    expect(kept.at(-1)!.seq).toBe(count)
  }
})

test('lines, hints and names of fields are bounded, too, in both languages', () => {
  const { trace, journal } = open()
  const long = '가'.repeat(200_000)
  for (let n = 0; n < 500; n++) {
    journal.happened('rest', say(`${long} ${n}`, long), {}, 'warn')
    journal.happened('payment', () => say(long, 'short'))
    const request = { method: 'POST', url: '/x', headers: {}, body: { [long]: n } }
    const response = { status: 400, ms: 1, headers: {}, body: null, hint: say(long, long) }
    trace.tell({ surface: 'rest', request, response })
  }
  expect(Buffer.byteLength(JSON.stringify(trace.newest()))).toBeLessThan(8 * MOST)
  const texts = journal.events().map(({ text }) => text.length)
  expect([Math.max(...texts), Math.min(...texts)]).toEqual([4002, 4002])
})

test('a listener that fails keeps nobody else from hearing', () => {
  const { journal } = open()
  const heard: string[] = []
  journal.follow(() => {
    throw new Error('mine')
  })
  journal.follow(({ text }) => heard.push(text))
  journal.happened('payment', '결제 승인')
  expect(heard).toEqual(['결제 승인'])
})

test('a file that cannot be written is said once, and what happened is still in memory', () => {
  const failing = {
    last: () => ({ seq: 0, line: 0 }),
    append: () => {
      throw new Error('database or disk is full')
    },
    newest: () => [],
    together: (work: () => void) => work(),
  } as unknown as TraceStore
  const { trace, journal } = open(failing)
  for (const text of ['하나', '둘', '셋']) {
    journal.happened('payment', text)
    trace.flush()
  }
  const texts = journal.events().map(({ text }) => text)
  expect(texts.filter((text) => text.includes('disk is full'))).toHaveLength(1)
  expect(texts.filter((text) => !text.includes('disk'))).toEqual(['하나', '둘', '셋'])
})

test('what began first stands first, and people are told in the order in which things ended', () => {
  const { trace, journal } = open()
  const slow = trace.open()
  journal.happened('payment', '안에서')
  trace.tell(
    { surface: 'rest', line: { kind: 'rest', level: 'info', text: () => '밖에서', detail: {} } },
    slow,
  )
  expect(trace.list().list.map(({ line }) => line?.text)).toEqual(['밖에서', '안에서'])
  expect(journal.events().map(({ id, text }) => [id, text])).toEqual([
    [1, '안에서'],
    [2, '밖에서'],
  ])
})

test('a line is not written before somebody reads it', () => {
  const { trace } = open()
  let written = 0
  const text = () => `${++written}`
  for (let n = 0; n < 100; n++) {
    trace.tell({ surface: 'rest', line: { kind: 'rest', level: 'info', text, detail: {} } })
  }
  expect(written).toBe(0)
})

test.each([
  ['in memory', null, 512],
  ['in a file', { last: () => ({ seq: 0, line: 0 }), together: () => {} } as unknown as TraceStore, 128],
])(
  'of many answers in one moment those of the first are kept (%s), and of the others how long they were',
  (_where, store, kept_kb) => {
    const trace = createTrace({ clock: createClock(), store, keep_bytes: 1_000_000 })
    const tell = (code: number) =>
      trace.tell({
        surface: 'rest',
        request: { method: 'POST', url: '/', headers: { 'content-length': '7' }, body: { n: 1 } },
        response: { status: 200, ms: 1, headers: {}, body: 'x'.repeat(1024), code },
      })
    for (let n = 0; n < kept_kb; n++) tell(0)
    tell(-1)
    const here = trace.here()
    const [first, last, refused] = [here.at(0)!, here.at(-2)!, here.at(-1)!]
    expect(first.response!.body).toBe('x'.repeat(1024))
    expect(last.response).toMatchObject({ body: null, cut: 1024 })
    // What was asked is needed by whoever asks it again, and a refusal is what somebody looks for.
    expect(last.request!.body).toEqual({ n: 1 })
    expect(refused.response!.body).toBe('x'.repeat(1024))
  },
)
