/** The wire traits of the .NET community client, one test each. */
import { expect, test } from 'vitest'
import { useWire } from './wire.ts'

const wire = useWire()

test('sends X-ImpTokenHeader, and a JSON type with its charset', async () => {
  const head = { type: 'application/json; charset=utf-8', auth: { 'X-ImpTokenHeader': wire.token } }
  const { body } = await wire.raw('POST', '/payments/prepare', head, '{"merchant_uid":"net_1","amount":1000}')
  expect(body).toMatchObject({ code: 0, response: { amount: 1000 } })
})

test('an empty Authorization header does not hide the other', async () => {
  const auth = { authorization: '', 'X-ImpTokenHeader': wire.token }
  expect((await wire.read(`/payments/${wire.imp_uids[0]}`, { auth })).status).toBe(200)
})

test('may say Bearer in its own header, too', async () => {
  expect(
    (await wire.read('/payments/find/order_1', { auth: { 'X-ImpTokenHeader': `Bearer ${wire.token}` } }))
      .status,
  ).toBe(200)
})
