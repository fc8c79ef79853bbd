/**
 * The one place that decides what a payment becomes.
 *
 * Pure: the present payment, what is asked of it, and the facts; the next payment or a named refusal comes back.
 * The order of the guards is the order in which refusals win.
 */

import { CANCEL_WHY } from '../catalog/refusals/why.ts'
import { refusal } from '../catalog/refusals.ts'
import { type Bilingual, say } from '../core/bilingual.ts'
import { kstText } from '../core/kst.ts'
import { toMajor } from '../core/money.ts'
import { checkCancelRules, saidByPg } from './cancel-rules.ts'
import type { CancelCommand, Change, Command, Facts } from './command.ts'
import { approveLate, cancelUnseen, expire } from './expiry.ts'
import { balance, type Cancel, type Deposit, type OrderFacts, type Payment } from './payment.ts'
import { sharesLeft } from './shares.ts'

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
    case 'adjust':
      return adjust(payment, command, facts)
    case 'void':
      return withdraw(payment, command, facts)
    case 'receipt':
      return noteReceipt(payment, command)
    case 'expire':
      return expire(payment, command.what, facts)
    case 'approve_late':
      return approveLate(payment, command, facts)
    case 'cancel_unseen':
      return cancelUnseen(payment, facts)
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
      pay_method: command.pay_method ?? payment.pay_method,
      pg_tid: command.pg_tid,
      receipt_url: command.receipt_url,
      paid_at: facts.now,
      approval: { ...payment.approval, ...command.approval },
      order: withReceipt(payment, command),
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
    payment: {
      ...payment,
      pay_method: command.pay_method ?? payment.pay_method,
      pg_tid: command.pg_tid,
      receipt_url: command.receipt_url,
      approval,
      order: withReceipt(payment, command),
    },
    entry: {
      what: 'vbank issued',
      by: 'pg',
      detail: {
        vbank_name: approval.vbank_name,
        vbank_num: approval.vbank_num,
        due: kstText(approval.vbank_date),
      },
    },
    // A barcode by API is told by the answer of its own call; only its money is announced (docs, POST /cvs notice_url).
    announce: payment.pay_method === 'cvs' && payment.channel === 'api' ? null : { status: 'ready' },
  }
}

function withReceipt({ order }: Payment, { cash_receipt }: Approve | Issue): OrderFacts {
  return cash_receipt ? { ...order, cash_receipt } : order
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
    // The one failure that is announced: nobody waits for the answer of a schedule (docs, webhook page).
    announce: payment.order.customer_uid_usage === 'payment.scheduled' ? { status: 'failed' } : null,
  }
}

type DepositCommand = Extract<Command, { do: 'deposit' }>

function deposit(payment: Payment, command: DepositCommand, facts: Facts): Change {
  const { status, pay_method, currency } = payment
  if (payment.order.vbank_unlimited) return depositAgain(payment, command, facts)
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

/** Paid by the first deposit, whatever its amount; each one is kept. One after a cancel changes no status (docs, settle). */
function depositAgain(payment: Payment, command: DepositCommand, facts: Facts): Change {
  const { status, currency, order } = payment
  if (status === 'failed' || (status === 'cancelled' && payment.paid_at === 0) || !isIssued(payment)) {
    throw refusal('deposit_not_waiting', { status, pay_method: payment.pay_method })
  }
  const amount = command.amount ?? payment.amount
  const row: Deposit = {
    pg_tid: command.pg_tid ?? payment.pg_tid ?? '',
    amount,
    depositor_name: order.buyer_name ?? '입금자',
    deposited_at: facts.now,
  }
  const is_first = status === 'ready'
  return {
    payment: {
      ...payment,
      ...(is_first ? { status: 'paid', paid_at: facts.now, receipt_url: command.receipt_url } : {}),
      deposits: [...(payment.deposits ?? []), row],
    },
    entry: { what: 'deposited', by: 'bank', detail: { amount: toMajor(amount, currency) } },
    announce: status === 'cancelled' ? null : { status: 'paid' },
  }
}

type Adjust = Extract<Command, { do: 'adjust' }>

function adjust(payment: Payment, { amount, due }: Adjust, { now }: Facts): Change {
  mustWait(payment)
  if (amount !== null && amount <= 0) throw refusal('vbank_amount_invalid')
  if (due !== null && due <= now) throw refusal('vbank_due_past', { due: kstText(due) })
  const { approval, currency } = payment
  const changed = {
    ...payment,
    amount: amount ?? payment.amount,
    approval: { ...approval, vbank_date: due ?? approval.vbank_date },
  }
  return {
    payment: changed,
    entry: {
      what: 'vbank changed',
      by: 'shop',
      detail: { amount: toMajor(changed.amount, currency), due: kstText(changed.approval.vbank_date) },
    },
    announce: null,
  }
}

type Void = Extract<Command, { do: 'void' }>

function withdraw(payment: Payment, { reason }: Void, { now }: Facts): Change {
  mustWait(payment)
  return {
    payment: { ...payment, status: 'cancelled', cancelled_at: now, cancel_reason: reason },
    entry: { what: 'voided', by: 'shop', detail: { reason } },
    announce: null,
  }
}

function noteReceipt(
  payment: Payment,
  { is_issued, receipt_tid }: Extract<Command, { do: 'receipt' }>,
): Change {
  return {
    payment: { ...payment, order: { ...payment.order, cash_receipt_issued: is_issued } },
    entry: {
      what: is_issued ? 'cash receipt issued' : 'cash receipt cancelled',
      by: 'shop',
      detail: { receipt_tid },
    },
    announce: null,
  }
}

/** Issued, and the money has not arrived. */
function mustWait(payment: Payment): void {
  if (!isIssued(payment)) throw refusal('vbank_not_vbank', { pay_method: payment.pay_method })
  if (payment.status !== 'ready') throw refusal('vbank_not_ready', { status: payment.status })
}

function cancel(payment: Payment, command: CancelCommand, facts: Facts): Change {
  const { status, currency } = payment
  const left = balance(payment)
  if (status === 'cancelled' && left === 0) throw refusal('cancel_already_cancelled')
  if (payment.paid_at === 0) {
    const is_waiting = status === 'ready' && isIssued(payment)
    throw refusal(
      'cancel_not_paid',
      { status },
      is_waiting
        ? say(
            '입금 전 가상계좌는 취소가 아니라 DELETE /vbanks/{imp_uid}로 발급을 취소합니다.',
            'An account without a deposit is voided with DELETE /vbanks/{imp_uid}, not cancelled.',
          )
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
  const { already_cancelled, exceeds_balance } = facts.pg_says ?? {}
  if (amount > left) {
    if (exceeds_balance) throw saidByPg(exceeds_balance.message)
    throw refusal('cancel_exceeds_balance', { balance: toMajor(left, currency) })
  }
  if (payment.order.pg_cancelled_at) throw saidByPg(already_cancelled?.message ?? CANCEL_WHY.already, PG_ONLY)
  const { cancellation_id, reason, pg_tid, receipt_url, vat_amount = null, requester = null } = command
  const { tax_free: given_tax_free = null } = command
  const asked = {
    ...command,
    amount,
    reason: command.given_reason ?? null,
    requester,
    vat_amount,
    tax_free: given_tax_free,
  }
  checkCancelRules(payment, asked, facts.cancel_rules, facts.now)
  const tax_free = taxFreePart(payment, amount, command.tax_free ?? null)
  if (vat_amount !== null && (vat_amount < 0 || vat_amount > amount - tax_free)) {
    throw refusal('cancel_tax_invalid', { parameter: 'vat_amount' })
  }
  const row: Cancel = {
    cancellation_id,
    amount,
    cancelled_at: facts.now,
    reason,
    pg_tid,
    receipt_url,
    tax_free,
    vat_amount,
  }
  return {
    payment: {
      ...payment,
      status: 'cancelled',
      cancel_amount: payment.cancel_amount + amount,
      cancelled_at: facts.now,
      cancel_reason: reason,
      cancels: [...payment.cancels, row],
      order: keepPromotion(payment, left - amount, command.retain_promotion ?? false),
    },
    entry: {
      what: amount === left ? 'cancelled' : 'partly cancelled',
      by: command.by,
      detail: {
        amount: toMajor(amount, currency),
        reason,
        cancellation_id,
        ...(requester === null ? {} : { requester }),
      },
    },
    announce: {
      status: 'cancelled',
      cancellation_id,
      by: command.by,
      ...(command.enable_webhook ? { enable_webhook: true } : {}),
    },
  }
}

const PG_ONLY = say(
  'PG가 이 테스트 결제를 자체적으로 취소했고(auto_cancel) 아임포트는 모릅니다.',
  'The PG cancelled this test payment by itself (auto_cancel) and iamport does not know.',
)

/** How much of a cancel is free of tax. A part counts as taxed when nothing is said (docs), as far as anything taxed is left. */
function taxFreePart(payment: Payment, amount: number, given: number | null): number {
  const left = sharesLeft(payment)
  if (given === null) return Math.max(0, amount - left.supply - left.vat)
  if (given < 0 || given > amount || given > left.tax_free)
    throw refusal('cancel_tax_invalid', { parameter: 'tax_free' })
  return given
}

/** A promotion falls away when what is left is below its minimum, unless the shop keeps it (retain_promotion). */
function keepPromotion({ order, currency }: Payment, left: number, isRetained: boolean): Payment['order'] {
  const { promotion, ...rest } = order
  if (!promotion || isRetained || toMajor(left, currency) >= promotion.min_amount) return order
  return rest
}

function mustBeOpen(payment: Payment): void {
  if (payment.status !== 'ready' || isIssued(payment))
    throw refusal('payment_not_open', { status: payment.status })
}

function isIssued(payment: Payment): boolean {
  return payment.approval.vbank_num !== null
}

function twice({ merchant_uid }: Payment): Bilingual {
  return say(
    `이 결제창이 열려 있는 동안 merchant_uid ${merchant_uid}이(가) 다른 결제창에서 결제되었습니다.`,
    `merchant_uid ${merchant_uid} was paid in another window while this one was open.`,
  )
}
