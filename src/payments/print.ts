/** A payment in the words of the REST API. */
import type { z } from 'zod'
import { isAble } from '../choice/abilities.ts'
import { toMajor } from '../core/money.ts'
import type { Cancel, Deposit, Payment } from './payment.ts'
import type { CancelView, DepositView, KeySet, PaymentView } from './view.ts'

/** A payment as `GET /payments/{imp_uid}` answers it. */
export function printPayment(payment: Payment, keys: KeySet = 'latest'): PaymentView {
  const printed = printLatest(payment)
  if (keys !== 'classic') return printed
  for (const key of NEWER_THAN_CLASSIC) delete printed[key]
  for (const cancel of printed.cancel_history) delete cancel.cancellation_id
  return printed
}

/** What the Go client's decoder does not know of a payment. */
const NEWER_THAN_CLASSIC = [
  'card_issuer_code',
  'card_issuer_name',
  'card_publisher_code',
  'card_publisher_name',
  'deposit_history',
  'emb_pg_provider',
  'sandbox',
] as const

/**
 * All keys, written out in their order. (Put together from parts and sorted it took half of the time of the call that reads a
 * payment: V8 builds an object of so many keys step by step, but one that is written out in one go.)
 */
function printLatest(payment: Payment): PaymentView {
  const { approval, order, currency, deposits = [] } = payment
  const has_issuer = isAble(payment.pg_provider, 'card_issuer')
  const issuer_code = has_issuer ? approval.card_code : null
  const issuer_name = has_issuer ? approval.card_name : null
  return {
    amount: toMajor(payment.amount, currency),
    apply_num: approval.apply_num,
    bank_code: approval.bank_code,
    bank_name: approval.bank_name,
    buyer_addr: order.buyer_addr,
    buyer_email: order.buyer_email,
    buyer_name: order.buyer_name,
    buyer_postcode: order.buyer_postcode,
    buyer_tel: order.buyer_tel,
    cancel_amount: toMajor(payment.cancel_amount, currency),
    cancel_history: payment.cancels.map((cancel) => printCancel(cancel, currency)),
    cancel_reason: payment.cancel_reason,
    cancel_receipt_urls: payment.cancels.flatMap(({ receipt_url }) => receipt_url ?? []),
    cancelled_at: payment.cancelled_at,
    card_code: approval.card_code,
    card_issuer_code: issuer_code,
    card_issuer_name: issuer_name,
    card_name: approval.card_name,
    card_number: approval.card_number,
    card_publisher_code: issuer_code,
    card_publisher_name: issuer_name,
    card_quota: approval.card_quota,
    card_type: approval.card_type,
    cash_receipt_issued: order.cash_receipt_issued ?? false,
    channel: payment.channel,
    currency,
    custom_data: order.custom_data,
    customer_uid: payment.customer_uid,
    customer_uid_usage: payment.customer_uid === null ? null : (order.customer_uid_usage ?? 'issue'),
    deposit_history: deposits.map((deposit) => printDeposit(deposit, currency)),
    emb_pg_provider: approval.emb_pg_provider ?? null,
    escrow: order.escrow,
    fail_reason: payment.fail_reason,
    failed_at: payment.failed_at,
    imp_uid: payment.imp_uid,
    merchant_uid: payment.merchant_uid,
    name: order.name,
    paid_at: payment.paid_at,
    pay_method: payment.pay_method,
    pg_id: payment.pg_id,
    pg_provider: payment.pg_provider,
    pg_tid: payment.pg_tid,
    promotion: order.promotion ? { id: order.promotion.id, discount: order.promotion.discount } : null,
    receipt_url: payment.receipt_url,
    sandbox: payment.sandbox,
    started_at: payment.started_at,
    status: payment.status,
    user_agent: order.user_agent,
    vbank_code: approval.vbank_code,
    vbank_date: approval.vbank_date,
    vbank_holder: approval.vbank_holder,
    vbank_issued_at: approval.vbank_issued_at,
    vbank_name: approval.vbank_name,
    vbank_num: approval.vbank_num,
  }
}

function printCancel(cancel: Cancel, currency: string): z.infer<typeof CancelView> {
  const { amount, cancellation_id, cancelled_at, pg_tid, reason, receipt_url } = cancel
  return { amount: toMajor(amount, currency), cancellation_id, cancelled_at, pg_tid, reason, receipt_url }
}

function printDeposit(deposit: Deposit, currency: string): z.infer<typeof DepositView> {
  const { amount, deposited_at, depositor_name, pg_tid } = deposit
  return { amount: toMajor(amount, currency), deposited_at, depositor_name, pg_tid }
}
