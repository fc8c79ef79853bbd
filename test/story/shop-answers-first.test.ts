/** Shops that answer a webhook first and do their work afterwards: virtual time waits for them, and for no one else. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/index.ts'
import { type RestClient, restClient } from '../rest-client.ts'

const card = { card_number: '5272-8927-1234-2305', expiry: '2030-12', birth: '900101', pwd_2digit: '00' }
const START = 1767193200

let sandbox: Sandbox
let rest: RestClient
let charges: string[]

afterEach(() => sandbox.close())

/** A subscription shop: at each paid webhook it answers, and then books the next charge, a minute later. */
async function openShop(work: 'first answers' | 'never books', options: SandboxOptions = {}): Promise<void> {
  charges = []
  const shop = createServer((req, res) => void hear(req, res, work))
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    shop.closeAllConnections()
    shop.close()
  })
  const webhook = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/webhook`
  sandbox = await createSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00', webhook, ...options })
  rest = await restClient(sandbox)
  await rest.post('/subscribe/customers/c1', { ...card, customer_name: '홍길동', customer_tel: '010' })
}

async function hear(req: IncomingMessage, res: ServerResponse, work: string): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk)
  const { imp_uid, status } = JSON.parse(Buffer.concat(chunks).toString('utf8'))
  res.end('ok')
  if (work === 'never books' || status !== 'paid') return
  // What a shop does between its answer and its next call: it looks things up.
  await new Promise((resolve) => setTimeout(resolve, 5))
  const { response: payment } = await rest.get(`/payments/${imp_uid}`)
  charges.push(payment.merchant_uid)
  await book(charges.length + 1, payment.paid_at + 60)
}

const book = (month: number, schedule_at: number) =>
  rest.post('/subscribe/payments/schedule', {
    customer_uid: 'c1',
    schedules: [{ merchant_uid: `month_${month}`, schedule_at, amount: 9900, currency: 'KRW', name: '구독' }],
  })

test('who answers 200 first and books the next charge then is charged 5 times in 5 minutes', async () => {
  await openShop('first answers')
  await book(1, START + 60)
  await sandbox.advance('5 minutes')
  const paid = sandbox.payments({ status: 'paid' })
  expect(paid.map(({ merchant_uid, paid_at }) => [merchant_uid, paid_at - START])).toEqual([
    ['month_1', 60],
    ['month_2', 120],
    ['month_3', 180],
    ['month_4', 240],
    ['month_5', 300],
  ])
})

test('what the shop still does of a webhook that settle has sent is done before time goes on', async () => {
  await openShop('first answers')
  await rest.post('/subscribe/payments/again', {
    customer_uid: 'c1',
    merchant_uid: 'first',
    amount: 9900,
    name: '구독',
  })
  await sandbox.settle()
  await sandbox.advance('1 minute')
  expect(sandbox.payments().map(({ merchant_uid }) => merchant_uid)).toEqual(['first', 'month_2'])
})

test('the same is recorded however long the shop may take', async () => {
  const records: unknown[] = []
  for (const shop_quiet_ms of [300, 900]) {
    await openShop('first answers', { shop_quiet_ms })
    await book(1, START + 60)
    await sandbox.advance('3 minutes')
    const deliveries = sandbox.webhooks().map(({ id, event, imp_uid, attempts }) => {
      return { id, event, imp_uid, at: attempts.map(({ at }) => at) }
    })
    const payments = sandbox.payments().map(({ receipt_url: _port, ...payment }) => payment)
    records.push({ payments, deliveries })
    if (records.length === 1) await sandbox.close()
  }
  expect(records[1]).toEqual(records[0])
})

test('a year without webhooks is walked without waiting for anybody', async () => {
  await openShop('never books', { shop_quiet_ms: 60_000 })
  await sandbox.advance('365 days')
  expect(sandbox.now()).toBe('2027-01-01T00:00:00+09:00')
})

test('a shop that cannot be reached is not waited for', async () => {
  await openShop('never books', { shop_quiet_ms: 60_000, webhook: 'http://127.0.0.1:1/gone' })
  await book(1, START + 60)
  await sandbox.advance('2 minutes')
  expect(sandbox.webhooks()).toMatchObject([{ event: 'paid', state: 'failed' }])
})
