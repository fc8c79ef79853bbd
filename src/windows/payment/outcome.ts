/** What a buyer, or a test in the buyer's place, does with a payment window. */
import { declinesOf } from '../../catalog/declines.ts'
import type { Pg } from '../../catalog/pg.ts'
import { refusal } from '../../catalog/refusals.ts'
import { toMajor } from '../../core/money.ts'
import type { Payment } from '../../payments/payment.ts'
import { contract } from '../../payments/payments.ts'

export type Outcome =
  | 'approve'
  | 'cancel'
  | 'close'
  | 'abandon'
  /** Approved, and the browser dies before it comes home. */
  | 'vanish'
  /** `late`: the PG approves afterwards all the same, once the shop has read its failure. */
  | { decline: string | { code: string; message: string }; late?: boolean | undefined }
  | { approve: { amount?: number | undefined } }

export function isApproval(outcome: Outcome): boolean {
  return (
    outcome === 'approve' || outcome === 'vanish' || (typeof outcome === 'object' && 'approve' in outcome)
  )
}

export function isLate(outcome: Outcome): boolean {
  return typeof outcome === 'object' && 'decline' in outcome && outcome.late === true
}

/** Only some PGs approve a payment that they have failed before. */
export function mustApproveLate(payment: Payment): void {
  if (!contract(payment).pg.quirks.late_approval)
    throw refusal('late_approval_unknown', { pg: payment.pg_provider })
}

/** What the buyer is about to pay, in major units; null where nothing is about to be approved. */
export function approvedAmount({ status, amount, currency }: Payment, outcome: Outcome): number | null {
  if (status !== 'ready') return null
  if (outcome === 'approve' || outcome === 'vanish') return toMajor(amount, currency)
  if (typeof outcome !== 'object' || !('approve' in outcome)) return null
  return outcome.approve.amount ?? toMajor(amount, currency)
}

/** A decline by its code, from that PG's list for that pay_method; or one of the caller's own making. */
export function findDecline(pg: Pg, pay_method: string, wanted: string | { code: string; message: string }) {
  if (typeof wanted === 'object') return wanted
  const list = declinesOf(
    pg,
    pg.sells.pay_methods.includes(pay_method) ? pay_method : pg.sells.pay_methods[0]!,
  )
  const found = list.find((decline) => decline.code === wanted)
  if (found) return found
  throw refusal('decline_unknown', {
    pg: pg.code,
    code: wanted,
    allowed: list.map(({ code }) => code).join(', '),
  })
}
