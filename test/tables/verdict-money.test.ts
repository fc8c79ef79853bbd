/** A verdict adds up money as a bank does: cents are cents. */
import { expect, test } from 'vitest'
import { printPayment } from '../../src/payments/print.ts'
import { audit } from '../../src/replay/audit.ts'
import { type Evidence, noEvidence } from '../../src/replay/evidence.ts'
import { reconcile } from '../../src/replay/ledger.ts'
import { paymentLike } from './payment-like.ts'

/** 0.30 US dollars, of which the shop gave back 0.10 and 0.20, as its people asked. */
function seen(): Evidence {
  const cancel = { cancelled_at: 1, reason: '', pg_tid: '', receipt_url: null }
  const payment = paymentLike({
    amount: 30,
    cancel_amount: 30,
    currency: 'USD',
    status: 'cancelled',
    cancels: [
      { ...cancel, cancellation_id: 'C1', amount: 10 },
      { ...cancel, cancellation_id: 'C2', amount: 20 },
    ],
  })
  const order = { merchant_uid: 'o1', amount: 0.3, refunds: [0.2, 0.1] }
  return { ...noEvidence(), orders: [order], payments: [{ ...printPayment(payment), timeline: [] }] }
}

test('a shop that gives back 0.1 and 0.2 of 0.3 US dollars gives back no more than it was asked to', () => {
  expect(audit(seen()).map(({ name }) => name)).not.toContain('cancels_too_much')
})

test('and its books are even', () => {
  const shown = {
    merchant_uid: 'o1',
    amount: 0.3,
    is: 'cancelled',
    status: 'refunded',
    refunded: 0.3,
    shipments: null,
  } as const
  expect(reconcile({ ...seen(), ledger: [shown] })).toEqual([])
})

test('two payments of 0.1 and 0.2 for one order are 0.3 in all', () => {
  const half = (imp_uid: string, amount: number) => ({
    ...printPayment(paymentLike({ imp_uid, amount, currency: 'USD' })),
    timeline: [],
  })
  const order = { merchant_uid: 'o1', amount: 0.3, refunds: [] }
  const shown = {
    merchant_uid: 'o1',
    amount: 0.3,
    is: 'paid',
    status: 'paid',
    refunded: null,
    shipments: 1,
  } as const
  const evidence = { ...noEvidence(), orders: [order], payments: [half('imp_1', 10), half('imp_2', 20)] }
  const findings = reconcile({ ...evidence, ledger: [shown] })
  expect(findings.map(({ name }) => name)).toEqual(['paid_twice'])
})
