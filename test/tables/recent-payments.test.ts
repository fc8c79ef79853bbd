/** What is remembered of payments is what the file holds, whatever was written, undone, brought back or removed. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openDatabase } from '../../src/core/database.ts'
import { createSnapshots } from '../../src/core/snapshots.ts'
import { DEFAULT_MERCHANT, MerchantSettings } from '../../src/merchants/merchant.ts'
import { createStores, MIGRATIONS } from '../../src/parts/stores.ts'
import { paymentLike } from './payment-like.ts'

const ORIGIN = 'http://127.0.0.1:4780'
const merchant = (id: number) => ({
  ...DEFAULT_MERCHANT,
  id,
  user_code: `imp${id}`,
  imp_key: `K${id}`,
  settings: MerchantSettings.parse({}),
})

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

test('a payment reads as one who remembers nothing reads it', () => {
  fc.assert(
    fc.property(steps, (steps) => {
      const database = openDatabase(':memory:', MIGRATIONS)
      let origin = ORIGIN
      const stores = createStores(database, () => origin)
      stores.merchants.insert(merchant(1))
      stores.merchants.insert(merchant(2))
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
            stores.payments.forget()
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
          const fresh = createStores(database, () => origin).payments
          for (const id of ids) expect(stores.payments.byImpUid(id)).toEqual(fresh.byImpUid(id))
        }
      } finally {
        database.close()
      }
    }),
    { numRuns: 40 },
  )
})
