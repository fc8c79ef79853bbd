/** How closely the emulated API looks: lenient as iamport, or strict. `warn` is an older word for lenient. */
import { describe, expect, test } from 'vitest'
import { startSandbox } from '../harness.ts'
import { restClient } from '../rest-client.ts'

type Strictness = 'lenient' | 'warn' | 'strict'

async function start(strictness: Strictness) {
  const sandbox = await startSandbox({ seed: 1 })
  sandbox.settings({ strictness })
  const rest = await restClient(sandbox)
  const warnings = () =>
    sandbox
      .events()
      .filter(({ kind, level, text }) => kind === 'rest' && level === 'warn' && text.includes(': '))
      .map(({ text }) => text)
  return { sandbox, rest, warnings }
}

const prepare = { merchant_uid: 'o1', amount: '1000', amonut: 1 }

describe.each(['lenient', 'warn'] as const)('%s', (strictness) => {
  test('answers as iamport does, and tells of unknown parameters and wrong types in header and log', async () => {
    const { rest, warnings } = await start(strictness)
    const { status, code, hint } = await rest.post('/payments/prepare', prepare)
    expect([status, code]).toEqual([200, 0])
    expect(hint).toContain('amonut is no parameter of this operation.')
    expect(hint).toContain('amount is a string; the document says number.')
    expect(warnings()).toEqual([
      'POST /payments/prepare: amount의 타입이 string입니다. 문서에는 number입니다.',
      'POST /payments/prepare: amonut은(는) 이 API의 파라미터가 아닙니다.',
    ])
  })

  test('a form knows only text: nothing is said of that', async () => {
    const { rest } = await start(strictness)
    expect((await rest.form('/payments/prepare', { merchant_uid: 'o1', amount: '1000' })).hint).toBeNull()
  })

  test('looks into lists, and knows parameters of the query', async () => {
    const { rest } = await start(strictness)
    const { hint } = await rest.get('/payments/status/all?limit=5&page=1&ordr=asc')
    expect(hint).toBe('ordr is no parameter of this operation.')
    expect((await rest.get('/payments?imp_uid[]=imp_x&merchant_uid[0]=x')).hint ?? '').not.toContain(
      'no parameter',
    )
  })

  test('says when an answer rests on an assumption', async () => {
    const { rest } = await start(strictness)
    const body = { btid: 'B', cust_ip: '127.0.0.1', code_verifier: 'v' }
    expect((await rest.post('/kcpquick/prepare/o1', body)).hint).toContain('assumed: ')
  })
})

describe('strict', () => {
  const strictness = 'strict'
  test('tells of pg, which channel_key replaces, and of a channel_key that is missing', async () => {
    const { rest } = await start(strictness)
    const card = { card_number: '4242-4242-4242-4242', expiry: '2030-12', birth: '900101', pwd_2digit: '00' }
    const { code, hint } = await rest.post('/subscribe/customers/c1', { ...card, pg: 'nice' })
    expect(code).toBe(0)
    expect(hint).toContain('pg is deprecated')
    expect(hint).toContain('channel_key is missing')
    const keyed = await rest.post('/subscribe/customers/c1', { ...card, channel_key: 'channel-key-1' })
    expect(keyed.hint ?? '').not.toContain('channel_key is missing')
  })

  test.each([
    [
      'an unknown parameter',
      { merchant_uid: 'o1', amount: 1000, amonut: 1 },
      'amonut은(는) 알 수 없는 파라메터입니다.',
    ],
    [
      'a text for a number',
      { merchant_uid: 'o1', amount: '1000' },
      'amount 파라메터의 값이 올바르지 않습니다.',
    ],
    [
      'a number for a text',
      { merchant_uid: 1, amount: 1000 },
      'merchant_uid 파라메터의 값이 올바르지 않습니다.',
    ],
  ])('refuses %s, and nothing is registered', async (_what, body, message) => {
    const { rest } = await start('strict')
    expect(await rest.post('/payments/prepare', body)).toMatchObject({
      status: 200,
      code: -1,
      message,
      response: null,
    })
    expect((await rest.get('/payments/prepare/o1')).status).toBe(404)
  })

  test('takes what is right, nulls included', async () => {
    const { rest } = await start('strict')
    expect(
      (await rest.post('/payments/prepare', { merchant_uid: 'o1', amount: 1000, currency: null })).code,
    ).toBe(0)
  })

  test('refuses a cancel as cancels are refused: HTTP 200', async () => {
    const { rest } = await start('strict')
    expect(await rest.post('/payments/cancel', { imp_uid: 'imp_x', foo: 1 })).toMatchObject({
      status: 200,
      code: -1,
    })
  })
})

describe('what the document asks for and the service lets pass', () => {
  const key = { card_number: '4242-4242-4242-4242', expiry: '2030-12' }
  const again = { customer_uid: 'c1', merchant_uid: 'o1', amount: 1004, channel_key: 'channel-key-1' }
  const long = { ...again, name: '가'.repeat(41) }

  test.each([
    ['a name that is missing', again, 'name is missing: the document requires it.'],
    ['a name of 41 characters', long, 'name has 41 characters; the document says at most 40.'],
  ])('%s is told, and refused in strict', async (_what, body, text) => {
    for (const strictness of ['lenient', 'warn', 'strict'] as const) {
      const { rest } = await start(strictness)
      await rest.post('/subscribe/customers/c1', key)
      const { code, hint } = await rest.post('/subscribe/payments/again', body)
      expect(code === 0).toBe(strictness !== 'strict')
      expect(hint).toContain(text)
    }
  })

  test('stands in the OpenAPI document', async () => {
    const { sandbox } = await start('lenient')
    const { paths } = (await (await fetch(`${sandbox.url}/_sandbox/openapi.json`)).json()) as {
      paths: Record<string, { post: { requestBody: { content: Record<string, { schema: Json }> } } }>
    }
    const { schema } = paths['/subscribe/payments/again']!.post.requestBody.content['application/json']!
    expect(schema.required).toContain('name')
    expect(schema.properties.name).toEqual({ type: 'string', maxLength: 40 })
    expect(schema.properties.buyer_tel).toEqual({ type: 'string', maxLength: 16 })
  })
})

interface Json {
  readonly required: readonly string[]
  readonly properties: Readonly<Record<string, unknown>>
}

test('tens of thousands of names that nobody knows are told in a few lines, and a long one is cut', async () => {
  const { rest, warnings } = await start('lenient')
  const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`unknown_${n}`, 1]))
  const { code, hint } = await rest.post('/payments/prepare', { merchant_uid: 'o1', amount: 1000, ...many })
  expect(code).toBe(0)
  expect(hint).toContain('unknown_0 is no parameter of this operation.')
  expect(warnings()).toHaveLength(21)
  expect(warnings().at(-1)).toBe('POST /payments/prepare: 그 밖에 19980건이 더 있습니다.')
  await rest.post('/payments/prepare', { merchant_uid: 'o2', amount: 1000, ['x'.repeat(300_000)]: 1 })
  expect(warnings().at(-1)).toBe(
    `POST /payments/prepare: ${'x'.repeat(100)}…은(는) 이 API의 파라미터가 아닙니다.`,
  )
})
