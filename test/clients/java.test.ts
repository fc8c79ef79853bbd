/** The wire traits of Java's client, one test each. */
import { expect, test } from 'vitest'
import { CARD, JSON_TYPE, useWire } from './wire.ts'

const wire = useWire()

test('always says include_sandbox=false, which a setting can take at its word', async () => {
  expect((await wire.read(`/payments/${wire.imp_uids[0]}?include_sandbox=true`)).status).toBe(200)
  wire.sandbox.settings({ include_sandbox: false })
  const { status, body } = await wire.read(`/payments/${wire.imp_uids[0]}?include_sandbox=false`)
  wire.sandbox.settings({ include_sandbox: true })
  expect([status, body.message]).toEqual([404, '존재하지 않는 결제정보입니다.'])
})

test('finds with the status all', async () => {
  expect((await wire.read('/payments/find/order_1/all')).body.response.imp_uid).toBe(wire.imp_uids[0])
})

test('reads an object with a message from every error', async () => {
  for (const path of ['/payments/imp_x', '/payments/status/x', '/nothing']) {
    const { status, body } = await wire.read(path)
    expect(status).toBeGreaterThanOrEqual(400)
    expect([typeof body.message, body.response]).toEqual(['string', null])
  }
})

test('asks for schedules as schedule_from, schedule_to and schedule_status, and reads pages', async () => {
  const query = 'schedule_from=1767193200&schedule_to=1769000000&schedule_status=scheduled&page=1&limit=20'
  const { body } = await wire.read(`/subscribe/payments/schedule?${query}`)
  expect(body.response).toEqual({ list: [], next: 0, previous: 0, total: 0 })
})

test('asks for the schedules of a customer with the same three names, and reads no null', async () => {
  await wire.post('/subscribe/customers/java_key', JSON_TYPE, JSON.stringify(CARD))
  const row = { merchant_uid: 'java_1', schedule_at: 1768000000, amount: 1004, name: '예약' }
  await wire.post(
    '/subscribe/payments/schedule',
    JSON_TYPE,
    JSON.stringify({ customer_uid: 'java_key', schedules: [row] }),
  )
  const query = 'schedule_from=1767193200&schedule_to=1769000000&schedule_status=scheduled&page=1&limit=20'
  for (const path of [
    '/subscribe/customers/java_key/schedules',
    '/subscribe/payments/schedule/customers/java_key',
  ]) {
    const [found] = (await wire.read(`${path}?${query}`)).body.response.list
    expect(found).toMatchObject({
      customer_uid: 'java_key',
      merchant_uid: 'java_1',
      schedule_at: 1768000000,
      amount: 1004,
    })
  }
})

test('retries with an empty object, and reads null where a cancel was refused', async () => {
  const retried = await wire.post('/subscribe/payments/schedule/java_none/retry', JSON_TYPE, '{}')
  expect([retried.status, typeof retried.body.message]).toEqual([404, 'string'])
  const imp_uid = await wire.pay('java_cancel')
  const cancel = JSON.stringify({ imp_uid, escrow_confirmed: true })
  expect((await wire.post('/payments/cancel', JSON_TYPE, cancel)).body.response.status).toBe('cancelled')
  const again = await wire.post('/payments/cancel', JSON_TYPE, cancel)
  expect([again.status, again.body.code, again.body.response]).toEqual([200, 1, null])
})
