/** Who decides how a payment's window ends, in which order, and what each of them writes. */
import type { FailureWay } from '../../catalog/frames.ts'
import type { TestRefusal } from '../../catalog/pg.ts'
import { Refusal, refusal } from '../../catalog/refusals.ts'
import type { MerchantSettings } from '../../merchants/merchant.ts'
import type { Merchants } from '../../merchants/merchants.ts'
import type { Payment } from '../../payments/payment.ts'
import { contract, type Payments } from '../../payments/payments.ts'
import type { Ending, PaymentWindow } from '../window.ts'
import { findDecline, type Outcome } from './outcome.ts'
import { valuesFor } from './values.ts'

/** A window that is about to end, and what is known of it. */
export interface Case {
  readonly payments: Payments
  readonly merchants: Merchants
  readonly window: PaymentWindow
  readonly payment: Payment
  readonly outcome: Outcome
  /** What the shop has against the sale (confirm_url); null where nothing. */
  readonly objection: string | null
}

export interface Verdict {
  readonly ending: Ending
  readonly error_code: string | null
}

/** The first who has something to say decides. */
const DECIDERS: readonly ((one: Case) => Verdict | null)[] = [
  lostBrowser,
  orderRefusedByPg,
  givenUp,
  declinedByPg,
  refusedByTestShop,
  refusedByShop,
]

export function decide(one: Case): Verdict {
  for (const decider of DECIDERS) {
    const verdict = decider(one)
    if (verdict) return verdict
  }
  return approved(one)
}

function lostBrowser({ payments, payment, outcome }: Case): Verdict | null {
  if (outcome !== 'abandon') return null
  payments.abandon(payment.imp_uid)
  return { ending: 'abandon', error_code: null }
}

/** A PG that has something against the order has said so in its window. */
function orderRefusedByPg({ payments, payment }: Case): Verdict | null {
  const { refused_by_pg } = payment.order
  if (!refused_by_pg) return null
  payments.refuse(payment.imp_uid, refused_by_pg.message)
  return { ending: 'decline', error_code: refused_by_pg.code }
}

function givenUp({ payments, payment, window, outcome }: Case): Verdict | null {
  if (outcome !== 'cancel' && outcome !== 'close') return null
  payments.giveUp(payment.imp_uid, wayBack(window))
  return { ending: outcome, error_code: null }
}

function declinedByPg(one: Case): Verdict | null {
  const { payments, payment, outcome } = one
  if (typeof outcome !== 'object' || !('decline' in outcome)) return null
  const decline = findDecline(contract(payment).pg, payment.pay_method, outcome.decline)
  payments.decline(payment.imp_uid, decline, wayOfDecline(one))
  return { ending: 'decline', error_code: decline.code }
}

function refusedByTestShop(one: Case): Verdict | null {
  const { payments, merchants, payment, window } = one
  const { settings } = merchants.byId(payment.merchant)
  const refused = testRefusal(payment, valuesFor(window, payment), settings)
  if (!refused) return null
  payments.decline(payment.imp_uid, refused, wayOfDecline(one))
  return { ending: 'decline', error_code: refused.code }
}

function refusedByShop({ payments, payment, objection }: Case): Verdict | null {
  if (objection === null) return null
  payments.refuse(payment.imp_uid, refusal('confirm_refused', { reason: objection }).message)
  return { ending: 'decline', error_code: null }
}

/** Approved, unless the same order was paid in another window meanwhile: that one is declined with iamport's own text. */
function approved({ payments, payment, window, outcome }: Case): Verdict {
  const amount = typeof outcome === 'object' && 'approve' in outcome ? outcome.approve.amount : undefined
  try {
    payments.approve(payment.imp_uid, valuesFor(window, payment), amount)
    return { ending: 'approve', error_code: null }
  } catch (error) {
    if (!(error instanceof Refusal) || error.error_code === null) throw error
    payments.refuse(payment.imp_uid, error.message)
    return { ending: 'decline', error_code: error.error_code }
  }
}

/** How the shop hears of what happened in the PG's window. */
function wayBack({ home }: PaymentWindow): FailureWay {
  return home === 'redirect' ? 'redirect' : 'layer'
}

/** Most PGs only authenticate in their window and decline once iamport asks them to approve; a few do both at once. */
function wayOfDecline({ payment, window }: Case): FailureWay {
  const { one_transaction = [] } = contract(payment).pg.sells
  return one_transaction.includes(payment.pay_method) ? wayBack(window) : 'approval'
}

/** What the PG's test shops refuse of what the buyer chose, where the merchant wants to see that. */
function testRefusal(
  payment: Payment,
  values: Readonly<Record<string, string>>,
  { pg_test_refusals }: MerchantSettings,
): TestRefusal | undefined {
  if (!pg_test_refusals || !payment.sandbox) return undefined
  return contract(payment).pg.refusals.of_test_shops?.find(
    ({ pay_methods, chosen }) =>
      pay_methods.includes(payment.pay_method) && (!chosen || chosen.is.includes(values[chosen.field] ?? '')),
  )
}
