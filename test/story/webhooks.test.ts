/** Webhooks: which change is announced, to whom, how, and what is kept of it (manual 2.3). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { type Receiver, startReceiver } from '../receiver.ts'
import { restClient } from '../rest-client.ts'

const order = {
  pg: 'html5_inicis',
  merchant_uid: 'o1',
  name: '주문명',
  amount: 14000,
  buyer_tel: '010-1234-5678',
}

let sandbox: Sandbox
let shop: Receiver

beforeEach(async () => {
  shop = await startReceiver()
  sandbox = await createSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00', webhook: shop.url })
})
afterEach(async () => {
  await sandbox.close()
  await shop.close()
})

async function announced() {
  await sandbox.settle()
  return shop.received.map(({ body }) => JSON.parse(body))
}

describe('what is announced', () => {
  test('a payment', async () => {
    const { payment } = await sandbox.pay(order)
    expect(await announced()).toEqual([{ imp_uid: payment!.imp_uid, merchant_uid: 'o1', status: 'paid' }])
  })

  test('a virtual account when it is issued, and again when the money has arrived', async () => {
    const { payment } = await sandbox.pay({ ...order, pay_method: 'vbank' })
    const { imp_uid } = payment!
    expect(await announced()).toEqual([{ imp_uid, merchant_uid: 'o1', status: 'ready' }])
    await sandbox.deposit(imp_uid)
    expect(await announced()).toHaveLength(2)
    expect((await announced()).at(-1)).toEqual({ imp_uid, merchant_uid: 'o1', status: 'paid' })
  })

  test('a cancel on the admin page, with its cancellation_id', async () => {
    const { payment } = await sandbox.pay(order)
    const cancelled = await sandbox.cancel(payment!.imp_uid, { amount: 1000, reason: '관리자 환불' })
    const { imp_uid, cancel_history } = cancelled
    const { cancellation_id } = cancel_history[0]!
    expect((await announced()).at(-1)).toEqual({
      imp_uid,
      merchant_uid: 'o1',
      status: 'cancelled',
      cancellation_id,
    })
  })
})

describe('what is not announced', () => {
  test.each(['cancel', 'close', 'abandon', { decline: '120049' }] as const)(
    'a window that ends with %j',
    async (outcome) => {
      await sandbox.pay({ ...order, outcome })
      expect(await announced()).toEqual([])
    },
  )

  test('a cancel that the shop itself asked for over REST', async () => {
    const { payment } = await sandbox.pay(order)
    const rest = await restClient(sandbox)
    expect((await rest.post('/payments/cancel', { imp_uid: payment!.imp_uid })).code).toBe(0)
    expect((await announced()).map(({ status }) => status)).toEqual(['paid'])
  })

  test('anything, where there is nobody to tell', async () => {
    sandbox.settings({ notification_url: [] })
    await sandbox.pay(order)
    expect(await sandbox.settle()).toEqual([])
    expect(sandbox.webhooks()).toEqual([])
  })
})

describe('where it goes', () => {
  test('notice_url replaces the Notification URL, and a list goes to each', async () => {
    const [one, two] = [await startReceiver(), await startReceiver()]
    await sandbox.pay({ ...order, notice_url: one.url })
    await sandbox.pay({ ...order, merchant_uid: 'o2', notice_url: [one.url, two.url] })
    await sandbox.settle()
    expect([shop, one, two].map(({ received }) => received.length)).toEqual([0, 2, 1])
    await one.close()
    await two.close()
  })

  test('an empty notice_url replaces nothing', async () => {
    await sandbox.pay({ ...order, notice_url: '' })
    expect(await announced()).toHaveLength(1)
  })
})

describe('how it comes', () => {
  test('as JSON, with exactly application/json', async () => {
    await sandbox.pay(order)
    await sandbox.settle()
    const { method, headers, body } = shop.received[0]!
    expect([method, headers['content-type']]).toEqual(['POST', 'application/json'])
    expect(body).toMatch(/^\{"imp_uid":"imp_\d{12}","merchant_uid":"o1","status":"paid"\}$/)
  })

  test('as a form, with exactly application/x-www-form-urlencoded', async () => {
    sandbox.settings({ notification_content_type: 'form' })
    await sandbox.pay({ ...order, merchant_uid: '주문 1' })
    await sandbox.settle()
    const { headers, body } = shop.received[0]!
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded')
    expect(Object.fromEntries(new URLSearchParams(body))).toMatchObject({
      merchant_uid: '주문 1',
      status: 'paid',
    })
  })

  test('the webhooks of one payment in their order, though the shop is slow', async () => {
    const { payment } = await sandbox.pay(order)
    await sandbox.cancel(payment!.imp_uid, { amount: 1000 })
    await sandbox.cancel(payment!.imp_uid)
    expect((await announced()).map(({ status }) => status)).toEqual(['paid', 'cancelled', 'cancelled'])
  })

  test('a shop that asks REST from within its webhook is answered', async () => {
    const rest = await restClient(sandbox)
    const seen: unknown[] = []
    const asking = await startReceiver({
      onRequest: async ({ body }) => {
        const { response } = await rest.get(`/payments/${JSON.parse(body).imp_uid}`)
        seen.push(response.status)
      },
    })
    await sandbox.pay({ ...order, notice_url: asking.url })
    await sandbox.settle()
    expect(seen).toEqual(['paid'])
    await asking.close()
  })
})

describe('what is kept of an attempt', () => {
  const attempt = async (notice_url: string) => {
    await sandbox.pay({ ...order, notice_url })
    await sandbox.settle()
    const [delivery] = sandbox.webhooks()
    return { state: delivery!.state, ...delivery!.attempts[0]! }
  }

  test('the answer, the time and the milliseconds', async () => {
    const { state, at, ms, status, error, request, response } = await attempt(shop.url)
    expect({ state, at, status, error }).toEqual({
      state: 'delivered',
      at: 1_767_193_200,
      status: 200,
      error: null,
    })
    expect(ms).toBeGreaterThanOrEqual(0)
    expect(JSON.parse(request.body)).toMatchObject({ status: 'paid' })
    expect(request.headers['content-type']).toBe('application/json')
    expect(response).toMatchObject({ body: expect.any(String), headers: expect.any(Object) })
  })

  test.each([
    [404, 'status'],
    [500, 'status'],
    [302, 'redirect'],
  ])('an answer of %d counts as failed', async (status, error) => {
    const refusing = await startReceiver({ status, headers: status === 302 ? { location: shop.url } : {} })
    expect(await attempt(refusing.url)).toMatchObject({ state: 'failed', status, error })
    expect(shop.received).toEqual([])
    await refusing.close()
  })

  test.each([
    ['a port where nobody listens', 'http://127.0.0.1:1/hook', 'refused'],
    ['a name that does not exist', 'http://shop.invalid/hook', 'dns'],
    ['a scheme that is none', 'ftp://127.0.0.1/hook', 'bad url: ftp: is not supported; use http: or https:'],
    ['no URL at all', 'shop/hook', 'bad url: shop/hook is no absolute URL'],
    ['the metadata address of a cloud', 'http://169.254.169.254/hook', /^address refused: 169\.254/],
    ['a public address', 'http://198.51.100.7/hook', /^address refused: 198\.51\.100\.7 is a public address/],
  ])('%s is a failure with a name', async (_what, url, error) => {
    const { state, status, error: named } = await attempt(url)
    expect({ state, status }).toEqual({ state: 'failed', status: null })
    expect(named).toMatch(error)
  })

  test('a shop that drops the connection is a reset', async () => {
    const dropping = await startReceiver({ drop: true })
    expect(await attempt(dropping.url)).toMatchObject({ state: 'failed', status: null, error: 'reset' })
    await dropping.close()
  })
})

test('a delivery that failed is not tried again by itself', async () => {
  const refusing = await startReceiver({ status: 500 })
  await sandbox.pay({ ...order, notice_url: refusing.url })
  await sandbox.settle()
  await sandbox.advance('1 day')
  expect(refusing.received).toHaveLength(1)
  await refusing.close()
})

test('live, a webhook leaves by itself', async () => {
  const live = await createSandbox({ webhook: shop.url, live: true })
  const arrival = shop.next()
  await live.pay(order)
  expect(JSON.parse((await arrival).body)).toMatchObject({ merchant_uid: 'o1', status: 'paid' })
  await live.close()
})
