/** The wire traits of Ruby's client, one test each. */
import { expect, test } from 'vitest'
import { CARD, FORM, JSON_TYPE, useWire } from './wire.ts'

const wire = useWire()

test('sends a GET with the body {}', async () => {
  const { status, body } = await wire.raw('GET', `/payments/${wire.imp_uids[0]}`, { type: JSON_TYPE }, '{}')
  expect([status, body.response.imp_uid]).toEqual([200, wire.imp_uids[0]])
})

test('writes a blank in a path as a plus sign', async () => {
  const path = `/payments/find/${encodeURIComponent('주문 3').replaceAll('%20', '+')}`
  expect((await wire.read(path)).body.response.imp_uid).toBe(wire.imp_uids[2])
})

test('a plus sign that belongs to an order number is still one', async () => {
  const { rsp } = await wire.sandbox.pay({ merchant_uid: 'a+b', amount: 100, buyer_tel: '010' })
  expect((await wire.read('/payments/find/a+b')).body.response.imp_uid).toBe(rsp!.imp_uid)
  expect((await wire.read('/payments/find/a%2Bb')).body.response.imp_uid).toBe(rsp!.imp_uid)
})

test('percent-encodes what stands in a path', async () => {
  expect((await wire.read(`/payments/find/${encodeURIComponent('주문 3')}/paid`)).body.response.imp_uid).toBe(
    wire.imp_uids[2],
  )
})

test('gets its token by form', async () => {
  const { body } = await wire.raw(
    'POST',
    '/users/getToken',
    { type: FORM, auth: {} },
    'imp_key=K&imp_secret=S',
  )
  expect(body.response.access_token).toBe(wire.token)
})

test('names the period of all schedules from and to, and reads page numbers that count', async () => {
  await wire.post('/subscribe/customers/rb_key', JSON_TYPE, JSON.stringify(CARD))
  const rows = [1, 2, 3].map((n) => ({ merchant_uid: `rb_${n}`, schedule_at: 1769000000 + n, amount: 1004 }))
  await wire.post(
    '/subscribe/payments/schedule',
    JSON_TYPE,
    JSON.stringify({ customer_uid: 'rb_key', schedules: rows }),
  )
  const query = 'from=1768999999&to=1769100000&schedule_status=scheduled&limit=1&page=2'
  const { response } = (
    await wire.raw('GET', `/subscribe/payments/schedule?${query}`, { type: JSON_TYPE }, '{}')
  ).body
  expect(response).toMatchObject({ total: 3, previous: 1, next: 3 })
})
