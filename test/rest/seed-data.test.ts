/** A world that is there from the start: the records that the vendor's own client suites look up. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createSandbox } from '../../src/index.ts'
import { startReceiver, startSandbox } from '../harness.ts'
import { restClient } from '../rest-client.ts'

const seed_data = 'official-clients'

test('the demo key opens the demo records, in the states that the suites expect', async () => {
  const sandbox = await startSandbox({ seed_data })
  const rest = await restClient({ ...sandbox, imp_key: 'imp_apikey', imp_secret: 'any' })
  const read = async (path: string) => (await rest.get(path)).response
  expect(await read('/payments/imp_448280090638')).toMatchObject({
    merchant_uid: 'merchant_1448280088556',
    status: 'cancelled',
  })
  const { cancel_history } = await read('/payments/imp_138841716839')
  expect(cancel_history).toHaveLength(1)
  expect(cancel_history[0].pg_tid).not.toBeNull()
  for (const target of [
    { imp_uid: 'imp_448280090638' },
    { merchant_uid: 'merchant_1416557727868', amount: 500 },
  ]) {
    expect(await rest.post('/payments/cancel', target)).toMatchObject({
      status: 200,
      code: 1,
      response: null,
    })
  }
  expect(await read('/payments/imp_011115679124/balance')).toMatchObject({ amount: 1004 })
  expect(await read('/payments/imp_630554823245/naver/product-orders')).toHaveLength(1)
  expect(
    (await rest.post('/payments/imp_964732188684/naver/cancel', { reason: 'SOLD_OUT' })).response,
  ).toMatchObject([{ product_order_status: 'CANCELED' }])
  expect(await read('/subscribe/customers/customer_1234')).toMatchObject({
    pg_provider: 'nice',
    card_code: '366',
  })
  expect(await read('/certifications/imp_339323965143')).toMatchObject({ certified: true })
  expect(await read('/certifications/imp_992536806181')).toMatchObject({
    origin: 'http://kicc.iamport.kr/pages/certi',
  })
  const schedules = await read('/subscribe/payments/schedule?schedule_from=1643497892&schedule_to=1648595492')
  expect(schedules.list[0]).toMatchObject({ customer_uid: 'customer_123456', schedule_status: 'revoked' })
  const again = { customer_uid: 'customer_123456', merchant_uid: 'o1', amount: 1005, name: '재결제' }
  expect((await rest.post('/subscribe/payments/again', again)).response).toMatchObject({ status: 'paid' })
})

test('they are announced by no webhook, and a reset brings them back', async () => {
  const receiver = await startReceiver()
  const sandbox = await startSandbox({ seed_data, webhook: receiver.url })
  expect(await sandbox.settle()).toEqual([])
  const rest = await restClient(sandbox)
  await rest.post('/payments/cancel', { imp_uid: 'imp_205852873956' })
  await sandbox.reset()
  const again = await restClient(sandbox)
  expect((await again.get('/payments/imp_205852873956')).response).toMatchObject({
    status: 'paid',
    escrow: true,
  })
  expect(receiver.received).toEqual([])
})

test('a file of one’s own works, and a restart does not begin there again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'seed-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'world.json')
  writeFileSync(
    file,
    JSON.stringify({
      payments: [{ imp_uid: 'imp_mine', merchant_uid: 'm', pg: 'nice', pay_method: 'vbank', amount: 1000 }],
    }),
  )
  const db = join(folder, 'sandbox.db')
  const first = await createSandbox({ seed_data: file, db })
  expect(first.payment('imp_mine')).toMatchObject({ status: 'paid', pay_method: 'vbank' })
  await first.cancel('imp_mine')
  await first.close()
  const second = await startSandbox({ seed_data: file, db })
  expect(second.payment('imp_mine').status).toBe('cancelled')
})

test('a file in the words of former times is read, too', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'seed-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'older.json')
  const card = { card_number: '4642-2211-1111-1111', expiry: '2030-12', birth: '801231', pwd_2digit: '00' }
  writeFileSync(
    file,
    JSON.stringify({
      payments: [
        {
          imp_uid: 'imp_1',
          merchant_uid: 'm1',
          pg: 'nice',
          amount: 1000,
          cancels: [300, 200],
          buyer_name: '홍',
        },
        { imp_uid: 'imp_2', merchant_uid: 'm2', pg: 'nice', amount: 1000, status: 'failed' },
        { imp_uid: 'imp_3', merchant_uid: 'm3', pg: 'naverco', amount: 1000, naver_acts: ['place', 'ship'] },
      ],
      certifications: [{ imp_uid: 'imp_4', merchant_uid: 'm4', pg: 'danal', name: '김구매' }],
      calls: [
        {
          operation: 'POST /subscribe/customers/{customer_uid}',
          params: { customer_uid: 'c1' },
          body: { pg: 'nice', ...card },
        },
      ],
      schedules: [
        { customer_uid: 'c1', merchant_uid: 's1', schedule_at: 1_646_017_200, amount: 10 },
        { customer_uid: 'c1', merchant_uid: 's2', schedule_at: 1_900_000_000, amount: 10 },
      ],
    }),
  )
  const sandbox = await startSandbox({ seed_data: file, clock: '2026-01-01T00:00:00+09:00' })
  expect(
    sandbox.payments().map(({ imp_uid, status, cancel_amount }) => [imp_uid, status, cancel_amount]),
  ).toEqual([
    ['imp_1', 'cancelled', 500],
    ['imp_2', 'failed', 0],
    ['imp_3', 'paid', 0],
  ])
  expect(sandbox.payment('imp_1').buyer_name).toBe('홍')
  const rest = await restClient(sandbox)
  const read = async (path: string) => (await rest.get(path)).response
  expect(await read('/payments/imp_3/naver/product-orders')).toMatchObject([
    { product_order_status: 'DELIVERING' },
  ])
  expect(await read('/certifications/imp_4')).toMatchObject({ name: '김구매', certified: true })
  expect(await read('/subscribe/payments/schedule/s1')).toMatchObject({ schedule_status: 'revoked' })
  expect(await read('/subscribe/payments/schedule/s2')).toMatchObject({ schedule_status: 'scheduled' })
})

test.each([
  ['a name that is none', 'nothing-like-that', '읽을 수 없습니다'],
  [
    'a payment of an unknown PG',
    '{"payments":[{"imp_uid":"i","merchant_uid":"m","pg":"x","amount":1}]}',
    '없는 PG입니다: x',
  ],
  ['an unknown key', '{"paymnets":[]}', 'paymnets'],
  [
    'an act that cannot be',
    '{"payments":[{"imp_uid":"i","merchant_uid":"m","pg":"nice","amount":1,"naver_acts":["ship"]}]}',
    'payments[0].naver_acts[0]',
  ],
  [
    'a call that is refused',
    '{"calls":[{"operation":"POST /payments/cancel","body":{"imp_uid":"imp_0"}}]}',
    'calls[0] POST /payments/cancel',
  ],
  ['an unknown operation', '{"calls":[{"operation":"GET /nothing"}]}', 'GET /nothing'],
])('%s is told before anything starts', async (_what, given, message) => {
  const folder = mkdtempSync(join(tmpdir(), 'seed-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = given.startsWith('{') ? join(folder, 'world.json') : given
  if (file !== given) writeFileSync(file, given)
  await expect(createSandbox({ seed_data: file })).rejects.toThrow(message)
})
