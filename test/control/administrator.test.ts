/** What an administrator does over the control API: keys, billing keys, schedules, receipts, product orders, scenarios by name. */
import { beforeEach, expect, test } from 'vitest'
import type { Sandbox } from '../../src/index.ts'
import { controlClient } from '../control-client.ts'
import { startReceiver, startSandbox } from '../harness.ts'
import { restClient } from '../rest-client.ts'

const ORDER = { merchant_uid: 'o1', name: '양말', amount: 9000, buyer_tel: '010-1234-5678' }

let sandbox: Sandbox
const control = controlClient(() => sandbox)
beforeEach(async () => {
  sandbox = await startSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00' })
})

test('a shop’s keys are drawn anew: the old secret no longer gives a token, and tokens given out have ended', async () => {
  await control('POST', '/merchants', { user_code: 'imp11111111', imp_key: '1111', imp_secret: 'old' })
  const before = await restClient({ ...sandbox, imp_key: '1111', imp_secret: 'old' })
  expect((await before.get('/payments/status/all')).code).toBe(0)
  const renewed = await control('POST', '/merchants/imp11111111/keys', { imp_key: '1111' })
  expect(renewed).toMatchObject({ status: 200, imp_key: '1111', user_code: 'imp11111111' })
  expect(renewed.imp_secret).toMatch(/^[0-9a-f]{80}$/)
  expect((await before.get('/payments/status/all')).status).toBe(401)
  await expect(restClient({ ...sandbox, imp_key: '1111', imp_secret: 'old' })).rejects.toThrow()
  const after = await restClient({ ...sandbox, imp_key: '1111', imp_secret: renewed.imp_secret })
  expect((await after.get('/payments/status/all')).code).toBe(0)
  const again = await control('POST', '/merchants/imp11111111/keys', {})
  expect(again.imp_secret).not.toBe(renewed.imp_secret)
  expect(await control('POST', '/merchants/nobody/keys', {})).toMatchObject({ status: 404 })
  const taken = await control('POST', '/merchants/imp11111111/keys', { imp_key: sandbox.imp_key })
  expect(taken).toMatchObject({ status: 409, error: { name: 'merchant_taken' } })
})

test('a billing key is charged now, and taken away', async () => {
  await control('POST', '/billing-keys', { customer_uid: 'kim' })
  expect((await control('GET', '/billing-keys')).list).toMatchObject([{ customer_uid: 'kim' }])
  const paid = await control('POST', '/billing-keys/kim/charge', { merchant_uid: 'm1', amount: 9900 })
  expect(paid).toMatchObject({ amount: 9900, customer_uid: 'kim' })
  expect(paid.paid_at).toBeGreaterThan(0)
  const twice = await control('POST', '/billing-keys/kim/charge', { merchant_uid: 'm1', amount: 9900 })
  expect(twice.error.message).toContain('이미')
  expect(await control('DELETE', '/billing-keys/kim')).toMatchObject({ status: 200, customer_uid: 'kim' })
  expect((await control('GET', '/billing-keys')).total).toBe(0)
})

test('a schedule is carried out before its time, once', async () => {
  await control('POST', '/billing-keys', { customer_uid: 'kim' })
  const order = { customer_uid: 'kim', amount: 9900, schedule_at: '30 days' }
  for (const merchant_uid of ['m1', 'm2']) await control('POST', '/schedules', { ...order, merchant_uid })
  expect((await control('POST', '/schedules/m1/run')).paid_at).toBeGreaterThan(0)
  expect((await control('POST', '/schedules/m1/run')).error.message).toBeTruthy()
  await control('DELETE', '/schedules/m2')
  const { list } = await control('GET', '/schedules')
  expect(list).toMatchObject([
    { merchant_uid: 'm1', status: 'executed' },
    { merchant_uid: 'm2', status: 'revoked' },
  ])
  await sandbox.advance('31 days')
  expect(sandbox.payments()).toHaveLength(1)
})

test('a cash receipt is issued for a transfer and cancelled', async () => {
  const { payment } = await sandbox.pay({ ...ORDER, pg: 'nice', pay_method: 'trans' })
  const { imp_uid } = payment!
  const issued = await control('POST', `/payments/${imp_uid}/receipt`, { identifier: '010-1111-2222' })
  expect(issued).toMatchObject({ amount: 9000, type: 'person' })
  expect((await control('GET', '/receipts')).list).toMatchObject([{ uid: imp_uid, cancelled_at: 0 }])
  await control('DELETE', `/payments/${imp_uid}/receipt`)
  expect((await control('GET', '/receipts')).list[0].cancelled_at).toBeGreaterThan(0)
})

test('an amount is registered, then another one, and the order must be paid with that', async () => {
  await control('POST', '/prepared', { merchant_uid: 'o1', amount: 100 })
  await control('POST', '/prepared', { merchant_uid: 'o1', amount: 9000 })
  expect((await control('GET', '/prepared')).list).toEqual([
    { merchant_uid: 'o1', amount: 9000, currency: null },
  ])
  expect((await sandbox.pay({ ...ORDER, amount: 8000 })).payment).toBe(null)
  expect((await sandbox.pay(ORDER)).payment?.status).toBe('paid')
})

test('a naverco order goes out and arrives, whichever shop sold it', async () => {
  await control('POST', '/merchants', { user_code: 'imp11111111' })
  const naver = { ...ORDER, pg: 'naverco', user_code: 'imp11111111' }
  const { payment } = await sandbox.pay({
    ...naver,
    naverProducts: [{ id: 'a', name: '양말', basePrice: 9000, quantity: 1 }],
  })
  expect(payment?.status).toBe('paid')
  expect((await control('GET', '/product-orders')).total).toBe(0)
  const { list } = await control('GET', '/product-orders?user_code=imp11111111')
  const { product_order_id } = list[0]
  const act = (path: string) => control('POST', `/product-orders/${product_order_id}${path}`)
  expect(await act('/shop/ship')).toMatchObject({ product_order_status: 'DELIVERING' })
  expect(await act('/deliver')).toMatchObject({ product_order_status: 'DELIVERED' })
  expect((await act('/shop/cancel')).error.message).toBeTruthy()
})

test('a scenario of the package is armed by its name, one’s own by its text', async () => {
  const { list } = await control('GET', '/scenarios/library')
  expect(list.map(({ name }: { name: string }) => name)).toContain('webhook-lost')
  expect(await control('POST', '/scenarios/library/webhook-lost/arm')).toMatchObject({
    list: [{ scenario: 'webhook-lost', fault: { at: 'webhook.send', do: 'lost' } }],
  })
  const yaml = 'name: mine\nfaults:\n  - at: request\n    do: { refuse: F1 }\n'
  expect(await control('POST', '/scenarios', { yaml })).toMatchObject({ list: [{ scenario: 'mine' }] })
  expect((await control('GET', '/scenarios/library')).list[0]).toMatchObject({ name: 'mine' })
  const wrong = await control('POST', '/scenarios', { yaml: 'name: mine\nfaults:\n  - at: reqest\n' })
  expect(wrong).toMatchObject({ status: 400, error: { name: 'scenario_invalid' } })
  expect(wrong.error.message).toMatch(/^scenario:3:9: faults\[0\]\.at: .*'request'/)
  expect((await control('GET', '/scenarios')).total).toBe(2)
  expect(await control('POST', '/scenarios/library/nothing/arm')).toMatchObject({ status: 404 })
})

test('a webhook that a scenario swallowed says which, and one that a rule lost says that', async () => {
  const shop = await startReceiver()
  sandbox.settings({ notification_url: [shop.url] })
  await control('POST', '/scenarios/library/webhook-lost/arm')
  await sandbox.pay(ORDER)
  await control('DELETE', '/scenarios')
  await control('POST', '/webhooks/rules', { copies: 0 })
  await sandbox.pay({ ...ORDER, merchant_uid: 'o2' })
  await control('DELETE', '/webhooks/rules')
  sandbox.settings({ webhook_order: 'browser_only' })
  await sandbox.pay({ ...ORDER, merchant_uid: 'o3' })
  const by = sandbox.webhooks().map(({ fault }) => fault)
  expect(by).toMatchObject([
    { lost: true, by: [{ scenario: 'webhook-lost' }] },
    { lost: true, by: [{ rule: 1 }] },
    { lost: true, by: [{ setting: 'webhook_order' }] },
  ])
})

test('the test call goes to an address before it is set, and webhooks are listed by shop', async () => {
  const shop = await startReceiver()
  await control('POST', '/merchants', { user_code: 'imp11111111' })
  const [sent] = (await control('POST', '/webhooks/test', { url: shop.url, user_code: 'imp11111111' })).list
  expect(sent).toMatchObject({ state: 'delivered', event: 'test' })
  expect(await control('POST', '/webhooks/test', {})).toMatchObject({
    status: 409,
    error: { name: 'no_notification_url' },
  })
  expect((await control('GET', '/webhooks?user_code=imp11111111')).total).toBe(1)
  expect((await control('GET', `/webhooks?user_code=${sandbox.user_code}`)).total).toBe(0)
})

test('REST calls are asked for by the kind of their answer, the newest first', async () => {
  const shop = await restClient(sandbox)
  await shop.get('/payments/imp_123456789012')
  await shop.get('/payments/status/all')
  const ask = async (query: string) =>
    (await control('GET', `/trace?surface=rest&${query}`)).list.map(
      ({ request }: { request: { url: string } }) => request.url,
    )
  expect(await ask('newest_first=true&limit=1')).toEqual(['/payments/status/all'])
  expect(await ask('answer=4xx')).toEqual(['/payments/imp_123456789012'])
  expect(await ask('answer=refused')).toEqual(['/payments/imp_123456789012'])
  expect(await ask('q=STATUS')).toEqual(['/payments/status/all'])
  const [one] = (await control('GET', '/trace?answer=4xx')).list
  expect(one.response.known).toMatchObject({ how: expect.any(String), source: expect.any(String) })
})

test('a filter that is mistyped is refused by its name: it would list everything', async () => {
  expect(await control('GET', '/payments?statuss=paid')).toMatchObject({
    status: 400,
    error: {
      message: expect.stringContaining("쿼리에 statuss이라는(라는) 항목은 없습니다; 'status'인가요?"),
    },
  })
  expect(await control('GET', '/webhooks?user_code=nobody&limit=1&form=json')).toMatchObject({
    status: 400,
    error: { message: expect.stringContaining('form') },
  })
})
