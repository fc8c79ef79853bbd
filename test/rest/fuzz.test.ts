/**
 * No request, however broken, breaks the sandbox: never a plain 500, always the envelope, money always adds up, and a
 * refused call changes no row. The requests are drawn from the operation rows themselves.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Operation } from '../../src/core/operation.ts'
import { createInstance } from '../../src/sandbox.ts'
import { readSettings } from '../../src/settings.ts'
import { lookInto } from '../sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'fuzz-'))
const db = join(folder, 'sandbox.db')
const world = createInstance(
  readSettings({
    db,
    seed: '1',
    port: '0',
    clock: '2026-01-01T00:00:00+09:00',
    seed_data: 'official-clients',
  }),
)
/** A second pair of eyes on the same file. */
const eyes = lookInto(db)
let url: string
let token: string

beforeAll(async () => {
  url = await world.listen()
  token = world.merchants.issueToken('0000000000000000', 'iamport-sandbox-secret').access_token
})
afterAll(async () => {
  await world.close()
  eyes.close()
  rmSync(folder, { recursive: true })
})

/** What a client may have got wrong about a value, or right. */
const IDS = [
  'imp_448280090638',
  'merchant_1448280088556',
  'imp_205852873956',
  'imp_436389624339',
  'imp_011115679124',
]
const NAVER_IDS = ['imp_630554823245', 'imp_964732188684', 'customer_1234', 'customer_123456', 'order_1']
const value: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...IDS, ...NAVER_IDS) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      0,
      1,
      -1,
      0.1,
      1004,
      504,
      1e21,
      2 ** 53,
      -0,
      1767193200,
      1900000000,
      99_999_999_999,
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '',
      ' ',
      '0',
      '1e3',
      'null',
      'true',
      'all',
      'paid',
      '2026-01-01',
      '%',
      '+',
      '../x',
      '\ud800',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(null, true, false, [], {}, [null], { name: {} }, [[1]], { 0: 'x' }),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.constant('가'.repeat(5000)) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
)

interface Json {
  type?: string | string[]
  enum?: unknown[]
  properties?: Record<string, Json>
  items?: Json
  anyOf?: Json[]
}

/** What the schema asks for, most of the time; anything, sometimes. */
function like(schema: Json): fc.Arbitrary<unknown> {
  const right = (): fc.Arbitrary<unknown> => {
    if (schema.enum) return fc.constantFrom(...schema.enum)
    if (schema.anyOf) return fc.oneof(...schema.anyOf.map(like))
    if (schema.properties) return record(schema)
    if (schema.type === 'array') return fc.array(like(schema.items ?? {}), { maxLength: 3 })
    if (schema.type === 'integer' || schema.type === 'number') {
      return fc.constantFrom<unknown>(1000, 504, 1, 0, '1000', 1767193200, 1900000000, 1004.5)
    }
    if (schema.type === 'boolean') return fc.constantFrom<unknown>(true, false, 'true', 0)
    return fc.oneof(
      fc.constantFrom(...IDS, ...NAVER_IDS, '4242-4242-4242-4242', '2030-12', '004', 'nice'),
      fc.string({ maxLength: 20 }),
    )
  }
  return fc.oneof({ weight: 6, arbitrary: right() }, { weight: 1, arbitrary: value })
}

function record({ properties = {} }: Json): fc.Arbitrary<Record<string, unknown>> {
  const shape = Object.fromEntries(Object.entries(properties).map(([key, schema]) => [key, like(schema)]))
  return fc.record(shape, { requiredKeys: [] })
}

function arbitraryOf(schema: z.ZodType | undefined): fc.Arbitrary<unknown> {
  if (!schema)
    return fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value })
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json
  return fc.oneof({ weight: 12, arbitrary: record(json) }, { weight: 1, arbitrary: value })
}

interface Request {
  params: string[]
  query: unknown
  body: unknown
  as_form: boolean
}

const rows: readonly Operation[] = world.operations
const requestFor = (row: Operation): fc.Arbitrary<Request> =>
  fc.record({
    params: fc.array(
      fc.oneof(
        fc.constantFrom(...IDS, ...NAVER_IDS),
        value.map((given) => String(given).slice(0, 300)),
      ),
      {
        minLength: 3,
        maxLength: 3,
      },
    ),
    query: row.body ? fc.constant(undefined) : arbitraryOf(row.query),
    body: row.body ? arbitraryOf(row.body) : fc.constant(undefined),
    as_form: fc.boolean(),
  })

async function send(row: Operation, { params, query, body, as_form }: Request) {
  let n = 0
  const path = row.path.replace(/\{\w+\??\}/g, () => safeComponent(params[n++] ?? ''))
  const search = new URLSearchParams(flat(query)).toString()
  const type = as_form ? 'application/x-www-form-urlencoded' : 'application/json'
  const text = as_form ? new URLSearchParams(flat(body)).toString() : JSON.stringify(body)
  const answer = await fetch(`${url}${path}${search === '' ? '' : `?${search}`}`, {
    method: row.method,
    headers: { authorization: token, 'content-type': type },
    body: row.method === 'GET' || body === undefined ? undefined : text,
  })
  return { status: answer.status, text: await answer.text() }
}

function safeComponent(text: string): string {
  const encoded = encodeURIComponent(text.replace(/\p{Surrogate}/gu, ''))
  return encoded === '' || encoded === '.' || encoded === '..' ? '%20' : encoded
}

function flat(value: unknown, path = ''): [string, string][] {
  if (value === undefined) return []
  if (typeof value !== 'object' || value === null)
    return [[path === '' ? 'x' : path, String(value).slice(0, 300)]]
  return Object.entries(value).flatMap(([key, item]) => flat(item, path === '' ? key : `${path}[${key}]`))
}

/** Every row of every table but the trace, which tells of refused calls, too. A wrong OTP is counted although it is refused. */
function everyRow(): string {
  const version = eyes.prepare('pragma data_version').get({})?.data_version
  if (version === seen.version) return seen.rows
  const tables = eyes
    .prepare("select name from sqlite_schema where type = 'table' and name <> 'trace'")
    .all({})
  const rows = tables.map(({ name }) => [name, eyes.prepare(`select * from "${name}"`).all({})])
  seen = { version, rows: JSON.stringify(rows, (key, value) => (key === 'otp_wrong' ? undefined : value)) }
  return seen.rows
}
/** As long as nobody has written, nothing is read again. */
let seen: { version: unknown; rows: string } = { version: null, rows: '' }

function mustAddUp(): void {
  const { list } = world.payments.read.list({ merchant: 1, sorting: 'started', limit: 1000, offset: 0 })
  for (const payment of list) {
    const sum = payment.cancels.reduce((total, { amount }) => total + amount, 0)
    expect(payment.cancel_amount).toBe(sum)
    expect(sum).toBeLessThanOrEqual(payment.amount)
    expect(payment.cancels.every(({ amount }) => amount >= 0)).toBe(true)
    expect(payment.status === 'cancelled').toBe(payment.cancelled_at > 0)
  }
}

/** A documented 500 is a PG's refusal; ours has this text. */
const FAULT = '서버 오류가 발생하였습니다.'

test.each(rows.map((row) => [`${row.method} ${row.path}`, row] as const))(
  '%s withstands whatever comes',
  async (_name, row) => {
    world.journal.clear()
    await fc.assert(
      fc.asyncProperty(requestFor(row), async (request) => {
        const before = everyRow()
        const { status, text } = await send(row, request)
        const faults = world.journal.events().filter(({ kind }) => kind === 'fault')
        expect(faults.map((event) => event.text)).toEqual([])
        const envelope = JSON.parse(text)
        expect(Object.keys(envelope).slice(0, 3)).toEqual(['code', 'message', 'response'])
        expect(envelope.message).not.toBe(FAULT)
        expect(Number.isInteger(envelope.code)).toBe(true)
        if (status >= 300) expect(envelope.code).not.toBe(0)
        if (envelope.code !== 0) {
          expect(envelope.response).toBeNull()
          expect(everyRow() === before).toBe(true)
        }
        mustAddUp()
      }),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 12), seed: Number(process.env.FUZZ_SEED ?? 20260101) },
    )
  },
)
