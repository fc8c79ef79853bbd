/** The trace by itself: bounded in bytes, deaf to listeners that fail, and alive when its file is not. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { createClock } from '../../src/core/clock.ts'
import { type Database, openDatabase } from '../../src/core/database.ts'
import { createJournal } from '../../src/journal.ts'
import { MIGRATIONS } from '../../src/parts/stores.ts'
import { createNewest, type Kept } from '../../src/trace/newest.ts'
import type { TraceRecord } from '../../src/trace/record.ts'
import { keptBody, maskCard, redact, redactText, redactUrl } from '../../src/trace/redact.ts'
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

test('what is kept in memory is bounded in bytes, however large the bodies are', () => {
  const { trace } = open()
  for (let n = 0; n < 3000; n++) {
    const request = { method: 'POST', url: '/x', headers: {}, body: { memo: 'x'.repeat(12_000) } }
    trace.tell({ surface: 'rest', request })
  }
  const kept = trace.newest()
  expect(JSON.stringify(kept).length).toBeLessThan(64 * 1024 * 1024)
  expect(kept.at(-1)!.seq).toBe(3000)
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

describe('where a file keeps the trace', () => {
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

describe('a secret', () => {
  test.each([
    ['imp_secret', 'x'],
    ['access_token', 'x'],
    ['_token', 'x'],
    ['authorization', 'Bearer x'],
    ['X-ImpTokenHeader', 'x'],
    ['x-api-key', 'x'],
    ['Set-Cookie', 'a=b'],
    ['pwd_2digit', '12'],
    ['login_password', 'x'],
    ['cvc', '123'],
    ['otp', '123456'],
  ])('named %s is starred wherever it stands', (name, value) => {
    expect(redact({ a: [{ [name]: value }] })).toEqual({ a: [{ [name]: '***' }] })
    expect(redactText(JSON.stringify({ b: { [name]: value } }))).toBe(
      JSON.stringify({ b: { [name]: '***' } }),
    )
  })

  test.each([
    'imp_uid',
    'merchant_uid',
    'imp_key',
    'customer_uid',
    'token_type',
    'spinner',
    'name',
    '__proto__',
  ])('is not what is named %s', (name) => {
    const value = JSON.parse(`{"${name}":"v"}`)
    expect(JSON.stringify(redact(value))).toBe(JSON.stringify(value))
  })

  test.each([
    ['http://user:pass@shop.example/hook', 'http://user:***@shop.example/hook'],
    ['/users/pg?_token=abc&x=1', '/users/pg?_token=***&x=1'],
    ['http://shop.example/hook?api_key=1&secret=2#a', 'http://shop.example/hook?api_key=***&secret=***#a'],
    ['/payments/imp_1?include_sandbox=true', '/payments/imp_1?include_sandbox=true'],
  ])('in %s is starred', (url, shown) => {
    expect(redactUrl(url)).toBe(shown)
  })

  test('in JSON that is broken is starred, too', () => {
    expect(redactText('{"imp_key":"K","imp_secret" : "S", "x"')).toBe(
      '{"imp_key":"K","imp_secret" : "***", "x"',
    )
  })

  test('in addresses inside of JSON is starred', () => {
    const text = JSON.stringify({ notice_url: ['http://u:p@h/x?token=1', 'http://h/?a=1'], note: 'a@b' })
    expect(redactText(text)).toBe(
      JSON.stringify({ notice_url: ['http://u:***@h/x?token=***', 'http://h/?a=1'], note: 'a@b' }),
    )
  })

  test('in a form is starred', () => {
    expect(redactText('imp_key=K&imp_secret=S')).toBe('imp_key=K&imp_secret=***')
    expect(redactText('imp_secret=S&imp_key=K')).toBe('imp_secret=***&imp_key=K')
  })

  test.each([
    ['4330123456789012', '433012******9012'],
    ['4330-1234-5678-9012', '4330-12**-****-9012'],
    ['433012******9012', '433012******9012'],
    ['1234', '1234'],
  ])('card number %s is shown as %s', (number, shown) => {
    expect(maskCard(number)).toBe(shown)
    expect(redact({ card_number: number })).toEqual({ card_number: shown })
  })
})

test('whatever a value is, it is left as it was, no secret in it is kept, and one without secrets is not copied', () => {
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom(1, null, 'plain', '/a?token=SECRET&b=1', 'http://u:SECRET@host/'),
      fc.array(tie('value'), { maxLength: 3 }),
      fc
        .array(
          fc.tuple(fc.constantFrom('a', 'imp_secret', 'headers', '__proto__', 'pwd_2digit'), tie('value')),
          {
            maxLength: 4,
          },
        )
        .map((fields) => Object.fromEntries(fields.map(([name, item]) => [name, hidden(name, item)]))),
    ),
  }))
  const hidden = (name: string, item: unknown) =>
    name === 'imp_secret' || name === 'pwd_2digit' ? 'SECRET' : item
  fc.assert(
    fc.property(value, (given) => {
      const before = JSON.stringify(given)
      const clean = redact(given)
      expect(JSON.stringify(given)).toBe(before)
      expect(JSON.stringify(clean)).not.toContain('SECRET')
      expect(clean === given).toBe(!before.includes('SECRET'))
      expect(JSON.stringify(clean).replaceAll('***', 'SECRET')).toBe(before)
    }),
  )
})

test.each([
  ['a letter that JSON writes with six', { memo: '\u0001'.repeat(20) }],
  ['one in a list', ['\u0001'.repeat(20)]],
  ['one in a name', { ['\u0001'.repeat(20)]: 1 }],
  ['half of a pair', { memo: '\ud800'.repeat(20) }],
  ['many short numbers', Array.from({ length: 60 }, () => 1)],
])('%s counts as long as it is written', (_what, body) => {
  const { body: kept, cut } = keptBody(body, 100)
  expect(kept).toBe(JSON.stringify(body).slice(0, 100))
  expect(cut).toBe(JSON.stringify(body).length - 100)
})

test('whatever a body is, it is kept within its bounds, and what is cut is said', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.string({ maxLength: 300 })), (body) => {
      const { body: kept, cut = 0 } = keptBody(body, 50)
      const text = typeof kept === 'string' ? kept : (JSON.stringify(kept) ?? '')
      if (cut > 0) expect(text.length).toBe(50)
      else expect(text.length).toBeLessThanOrEqual(52)
    }),
  )
})
