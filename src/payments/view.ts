/** How REST prints a payment: every key always there, in alphabetical order (rest Payment; observed in real answers). */
import { z } from 'zod'
import { documented } from '../core/schema.ts'

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
