/** Webhook against browser: who comes first, who never comes; and what a network does to webhooks on purpose. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { controlClient } from '../control-client.ts'
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

const bodies = () => shop.received.map(({ body }) => JSON.parse(body))
const control = controlClient(() => sandbox)

describe('against the browser', () => {
  test('by default the browser does not wait for the webhook', async () => {
    const { rsp } = await sandbox.pay(order)
    expect([rsp!.success, shop.received.length]).toEqual([true, 0])
    await sandbox.settle()
    expect(shop.received).toHaveLength(1)
  })

  test('webhook first: when the browser comes home, the shop has answered', async () => {
    sandbox.settings({ webhook_order: 'webhook_first' })
    const { payment } = await sandbox.pay(order)
    expect(bodies()).toEqual([{ imp_uid: payment!.imp_uid, merchant_uid: 'o1', status: 'paid' }])
    expect(sandbox.webhooks()).toMatchObject([{ state: 'delivered', fault: null }])
  })

  test('webhook first, and its handler cancels: the browser comes home all the same', async () => {
    const rest = await restClient(sandbox)
    const cancelling = await startReceiver({
      onRequest: async ({ body }) =>
        void (await rest.post('/payments/cancel', { imp_uid: JSON.parse(body).imp_uid })),
    })
    const { rsp, payment } = await sandbox.pay({
      ...order,
      notice_url: cancelling.url,
      webhook: { order: 'webhook_first' },
    })
    expect([rsp!.success, payment!.status]).toEqual([true, 'cancelled'])
    await cancelling.close()
  })

  test('webhook first, and nobody listens: the browser comes home after the failure', async () => {
    sandbox.settings({ webhook_order: 'webhook_first' })
    const { rsp } = await sandbox.pay({ ...order, notice_url: 'http://127.0.0.1:1/hook' })
    expect(rsp!.success).toBe(true)
    expect(sandbox.webhooks()[0]!.attempts[0]!.error).toBe('refused')
  })

  test('browser first: over the control API the webhook waits until the shop has answered the browser', async () => {
    sandbox.settings({ webhook_order: 'browser_first' })
    const { payment } = await control('POST', '/payments', order)
    await sandbox.settle()
    expect(shop.received).toHaveLength(0)
    expect(await control('POST', `/payments/${payment.imp_uid}/arrived`)).toMatchObject({ released: 1 })
    await sandbox.settle()
    expect(shop.received).toHaveLength(1)
  })

  test('browser first, and nobody says that it arrived: the webhook leaves three seconds later', async () => {
    await control('POST', '/payments', { ...order, webhook: { order: 'browser_first' } })
    await sandbox.advance(2)
    expect(shop.received).toHaveLength(0)
    await sandbox.advance(1)
    expect(shop.received).toHaveLength(1)
  })

  test('browser never: the payment is paid, nobody comes home, the webhook comes', async () => {
    sandbox.settings({ webhook_order: 'webhook_only' })
    const { rsp, redirect_url, payment } = await sandbox.pay(order)
    expect({ rsp, redirect_url, status: payment!.status }).toEqual({
      rsp: null,
      redirect_url: null,
      status: 'paid',
    })
    await sandbox.settle()
    expect(shop.received).toHaveLength(1)
  })

  test('webhook never: listed as lost, and only the browser knows', async () => {
    sandbox.settings({ webhook_order: 'browser_only' })
    const { rsp, payment } = await sandbox.pay(order)
    expect(rsp!.success).toBe(true)
    await sandbox.advance('1 day')
    expect(shop.received).toHaveLength(0)
    expect(sandbox.webhooks()).toMatchObject([{ state: 'failed', fault: { lost: true }, attempts: [] }])
    await sandbox.cancel(payment!.imp_uid)
    await sandbox.settle()
    expect(bodies()).toMatchObject([{ status: 'cancelled' }])
  })

  test('for one order only, whatever the setting says', async () => {
    sandbox.settings({ webhook_order: 'webhook_first' })
    await sandbox.pay({ ...order, webhook: { order: 'at_once' } })
    expect(shop.received).toHaveLength(0)
    await sandbox.pay({ ...order, merchant_uid: 'o2' })
    expect(bodies()).toMatchObject([{ merchant_uid: 'o2' }])
  })

  test('what is done to the webhooks of an order without a number is refused', async () => {
    const { merchant_uid: _, ...nameless } = order
    await expect(sandbox.pay({ ...nameless, webhook: { copies: 2 } })).rejects.toThrow(/merchant_uid/)
    expect(await control('POST', '/payments', { ...nameless, webhook: { copies: 2 } })).toMatchObject({
      status: 400,
    })
  })

  test('so many milliseconds later, to the millisecond of virtual time', async () => {
    sandbox.settings({ webhook_delay_ms: 1500 })
    await sandbox.pay(order)
    await sandbox.settle()
    await sandbox.advance(1)
    expect(shop.received).toHaveLength(0)
    await sandbox.advance(1)
    expect(shop.received).toHaveLength(1)
    expect(sandbox.webhooks()[0]!.attempts[0]!.at).toBe(1_767_193_201)
  })
})

describe('on purpose, and labelled so', () => {
  test('a duplicate', async () => {
    sandbox.webhookRule({ copies: 2 })
    await sandbox.pay(order)
    await sandbox.settle()
    expect(bodies().map(({ status }) => status)).toEqual(['paid', 'paid'])
    const by = [{ rule: 1 }]
    expect(sandbox.webhooks().map(({ fault }) => fault)).toEqual([
      { copy: '1 of 2', by },
      { copy: '2 of 2', by },
    ])
  })

  test('lost, the second one only', async () => {
    sandbox.webhookRule({ copies: 0, nth: 2 })
    for (const merchant_uid of ['o1', 'o2', 'o3']) await sandbox.pay({ ...order, merchant_uid })
    await sandbox.settle()
    expect(bodies().map(({ merchant_uid }) => merchant_uid)).toEqual(['o1', 'o3'])
    expect(sandbox.webhookRules()).toMatchObject([{ seen: 3, used: 1 }])
  })

  test('the first two of an event, and until a time', async () => {
    sandbox.webhookRule({ match: { event: 'paid' }, corrupt: 'empty', times: 2 })
    sandbox.webhookRule({ delay_ms: 60_000, until: '2026-01-01T00:05:00+09:00' })
    for (const merchant_uid of ['o1', 'o2', 'o3']) await sandbox.pay({ ...order, merchant_uid })
    expect(sandbox.webhooks().map(({ fault }) => fault)).toEqual([
      { delay_ms: 60_000, corrupt: 'empty', by: [{ rule: 1 }, { rule: 2 }] },
      { delay_ms: 60_000, corrupt: 'empty', by: [{ rule: 1 }, { rule: 2 }] },
      { delay_ms: 60_000, by: [{ rule: 2 }] },
    ])
    await sandbox.advance('5m')
    await sandbox.pay({ ...order, merchant_uid: 'o4' })
    expect(sandbox.webhooks().at(-1)!.fault).toBe(null)
  })

  test('out of order: the cancellation arrives before the payment', async () => {
    sandbox.webhookRule({ match: { event: 'paid' }, swap: true })
    const { payment } = await sandbox.pay(order)
    await sandbox.cancel(payment!.imp_uid)
    await sandbox.settle()
    expect(bodies().map(({ status }) => status)).toEqual(['cancelled', 'paid'])
    expect(sandbox.webhooks()[0]!.fault).toEqual({ swap: true, by: [{ rule: 1 }] })
  })

  test('out of order, but there is no next one: it comes a minute late', async () => {
    sandbox.webhookRule({ swap: true })
    await sandbox.pay(order)
    await sandbox.advance(59)
    expect(shop.received).toHaveLength(0)
    await sandbox.advance(1)
    expect(shop.received).toHaveLength(1)
  })

  test.each([
    ['empty', /^$/],
    ['cut', /^\{"imp_uid":"imp_\d{12}",?"?m?/],
    ['garbage', /^<html>\}/],
    ['wrong_uid', /"imp_uid":"imp_000000000000"/],
    ['wrong_status', /"status":"cancelled"/],
  ] as const)('a body that is %s', async (corrupt, body) => {
    sandbox.webhookRule({ corrupt })
    await sandbox.pay(order)
    await sandbox.settle()
    expect(shop.received[0]!.body).toMatch(body)
    expect(shop.received[0]!.headers['content-length']).toBe(
      String(Buffer.byteLength(shop.received[0]!.body)),
    )
    expect(sandbox.webhooks()[0]!.fault).toEqual({ corrupt, by: [{ rule: 1 }] })
  })

  test('rules over the control API: armed, listed, taken back; nonsense is refused', async () => {
    const armed = await control('POST', '/webhooks/rules', { match: { merchant_uid: 'o1' }, copies: 3 })
    expect(armed).toMatchObject({ status: 200, id: 1, copies: 3, seen: 0, used: 0 })
    expect(await control('GET', '/webhooks/rules')).toMatchObject({ total: 1 })
    expect(await control('POST', '/webhooks/rules', { copies: -1 })).toMatchObject({ status: 400 })
    expect(await control('POST', '/webhooks/rules', { until: 'tomorrow' })).toMatchObject({ status: 400 })
    expect(await control('POST', '/webhooks/rules', { delay: 5 })).toMatchObject({ status: 400 })
    expect(() => sandbox.webhookRule({ nth: 0 })).toThrow(/nth/)
    expect(await control('DELETE', '/webhooks/rules/1')).toMatchObject({ removed: 1 })
    expect(await control('DELETE', '/webhooks/rules/1')).toMatchObject({ status: 404 })
  })
})

test('a setting that is changed leaves the others as they are', async () => {
  await control('PUT', '/settings', { webhook_retries: true })
  const changed = await control('PUT', '/settings', { webhook_delay_ms: 10 })
  expect(changed).toMatchObject({ webhook_retries: true, webhook_delay_ms: 10, notification_url: [shop.url] })
})
