/** Money that is given back: whatever a shop asks for, in whatever order, the sums stay right. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSandbox } from '../../src/index.ts'
import { restClient } from '../rest-client.ts'

const AMOUNT = 10_000

const request = fc.record(
  {
    amount: fc.oneof(
      fc.integer({ min: -10, max: 12_000 }),
      fc.integer({ min: 1, max: 3_000 }),
      fc.double({ min: -1, max: 20_000, noNaN: true }),
      fc.constantFrom('1000', '0.1', 'x', null, true, [1], {}),
    ),
    checksum: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: AMOUNT }), fc.constant(AMOUNT)),
    reason: fc.string({ maxLength: 20 }),
  },
  { requiredKeys: [] },
)

test('the sum of cancels never exceeds the amount, the balance is the rest, and a refused call changes nothing', async () => {
  const sandbox = await createSandbox({ seed: 1 })
  const rest = await restClient(sandbox)
  let orders = 0
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 8 }), async (requests) => {
      const order = { merchant_uid: `o${orders++}`, amount: AMOUNT, buyer_tel: '010-1234-5678' }
      const { payment } = await sandbox.pay(order)
      const { imp_uid } = payment!
      for (const body of requests) {
        const before = (await rest.get(`/payments/${imp_uid}`)).response
        const reply = await rest.post('/payments/cancel', { ...body, imp_uid })
        const after = (await rest.get(`/payments/${imp_uid}`)).response
        const cancelled = after.cancel_history.reduce(
          (sum: number, row: { amount: number }) => sum + row.amount,
          0,
        )
        expect(reply.status).toBe(200)
        expect(after.cancel_amount).toBe(cancelled)
        expect(after.cancel_amount).toBeLessThanOrEqual(AMOUNT)
        expect(after.amount).toBe(AMOUNT)
        if (reply.code === 0) {
          expect(after.cancel_amount).toBeGreaterThan(before.cancel_amount)
          expect(after.cancel_history.length).toBe(before.cancel_history.length + 1)
        } else {
          expect(after).toEqual(before)
        }
        if (body.checksum !== null && body.checksum !== undefined && reply.code === 0) {
          expect(body.checksum).toBe(AMOUNT - before.cancel_amount)
        }
      }
    }),
    { numRuns: 60, seed: 1 },
  )
  await sandbox.close()
})
