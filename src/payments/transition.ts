/**
 * The one place that decides what a payment becomes.
 *
 * Pure: the present payment, what is asked of it, and the facts; the next payment or a named refusal comes back.
 * The order of the guards is the order in which refusals win.
 */
import type { Approval } from '../catalog/method.ts'
import { refusal } from '../catalog/refusals.ts'
import { kstText } from '../core/kst.ts'
import { toMajor } from '../core/money.ts'
import { balance, type Cancel, type Payment, type TimelineEntry } from './payment.ts'

export type Command =
  /** The PG approves: paid. `amount` only where it was tampered with. */
  | {
      do: 'approve'
      pg_tid: string
      approval: Partial<Approval>
      receipt_url: string | null
      amount?: number
    }
  /** The PG issues a virtual account: still ready. */
  | { do: 'issue'; pg_tid: string; approval: Partial<Approval>; receipt_url: string | null }
  /** The PG declines, or the buyer gives up: failed. `by` says who. */
  | { do: 'fail'; reason: string; by: 'pg' | 'buyer' }
  /** The buyer leaves without a word: still ready. */
  | { do: 'abandon' }
  /** Money arrives on the virtual account: paid. `force` credits a wrong or late deposit all the same. */
  | { do: 'deposit'; amount: number | null; force: boolean; receipt_url: string | null }
  | CancelCommand

export interface CancelCommand {
  do: 'cancel'
  by: 'shop' | 'admin'
  /** Null: all that is left. */
  amount: number | null
  /** What the shop believes is left; null is not checked. */
  checksum: number | null
  reason: string
  refund: { holder: string | null; bank: string | null; account: string | null }
  cancellation_id: string
  pg_tid: string
  receipt_url: string | null
}

export interface Facts {
  readonly now: number
  /** Whether another payment of the same merchant_uid is paid, or was cancelled after being paid. */
  readonly sibling_paid: boolean
}

/** What a webhook may announce. `cancelled` carries the cancellation's id. */
export type Announcement =
  | { status: 'paid' | 'ready' }
  | { status: 'cancelled'; cancellation_id: string; by: 'shop' | 'admin' }

export interface Change {
  readonly payment: Payment
  readonly entry: Omit<TimelineEntry, 'at'>
  readonly announce: Announcement | null
}

/** The change that a command makes to a payment. Throws a refusal when it may not. */
export function transition(payment: Payment, command: Command, facts: Facts): Change {
  switch (command.do) {
    case 'approve':
      return approve(payment, command, facts)
    case 'issue':
      return issue(payment, command)
    case 'fail':
      return fail(payment, command, facts)
    case 'abandon':
      mustBeOpen(payment)
      return { payment, entry: { what: 'window left', by: 'buyer', detail: {} }, announce: null }
    case 'deposit':
      return deposit(payment, command, facts)
    case 'cancel':
      return cancel(payment, command, facts)
  }
}

type Approve = Extract<Command, { do: 'approve' }>

function approve(payment: Payment, command: Approve, facts: Facts): Change {
  mustBeOpen(payment)
  if (facts.sibling_paid) throw refusal('order_already_paid', {}, twice(payment))
  const amount = command.amount ?? payment.amount
  return {
    payment: {
      ...payment,
      status: 'paid',
      amount,
      pg_tid: command.pg_tid,
      receipt_url: command.receipt_url,
      paid_at: facts.now,
      approval: { ...payment.approval, ...command.approval },
    },
    entry: {
      what: 'approved',
      by: 'pg',
      detail: { pg_tid: command.pg_tid, amount: toMajor(amount, payment.currency) },
    },
    announce: { status: 'paid' },
  }
}

type Issue = Extract<Command, { do: 'issue' }>

function issue(payment: Payment, command: Issue): Change {
  mustBeOpen(payment)
  const approval = { ...payment.approval, ...command.approval }
  return {
    payment: { ...payment, pg_tid: command.pg_tid, receipt_url: command.receipt_url, approval },
    entry: {
      what: 'vbank issued',
      by: 'pg',
      detail: {
        vbank_name: approval.vbank_name,
        vbank_num: approval.vbank_num,
        due: kstText(approval.vbank_date),
      },
    },
    announce: { status: 'ready' },
  }
}

type Fail = Extract<Command, { do: 'fail' }>

function fail(payment: Payment, command: Fail, facts: Facts): Change {
  mustBeOpen(payment)
  return {
    payment: { ...payment, status: 'failed', failed_at: facts.now, fail_reason: command.reason },
    entry: {
      what: command.by === 'buyer' ? 'cancelled by the buyer' : 'declined',
      by: command.by,
      detail: { reason: command.reason },
    },
    announce: null,
  }
}

type Deposit = Extract<Command, { do: 'deposit' }>

function deposit(payment: Payment, command: Deposit, facts: Facts): Change {
  const { status, pay_method, currency } = payment
  if (status !== 'ready' || !isIssued(payment)) throw refusal('deposit_not_waiting', { status, pay_method })
  const amount = command.amount ?? payment.amount
  if (!command.force) {
    if (facts.now > payment.approval.vbank_date) {
      throw refusal('deposit_too_late', { due: kstText(payment.approval.vbank_date) })
    }
    if (amount !== payment.amount) {
      const expected = toMajor(payment.amount, currency)
      throw refusal('deposit_amount_wrong', { amount: toMajor(amount, currency), expected })
    }
  }
  return {
    payment: { ...payment, status: 'paid', paid_at: facts.now, receipt_url: command.receipt_url },
    entry: { what: 'deposited', by: 'bank', detail: { amount: toMajor(amount, currency) } },
    announce: { status: 'paid' },
  }
}

function cancel(payment: Payment, command: CancelCommand, facts: Facts): Change {
  const { status, currency } = payment
  const left = balance(payment)
  if (status === 'cancelled' && left === 0) throw refusal('cancel_already_cancelled')
  if (payment.paid_at === 0) {
    const isWaiting = status === 'ready' && isIssued(payment)
    throw refusal(
      'cancel_not_paid',
      { status },
      isWaiting
        ? 'An account without a deposit is voided with DELETE /vbanks/{imp_uid}, not cancelled.'
        : null,
    )
  }
  const amount = command.amount ?? left
  if (amount < 0 || (amount === 0 && left > 0)) throw refusal('cancel_amount_invalid')
  if (command.checksum !== null && command.checksum !== left) {
    throw refusal('cancel_checksum_mismatch', {
      checksum: toMajor(command.checksum, currency),
      balance: toMajor(left, currency),
    })
  }
  if (amount > left) throw refusal('cancel_exceeds_balance', { balance: toMajor(left, currency) })
  if (isIssued(payment) && command.by === 'shop') mustHaveRefundAccount(command)
  const { cancellation_id, reason, pg_tid, receipt_url } = command
  const row: Cancel = { cancellation_id, amount, cancelled_at: facts.now, reason, pg_tid, receipt_url }
  return {
    payment: {
      ...payment,
      status: 'cancelled',
      cancel_amount: payment.cancel_amount + amount,
      cancelled_at: facts.now,
      cancel_reason: reason,
      cancels: [...payment.cancels, row],
    },
    entry: {
      what: amount === left ? 'cancelled' : 'partly cancelled',
      by: command.by,
      detail: { amount: toMajor(amount, currency), reason, cancellation_id },
    },
    announce: { status: 'cancelled', cancellation_id, by: command.by },
  }
}

function mustBeOpen(payment: Payment): void {
  if (payment.status !== 'ready' || isIssued(payment))
    throw refusal('payment_not_open', { status: payment.status })
}

function isIssued(payment: Payment): boolean {
  return payment.approval.vbank_num !== null
}

function mustHaveRefundAccount({ refund }: CancelCommand): void {
  for (const [parameter, value] of Object.entries(refund)) {
    if (!value) throw refusal('cancel_refund_account_missing', { parameter: `refund_${parameter}` })
  }
}

function twice(payment: Payment): string {
  return `merchant_uid ${payment.merchant_uid} was paid in another window while this one was open.`
}
