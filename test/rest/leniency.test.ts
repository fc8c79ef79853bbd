/** What clients send when they mean nothing, on every operation of the API, written in every way. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { nothingOf } from '../../src/core/schema.ts'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { restRouter } from '../../src/rest/router.ts'
import { createInstance } from '../../src/sandbox.ts'
import { readSettings } from '../../src/settings.ts'
import { type RestClient, restClient } from '../rest-client.ts'

const world = await createInstance(readSettings({ db: ':memory:', seed: '1' }))
const rows = world.operations
type Row = (typeof rows)[number]
const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`

/** The optional fields at the top of a schema. */
function optionalsOf(schema: z.ZodType | undefined): string[] {
  const { shape = {} } = (schema ?? {}) as { shape?: Record<string, z.ZodType> }
  return Object.entries(shape)
    .filter(([, field]) => field.safeParse(undefined).success)
    .map(([name]) => name)
}

const WAYS = ['JSON', 'a form', 'multipart'] as const

let sandbox: Sandbox
let rest: RestClient
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 1 })
  rest = await restClient(sandbox)
})
afterAll(() => sandbox.close())

/** The same routes, with handlers that only keep what they are given. */
let given: unknown
const { access_token } = world.merchants.issueToken('0000000000000000', 'iamport-sandbox-secret')
const app = express().set('query parser', 'extended')
app.use(
  restRouter({
    operations: rows.map((row) => ({
      ...row,
      asks: undefined,
      handle: (input) => {
        given = input
        return null
      },
    })),
    merchants: world.merchants,
    fault: (error) => {
      throw error
    },
    remarked: () => {},
    check_answers: false,
  }),
)
const server = createServer(app)
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(async () => {
  server.close()
  await world.close()
})

type Fields = Record<string, unknown>

/** What the handler is given when these fields are sent. */
async function received(row: Row, path: string, fields: Fields, way: (typeof WAYS)[number]) {
  const texts = Object.entries(fields).map(([name, value]): [string, string] => [
    name,
    value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value),
  ])
  const form = way === 'multipart' ? new FormData() : new URLSearchParams()
  for (const [name, value] of texts) form.append(name, value)
  const by_query = row.method === 'GET' || row.method === 'DELETE'
  const { port } = server.address() as AddressInfo
  given = null
  const answer = await fetch(
    `http://127.0.0.1:${port}${path}${by_query ? `?${new URLSearchParams(texts)}` : ''}`,
    {
      method: row.method,
      headers: {
        authorization: access_token,
        ...(way === 'JSON' ? { 'content-type': 'application/json' } : {}),
      },
      body: by_query ? undefined : way === 'JSON' ? JSON.stringify(fields) : form,
    },
  )
  return { answer: await answer.json(), given }
}

/** A request that is filled as the row's example has it. */
function exampleOf(row: Row): { path: string; fields: Fields } {
  const { params = {}, query = {}, body = {} } = row.example ?? {}
  const path = row.path.replace(/\/?\{(\w+)(\?)?\}/g, (whole, name: string) => {
    const value = params[name]
    return value === undefined ? '' : whole.startsWith('/') ? `/${value}` : value
  })
  return { path, fields: { ...query, ...(body as Fields) } }
}

describe.each(rows.map((row) => [nameOf(row), row] as const))('%s', (_name, row) => {
  const names = optionalsOf(row.method === 'GET' || row.method === 'DELETE' ? row.query : row.body)

  test.runIf(names.length > 0)(
    `takes "", null and "null" in any of its ${names.length} optional fields as if it were absent, in all ways`,
    async () => {
      const { path, fields } = exampleOf(row)
      for (const way of WAYS) {
        for (const name of names) {
          const { [name]: _, ...without } = fields
          const plain = await received(row, path, without, way)
          expect(plain).toMatchObject({ answer: { code: 0 }, given: {} })
          for (const empty of ['', null, 'null']) {
            const told = await received(row, path, { ...without, [name]: empty }, way)
            expect({ way, name, empty, ...told }).toEqual({ way, name, empty, ...plain })
          }
        }
      }
    },
  )
})

describe('zero where it can mean nothing', () => {
  test('is a table of counts and quotas', () => {
    const table = rows.flatMap((row) =>
      [row.query, row.body].flatMap((schema) =>
        Object.entries((schema as unknown as { shape?: Record<string, z.ZodType> } | undefined)?.shape ?? {})
          .filter(([, field]) => nothingOf(field).length > 0)
          .map(([name, field]) => `${nameOf(row)} ${name} ${nothingOf(field).join(' ')}`),
      ),
    )
    expect(table).toMatchInlineSnapshot(`
      [
        "GET /payments/findAll/{merchant_uid}/{payment_status?} page 0",
        "GET /payments/status/{payment_status} page 0",
        "GET /subscribe/customers/{customer_uid}/payments page 0",
        "POST /subscribe/payments/onetime card_quota 0",
        "POST /subscribe/payments/onetime product_count 0",
        "POST /subscribe/payments/foreign card_quota 0",
        "POST /subscribe/payments/foreign product_count 0",
        "POST /subscribe/payments/again card_quota 0",
        "POST /subscribe/payments/again product_count 0",
        "GET /subscribe/payments/schedule page 0",
        "GET /subscribe/payments/schedule/customers/{customer_uid} page 0",
        "GET /subscribe/customers/{customer_uid}/schedules page 0",
        "POST /vbanks product_count 0",
        "GET /kakao/payment/orders page 0",
      ]
    `)
  })

  test('product_count 0 charges a key and issues an account, as the Java client sends it', async () => {
    const card = { card_number: '5242-4242-4242-4242', expiry: '2039-12', birth: '900101', pwd_2digit: '00' }
    await rest.post('/subscribe/customers/java', card)
    const again = {
      customer_uid: 'java',
      merchant_uid: 'zero_1',
      amount: 1000,
      name: '주문명',
      product_count: 0,
    }
    expect((await rest.post('/subscribe/payments/again', again)).response.status).toBe('paid')
    const account = {
      merchant_uid: 'zero_2',
      amount: 1000,
      vbank_code: '088',
      vbank_due: 1_999_999_999,
      product_count: 0,
    }
    expect((await rest.post('/vbanks', account)).response.status).toBe('ready')
  })

  test('a cancel’s checksum of 0 is looked at', async () => {
    const { payment } = await sandbox.pay({
      merchant_uid: 'zero_3',
      amount: 1000,
      name: '주문명',
      buyer_tel: '010-1234-5678',
    })
    const { imp_uid } = payment!
    expect((await rest.post('/payments/cancel', { imp_uid, checksum: 0 })).code).toBe(1)
    expect((await rest.post('/payments/cancel', { imp_uid, checksum: '' })).code).toBe(0)
  })

  test('customer_uid "" of onetime keeps no key, and barcode "" of cvs draws one', async () => {
    const card = { card_number: '5242-4242-4242-4242', expiry: '2039-12' }
    const { response } = await rest.post('/subscribe/payments/onetime', {
      ...card,
      merchant_uid: 'zero_4',
      amount: 1000,
      customer_uid: '',
    })
    expect([response.status, response.customer_uid]).toEqual(['paid', null])
    expect(
      (await rest.post('/cvs', { merchant_uid: 'zero_5', amount: 1000, name: '주문명', barcode: '' }))
        .response.vbank_num,
    ).toMatch(/^\d+$/)
  })
})

describe('a read', () => {
  const reads = rows.filter(({ method, also }) => method === 'GET' && also?.includes('POST'))

  test('is sent by POST wherever the API has no POST of its own', () => {
    const own = new Set(
      rows.filter(({ method }) => method === 'POST').map(({ path }) => path.replace(/\{\w+\??\}/g, '{}')),
    )
    const missing = rows.filter(
      ({ method, path }) => method === 'GET' && !own.has(path.replace(/\{\w+\??\}/g, '{}')),
    )
    expect(reads.map(nameOf)).toEqual(missing.map(nameOf))
    expect(reads.length).toBeGreaterThan(20)
  })

  test.each(reads.map((row) => [nameOf(row), row] as const))(
    '%s answers POST with and without a body as GET',
    async (_name, row) => {
      const { path, fields } = exampleOf(row)
      const query = new URLSearchParams(
        Object.entries(fields).flatMap(([name, value]) =>
          [value].flat().map((item): [string, string] => [name, String(item)]),
        ),
      ).toString()
      const asked = await rest.get(`${path}${query === '' ? '' : `?${query}`}`)
      const bodiless = await fetch(`${sandbox.url}${path}?${query}`, {
        method: 'POST',
        headers: { authorization: rest.token },
      })
      expect(await bodiless.json()).toEqual({
        code: asked.code,
        message: asked.message,
        response: asked.response,
      })
      const with_body = await rest.form(path, new URLSearchParams(query))
      expect([with_body.status, with_body.response]).toEqual([asked.status, asked.response])
    },
  )
})
