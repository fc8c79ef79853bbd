/** What a world file may hold: a merchant's shop in any state, in iamport's words. Everything may be left out. */
import { z } from 'zod'
import { SCHEDULE_STATUSES, type ScheduledOrder } from '../billing/key.ts'
import { CERTIFICATION_PGS } from '../catalog/certifications/index.ts'
import type { Approval } from '../catalog/method.ts'
import { CARRIERS, type CertificationFacts, type Person } from '../certifications/certification.ts'
import { GivenSettings } from '../merchants/merchant.ts'
import { BUYER_ACTS, SHOP_ACTS } from '../orders/product-order.ts'
import { type OrderFacts, STATUSES } from '../payments/payment.ts'

const text = z.string().nullable()
const seconds = z.int().min(0)

/** A moment: ISO time (without a zone it is Korean time), or Unix seconds. */
const Moment = z
  .union([z.string(), seconds])
  .describe('ISO time (without a zone: Korean time), or Unix seconds')

/** What the PG's approval adds to a payment. What is left out is drawn from the seed. */
const APPROVAL = {
  apply_num: text,
  bank_code: text,
  bank_name: text,
  card_code: text,
  card_name: text,
  card_number: text,
  card_quota: z.int(),
  card_type: z.int().nullable(),
  vbank_code: text,
  vbank_name: text,
  vbank_num: text,
  vbank_holder: text,
  vbank_date: seconds,
  vbank_issued_at: seconds,
  emb_pg_provider: z.string(),
} satisfies Record<keyof Approval, z.ZodType>

/** What the order said. */
const ORDER = {
  name: text,
  buyer_name: text,
  buyer_email: text,
  buyer_tel: text,
  buyer_addr: text,
  buyer_postcode: text,
  custom_data: text,
  notice_url: z.array(z.string()),
  escrow: z.boolean(),
  tax_free: z.number(),
  language: z.string(),
  vbank_due: seconds.nullable(),
  digital: z.boolean(),
  card_quota: z.array(z.int()).nullable(),
  m_redirect_url: text,
  user_agent: z.string(),
  sdk: z.string(),
  untrusted_page: z.string(),
  app_scheme: text,
  confirm_url: text,
  pg_cancelled_at: seconds,
  refused_by_pg: z.strictObject({ code: z.string(), message: z.string() }),
  extra: z.record(z.string(), z.unknown()),
  naver_products: z.array(z.unknown()),
  customer_uid_usage: z.enum(['issue', 'payment', 'payment.scheduled']),
  vat_amount: z.number().nullable(),
  promotion: z.strictObject({ id: z.string(), discount: z.number(), min_amount: z.number() }),
  vbank_num: text,
  vbank_holder: text,
  vbank_unlimited: z.boolean(),
  cvs_confirm_url: text,
  cash_receipt_issued: z.boolean(),
  cash_receipt: z.strictObject({ type: z.enum(['person', 'company']), identifier: z.string() }),
} satisfies Record<keyof OrderFacts, z.ZodType>

const WorldCancel = z.strictObject({
  amount: z.number().min(0).describe('major units'),
  cancelled_at: Moment.optional(),
  reason: z.string().optional(),
  cancellation_id: z.string().min(1).optional(),
  pg_tid: z.string().optional(),
  receipt_url: text.optional(),
  tax_free: z.number().min(0).optional().describe('major units'),
  vat_amount: z.number().nullable().optional().describe('major units'),
})

const WorldDeposit = z.strictObject({
  amount: z.number().positive().describe('major units'),
  depositor_name: z.string().default('입금자'),
  deposited_at: Moment,
  pg_tid: z.string(),
})

const WorldEntry = z.strictObject({
  at: Moment,
  what: z.string(),
  by: z.enum(['buyer', 'pg', 'bank', 'shop', 'admin', 'sandbox']),
  detail: z.record(z.string(), z.unknown()).default({}),
})

export const WorldPayment = z.strictObject({
  merchant_uid: z.string().min(1).max(80),
  amount: z.number().min(0).describe('major units'),
  status: z
    .enum(STATUSES)
    .default('paid')
    .describe('ready with pay_method vbank is an account that waits for money'),
  imp_uid: z.string().min(1).max(40).optional().describe('drawn from the seed when it is missing'),
  user_code: z.string().optional().describe('whose payment it is; default: the first merchant'),
  currency: z.string().default('KRW'),
  pay_method: z.string().default('card'),
  channel: z.enum(['pc', 'mobile', 'api']).default('pc'),
  pg_provider: z.string().optional().describe('default: the merchant’s default PG'),
  pg_id: z.string().optional(),
  pg_tid: text.optional(),
  sandbox: z.boolean().default(true),
  started_at: Moment.optional().describe('default: paid_at, or the start of this world'),
  paid_at: Moment.nullable().optional(),
  failed_at: Moment.nullable().optional(),
  cancelled_at: Moment.nullable().optional(),
  fail_reason: text.optional(),
  cancel_reason: text.optional(),
  receipt_url: text.optional(),
  customer_uid: text.optional(),
  order: z.strictObject(ORDER).partial().default({}).describe('what the order said'),
  approval: z.strictObject(APPROVAL).partial().default({}).describe('what the PG’s approval added'),
  cancel_history: z
    .array(WorldCancel)
    .optional()
    .describe(
      'default for status cancelled: all of it. An empty list: an account withdrawn before any money came',
    ),
  deposit_history: z
    .array(WorldDeposit)
    .optional()
    .describe('of an account that takes money again and again'),
  naver_acts: z
    .array(z.enum([...SHOP_ACTS, ...BUYER_ACTS]))
    .default([])
    .describe('naverco: what was done to all its product orders, one after the other'),
  timeline: z.array(WorldEntry).optional(),
})
export type WorldPayment = z.infer<typeof WorldPayment>

export const WorldMerchant = z.strictObject({
  name: z.string().min(1).optional(),
  user_code: z.string().min(1).optional(),
  imp_key: z.string().min(1).optional(),
  imp_secret: z.string().min(1).optional(),
  settings: GivenSettings.default({}).describe('as PUT /_sandbox/settings takes them'),
})
export type WorldMerchant = z.infer<typeof WorldMerchant>

export const WorldPrepared = z.strictObject({
  merchant_uid: z.string().min(1).max(80),
  amount: z.number().min(0).describe('major units'),
  currency: text.default(null),
  user_code: z.string().optional(),
})

export const WorldBillingKey = z.strictObject({
  customer_uid: z.string().min(1).max(80),
  user_code: z.string().optional(),
  pg_provider: z.string().optional().describe('default: nice'),
  pg_id: z.string().optional(),
  sandbox: z.boolean().default(true),
  pay_method: z.string().default('card'),
  customer_id: text.optional(),
  card_code: text.optional().describe('default of a card: 366, 신한카드'),
  card_name: text.optional(),
  card_number: text.optional().describe('masked'),
  card_type: z.int().nullable().optional(),
  customer_name: text.optional(),
  customer_tel: text.optional(),
  customer_email: text.optional(),
  customer_addr: text.optional(),
  customer_postcode: text.optional(),
  inserted: Moment.optional(),
  updated: Moment.optional(),
})
export type WorldBillingKey = z.infer<typeof WorldBillingKey>

const SCHEDULED_ORDER = {
  name: text,
  buyer_name: text,
  buyer_email: text,
  buyer_tel: text,
  buyer_addr: text,
  buyer_postcode: text,
  custom_data: text,
  notice_url: z.array(z.string()),
  tax_free: z.number(),
  vat_amount: z.number().nullable(),
  card_quota: z.int(),
  digital: z.boolean(),
  promotion_id: text,
} satisfies Record<keyof ScheduledOrder, z.ZodType>

export const WorldSchedule = z.strictObject({
  customer_uid: z.string().min(1).max(80).describe('of one of billing_keys'),
  merchant_uid: z.string().min(1).max(80),
  amount: z.number().positive().describe('major units'),
  schedule_at: Moment,
  user_code: z.string().optional(),
  currency: z.string().default('KRW'),
  status: z.enum(SCHEDULE_STATUSES).default('scheduled'),
  executed_at: Moment.nullable().optional(),
  revoked_at: Moment.nullable().optional(),
  imp_uid: text.optional().describe('of the payment that came of it'),
  attempts: z.int().min(0).default(0),
  pg_provider: z.string().optional(),
  pg_id: z.string().optional(),
  sandbox: z.boolean().optional(),
  customer_id: text.optional(),
  order: z.strictObject(SCHEDULED_ORDER).partial().default({}),
})
export type WorldSchedule = z.infer<typeof WorldSchedule>

const PERSON = {
  name: z.string().min(1),
  birthday: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  gender: z.enum(['male', 'female']),
  foreigner: z.boolean(),
  phone: z.string().regex(/^\d{10,11}$/),
  carrier: z.enum(CARRIERS),
} satisfies Record<keyof Person, z.ZodType>

/** What the page asked for. */
const CERTIFICATION_FACTS = {
  min_age: z.int().nullable(),
  company: text,
  name: text,
  phone: text,
  carrier: text,
  m_redirect_url: text,
  sdk: z.string(),
  by_app: z.boolean(),
} satisfies Record<keyof CertificationFacts, z.ZodType>

export const WorldCertification = z.strictObject({
  merchant_uid: z.string().min(1).max(80),
  imp_uid: z.string().min(1).max(40).optional().describe('drawn from the seed when it is missing'),
  user_code: z.string().optional(),
  pg_provider: z.enum(CERTIFICATION_PGS.map(({ code }) => code)).default(CERTIFICATION_PGS[0]!.code),
  pg_id: z.string().optional(),
  pg_tid: text.optional(),
  origin: z.string().default('').describe('the page that asked'),
  person: z.strictObject(PERSON).partial().optional().describe('default, once certified: 홍길동'),
  requested_at: Moment.optional(),
  certified_at: Moment.nullable()
    .optional()
    .describe('default: the start of this world; null: only asked for'),
  otp_sent_at: Moment.nullable().optional(),
  otp_count: z.int().min(0).default(0),
  otp_wrong: z.int().min(0).default(0),
  facts: z.strictObject(CERTIFICATION_FACTS).partial().default({}).describe('what the page asked for'),
})
export type WorldCertification = z.infer<typeof WorldCertification>

/** A call that the default shop's server has made: through the same operation, at the start of this world. */
export const WorldCall = z.strictObject({
  operation: z.string().describe('`POST /payments/prepare`'),
  params: z.record(z.string(), z.unknown()).optional(),
  query: z.record(z.string(), z.unknown()).optional(),
  body: z.unknown().optional(),
})
export type WorldCall = z.infer<typeof WorldCall>

export const World = z.strictObject({
  $schema: z.string().optional(),
  about: z.string().optional().describe('what this world is for, in words'),
  seed: z
    .union([z.string().min(1), z.int()])
    .optional()
    .describe('default: the sandbox’s own'),
  clock: z
    .union([z.string(), z.strictObject({ from: z.string() })])
    .optional()
    .describe(
      '`system`, an ISO time at which the clock stands still, or {from: ISO}: a clock that runs on from there',
    ),
  merchants: z.array(WorldMerchant).default([]).describe('the first one is the default merchant'),
  prepared: z.array(WorldPrepared).default([]).describe('amounts registered with POST /payments/prepare'),
  payments: z.array(WorldPayment).default([]),
  billing_keys: z.array(WorldBillingKey).default([]),
  schedules: z
    .array(WorldSchedule)
    .default([])
    .describe('charges of the future, and what became of those of the past'),
  certifications: z.array(WorldCertification).default([]),
  calls: z.array(WorldCall).default([]).describe('REST calls made after all the rest is there'),
})

/** A world as it is written: defaults may be left out. */
export type WorldFile = z.input<typeof World>
/** A world as it is read: defaults filled in. */
export type World = z.infer<typeof World>
