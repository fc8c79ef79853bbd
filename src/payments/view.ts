/** How REST prints a payment: every key always there, in alphabetical order (rest Payment; observed in real answers). */
import { z } from 'zod'
import { isAble } from '../choice/abilities.ts'
import { toMajor } from '../core/money.ts'
import { documented } from '../core/schema.ts'
import type { Cancel, Deposit, Payment } from './payment.ts'

const text = z.string().nullable()

export const CancelView = z.object({
  amount: z.number(),
  cancellation_id: documented(z.string().optional(), { is_required: true }),
  cancelled_at: z.int(),
  pg_tid: z.string(),
  reason: z.string(),
  receipt_url: text,
})

export const DepositView = z.object({
  amount: z.number(),
  deposited_at: z.int(),
  depositor_name: z.string(),
  pg_tid: z.string(),
})

/**
 * Which keys REST prints: `latest`, those of the present document; `classic`, exactly those that the strict Go client
 * decodes, in every structure. `default` is how settings and world files once spelled `latest`.
 */
export const KEY_SETS = ['latest', 'classic', 'default'] as const
export type KeySet = (typeof KEY_SETS)[number]

/** All 54 keys. Those that `classic` leaves out are optional here. */
export const PaymentView = z.object({
  amount: z.number().describe('the original amount, never reduced by cancels'),
  apply_num: text,
  bank_code: text,
  bank_name: text,
  buyer_addr: text,
  buyer_email: text,
  buyer_name: text,
  buyer_postcode: text,
  buyer_tel: text,
  cancel_amount: z.number().describe('sum of all cancels'),
  cancel_history: z.array(CancelView),
  cancel_reason: text,
  cancel_receipt_urls: z.array(z.string()),
  cancelled_at: z.int(),
  card_code: text,
  card_issuer_code: text.optional(),
  card_issuer_name: text.optional(),
  card_name: text,
  card_number: text,
  card_publisher_code: text.optional(),
  card_publisher_name: text.optional(),
  card_quota: z.int(),
  card_type: z.int().nullable(),
  cash_receipt_issued: z.boolean(),
  channel: z.enum(['pc', 'mobile', 'api']),
  currency: z.string(),
  custom_data: text,
  customer_uid: text,
  customer_uid_usage: text,
  deposit_history: z.array(DepositView).optional(),
  emb_pg_provider: text.optional(),
  escrow: z.boolean(),
  fail_reason: text,
  failed_at: z.int(),
  imp_uid: z.string(),
  merchant_uid: z.string(),
  name: text,
  paid_at: z.int(),
  pay_method: z.string(),
  pg_id: z.string(),
  pg_provider: z.string(),
  pg_tid: text,
  promotion: z.unknown().nullable(),
  receipt_url: text,
  sandbox: documented(z.boolean().optional(), { is_required: true }),
  started_at: z.int(),
  status: z.enum(['ready', 'paid', 'cancelled', 'failed']),
  user_agent: z.string(),
  vbank_code: text,
  vbank_date: z.int(),
  vbank_holder: text,
  vbank_issued_at: z.int(),
  vbank_name: text,
  vbank_num: text,
})
export type PaymentView = z.infer<typeof PaymentView>

export const PagedPayments = z.object({
  list: z.array(PaymentView),
  next: z.int().describe('number of the next page, 0 for none'),
  previous: z.int().describe('number of the previous page, 0 for none'),
  total: z.int(),
})

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
