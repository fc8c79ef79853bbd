/** The REST API as clients meet it: tokens, every way of asking, lists, cancels and their refusals. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { type RestClient, readReply, restClient } from '../rest-client.ts'

const order = { pg: 'html5_inicis', name: '주문명', amount: 14000, buyer_tel: '010-1234-5678' }

let sandbox: Sandbox
let rest: RestClient

beforeEach(async () => {
  sandbox = await createSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00' })
  rest = await restClient(sandbox)
})
afterEach(() => sandbox.close())

async function pay(merchant_uid: string, more: object = {}): Promise<string> {
  const { rsp } = await sandbox.pay({ ...order, merchant_uid, ...more })
  return String(rsp!.imp_uid)
}

describe('a token', () => {
  const askAgain = async () => {
    const { imp_key, imp_secret } = sandbox
    return (await rest.raw('POST', '/users/getToken', { imp_key, imp_secret })).response
  }

  /** The wall clock of this machine goes on; tokens live by it. */
  function passInRealTime(seconds: number): void {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 })
  }
  afterEach(() => void vi.useRealTimers())

  test('has 40 hexadecimal digits and lives 1800 seconds', async () => {
    // The one that other tests have got is some seconds old by now.
    passInRealTime(1801)
    const { access_token, now, expired_at } = await askAgain()
    expect(access_token).toMatch(/^[0-9a-f]{40}$/)
    expect(expired_at - now).toBe(1800)
  })

  test('is the same one until it expires, 300 seconds longer in its last minute, and then a new one', async () => {
    const first = await askAgain()
    passInRealTime(1739)
    expect(await askAgain()).toMatchObject({ access_token: first.access_token, expired_at: first.expired_at })
    passInRealTime(2)
    expect(await askAgain()).toMatchObject({
      access_token: first.access_token,
      expired_at: first.expired_at + 300,
    })
    passInRealTime(400)
    const renewed = await askAgain()
    expect(renewed.access_token).not.toBe(first.access_token)
    expect(renewed.expired_at - renewed.now).toBe(1800)
  })

  test('opens nothing once it has expired', async () => {
    const imp_uid = await pay('o1')
    passInRealTime(31 * 60)
    expect(await rest.get(`/payments/${imp_uid}`)).toMatchObject({
      status: 401,
      code: -1,
      message: 'Unauthorized',
      response: null,
    })
  })

  test.each([
    ['Authorization: TOKEN', (token: string) => ({ authorization: token })],
    ['Authorization: Bearer TOKEN', (token: string) => ({ authorization: `Bearer ${token}` })],
    ['X-ImpTokenHeader: TOKEN', (token: string) => ({ 'x-imptokenheader': token })],
  ])('is taken as %s', async (_how, headers) => {
    const imp_uid = await pay('o1')
    expect((await rest.raw('GET', `/payments/${imp_uid}`, undefined, headers(rest.token))).status).toBe(200)
  })

  test('is taken as ?_token=TOKEN', async () => {
    const imp_uid = await pay('o1')
    expect((await rest.raw('GET', `/payments/${imp_uid}?_token=${rest.token}`)).status).toBe(200)
  })

  test.each([
    ['none', {}],
    ['a wrong one', { authorization: 'x' }],
    ['an empty one', { authorization: 'Bearer ' }],
  ])('%s is 401 with the reason in the hint header', async (_what, headers) => {
    const reply = await rest.raw('GET', '/payments/imp_1', undefined, headers)
    expect(reply).toMatchObject({ status: 401, code: -1, message: 'Unauthorized', response: null })
    expect(reply.hint).toContain('/users/getToken')
  })

  test.each([
    ['no imp_key', { imp_secret: 'x' }, 400, 'imp_key, imp_secret 파라메터가 누락되었습니다.'],
    ['no imp_secret', { imp_key: 'x' }, 400, 'imp_key, imp_secret 파라메터가 누락되었습니다.'],
    ['nothing', {}, 400, 'imp_key, imp_secret 파라메터가 누락되었습니다.'],
    [
      'a wrong secret',
      { imp_key: '0000000000000000', imp_secret: 'x' },
      401,
      '인증에 실패하였습니다. API키와 secret을 확인하세요.',
    ],
  ])('is not given for %s', async (_what, body, status, message) => {
    expect(await rest.raw('POST', '/users/getToken', body)).toMatchObject({
      status,
      code: -1,
      message,
      response: null,
    })
  })

  test('is given for any unknown pair, as long as the default merchant takes any', async () => {
    const pair = { imp_key: 'shop-key', imp_secret: 'shop-secret' }
    expect((await rest.raw('POST', '/users/getToken', pair)).code).toBe(0)
    sandbox.settings({ is_any_key_accepted: false })
    expect((await rest.raw('POST', '/users/getToken', pair)).status).toBe(401)
  })

  test('is given to a form whose second key has a blank, as the Go client sends it', async () => {
    const body = `imp_key=${sandbox.imp_key}& imp_secret=${sandbox.imp_secret}`
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await fetch(`${sandbox.url}/users/getToken`, { method: 'POST', headers, body })
    expect((await readReply(answer)).code).toBe(0)
  })
})

describe('asking for payments', () => {
  test('works by GET and POST, with a slash at the end, and with a JSON body on GET left aside', async () => {
    const imp_uid = await pay('o1')
    for (const reply of [
      await rest.get(`/payments/${imp_uid}`),
      await rest.get(`/payments/${imp_uid}/`),
      await rest.get(`/payments/${imp_uid}?include_sandbox=false`),
      await rest.post(`/payments/${imp_uid}`),
      await rest.get('/payments/find/o1'),
      await rest.get('/payments/find/o1/'),
      await rest.get('/payments/find/o1/all'),
      await rest.get('/payments/find/o1/paid'),
      await rest.post('/payments/find/o1'),
    ]) {
      expect(reply.response.imp_uid).toBe(imp_uid)
    }
  })

  test('finds merchant_uids that need encoding', async () => {
    const imp_uid = await pay('주문 1/2+3')
    expect((await rest.get(`/payments/find/${encodeURIComponent('주문 1/2+3')}`)).response.imp_uid).toBe(
      imp_uid,
    )
  })

  test('answers 404 in words for what does not exist', async () => {
    for (const path of [
      '/payments/imp_x',
      '/payments/find/x',
      '/payments/find/x/paid',
      '/payments/findAll/x',
      '/payments?imp_uid[]=x',
    ]) {
      const reply = await rest.get(path)
      expect(reply).toMatchObject({
        status: 404,
        code: -1,
        message: '존재하지 않는 결제정보입니다.',
        response: null,
      })
    }
  })

  test('several at once: 200 when all are there, 207 when some are missing, newest first', async () => {
    const first = await pay('o1')
    const second = await pay('o2')
    const all = await rest.get(`/payments?imp_uid[]=${first}&imp_uid[]=${second}`)
    expect(all.status).toBe(200)
    expect(all.response.map((p: { imp_uid: string }) => p.imp_uid)).toEqual([second, first])
    const numbered = await rest.get(`/payments?imp_uid[0]=${first}&merchant_uid[0]=o2`)
    expect([numbered.status, numbered.response.length]).toEqual([200, 2])
    const some = await rest.get(`/payments?imp_uid[]=${first}&imp_uid[]=imp_x`)
    expect([some.status, some.code, some.response.length]).toEqual([207, 0, 1])
  })

  test('a hundred ids are read, a hundred and one are not', async () => {
    const imp_uid = await pay('o1')
    const ids = (count: number) =>
      Array.from({ length: count }, (_, n) => `imp_uid[]=${n === 0 ? imp_uid : `imp_${n}`}`)
    expect((await rest.get(`/payments?${ids(100).join('&')}`)).status).toBe(207)
    expect(await rest.get(`/payments?${ids(101).join('&')}`)).toMatchObject({ status: 400, code: -1 })
  })

  test('of one merchant_uid: the newest first, or the one of a status', async () => {
    const failed = await pay('o1', { outcome: 'cancel' })
    await sandbox.advance(60)
    const paid = await pay('o1')
    expect((await rest.get('/payments/find/o1')).response.imp_uid).toBe(paid)
    expect((await rest.get('/payments/find/o1?sorting=started')).response.imp_uid).toBe(failed)
    expect((await rest.get('/payments/find/o1/failed')).response.imp_uid).toBe(failed)
    const { response } = await rest.get('/payments/findAll/o1')
    expect(response).toMatchObject({ total: 2, previous: 0, next: 0 })
    expect(response.list.map((p: { imp_uid: string }) => p.imp_uid)).toEqual([paid, failed])
    expect((await rest.get('/payments/findAll/o1/paid')).response.total).toBe(1)
  })

  test('a list goes page by page and ends', async () => {
    for (const n of [1, 2, 3, 4, 5]) await pay(`o${n}`)
    const pages = []
    for (let page = 1; page !== 0; ) {
      const { response } = await rest.get(`/payments/status/paid?limit=2&page=${page}`)
      pages.push([response.previous, response.next, response.total, response.list.length])
      page = response.next
    }
    expect(pages).toEqual([
      [0, 2, 5, 2],
      [1, 3, 5, 2],
      [2, 0, 5, 1],
    ])
    expect(await rest.get('/payments/status/paid?limit=2&page=4')).toMatchObject({
      status: 400,
      response: null,
    })
    expect((await rest.get('/payments/status/ready')).response).toMatchObject({ total: 0, list: [] })
  })

  test('a list goes by the time of its status, both ends included, over 90 days at most', async () => {
    await pay('o1')
    const paid_at = 1_767_193_200
    const count = async (from: number, to: number) =>
      (await rest.get(`/payments/status/paid?from=${from}&to=${to}`)).response?.total
    expect(await count(paid_at, paid_at)).toBe(1)
    expect(await count(paid_at - 10, paid_at - 1)).toBe(0)
    expect(await count(paid_at + 1, paid_at + 10)).toBe(0)
    expect(await rest.get(`/payments/status/paid?from=${paid_at - 91 * 86_400}&to=${paid_at}`)).toMatchObject(
      { status: 400 },
    )
    expect(await rest.get(`/payments/status/paid?from=${paid_at}&to=${paid_at - 1}`)).toMatchObject({
      status: 400,
    })
    await sandbox.advance('91 days')
    rest = await restClient(sandbox)
    expect((await rest.get('/payments/status/all')).response.total).toBe(0)
  })

  test.each([
    ['/payments/status/open', '지원되지 않는 상태값입니다.'],
    ['/payments/find/o1/open', '지원되지 않는 상태값입니다.'],
    ['/payments/status/all?limit=1001', 'limit 파라메터의 값이 올바르지 않습니다.'],
    ['/payments/status/all?limit=0', 'limit 파라메터의 값이 올바르지 않습니다.'],
    ['/payments/status/all?page=x', 'page 파라메터의 값이 올바르지 않습니다.'],
    ['/payments/status/all?sorting=best', 'sorting 파라메터의 값이 올바르지 않습니다.'],
  ])('%s is refused in words', async (path, message) => {
    expect(await rest.get(path)).toMatchObject({ status: 400, code: -1, message, response: null })
  })
})

describe('a cancel', () => {
  test('gives everything back, and keeps what was paid', async () => {
    const imp_uid = await pay('o1')
    const before = (await rest.get(`/payments/${imp_uid}`)).response
    await sandbox.advance(60)
    const { status, code, response } = await rest.post('/payments/cancel', { imp_uid, reason: '단순 변심' })
    expect([status, code]).toEqual([200, 0])
    const { amount, paid_at, receipt_url, apply_num } = before
    expect(response).toMatchObject({
      status: 'cancelled',
      amount,
      paid_at,
      receipt_url,
      apply_num,
      cancel_amount: 14000,
    })
    expect(response).toMatchObject({ cancel_reason: '단순 변심', cancelled_at: paid_at + 60 })
    expect(response.cancel_history).toEqual([
      {
        amount: 14000,
        cancellation_id: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{20}$/),
        cancelled_at: paid_at + 60,
        pg_tid: expect.stringMatching(/^Stdpay/),
        reason: '단순 변심',
        receipt_url: `${receipt_url}/cancels/1`,
      },
    ])
    expect(response.cancel_receipt_urls).toEqual([`${receipt_url}/cancels/1`])
    expect((await rest.get(`/payments/${imp_uid}`)).response).toEqual(response)
  })

  test('in parts goes down to nothing, with checksums', async () => {
    const imp_uid = await pay('o1')
    const part = (amount: number, checksum: number) =>
      rest.post('/payments/cancel', { imp_uid, amount, checksum })
    expect((await part(1000, 14000)).response).toMatchObject({ status: 'cancelled', cancel_amount: 1000 })
    expect((await part(4000, 13000)).response).toMatchObject({ cancel_amount: 5000 })
    expect(await part(9000, 14000)).toMatchObject({ status: 200, code: 1, response: null })
    expect((await part(0, 9000)).response).toMatchObject({ cancel_amount: 14000 })
    const { response } = await rest.get(`/payments/${imp_uid}`)
    expect(response.cancel_history.map((row: { amount: number }) => row.amount)).toEqual([1000, 4000, 9000])
    expect(await part(1, 0)).toMatchObject({ code: 1, message: '이미 전액취소된 주문입니다.' })
  })

  test('works as a form, by merchant_uid, and with nulls for what is not given', async () => {
    await pay('o1')
    expect(
      (await rest.form('/payments/cancel', { merchant_uid: 'o1', amount: '1000' })).response,
    ).toMatchObject({ cancel_amount: 1000 })
    const nulls = {
      imp_uid: null,
      merchant_uid: 'o1',
      amount: null,
      checksum: null,
      reason: null,
      tax_free: null,
    }
    const { response } = await rest.post('/payments/cancel/', nulls)
    expect(response).toMatchObject({ cancel_amount: 14000, cancel_reason: '취소요청api' })
  })

  test('by a merchant_uid that failed first finds the payment that was paid', async () => {
    await pay('o1', { outcome: 'cancel' })
    const paid = await pay('o1')
    await pay('o1', { outcome: 'cancel' })
    expect((await rest.post('/payments/cancel', { merchant_uid: 'o1' })).response.imp_uid).toBe(paid)
  })

  test('imp_uid wins over merchant_uid, even when it is wrong', async () => {
    await pay('o1')
    const reply = await rest.post('/payments/cancel', { imp_uid: 'imp_x', merchant_uid: 'o1' })
    expect(reply).toMatchObject({
      status: 200,
      code: 1,
      message: '취소할 결제건이 존재하지 않습니다.',
      response: null,
    })
  })

  test.each([
    ['without a target', {}, '지정해주셔야'],
    ['of an unknown payment', { imp_uid: 'imp_x' }, '취소할 결제건이 존재하지 않습니다.'],
    ['of an unknown order', { merchant_uid: 'x' }, '취소할 결제건이 존재하지 않습니다.'],
    ['of more than is left', { merchant_uid: 'o1', amount: 14001 }, '취소 가능한 잔액보다 큽니다'],
    [
      'of less than nothing',
      { merchant_uid: 'o1', amount: -1 },
      '취소 요청금액(amount)이 올바르지 않습니다.',
    ],
    ['of half a won', { merchant_uid: 'o1', amount: 0.5 }, '취소 요청금액(amount)이 올바르지 않습니다.'],
    ['of a text', { merchant_uid: 'o1', amount: 'all' }, 'amount 파라메터의 값이 올바르지 않습니다.'],
    ['with a wrong checksum', { merchant_uid: 'o1', checksum: 1 }, 'checksum과 일치하지 않습니다'],
    ['of a failed payment', { merchant_uid: 'o2' }, '결제완료 상태가 아니므로'],
  ])('%s is HTTP 200 with a code, and changes nothing', async (_what, body, message) => {
    const imp_uid = await pay('o1')
    await pay('o2', { outcome: 'cancel' })
    const before = (await rest.get(`/payments/${imp_uid}`)).response
    const reply = await rest.post('/payments/cancel', body)
    expect(reply).toMatchObject({ status: 200, response: null })
    expect(reply.code).not.toBe(0)
    expect(reply.message).toContain(message)
    expect((await rest.get(`/payments/${imp_uid}`)).response).toEqual(before)
  })

  test('of 10.50 dollars counts in cents', async () => {
    const imp_uid = await pay('o1', { pg: 'nice', currency: 'USD', amount: 10.5 })
    expect((await rest.post('/payments/cancel', { imp_uid, amount: 0.29 })).response).toMatchObject({
      cancel_amount: 0.29,
      amount: 10.5,
    })
    expect((await rest.post('/payments/cancel', { imp_uid, checksum: 10.21 })).response).toMatchObject({
      cancel_amount: 10.5,
    })
  })
})

describe('prepare', () => {
  test('registers once, changes, and reads', async () => {
    const body = { merchant_uid: 'o1', amount: 14000 }
    expect((await rest.post('/payments/prepare', body)).response).toEqual({
      amount: 14000,
      currency: null,
      merchant_uid: 'o1',
    })
    expect(await rest.post('/payments/prepare', body)).toMatchObject({
      status: 200,
      code: 1,
      message: '결제정보 사전등록에 실패하였습니다(이미 등록된 merchant_uid입니다).',
    })
    expect((await rest.put('/payments/prepare', { ...body, amount: 1 })).response.amount).toBe(1)
    expect((await rest.get('/payments/prepare/o1')).response.amount).toBe(1)
  })

  test('answers 404 for what was never registered', async () => {
    const unknown = {
      status: 404,
      code: -1,
      message: '사전등록된 결제정보가 존재하지 않습니다.',
      response: null,
    }
    expect(await rest.get('/payments/prepare/x')).toMatchObject(unknown)
    expect(await rest.put('/payments/prepare', { merchant_uid: 'x', amount: 1 })).toMatchObject(unknown)
  })

  test.each([
    ['no merchant_uid', { amount: 1 }, 'merchant_uid 파라메터가 누락되었습니다.'],
    ['no amount', { merchant_uid: 'o1' }, 'amount 파라메터가 누락되었습니다.'],
    [
      'a text for an amount',
      { merchant_uid: 'o1', amount: 'x' },
      'amount 파라메터의 값이 올바르지 않습니다.',
    ],
    ['a negative amount', { merchant_uid: 'o1', amount: -1 }, '결제금액(amount)이 올바르지 않습니다.'],
    [
      'a currency that is none',
      { merchant_uid: 'o1', amount: 1, currency: 'won' },
      '결제금액(amount)이 올바르지 않습니다.',
    ],
    [
      '41 characters',
      { merchant_uid: 'x'.repeat(41), amount: 1 },
      'merchant_uid 파라메터의 값이 올바르지 않습니다.',
    ],
  ])('%s is refused and registers nothing', async (_what, body, message) => {
    expect(await rest.post('/payments/prepare', body)).toMatchObject({
      status: 200,
      code: -1,
      message,
      response: null,
    })
    expect((await rest.get('/payments/prepare/o1')).status).toBe(404)
  })
})

describe('on the wire', () => {
  test('the envelope has three keys in this order and one chunk, and no CORS header', async () => {
    const imp_uid = await pay('o1')
    const answer = await fetch(`${sandbox.url}/payments/${imp_uid}`, {
      headers: { authorization: rest.token, origin: 'http://shop.example' },
    })
    expect(Object.keys(JSON.parse(await answer.text()))).toEqual(['code', 'message', 'response'])
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    expect(answer.headers.get('content-length')).not.toBeNull()
    expect(answer.headers.get('etag')).toBeNull()
  })

  test.each([
    ['broken JSON', '{"imp_key":', 'application/json'],
    ['a JSON text', '"x"', 'application/json'],
    ['a body of another type', 'x', 'text/plain'],
  ])('%s is answered inside the envelope', async (_what, body, type) => {
    const answer = await fetch(`${sandbox.url}/users/getToken`, {
      method: 'POST',
      body,
      headers: { 'content-type': type },
    })
    const reply = await readReply(answer)
    expect(reply).toMatchObject({ status: 400, code: -1, response: null })
    expect(reply.message).not.toBe('')
  })

  test.each([
    ['GET', '/nothing', 404],
    ['DELETE', '/payments/imp_1', 404],
    ['GET', '/payments/%zz', 400],
  ])('%s %s is answered inside the envelope', async (method, path, status) => {
    expect(await rest.raw(method, path, undefined, { authorization: rest.token })).toMatchObject({
      status,
      code: -1,
      response: null,
    })
  })

  test('every REST call is kept, without its secret', async () => {
    await rest.get('/payments/imp_x')
    const calls = sandbox.requests()
    expect(calls.at(-1)).toMatchObject({ method: 'GET', path: '/payments/imp_x', status: 404, code: -1 })
    expect(JSON.stringify(calls)).not.toContain(sandbox.imp_secret)
  })
})
