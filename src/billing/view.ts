/** How REST prints billing keys and schedules: every key always there, in alphabetical order. */
import { z } from 'zod'
import { isAble } from '../choice/abilities.ts'
import { toMajor } from '../core/money.ts'
import { documented } from '../core/schema.ts'
import type { Payment } from '../payments/payment.ts'
import type { KeySet } from '../payments/view.ts'
import type { KeyChannel } from './groups.ts'
import { type BillingKey, SCHEDULE_STATUSES, type Schedule } from './key.ts'

const text = z.string().nullable()

export const CustomerView = z.object({
  card_code: text,
  card_issuer_code: text.optional(),
  card_issuer_name: text.optional(),
  card_name: text,
  card_number: text,
  card_publisher_code: text.optional(),
  card_publisher_name: text.optional(),
  card_type: z.int().nullable(),
  customer_addr: text,
  customer_email: text,
  customer_id: text.optional(),
  customer_name: text,
  customer_postcode: text,
  customer_tel: text,
  customer_uid: z.string(),
  inserted: z.int(),
  pg_id: z.string(),
  pg_provider: z.string(),
  sandbox: documented(z.boolean().optional(), { is_required: true }),
  updated: z.int(),
})

type CustomerView = z.infer<typeof CustomerView>

/** Keys that the strict Go client does not decode: of a billing key, and of a schedule. */
const NEWER_OF_CUSTOMER = [
  'card_issuer_code',
  'card_issuer_name',
  'card_publisher_code',
  'card_publisher_name',
  'customer_id',
  'sandbox',
] as const
const NEWER_OF_SCHEDULE = ['currency', 'customer_id', 'pg_id', 'pg_provider', 'promotion_id'] as const

/** A billing key in the merchant's key set (setting `payment_keys`), as payments are. */
export function printCustomer(key: BillingKey, keys: KeySet = 'latest'): CustomerView {
  const printed = printAll(key)
  if (keys === 'classic') for (const name of NEWER_OF_CUSTOMER) delete printed[name]
  return printed
}

function printAll(key: BillingKey): CustomerView {
  const has_issuer = isAble(key.pg_provider, 'card_issuer')
  const issuer = { code: has_issuer ? key.card_code : null, name: has_issuer ? key.card_name : null }
  return {
    card_code: key.card_code,
    card_issuer_code: issuer.code,
    card_issuer_name: issuer.name,
    card_name: key.card_name,
    card_number: key.card_number,
    card_publisher_code: issuer.code,
    card_publisher_name: issuer.name,
    card_type: key.card_type,
    customer_addr: key.customer_addr,
    customer_email: key.customer_email,
    customer_id: key.customer_id,
    customer_name: key.customer_name,
    customer_postcode: key.customer_postcode,
    customer_tel: key.customer_tel,
    customer_uid: key.customer_uid,
    inserted: key.inserted,
    pg_id: key.pg_id,
    pg_provider: key.pg_provider,
    sandbox: key.sandbox,
    updated: key.updated,
  }
}

/** A key at every channel of a group. Its keys are the document's: channelGroupId, succeededChannels, failedChannels. */
export const SuperKeyView = z.object({
  channelGroupId: z.string(),
  customer_addr: text,
  customer_email: text,
  customer_id: text,
  customer_name: text,
  customer_postcode: text,
  customer_tel: text,
  customer_uid: z.string(),
  failedChannels: z.array(
    z.object({ message: z.string(), pg_id: z.string(), pg_provider: z.string(), type: z.string() }),
  ),
  succeededChannels: z.array(
    CustomerView.pick({
      card_code: true,
      card_issuer_code: true,
      card_issuer_name: true,
      card_name: true,
      card_number: true,
      card_publisher_code: true,
      card_publisher_name: true,
      card_type: true,
      inserted: true,
      pg_id: true,
      pg_provider: true,
      updated: true,
    }),
  ),
})

export function printSuperKey(
  key: BillingKey,
  channels: readonly KeyChannel[],
): z.infer<typeof SuperKeyView> {
  return {
    channelGroupId: channels[0]!.channel_group_id,
    customer_addr: key.customer_addr,
    customer_email: key.customer_email,
    customer_id: key.customer_id,
    customer_name: key.customer_name,
    customer_postcode: key.customer_postcode,
    customer_tel: key.customer_tel,
    customer_uid: key.customer_uid,
    failedChannels: channels.flatMap(({ failure, pg_id, pg_provider }) =>
      failure === null ? [] : [{ message: failure, pg_id, pg_provider, type: 'INVALID_REQUEST' }],
    ),
    succeededChannels: channels
      .filter(({ failure }) => failure === null)
      .map(({ pg_id, pg_provider }) => {
        const { customer_uid: _u, sandbox: _s, ...printed } = printCustomer({ ...key, pg_id, pg_provider })
        const {
          customer_addr: _a,
          customer_email: _e,
          customer_id: _i,
          customer_name: _n,
          customer_postcode: _p,
          customer_tel: _t,
          ...card
        } = printed
        return card
      }),
  }
}

type ScheduleView = z.infer<typeof ScheduleView>
export const ScheduleView = z.object({
  amount: z.number(),
  buyer_addr: text,
  buyer_email: text,
  buyer_name: text,
  buyer_postcode: text,
  buyer_tel: text,
  currency: z.string().optional(),
  custom_data: text,
  customer_id: text.optional(),
  customer_uid: z.string(),
  executed_at: z.int(),
  fail_reason: text,
  imp_uid: text,
  merchant_uid: z.string(),
  name: text,
  payment_status: z.enum(['ready', 'paid', 'failed', 'cancelled']).nullable(),
  pg_id: z.string().optional(),
  pg_provider: z.string().optional(),
  promotion_id: text.optional(),
  revoked_at: z.int(),
  schedule_at: z.int(),
  schedule_status: z.enum(SCHEDULE_STATUSES),
})

/** `payment` is that of the last attempt: a cancel of it shows here, too. */
export function printSchedule(
  schedule: Schedule,
  payment: Payment | null,
  keys: KeySet = 'latest',
): ScheduleView {
  const { order } = schedule
  const printed: ScheduleView = {
    amount: toMajor(schedule.amount, schedule.currency),
    buyer_addr: order.buyer_addr,
    buyer_email: order.buyer_email,
    buyer_name: order.buyer_name,
    buyer_postcode: order.buyer_postcode,
    buyer_tel: order.buyer_tel,
    currency: schedule.currency,
    custom_data: order.custom_data,
    customer_id: schedule.customer_id,
    customer_uid: schedule.customer_uid,
    executed_at: schedule.executed_at,
    fail_reason: payment?.fail_reason ?? null,
    imp_uid: schedule.imp_uid,
    merchant_uid: schedule.merchant_uid,
    name: order.name,
    payment_status: payment?.status ?? null,
    pg_id: schedule.pg_id,
    pg_provider: schedule.pg_provider,
    promotion_id: order.promotion_id,
    revoked_at: schedule.revoked_at,
    schedule_at: schedule.schedule_at,
    schedule_status: schedule.status,
  }
  if (keys === 'classic') for (const name of NEWER_OF_SCHEDULE) delete printed[name]
  return printed
}
