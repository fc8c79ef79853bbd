/** The wire traits of go-iamport, one test each. */
import { expect, test } from 'vitest'
import { CARD, FORM, form, JSON_TYPE, useWire } from './wire.ts'

const wire = useWire()

test('sends its keys as a form whose second key begins with a blank', async () => {
  const { status, body } = await wire.raw(
    'POST',
    '/users/getToken',
    { type: FORM, auth: {} },
    'imp_key=K& imp_secret=S',
  )
  expect([status, body.response.access_token]).toEqual([200, wire.token])
})

test('ends find and findAll with a slash when it wants every status, and asks for page 0', async () => {
  expect((await wire.read('/payments/find/order_1/')).body.response.imp_uid).toBe(wire.imp_uids[0])
  expect((await wire.read('/payments/findAll/order_1/?page=0&limit=20')).body.response).toMatchObject({
    total: 1,
    previous: 0,
  })
})

test('knows 47 keys of a payment and no others', async () => {
  wire.sandbox.settings({ payment_keys: 'classic' })
  const { body } = await wire.read(`/payments/${wire.imp_uids[0]}`)
  wire.sandbox.settings({ payment_keys: 'default' })
  expect(Object.keys(body.response)).toHaveLength(47)
  expect(body.response).not.toHaveProperty('emb_pg_provider')
})

test('cancels and prepares by form', async () => {
  const prepared = await wire.raw(
    'POST',
    '/payments/prepare',
    { type: FORM },
    'merchant_uid=go_1&amount=1000.00',
  )
  expect(prepared.body.response).toEqual({ amount: 1000, currency: null, merchant_uid: 'go_1' })
  const fields = `imp_uid=${wire.imp_uids[1]}&amount=1000&reason=%EB%8B%A8%EC%88%9C+%EB%B3%80%EC%8B%AC&checksum=14000`
  const cancelled = await wire.raw('POST', '/payments/cancel', { type: FORM }, fields)
  expect(cancelled.body.response).toMatchObject({ cancel_amount: 1000, cancel_reason: '단순 변심' })
})

test('gathers a hundred ids with un-encoded brackets', async () => {
  const ids = Array.from({ length: 99 }, (_, n) => `imp_uid[]=imp_${n}`)
  const { status, body } = await wire.read(`/payments?imp_uid[]=${wire.imp_uids[0]}&${ids.join('&')}`)
  expect([status, body.response.length]).toEqual([207, 1])
})

test('knows 47 keys in lists, after a cancel and after a charge, too', async () => {
  wire.sandbox.settings({ payment_keys: 'classic' })
  const charged = await wire.post(
    '/subscribe/payments/onetime',
    FORM,
    form({ ...CARD, merchant_uid: 'go_keys', amount: 1000 }),
  )
  const { list } = (await wire.read('/payments/status/paid?page=1')).body.response
  const cancelled = await wire.post(
    '/payments/cancel',
    FORM,
    form({ imp_uid: charged.body.response.imp_uid }),
  )
  wire.sandbox.settings({ payment_keys: 'default' })
  for (const payment of [charged.body.response, list[0], cancelled.body.response])
    expect(Object.keys(payment)).toHaveLength(47)
})

test('knows 15 keys of a billing key under the same setting', async () => {
  wire.sandbox.settings({ payment_keys: 'classic' })
  await wire.post('/subscribe/customers/go_key', JSON_TYPE, JSON.stringify(CARD))
  const { response } = (await wire.read('/subscribe/customers/go_key')).body
  wire.sandbox.settings({ payment_keys: 'default' })
  expect(Object.keys(response).sort()).toEqual([
    'card_code',
    'card_name',
    'card_number',
    'card_type',
    'customer_addr',
    'customer_email',
    'customer_id',
    'customer_name',
    'customer_postcode',
    'customer_tel',
    'customer_uid',
    'inserted',
    'pg_id',
    'pg_provider',
    'updated',
  ])
})

test('charges by form, schedules and unschedules by JSON', async () => {
  await wire.post('/subscribe/customers/go_sub', JSON_TYPE, JSON.stringify(CARD))
  const again = { customer_uid: 'go_sub', merchant_uid: 'go_again', amount: 1004, name: '재결제' }
  expect((await wire.post('/subscribe/payments/again', FORM, form(again))).body.response.status).toBe('paid')
  const schedules = [{ merchant_uid: 'go_later', schedule_at: 1769000000, amount: 1004, name: '예약' }]
  const made = await wire.post(
    '/subscribe/payments/schedule',
    JSON_TYPE,
    JSON.stringify({ customer_uid: 'go_sub', schedules }),
  )
  expect(made.body.response).toHaveLength(1)
  const query = 'page=0&from=1767193200&to=1770000000&schedule-status='
  const { body } = await wire.read(`/subscribe/payments/schedule/customers/go_sub?${query}`)
  expect(body.response.list.map((row: { merchant_uid: string }) => row.merchant_uid)).toEqual(['go_later'])
  const revoked = await wire.post(
    '/subscribe/payments/unschedule',
    JSON_TYPE,
    JSON.stringify({ customer_uid: 'go_sub', merchant_uid: ['go_later'] }),
  )
  expect(revoked.body.response[0].schedule_status).toBe('revoked')
})

test('names a requester beside the reason when it deletes a key', async () => {
  await wire.post('/subscribe/customers/go_del', JSON_TYPE, JSON.stringify(CARD))
  const { status, body } = await wire.raw('DELETE', '/subscribe/customers/go_del?reason=&requester=')
  expect([status, body.response.customer_uid]).toEqual([200, 'go_del'])
})
