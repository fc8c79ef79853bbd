/** What a payment and its cancels are made of: goods, VAT and what is free of tax never fall below nothing. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NO_FACTS } from '../../src/payments/payment.ts'
import { type Shares, sharesLeft, sharesOf, sharesOfCancels } from '../../src/payments/shares.ts'
import { paymentLike } from './payment-like.ts'

interface Taken {
  amount: number
  tax_free?: number
  vat_amount?: number | null
}

function payment(amount: number, taxes: { tax_free?: number; vat_amount?: number }, taken: Taken[] = []) {
  const cancels = taken.map((cancel, n) => ({
    cancellation_id: `C${n}`,
    cancelled_at: 1,
    reason: '',
    pg_tid: '',
    receipt_url: null,
    ...cancel,
  }))
  const cancel_amount = taken.reduce((sum, cancel) => sum + cancel.amount, 0)
  return paymentLike({ amount, cancel_amount, cancels, order: { ...NO_FACTS, ...taxes } })
}

const total = ({ supply, vat, tax_free }: Shares) => supply + vat + tax_free

describe('a cancel that', () => {
  test.each<[string, ReturnType<typeof payment>, Shares]>([
    [
      'says nothing takes as much of the VAT as of what is taxed',
      payment(11_000, {}, [{ amount: 1100 }]),
      { supply: 1000, vat: 100, tax_free: 0 },
    ],
    [
      'says nothing takes of the shop’s own VAT, not one eleventh',
      payment(11_000, { vat_amount: 500 }, [{ amount: 5500 }]),
      { supply: 5250, vat: 250, tax_free: 0 },
    ],
    [
      'says nothing of a sale without VAT takes none',
      payment(11_000, { vat_amount: 0 }, [{ amount: 5500 }]),
      { supply: 5500, vat: 0, tax_free: 0 },
    ],
    [
      'claims more VAT than there is takes what there is',
      payment(11_000, { vat_amount: 500 }, [{ amount: 5500, vat_amount: 1000 }]),
      { supply: 5000, vat: 500, tax_free: 0 },
    ],
    [
      'claims more goods than there are takes VAT for the rest',
      payment(11_000, {}, [{ amount: 10_500, vat_amount: 0 }]),
      { supply: 10_000, vat: 500, tax_free: 0 },
    ],
    [
      'takes more than is taxed takes the rest of what is free of tax',
      payment(11_000, { tax_free: 5500 }, [{ amount: 8000 }]),
      { supply: 5000, vat: 500, tax_free: 2500 },
    ],
    [
      'claims more free of tax than there is takes what there is',
      payment(11_000, { tax_free: 1000 }, [{ amount: 5000, tax_free: 2000 }]),
      { supply: 3636, vat: 364, tax_free: 1000 },
    ],
    [
      'claims less than nothing takes nothing of that',
      payment(11_000, { tax_free: 1000 }, [{ amount: 5000, tax_free: -5, vat_amount: -5 }]),
      { supply: 5000, vat: 0, tax_free: 0 },
    ],
    [
      'claims more than it is itself is free of tax as a whole',
      payment(11_000, { tax_free: 5500 }, [{ amount: 1000, tax_free: 2000, vat_amount: 50 }]),
      { supply: 0, vat: 0, tax_free: 1000 },
    ],
    [
      'of a sale that is all free of tax has no VAT',
      payment(11_000, { tax_free: 11_000 }, [{ amount: 1000 }]),
      { supply: 0, vat: 0, tax_free: 1000 },
    ],
  ])('%s', (_what, paid, share) => expect(sharesOfCancels(paid)[0]).toEqual(share))

  test('comes after another takes of what that one left', () => {
    const paid = payment(11_000, { tax_free: 5500 }, [{ amount: 5500, tax_free: 5000 }, { amount: 1100 }])
    expect(sharesOfCancels(paid)).toEqual([
      { supply: 455, vat: 45, tax_free: 5000 },
      { supply: 1000, vat: 100, tax_free: 0 },
    ])
    expect(sharesLeft(paid)).toEqual({ supply: 3545, vat: 355, tax_free: 500 })
  })
})

describe('a payment', () => {
  test.each<[string, { tax_free?: number; vat_amount?: number }, string, Shares]>([
    ['has a VAT of one eleventh', {}, 'KRW', { supply: 10_000, vat: 1000, tax_free: 0 }],
    ['has it of what is taxed alone', { tax_free: 5500 }, 'KRW', { supply: 5000, vat: 500, tax_free: 5500 }],
    ['has a VAT of its own', { vat_amount: 0 }, 'KRW', { supply: 11_000, vat: 0, tax_free: 0 }],
    [
      'has no more VAT than is taxed',
      { tax_free: 10_000, vat_amount: 2000 },
      'KRW',
      { supply: 0, vat: 1000, tax_free: 10_000 },
    ],
    [
      'has no more free of tax than there is',
      { tax_free: 20_000 },
      'KRW',
      { supply: 0, vat: 0, tax_free: 11_000 },
    ],
    [
      'has less than nothing of nothing',
      { tax_free: -5, vat_amount: -5 },
      'KRW',
      { supply: 11_000, vat: 0, tax_free: 0 },
    ],
    ['is in cents', { tax_free: 55, vat_amount: 5 }, 'USD', { supply: 5000, vat: 500, tax_free: 5500 }],
    [
      'has nothing free of tax where that is no amount',
      { tax_free: 0.5 },
      'KRW',
      { supply: 10_000, vat: 1000, tax_free: 0 },
    ],
  ])('%s', (_what, taxes, currency, shares) => {
    expect(sharesOf({ ...payment(11_000, taxes), currency })).toEqual(shares)
  })
})

/** A payment of any money, given back in parts that claim anything. */
const SALES = fc
  .record({
    amount: fc.integer({ min: 1, max: 10_000_000 }),
    tax_free: fc.double({ min: 0, max: 1, noNaN: true }),
    own_vat: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 }),
    claims: fc.array(fc.record({ free: fc.nat(10_000_000), vat: fc.option(fc.nat(10_000_000)) }), {
      minLength: 6,
      maxLength: 6,
    }),
  })
  .map(({ amount, tax_free, own_vat, cuts, claims }) => {
    const free = Math.floor(amount * tax_free)
    const vat_amount = own_vat === null ? undefined : Math.floor((amount - free) * own_vat)
    const points = [...cuts.map((cut) => Math.floor(amount * cut)), amount].sort((a, b) => a - b)
    const parts = points.map((point, n) => point - (points[n - 1] ?? 0)).filter((part) => part > 0)
    const taken = parts.map((part, n) => ({
      amount: part,
      tax_free: claims[n]!.free,
      vat_amount: claims[n]!.vat,
    }))
    return payment(amount, { tax_free: free, vat_amount }, taken)
  })

test('whatever cancels claim, no share is ever negative, every part adds up, and in the end nothing is left', () => {
  fc.assert(
    fc.property(SALES, (paid) => {
      const taken = sharesOfCancels(paid)
      expect(total(sharesOf(paid))).toBe(paid.amount)
      for (const [n, share] of taken.entries()) {
        expect(total(share)).toBe(paid.cancels[n]!.amount)
        expect(Math.min(...Object.values(share))).toBeGreaterThanOrEqual(0)
        const left = sharesLeft({ ...paid, cancels: paid.cancels.slice(0, n + 1) })
        expect(Math.min(...Object.values(left))).toBeGreaterThanOrEqual(0)
      }
      expect(sharesLeft(paid)).toEqual({ supply: 0, vat: 0, tax_free: 0 })
    }),
    { numRuns: 2000 },
  )
})
