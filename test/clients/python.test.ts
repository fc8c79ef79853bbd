/** The wire traits of Python's clients, and Django shops, one test each. */
import { expect, test } from 'vitest'
import { FORM, form, JSON_TYPE, useWire } from './wire.ts'

const wire = useWire()

test('fetches a token before each call, and it is the same one', async () => {
  const again = await wire.raw(
    'POST',
    '/users/getToken',
    { type: JSON_TYPE, auth: {} },
    '{"imp_key":"K","imp_secret":"S"}',
  )
  expect(again.body.response.access_token).toBe(wire.token)
})

test('the async client names its header X-ImpTokenHeader', async () => {
  expect(
    (await wire.read(`/payments/${wire.imp_uids[0]}`, { auth: { 'X-ImpTokenHeader': wire.token } })).status,
  ).toBe(200)
})

test('asks for a name that no URL can hold without encoding, and is told 404', async () => {
  expect((await wire.read(`/payments/find/${encodeURIComponent('âàáaā')}`)).status).toBe(404)
})

test('Django shops POST to what is a GET, with the token in a header or in the query', async () => {
  expect(
    (await wire.raw('POST', `/payments/${wire.imp_uids[0]}`, { type: JSON_TYPE }, '{}')).body.response
      .imp_uid,
  ).toBe(wire.imp_uids[0])
  expect((await wire.raw('POST', '/payments/find/order_1', { type: FORM }, '')).body.response.imp_uid).toBe(
    wire.imp_uids[0],
  )
  expect((await wire.read(`/payments/${wire.imp_uids[0]}?_token=${wire.token}`, { auth: {} })).status).toBe(
    200,
  )
})

test('a GET takes its parameters from the body, too', async () => {
  const body = `{"imp_uid":["${wire.imp_uids[0]}"]}`
  expect((await wire.raw('GET', '/payments', { type: JSON_TYPE }, body)).body.response).toHaveLength(1)
})

test('finds with parameters in the query, and reads a code beside HTTP 200', async () => {
  const { body } = await wire.read('/payments/find/order_1?sorting=-started')
  expect(body.response.merchant_uid).toBe('order_1')
  const refused = await wire.post('/subscribe/payments/unschedule', FORM, form({ customer_uid: 'py_nobody' }))
  expect([refused.status, refused.body.code, refused.body.message]).toEqual([
    200,
    1,
    '취소할 예약결제 기록이 존재하지 않습니다.',
  ])
})
