/** The wire traits of go-iamport, one test each. */
import { beforeAll, expect, test } from 'vitest'
import { CARD, FORM, form, JSON_TYPE, useWire } from './wire.ts'

const wire = useWire()
beforeAll(() => wire.sandbox.settings({ payment_keys: 'classic' }))

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

test('cancels and prepares by form', async () => {
  const prepared = await wire.raw(
    'POST',
    '/payments/prepare',
    { type: FORM },
    'merchant_uid=go_1&amount=1000.00',
  )
  expect(prepared.body.response).toEqual({ amount: 1000, merchant_uid: 'go_1' })
  const fields = `imp_uid=${wire.imp_uids[1]}&amount=1000&reason=%EB%8B%A8%EC%88%9C+%EB%B3%80%EC%8B%AC&checksum=14000`
  const cancelled = await wire.raw('POST', '/payments/cancel', { type: FORM }, fields)
  expect(cancelled.body.response).toMatchObject({ cancel_amount: 1000, cancel_reason: '단순 변심' })
})

test('gathers a hundred ids with un-encoded brackets', async () => {
  const ids = Array.from({ length: 99 }, (_, n) => `imp_uid[]=imp_${n}`)
  const { status, body } = await wire.read(`/payments?imp_uid[]=${wire.imp_uids[0]}&${ids.join('&')}`)
  expect([status, body.response.length]).toEqual([207, 1])
})

/** What its decoder knows of each structure; one more key, even a null, and it reads nothing. */
const KNOWN = {
  cancel: ['amount', 'cancelled_at', 'pg_tid', 'reason', 'receipt_url'],
  prepare: ['amount', 'merchant_uid'],
  customer: [
    'card_code',
    'card_name',
    'card_number',
    'card_type',
    'customer_addr',
    'customer_email',
    'customer_name',
    'customer_postcode',
    'customer_tel',
    'customer_uid',
    'inserted',
    'pg_id',
    'pg_provider',
    'updated',
  ],
  schedule: [
    'amount',
    'buyer_addr',
    'buyer_email',
    'buyer_name',
    'buyer_postcode',
    'buyer_tel',
    'custom_data',
    'customer_uid',
    'executed_at',
    'fail_reason',
    'imp_uid',
    'merchant_uid',
    'name',
    'payment_status',
    'revoked_at',
    'schedule_at',
    'schedule_status',
  ],
  page: ['list', 'next', 'previous', 'total'],
  balance: ['amount', 'cash_receipt', 'discount', 'histories', 'primary', 'secondary'],
  split: ['service', 'supply', 'tax_free', 'vat'],
}
const keysOf = (value: object) => Object.keys(value).sort()

test('knows 47 keys of a payment, in every answer that has one, and five of a cancel', async () => {
  const card = form({ ...CARD, merchant_uid: 'go_keys', amount: 1000 })
  const charged = await wire.post('/subscribe/payments/onetime', FORM, card)
  const { list, ...page } = (await wire.read('/payments/status/paid?page=1')).body.response
  const { imp_uid } = charged.body.response
  const cancelled = await wire.post('/payments/cancel', FORM, form({ imp_uid }))
  const found = (await wire.read('/payments/find/go_keys/')).body.response
  for (const payment of [charged.body.response, list[0], cancelled.body.response, found]) {
    expect(Object.keys(payment)).toHaveLength(47)
    expect(payment).not.toHaveProperty('emb_pg_provider')
  }
  expect(keysOf({ ...page, list })).toEqual(KNOWN.page)
  expect(keysOf(cancelled.body.response.cancel_history[0])).toEqual(KNOWN.cancel)
})

test('knows 14 keys of a billing key, wherever one is answered', async () => {
  const made = await wire.post('/subscribe/customers/go_key', JSON_TYPE, JSON.stringify(CARD))
  const read = await wire.read('/subscribe/customers/go_key')
  const several = await wire.read('/subscribe/customers?customer_uid[]=go_key')
  const gone = await wire.raw('DELETE', '/subscribe/customers/go_key?reason=&requester=')
  for (const { response } of [made.body, read.body, gone.body])
    expect(keysOf(response)).toEqual(KNOWN.customer)
  expect(keysOf(several.body.response[0])).toEqual(KNOWN.customer)
})

test('knows 17 keys of a schedule, and no currency of a prepared amount', async () => {
  await wire.post('/subscribe/customers/go_plan', JSON_TYPE, JSON.stringify(CARD))
  const schedules = [{ merchant_uid: 'go_plan', schedule_at: 1769000000, amount: 1004, name: '예약' }]
  const body = JSON.stringify({ customer_uid: 'go_plan', schedules })
  const made = await wire.post('/subscribe/payments/schedule', JSON_TYPE, body)
  const read = await wire.read('/subscribe/payments/schedule/go_plan')
  const query = 'from=1767193200&to=1770000000'
  const { list } = (await wire.read(`/subscribe/payments/schedule/customers/go_plan?${query}`)).body.response
  for (const row of [made.body.response[0], read.body.response, list[0]])
    expect(keysOf(row)).toEqual(KNOWN.schedule)
  await wire.post('/payments/prepare', FORM, 'merchant_uid=go_prepared&amount=1000')
  expect(keysOf((await wire.read('/payments/prepare/go_prepared')).body.response)).toEqual(KNOWN.prepare)
})

test('knows six keys of a balance and four of each share', async () => {
  const imp_uid = await wire.pay('go_balance', { pg: 'kcp' })
  const { response } = (await wire.read(`/payments/${imp_uid}/balance`)).body
  expect(keysOf(response)).toEqual(KNOWN.balance)
  for (const share of [response.primary, response.cash_receipt, response.histories[0].primary])
    expect(keysOf(share)).toEqual(KNOWN.split)
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
