/** Shops in one world: each has payments, keys and settings of its own. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { restClient } from '../rest-client.ts'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await createSandbox({ seed: 1 })
})
afterEach(() => sandbox.close())

async function call(method: string, path: string, body?: object) {
  const answer = await fetch(`${sandbox.url}/_sandbox${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  })
  // biome-ignore lint/suspicious/noExplicitAny: an answer is whatever came over the wire
  return { status: answer.status, body: (await answer.json()) as any }
}

test('a second shop is opened, sells under its own keys, and is closed with all that it has', async () => {
  const { status, body: shop } = await call('POST', '/merchants', {
    user_code: 'imp11111111',
    name: '둘째 상점',
  })
  expect(status).toBe(200)
  expect(shop).toMatchObject({ user_code: 'imp11111111', imp_key: expect.stringMatching(/^\d{16}$/) })
  expect((await call('GET', '/merchants')).body.total).toBe(2)

  const order = { merchant_uid: 'o1', amount: 1004, buyer_tel: '010-1234-5678' }
  const { body: visit } = await call('POST', '/payments', { ...order, user_code: 'imp11111111' })
  const own = await restClient({ ...sandbox, ...shop })
  expect((await own.get(`/payments/${visit.rsp.imp_uid}`)).response.merchant_uid).toBe('o1')
  const other = await restClient(sandbox)
  expect((await other.get(`/payments/${visit.rsp.imp_uid}`)).status).toBe(404)
  expect((await other.post('/payments/cancel', { imp_uid: visit.rsp.imp_uid })).response).toBeNull()
  await expect(restClient({ ...sandbox, imp_key: shop.imp_key, imp_secret: 'wrong' })).rejects.toThrow()

  expect((await call('DELETE', '/merchants/imp11111111')).status).toBe(200)
  expect((await call('GET', '/merchants')).body.total).toBe(1)
  expect((await call('DELETE', '/merchants/imp11111111')).status).toBe(404)
})

test('settings are a shop’s own', async () => {
  await call('POST', '/merchants', { user_code: 'second', settings: { default_pg: 'nice' } })
  await call('PUT', '/merchants/second/settings', { notification_url: ['http://127.0.0.1:9/hook'] })
  expect((await call('GET', '/merchants/second/settings')).body).toMatchObject({
    default_pg: 'nice',
    notification_url: ['http://127.0.0.1:9/hook'],
  })
  expect((await call('GET', '/settings')).body).toMatchObject({
    default_pg: 'html5_inicis',
    notification_url: [],
  })
})

test.each([
  ['no user_code', {}, 400, 'user_code'],
  ['a user_code with blanks', { user_code: 'a b' }, 400, 'user_code'],
  ['a setting that is none', { user_code: 'x', settings: { colour: 'red' } }, 400, 'colour'],
  ['a user_code that is taken', { user_code: 'imp00000000' }, 409, 'user_code'],
  ['an imp_key that is taken', { user_code: 'x', imp_key: '0000000000000000' }, 409, 'imp_key'],
])('%s is refused, and no shop is opened', async (_what, body, status, word) => {
  const refused = await call('POST', '/merchants', body)
  expect(refused.status).toBe(status)
  expect(refused.body.error.message).toContain(word)
  expect((await call('GET', '/merchants')).body.total).toBe(1)
})

test('the default shop stays', async () => {
  expect(await call('DELETE', '/merchants/imp00000000')).toMatchObject({
    status: 409,
    body: { error: { name: 'merchant_is_default' } },
  })
})
