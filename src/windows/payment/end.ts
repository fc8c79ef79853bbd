/**
 * How a payment's window ends: the shop is asked (confirm_url), one transaction decides and writes, and a webhook may go
 * before the browser.
 */
import { paidBy } from '../../choice/paid-by.ts'
import type { Payment } from '../../payments/payment.ts'
import { contract } from '../../payments/payments.ts'
import { NO_MOMENTS } from '../../scenarios/moments.ts'
import type { Subject } from '../../scenarios/subject.ts'
import type { WebhookOrder } from '../../webhooks/rules.ts'
import type { Concluded } from '../kind.ts'
import type { PaymentWindow } from '../window.ts'
import { magicOutcome } from './magic.ts'
import { approvedAmount, isApproval, isLate, mustApproveLate, type Outcome } from './outcome.ts'
import type { CheckoutParts } from './parts.ts'
import { decide, type Verdict } from './verdicts.ts'

/** Without an outcome the buyer goes through to the end: approved, unless the order or the card is a magic one. */
export async function conclude(
  parts: CheckoutParts,
  window: PaymentWindow,
  wanted: Outcome | undefined,
  by_steps: boolean,
): Promise<Concluded> {
  const { payments, moments = NO_MOMENTS } = parts
  const { imp_uid } = window
  const before = payments.get(imp_uid)
  const asked = wanted ?? magicOutcome(before, window.input) ?? 'approve'
  if (isLate(asked)) mustApproveLate(before)
  const subject = subjectOf(before, window)
  const outcome = (isApproval(asked) && moments.approve(subject)) || asked
  const objection = await askShop(parts, before, outcome)
  const is_shown = by_steps && settlesByDeposit(before, window.input)
  const order = write(parts, window, outcome, objection, {
    is_shown,
    isLost: () => moments.outcome(subject) === 'never',
  })
  if (order === 'webhook_first') await parts.deliverFirst(imp_uid)
  return isLate(outcome) ? { afterwards: () => payments.approveLate(imp_uid) } : {}
}

/** The shop was asked for a while: what the payment is now is looked at again, inside the transaction. */
function write(
  { payments, windows, merchants, orderOf }: CheckoutParts,
  window: PaymentWindow,
  outcome: Outcome,
  objection: string | null,
  { is_shown, isLost }: { is_shown: boolean; isLost: () => boolean },
): WebhookOrder {
  return windows.transaction((): WebhookOrder => {
    const payment = payments.get(window.imp_uid)
    const is_open = payment.status === 'ready'
    const verdict = is_open
      ? decide({ payments, merchants, window, payment, outcome, objection })
      : endedElsewhere(payment)
    const is_approved = verdict.ending === 'approve'
    const order = is_open && is_approved ? orderOf(payment) : 'at_once'
    const is_lost = verdict.ending !== 'abandon' && isLost()
    const is_left = is_lost || ((order === 'webhook_only' || outcome === 'vanish') && is_approved)
    windows.end(window.id, {
      ending: is_left ? 'abandon' : verdict.ending,
      error_code: verdict.error_code,
      error_msg: payments.get(window.imp_uid).fail_reason,
    })
    if (is_shown && is_approved && !is_left) windows.hold(window.id)
    return order
  })
}

/** What the shop has against the sale, where it is asked; null where it has nothing, or is not asked. */
async function askShop(parts: CheckoutParts, payment: Payment, outcome: Outcome): Promise<string | null> {
  const amount = approvedAmount(payment, outcome)
  const { confirm_url, untrusted_page } = payment.order
  if (untrusted_page !== undefined) return null
  if (amount === null || !confirm_url || !isConfirmable(payment)) return null
  return parts.confirm(payment, confirm_url, amount)
}

/** Methods that are authenticated and approved in one step leave no moment to ask in. */
function isConfirmable(payment: Payment): boolean {
  return !contract(payment).pg.sells.one_transaction?.includes(payment.pay_method)
}

/** An account is issued, and shown before the buyer goes home. */
function settlesByDeposit(payment: Payment, values: Readonly<Record<string, string>>): boolean {
  const { pg, method } = contract(payment)
  return paidBy(pg, method, values).method.settles === 'deposit'
}

/** The payment ended elsewhere (the control API, another tab): the window only reports it. */
function endedElsewhere(payment: Payment): Verdict {
  return { ending: payment.status === 'failed' ? 'cancel' : 'approve', error_code: null }
}

/** A payment as a scenario may match it. */
function subjectOf(
  { imp_uid, merchant_uid, pg_provider: pg, pay_method }: Payment,
  { device }: PaymentWindow,
): Subject {
  return { imp_uid, merchant_uid, pg, pay_method, device }
}
