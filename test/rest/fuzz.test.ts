/**
 * No request, however broken, breaks the sandbox: never a plain 500, always the envelope, money always adds up, and a
 * refused call changes no row. The requests are drawn from the operation rows themselves.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Operation } from '../../src/core/operation.ts'
import { createInstance } from '../../src/sandbox.ts'
import { readSettings } from '../../src/settings.ts'
import { anything, IDS, valueFor } from '../fuzz/values.ts'
import { lookInto } from '../sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'fuzz-'))
const db = join(folder, 'sandbox.db')
const world = await createInstance(
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

interface Request {
  params: string[]
  query: unknown
  body: unknown
  as_form: boolean
}

const rows: readonly Operation[] = world.operations
const requestFor = (row: Operation): fc.Arbitrary<Request> =>
  fc.record({
    params: fc.array(fc.oneof(fc.constantFrom(...IDS), anything.map(asText)), {
      minLength: 3,
      maxLength: 3,
    }),
    query: row.body ? fc.constant(undefined) : valueFor(row.query),
    body: row.body ? valueFor(row.body) : fc.constant(undefined),
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

const asText = (given: unknown) =>
  (typeof given === 'string' ? given : (JSON.stringify(given) ?? '')).slice(0, 300)

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
