/**
 * What the clients of other languages put on the wire, one test per trait. Each request is written byte by byte as the
 * client would, because Node's own fetch would tidy it up.
 */
import { request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'

let sandbox: Sandbox
let token: string
let imp_uid: string
let other: string
let with_blank: string

beforeAll(async () => {
  sandbox = await createSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00' })
  const pay = async (merchant_uid: string) => {
    const { rsp } = await sandbox.pay({
      merchant_uid,
      name: '주문명',
      amount: 14000,
      buyer_tel: '010-1234-5678',
    })
    return String(rsp!.imp_uid)
  }
  imp_uid = await pay('order_1')
  other = await pay('order_2')
  with_blank = await pay('주문 3')
  const { body } = await raw('POST', '/users/getToken', { type: FORM }, 'imp_key=K&imp_secret=S')
  token = body.response.access_token
})
afterAll(() => sandbox.close())

const JSON_TYPE = 'application/json'
const FORM = 'application/x-www-form-urlencoded'

interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: an answer is whatever came over the wire
  body: any
  chunks: number
  hint: string | undefined
}

interface Head {
  type?: string
  auth?: Record<string, string>
}

/** The path goes out as it is written, the body too. */
function raw(method: string, path: string, { type, auth }: Head = {}, body?: string): Promise<Answer> {
  const { hostname, port } = new URL(sandbox.url)
  const headers = {
    ...(auth ?? (token ? { authorization: token } : {})),
    ...(type ? { 'content-type': type } : {}),
    ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
  }
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers }, (res) => {
      const chunks: Buffer[] = []
      res.on('data', (chunk: Buffer) => chunks.push(chunk))
      res.on('end', () => {
        const hint = res.headers['x-iamport-sandbox-hint']
        const text = Buffer.concat(chunks).toString('utf8')
        resolve({
          status: res.statusCode ?? 0,
          body: JSON.parse(text),
          chunks: chunks.length,
          hint: hint?.toString(),
        })
      })
    })
    sent.once('error', reject)
    sent.end(body)
  })
}

const read = (path: string, head: Head = {}) => raw('GET', path, head)

describe('Go', () => {
  test('sends its keys as a form whose second key begins with a blank', async () => {
    const { status, body } = await raw(
      'POST',
      '/users/getToken',
      { type: FORM, auth: {} },
      'imp_key=K& imp_secret=S',
    )
    expect([status, body.response.access_token]).toEqual([200, token])
  })

  test('ends find and findAll with a slash when it wants every status, and asks for page 0', async () => {
    expect((await read('/payments/find/order_1/')).body.response.imp_uid).toBe(imp_uid)
    expect((await read('/payments/findAll/order_1/?page=0&limit=20')).body.response).toMatchObject({
      total: 1,
      previous: 0,
    })
  })

  test('knows 47 keys of a payment and no others', async () => {
    sandbox.settings({ payment_keys: 'classic' })
    const { body } = await read(`/payments/${imp_uid}`)
    sandbox.settings({ payment_keys: 'default' })
    expect(Object.keys(body.response)).toHaveLength(47)
    expect(body.response).not.toHaveProperty('emb_pg_provider')
  })

  test('cancels and prepares by form', async () => {
    const prepared = await raw(
      'POST',
      '/payments/prepare',
      { type: FORM },
      'merchant_uid=go_1&amount=1000.00',
    )
    expect(prepared.body.response).toEqual({ amount: 1000, currency: null, merchant_uid: 'go_1' })
    const form = `imp_uid=${other}&amount=1000&reason=%EB%8B%A8%EC%88%9C+%EB%B3%80%EC%8B%AC&checksum=14000`
    const cancelled = await raw('POST', '/payments/cancel', { type: FORM }, form)
    expect(cancelled.body.response).toMatchObject({ cancel_amount: 1000, cancel_reason: '단순 변심' })
  })

  test('gathers a hundred ids with un-encoded brackets', async () => {
    const ids = Array.from({ length: 99 }, (_, n) => `imp_uid[]=imp_${n}`)
    const { status, body } = await read(`/payments?imp_uid[]=${imp_uid}&${ids.join('&')}`)
    expect([status, body.response.length]).toEqual([207, 1])
  })
})

describe('PHP', () => {
  test('numbers its arrays, also up to a hundred', async () => {
    const ids = Array.from({ length: 98 }, (_, n) => `imp_uid%5B${n + 2}%5D=imp_${n}`)
    const query = `imp_uid%5B0%5D=${imp_uid}&imp_uid%5B1%5D=${other}&${ids.join('&')}`
    const { status, body } = await read(`/payments/?${query}`, {
      type: JSON_TYPE,
      auth: { authorization: `Bearer ${token}` },
    })
    expect([status, body.response.length]).toEqual([207, 2])
  })

  test('ends POST paths with a slash, and says null for what it does not set', async () => {
    const body = JSON.stringify({
      imp_uid: 'imp_x',
      merchant_uid: null,
      amount: null,
      tax_free: null,
      checksum: null,
    })
    const answer = await raw('POST', '/payments/cancel/', { type: JSON_TYPE }, body)
    expect([answer.status, answer.body.code, answer.body.response]).toEqual([200, 1, null])
    for (const path of ['onetime', 'again', 'schedule', 'unschedule']) {
      const { body: reply } = await raw(
        'POST',
        `/subscribe/payments/${path}/`,
        { type: JSON_TYPE },
        '{"merchant_uid":null}',
      )
      expect(reply.message, path).not.toContain('존재하지 않는 API')
    }
  })

  test('finds every key that it reads, even where there is nothing', async () => {
    const { response } = (await read(`/payments/${imp_uid}`)).body
    expect(response).toMatchObject({
      cancel_receipt_urls: [],
      cancel_history: [],
      vbank_num: null,
      custom_data: null,
    })
    expect(response).toHaveProperty('customer_uid_usage')
  })

  test('is told by 207 what was found of several', async () => {
    const { status, body } = await read(`/payments/?imp_uid[0]=${imp_uid}&imp_uid[1]=imp_none`)
    expect([status, body.code, body.response.map((row: { imp_uid: string }) => row.imp_uid)]).toEqual([
      207,
      0,
      [imp_uid],
    ])
  })
})

describe('Ruby', () => {
  test('sends a GET with the body {}', async () => {
    const { status, body } = await raw('GET', `/payments/${imp_uid}`, { type: JSON_TYPE }, '{}')
    expect([status, body.response.imp_uid]).toEqual([200, imp_uid])
  })

  test('writes a blank in a path as a plus sign', async () => {
    const path = `/payments/find/${encodeURIComponent('주문 3').replaceAll('%20', '+')}`
    expect((await read(path)).body.response.imp_uid).toBe(with_blank)
  })

  test('a plus sign that belongs to an order number is still one', async () => {
    const { rsp } = await sandbox.pay({ merchant_uid: 'a+b', amount: 100, buyer_tel: '010' })
    expect((await read('/payments/find/a+b')).body.response.imp_uid).toBe(rsp!.imp_uid)
    expect((await read('/payments/find/a%2Bb')).body.response.imp_uid).toBe(rsp!.imp_uid)
  })

  test('percent-encodes what stands in a path', async () => {
    expect((await read(`/payments/find/${encodeURIComponent('주문 3')}/paid`)).body.response.imp_uid).toBe(
      with_blank,
    )
  })
})

describe('Java', () => {
  test('always says include_sandbox=false, which a setting can take at its word', async () => {
    expect((await read(`/payments/${imp_uid}?include_sandbox=true`)).status).toBe(200)
    sandbox.settings({ include_sandbox: false })
    const { status, body } = await read(`/payments/${imp_uid}?include_sandbox=false`)
    sandbox.settings({ include_sandbox: true })
    expect([status, body.message]).toEqual([404, '존재하지 않는 결제정보입니다.'])
  })

  test('finds with the status all', async () => {
    expect((await read('/payments/find/order_1/all')).body.response.imp_uid).toBe(imp_uid)
  })

  test('reads an object with a message from every error', async () => {
    for (const path of ['/payments/imp_x', '/payments/status/x', '/nothing']) {
      const { status, body } = await read(path)
      expect(status).toBeGreaterThanOrEqual(400)
      expect([typeof body.message, body.response]).toEqual(['string', null])
    }
  })

  test('asks for schedules as schedule_from, schedule_to and schedule_status, and reads pages', async () => {
    const query = 'schedule_from=1767193200&schedule_to=1769000000&schedule_status=scheduled&page=1&limit=20'
    const { body } = await read(`/subscribe/payments/schedule?${query}`)
    expect(body.response).toEqual({ list: [], next: 0, previous: 0, total: 0 })
  })
})

describe('Python', () => {
  test('fetches a token before each call, and it is the same one', async () => {
    const again = await raw(
      'POST',
      '/users/getToken',
      { type: JSON_TYPE, auth: {} },
      '{"imp_key":"K","imp_secret":"S"}',
    )
    expect(again.body.response.access_token).toBe(token)
  })

  test('the async client names its header X-ImpTokenHeader', async () => {
    expect((await read(`/payments/${imp_uid}`, { auth: { 'X-ImpTokenHeader': token } })).status).toBe(200)
  })

  test('asks for a name that no URL can hold without encoding, and is told 404', async () => {
    expect((await read(`/payments/find/${encodeURIComponent('âàáaā')}`)).status).toBe(404)
  })

  test('Django shops POST to what is a GET, with the token in a header or in the query', async () => {
    expect((await raw('POST', `/payments/${imp_uid}`, { type: JSON_TYPE }, '{}')).body.response.imp_uid).toBe(
      imp_uid,
    )
    expect((await raw('POST', '/payments/find/order_1', { type: FORM }, '')).body.response.imp_uid).toBe(
      imp_uid,
    )
    expect((await read(`/payments/${imp_uid}?_token=${token}`, { auth: {} })).status).toBe(200)
  })

  test('a GET takes its parameters from the body, too', async () => {
    const body = `{"imp_uid":["${imp_uid}"]}`
    expect((await raw('GET', '/payments', { type: JSON_TYPE }, body)).body.response).toHaveLength(1)
  })
})

describe('.NET', () => {
  test('sends X-ImpTokenHeader, and a JSON type with its charset', async () => {
    const head = { type: 'application/json; charset=utf-8', auth: { 'X-ImpTokenHeader': token } }
    const { body } = await raw('POST', '/payments/prepare', head, '{"merchant_uid":"net_1","amount":1000}')
    expect(body).toMatchObject({ code: 0, response: { amount: 1000 } })
  })

  test('an empty Authorization header does not hide the other', async () => {
    const auth = { authorization: '', 'X-ImpTokenHeader': token }
    expect((await read(`/payments/${imp_uid}`, { auth })).status).toBe(200)
  })
})

describe('everybody', () => {
  test('gets the token in one piece, because one client reads only the first', async () => {
    const { chunks } = await raw(
      'POST',
      '/users/getToken',
      { type: FORM, auth: {} },
      'imp_key=K&imp_secret=S',
    )
    expect(chunks).toBe(1)
  })

  test('repeats a parameter instead of using brackets', async () => {
    expect((await read(`/payments?imp_uid=${imp_uid}&imp_uid=${other}`)).body.response).toHaveLength(2)
  })

  test('gets an envelope even for a head that no server would read', async () => {
    const answer = await raw('GET', `/payments/${'x'.repeat(20_000)}`)
    expect([answer.status, answer.body.code, answer.body.response]).toEqual([431, -1, null])
  })

  test('gets an envelope for what is no HTTP at all', async () => {
    const { hostname, port } = new URL(sandbox.url)
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.write('HELLO\r\n\r\n'))
      let got = ''
      socket.on('data', (chunk) => {
        got += chunk
      })
      socket.once('end', () => resolve(got))
      socket.once('error', reject)
    })
    expect(text).toMatch(/^HTTP\/1\.1 400 /)
    expect(JSON.parse(text.split('\r\n\r\n')[1]!)).toMatchObject({ code: -1, response: null })
  })
})
