/** What a payment becomes without anybody's doing: through its deadline, through its PG, or late. */

import { FAIL_WHY } from '../catalog/refusals/why.ts'
import { refusal } from '../catalog/refusals.ts'
import { say } from '../core/bilingual.ts'
import { kstText } from '../core/kst.ts'
import { toMajor } from '../core/money.ts'
import type { Change, Command, Facts } from './command.ts'
import type { Payment } from './payment.ts'

/** What the shop reads when nobody came back to the window (assumed: no source has the text). */

/** The time of an account or of a window is over. */
export function expire(payment: Payment, what: 'vbank' | 'window', { now }: Facts): Change {
  const { status, approval } = payment
  const is_issued = approval.vbank_num !== null
  if (status !== 'ready' || is_issued !== (what === 'vbank')) throw refusal('payment_not_open', { status })
  if (what === 'window') {
    return {
      payment: { ...payment, status: 'failed', failed_at: now, fail_reason: FAIL_WHY.window_expired },
      entry: { what: 'window expired', by: 'pg', detail: { reason: FAIL_WHY.window_expired } },
      announce: null,
    }
  }
  // Whether iamport changes the status then is in no source: the payment stays `ready`, and the bank takes nothing more.
  const vbank_date = Math.min(approval.vbank_date, now - 1)
  return {
    payment: { ...payment, approval: { ...approval, vbank_date } },
    entry: { what: 'vbank expired', by: 'bank', detail: { due: kstText(vbank_date) } },
    announce: null,
  }
}

type ApproveLate = Extract<Command, { do: 'approve_late' }>

/** The PG changes its mind: paid after failed (docs, webhook page: paymentwall's pingback, PayPal's pending). */
export function approveLate(payment: Payment, command: ApproveLate, facts: Facts): Change {
  const { status, merchant_uid } = payment
  if (status !== 'failed') throw refusal('approval_not_late', { status })
  if (facts.sibling_paid) {
    throw refusal(
      'order_already_paid',
      {},
      say(
        `그사이 merchant_uid ${merchant_uid}이(가) 다른 결제로 결제되었습니다.`,
        `merchant_uid ${merchant_uid} was paid by another payment since.`,
      ),
    )
  }
  const { pg_tid, receipt_url, approval } = command
  return {
    payment: {
      ...payment,
      status: 'paid',
      pg_tid,
      receipt_url,
      paid_at: facts.now,
      fail_reason: null,
      approval: { ...payment.approval, ...approval },
    },
    entry: {
      what: 'approved late',
      by: 'pg',
      detail: { pg_tid, amount: toMajor(payment.amount, payment.currency) },
    },
    announce: { status: 'paid' },
  }
}

/** The PG has cancelled a test payment and iamport does not know (docs: such cancels are not mirrored). */
export function cancelUnseen(payment: Payment, { now }: Facts): Change {
  const { status } = payment
  if (payment.paid_at === 0) throw refusal('cancel_not_paid', { status })
  return {
    payment: { ...payment, order: { ...payment.order, pg_cancelled_at: now } },
    entry: { what: 'cancelled at the PG only', by: 'pg', detail: {} },
    announce: null,
  }
}
