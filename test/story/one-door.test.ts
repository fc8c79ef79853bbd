/** A payment, its timeline and its webhooks are written together, or not at all. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../../src/core/database.ts'
import { createStores, MIGRATIONS } from '../../src/parts/stores.ts'
import { createInstance, type Instance } from '../../src/sandbox.ts'
import { readSettings } from '../../src/settings.ts'
import { paymentLike } from '../tables/payment-like.ts'

const settings = readSettings({
  db: ':memory:',
  port: 0,
  seed: 1,
  clock: '2026-01-01T00:00:00+09:00',
  webhook: 'http://127.0.0.1:1/webhook',
})
const entry = { at: 1, what: 'noted', by: 'shop', detail: {} } as const
const webhook = {
  merchant: 1,
  imp_uid: 'imp_1',
  merchant_uid: 'o1',
  event: 'paid',
  url: 'http://127.0.0.1:1/webhook',
  original_url: 'http://127.0.0.1:1/webhook',
  content_type: 'json',
  body: {},
  state: 'pending',
  due_ms: 0,
  created_at: 0,
  lane: 'imp_1',
  host: '127.0.0.1:1',
  waits_for: null,
  fault: null,
} as const

type Stores = ReturnType<typeof createStores>

test.each<[string, (stores: Stores) => unknown]>([
  ['a payment', ({ payments }) => payments.insert(1, paymentLike(), 1)],
  ['its next state', ({ payments }) => payments.update(paymentLike(), 1)],
  ['a line of its timeline', ({ payments }) => payments.note('imp_1', entry)],
  ['a webhook', ({ outbox }) => outbox.put(webhook)],
])('%s is not written past the one door', (_what, write) => {
  const database = openDatabase(':memory:', MIGRATIONS)
  const stores = createStores(database, () => 'http://127.0.0.1:4780')
  expect(() => write(stores)).toThrow('outside of the transaction of a change')
  database.close()
})

let world: Instance

beforeEach(async () => {
  world = await createInstance(settings)
})
afterEach(() => world.close())

/** A card is charged by the shop's server. */
function charge(merchant_uid: string) {
  const { billing, merchants } = world
  const card = { card_number: '5272-8927-1234-2305', expiry: '2030-12', birth: '900101', pwd_2digit: '00' }
  return billing.onetime(merchants.byDefault().id, card, {}, null, { merchant_uid, amount: 1004, facts: {} })
}

test('when its webhook cannot be written, the sale has not happened', () => {
  const { put } = world.stores.outbox
  world.stores.outbox.put = () => {
    throw new Error('the disk is full')
  }
  expect(() => charge('o1')).toThrow('the disk is full')
  world.stores.outbox.put = put
  const { list } = world.payments.read.list({ merchant: 1, sorting: 'started', limit: 10, offset: 0 })
  expect(list).toEqual([])
  expect(charge('o1').status).toBe('paid')
})

test('a line that changes nothing of a payment goes through the same door', () => {
  const payment = charge('o1')
  world.payments.note(payment, { what: 'delivery registered', by: 'shop', detail: {} })
  expect(world.payments.read.timeline(payment.imp_uid).map(({ what }) => what)).toEqual([
    'requested by the API',
    'approved',
    'delivery registered',
  ])
})

test('who reads payments has nothing to write them with', () => {
  const words = Object.keys(world.payments.read)
  expect(words.filter((word) => /insert|update|note|prepare$|remove|set|save/.test(word))).toEqual([])
  expect(words.length).toBeGreaterThan(5)
})
