/** What is remembered of payments is what the file holds, whatever was written, undone, brought back or removed. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asksFor } from '../../src/certifications/certification.ts'
import { openDatabase } from '../../src/core/database.ts'
import { createSnapshots } from '../../src/core/snapshots.ts'
import { createStores, MIGRATIONS } from '../../src/parts/stores.ts'
import type { Payment } from '../../src/payments/payment.ts'
import { merchantLike } from './merchant-like.ts'
import { paymentLike } from './payment-like.ts'

const ORIGIN = 'http://127.0.0.1:4780'
type Step =
  | { do: 'change' | 'undo' | 'read' | 'gone'; n: number; amount: number }
  | { do: 'save' | 'restore' | 'remove'; n: number; amount: number }

const steps = fc.array(
  fc.record({
    do: fc.constantFrom('change', 'change', 'undo', 'read', 'gone', 'save', 'restore', 'remove'),
    n: fc.integer({ min: 0, max: 3 }),
    amount: fc.integer({ min: 1, max: 9999 }),
  }) as fc.Arbitrary<Step>,
  { minLength: 1, maxLength: 30 },
)

test('a payment reads as one who remembers nothing reads it, and lists have as many', () => {
  fc.assert(
    fc.property(steps, (steps) => {
      const database = openDatabase(':memory:', MIGRATIONS)
      let origin = ORIGIN
      const stores = createStores(database, () => origin)
      stores.merchants.insert(merchantLike(1))
      stores.merchants.insert(merchantLike(2))
      const snapshots = createSnapshots(database)
      const ids = [0, 1, 2, 3].map((n) => `imp_00000000000${n}`)
      const made = (n: number, amount: number) => ({
        ...paymentLike({ imp_uid: ids[n]!, merchant: n < 2 ? 1 : 2, amount }),
        receipt_url: `${origin}/slips/${n}`,
      })
      const write = (n: number, amount: number) => {
        const payment = made(n, amount)
        if (stores.payments.exists(payment.imp_uid)) stores.payments.update(payment, amount)
        else if (stores.merchants.byId(payment.merchant)) stores.payments.insert(n + 1, payment, amount)
        if (stores.merchants.byId(payment.merchant)) writeOthers(stores, payment)
      }
      try {
        for (const { do: what, n, amount } of steps) {
          if (what === 'change') stores.payments.transaction(() => write(n, amount))
          else if (what === 'read') stores.payments.byImpUid(ids[n]!)
          else if (what === 'gone') stores.retention.transaction(() => stores.retention.remove([ids[n]!]))
          else if (what === 'remove') stores.merchants.remove(2)
          else if (what === 'save') snapshots.save('then')
          else if (what === 'restore') {
            snapshots.restore('then')
            stores.merchants.forget()
            stores.forget()
            // The next start may have another port.
            origin = `http://127.0.0.1:${4780 + n}`
          } else {
            const undone = () =>
              stores.payments.transaction(() => {
                write(n, amount)
                stores.payments.byImpUid(ids[n]!)
                throw new Error('undone')
              })
            expect(undone).toThrow('undone')
          }
          const fresh = createStores(database, () => origin)
          for (const id of ids) expect(stores.payments.byImpUid(id)).toEqual(fresh.payments.byImpUid(id))
          for (const id of [1, 2]) expect(totals(stores, id)).toEqual(totals(fresh, id))
        }
      } finally {
        database.close()
      }
    }),
    { numRuns: 40 },
  )
})

type Stores = ReturnType<typeof createStores>

function totals({ payments, outbox, certifications }: Stores, merchant: number) {
  const page = { sorting: '-started', limit: 1, offset: 0 } as const
  return {
    payments: payments.list({ merchant, ...page }).total,
    paid: payments.list({ merchant, status: 'paid', from: 1, to: 2_000_000_000, ...page }).total,
    ready: payments.count(merchant, 'ready'),
    webhooks: outbox.list({ merchant, limit: 1 }).total,
    of_all: outbox.list({ limit: 1 }).total,
    delivered: outbox.countState(merchant, 'delivered'),
    events: outbox.kinds(merchant).events,
    certifications: certifications.list(merchant, 1, 0).total,
  }
}

/** A webhook of it, and a verification. */
function writeOthers({ outbox, certifications }: Stores, { imp_uid, merchant, merchant_uid }: Payment): void {
  const no = certifications.nextNo()
  const url = 'http://127.0.0.1:9/hook'
  outbox.put({
    merchant,
    imp_uid,
    merchant_uid,
    event: no % 2 === 0 ? 'paid' : 'cancelled',
    url,
    original_url: url,
    content_type: 'json',
    body: {},
    state: no % 3 === 0 ? 'failed' : 'delivered',
    due_ms: 0,
    created_at: 0,
    host: url,
    lane: imp_uid,
    waits_for: null,
    fault: null,
  })
  const asked = { imp_uid: `imp_c${no}`, merchant, merchant_uid, pg_provider: 'danal', pg_id: '', origin: '' }
  certifications.insert(no, asksFor({ ...asked, facts: NO_FACTS_OF_CERTIFICATION }, 1))
}

const NO_FACTS_OF_CERTIFICATION = {
  min_age: null,
  company: null,
  name: null,
  phone: null,
  carrier: null,
  m_redirect_url: null,
  sdk: '',
  by_app: false,
}

test('whether an order was paid is asked anew once a payment is written, undone or taken away', () => {
  const database = openDatabase(':memory:', MIGRATIONS)
  const stores = createStores(database, () => ORIGIN)
  const { payments } = stores
  stores.merchants.insert(merchantLike(1))
  const asked = () => payments.wasPaid(1, 'order_1', '')
  const paid = {
    ...paymentLike({ imp_uid: 'imp_1', merchant_uid: 'order_1' }),
    status: 'paid',
    paid_at: 7,
  } as const
  const insert = () => payments.insert(payments.nextNo(), paid, 7)
  expect([asked(), asked(), payments.wasPaid(2, 'order_1', '')]).toEqual([false, false, false])
  const undo = () =>
    payments.transaction(() => {
      insert()
      expect(asked()).toBe(true)
      throw new Error('undone')
    })
  expect(undo).toThrow('undone')
  expect(asked()).toBe(false)
  payments.transaction(insert)
  expect([asked(), asked(), payments.wasPaid(1, 'order_1', 'imp_1')]).toEqual([true, true, false])
  stores.retention.remove(['imp_1'])
  expect(asked()).toBe(false)
  database.close()
})
