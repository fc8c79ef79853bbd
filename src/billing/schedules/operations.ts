/** The schedule operations of the REST API, one row each. */
import { z } from 'zod'
import { refusal } from '../../catalog/refusals.ts'
import { type Operation, operation } from '../../core/operation.ts'
import { assumed, docs } from '../../core/provenance.ts'
import { documented, orNothing } from '../../core/schema.ts'
import { type Charge, ChargeFields, MerchantUid, readFacts, UnixSeconds } from '../../payments/api-facts.ts'
import { pageOf } from '../../payments/page.ts'
import type { Payments } from '../../payments/payments.ts'
import { type KeySet, PaymentView } from '../../payments/view.ts'
import { CardFields, type CardInput } from '../card-fields.ts'
import { SCHEDULE_STATUSES, type Schedule, type ScheduledOrder } from '../key.ts'
import { printSchedule, ScheduleView } from '../view.ts'
import type { ScheduleRequest } from './create.ts'
import type { Schedules } from './schedules.ts'

const CustomerUid = z.string().trim().min(1).max(80)
const document = docs('API document v1')
const byOrder = z.object({ merchant_uid: z.string() })
const PagedSchedules = z.object({
  list: z.array(ScheduleView),
  next: z.int().describe('number of the next page, 0 for none'),
  previous: z.int().describe('number of the previous page, 0 for none'),
  total: z.int(),
})

const ScheduleRow = z.object({
  merchant_uid: MerchantUid,
  schedule_at: UnixSeconds,
  amount: z.number(),
  ...ChargeFields,
  name: documented(ChargeFields.name, { max: 40, is_required: true }),
  currency: documented(ChargeFields.currency, { is_required: true }),
})

/** Each client has its own spelling of these (document, Java and Ruby clients); every list takes all of them. */
const PERIOD = {
  schedule_from: z.int().optional().describe('Unix seconds, inclusive'),
  schedule_to: z.int().optional().describe('Unix seconds, exclusive'),
  from: z.int().optional().describe('the same as schedule_from'),
  to: z.int().optional().describe('the same as schedule_to'),
  schedule_status: z.enum(SCHEDULE_STATUSES).optional(),
  'schedule-status': z.enum(SCHEDULE_STATUSES).optional().describe('the same as schedule_status'),
  page: orNothing(z.int().optional(), 0),
  limit: z.int().min(1).max(1000).default(20),
  sorting: z.string().optional().describe('`scheduled`: oldest first; default: newest first'),
}
/** Which spelling the document requires; any will do. */
const required = <T extends z.ZodType>(schema: T) =>
  documented(schema, { is_required: true, is_only_printed: true })
const Period = z.object({
  ...PERIOD,
  schedule_from: required(PERIOD.schedule_from),
  schedule_to: required(PERIOD.schedule_to),
})
const PeriodOfKey = z.object({ ...PERIOD, from: required(PERIOD.from), to: required(PERIOD.to) })

export function scheduleOperations(
  schedules: Schedules,
  payments: Pick<Payments, 'get' | 'print'>,
  key_set: (merchant: number) => KeySet,
): Operation[] {
  const print = (schedule: Schedule) =>
    printSchedule(
      schedule,
      schedule.imp_uid === null ? null : payments.get(schedule.imp_uid),
      key_set(schedule.merchant),
    )

  const find = (merchant: number, given: (name: string) => string) =>
    schedules.find(merchant, given('merchant_uid'))

  /** Whether somebody is named who has neither a key nor a card. */
  function mustHaveMeans(merchant: number, given: (name: string) => string): void {
    const customer_uid = given('customer_uid')
    const has_means = given('card_number') !== '' || schedules.read.key(merchant, customer_uid) !== null
    if (customer_uid !== '' && !has_means) throw refusal('schedule_customer_unknown')
  }

  function list(
    merchant: number,
    query: z.infer<typeof Period>,
    { customer_uid, longest_s }: { customer_uid?: string; longest_s: number },
  ) {
    const from = query.schedule_from ?? query.from
    const to = query.schedule_to ?? query.to
    const [from_name, to_name] =
      customer_uid === undefined ? ['schedule_from', 'schedule_to'] : ['from', 'to']
    if (from === undefined) throw refusal('parameter_missing', { parameter: from_name! })
    if (to === undefined) throw refusal('parameter_missing', { parameter: to_name! })
    if (from > to || to - from > longest_s) throw refusal('schedule_period_invalid')
    const status = query.schedule_status ?? query['schedule-status']
    const oldest_first = query.sorting === 'scheduled'
    return pageOf(query.page, query.limit, (limit, offset) => {
      const found = schedules.read.list({
        merchant,
        customer_uid,
        status,
        from,
        to,
        oldest_first,
        limit,
        offset,
      })
      return { total: found.total, list: found.list.map(print) }
    })
  }

  return [
    operation({
      method: 'POST',
      path: '/subscribe/payments/schedule',
      tag: 'subscribe',
      asks: mustHaveMeans,
      summary:
        'Registers charges of the future, all or none. Without a billing key it needs card data and keeps one.',
      body: z.object({
        customer_uid: CustomerUid,
        checking_amount: z.number().min(0).default(0).describe('a trial charge, given back at once; 0: none'),
        card_number: CardFields.card_number.optional(),
        expiry: CardFields.expiry.optional(),
        birth: CardFields.birth,
        pwd_2digit: CardFields.pwd_2digit,
        cvc: CardFields.cvc,
        pg: z.string().max(80).optional(),
        channel_key: z.string().max(55).optional(),
        customer_id: z.string().optional(),
        schedules: z.array(ScheduleRow).min(1).max(1000),
      }),
      returns: z.array(ScheduleView),
      known: document,
      example: {
        body: {
          customer_uid: 'customer_1',
          schedules: [
            {
              merchant_uid: 'order_2',
              schedule_at: 1900000000,
              amount: 9900,
              currency: 'KRW',
              name: '월간 구독',
            },
          ],
        },
      },
      handle: ({ merchant, body }) => {
        const { customer_uid, customer_id, checking_amount, pg, channel_key } = body
        const made = schedules.create(merchant, {
          customer_uid,
          card: cardOf(body),
          wish: { pg, channel_key },
          customer: { customer_id },
          checking_amount,
          schedules: body.schedules.map(readRow),
        })
        return made.map(print)
      },
    }),
    operation({
      method: 'POST',
      path: '/subscribe/payments/unschedule',
      tag: 'subscribe',
      summary:
        'Revokes what is still to be charged: of a customer_uid, of certain merchant_uids, or of both.',
      body: z.object({
        customer_uid: z.string().optional(),
        merchant_uid: z
          .union([z.array(z.string()), z.string()])
          .optional()
          .describe('one, or a list'),
      }),
      returns: z.array(ScheduleView),
      known: document,
      example: { body: { customer_uid: 'customer_1', merchant_uid: ['order_2'] } },
      handle: ({ merchant, body }) => {
        const { merchant_uid } = body
        const given = typeof merchant_uid === 'string' ? [merchant_uid] : (merchant_uid ?? [])
        const orders = given.filter((text) => text !== '')
        return schedules
          .revoke(merchant, body.customer_uid || null, orders.length > 0 ? orders : null)
          .map(print)
      },
    }),
    operation({
      method: 'GET',
      path: '/subscribe/payments/schedule',
      statuses: [400],
      tag: 'subscribe',
      summary: 'Schedules of at most three months, newest first.',
      query: Period,
      returns: PagedSchedules,
      known: docs('API document v1; that it is paged is in its text and in three clients'),
      example: { query: { schedule_from: 1900000000, schedule_to: 1902592000 } },
      handle: ({ merchant, query }) => list(merchant, query, { longest_s: LONGEST_S }),
    }),
    operation({
      method: 'GET',
      path: '/subscribe/payments/schedule/{merchant_uid}',
      statuses: [400, 404],
      tag: 'subscribe',
      summary: 'One schedule.',
      params: byOrder,
      returns: ScheduleView,
      known: document,
      example: { params: { merchant_uid: 'order_2' } },
      handle: ({ merchant, params }) => print(schedules.find(merchant, params.merchant_uid)),
    }),
    operation({
      method: 'PUT',
      path: '/subscribe/payments/schedule/{merchant_uid}',
      statuses: [400, 404, 500],
      tag: 'subscribe',
      asks: find,
      summary: 'Moves a schedule that was not tried yet.',
      params: byOrder,
      body: z.object({ schedule_at: UnixSeconds }),
      returns: ScheduleView,
      known: document,
      example: { params: { merchant_uid: 'order_2' }, body: { schedule_at: 1900086400 } },
      handle: ({ merchant, params, body }) =>
        print(schedules.move(merchant, params.merchant_uid, body.schedule_at)),
    }),
    operation({
      method: 'POST',
      path: '/subscribe/payments/schedule/{merchant_uid}/reschedule',
      statuses: [400, 404, 500],
      tag: 'subscribe',
      asks: find,
      summary: 'Schedules anew what failed or was revoked.',
      params: byOrder,
      body: z.object({ schedule_at: UnixSeconds }),
      returns: ScheduleView,
      known: document,
      example: { params: { merchant_uid: 'order_2' }, body: { schedule_at: 1900086400 } },
      handle: ({ merchant, params, body }) =>
        print(schedules.reschedule(merchant, params.merchant_uid, body.schedule_at)),
    }),
    operation({
      method: 'POST',
      path: '/subscribe/payments/schedule/{merchant_uid}/retry',
      statuses: [400, 404, 500],
      tag: 'subscribe',
      summary:
        'Charges at once what failed or was revoked. Look at the status of the payment that it answers.',
      params: byOrder,
      returns: PaymentView,
      known: document,
      example: { params: { merchant_uid: 'order_2' } },
      handle: ({ merchant, params }) => payments.print(schedules.retry(merchant, params.merchant_uid)),
    }),
    ...(
      [
        '/subscribe/payments/schedule/customers/{customer_uid}',
        '/subscribe/customers/{customer_uid}/schedules',
      ] as const
    ).map((path) =>
      operation({
        method: 'GET',
        path,
        statuses: [400],
        tag: path.includes('/customers/{customer_uid}/') ? 'subscribe.customer' : 'subscribe',
        summary: 'Schedules of one customer_uid, newest first; none for one that nobody knows.',
        params: z.object({ customer_uid: z.string() }),
        query: PeriodOfKey,
        returns: PagedSchedules,
        known: assumed('documented; that no limit holds for the period, and that `to` is exclusive, is not'),
        example: { params: { customer_uid: 'customer_1' }, query: { from: 1900000000, to: 1902592000 } },
        handle: ({ merchant, params, query }) =>
          list(merchant, query, { customer_uid: params.customer_uid, longest_s: Number.POSITIVE_INFINITY }),
      }),
    ),
  ]
}

/** Three months, the longest there are: 31 + 31 + 30 days. */
const LONGEST_S = 92 * 86_400

function cardOf(body: Partial<CardInput>): CardInput | null {
  const { card_number, expiry, birth, pwd_2digit, cvc } = body
  if (!card_number) return null
  return { card_number, expiry: expiry ?? '', birth, pwd_2digit, cvc }
}

function readRow(row: z.infer<typeof ScheduleRow>): ScheduleRequest {
  const { merchant_uid, schedule_at, amount, currency } = row
  return { merchant_uid, schedule_at, amount, currency, order: readOrder(row), sent: row }
}

function readOrder(row: Charge): ScheduledOrder {
  const facts = readFacts(row)
  return {
    name: facts.name ?? null,
    buyer_name: facts.buyer_name ?? null,
    buyer_email: facts.buyer_email ?? null,
    buyer_tel: facts.buyer_tel ?? null,
    buyer_addr: facts.buyer_addr ?? null,
    buyer_postcode: facts.buyer_postcode ?? null,
    custom_data: facts.custom_data ?? null,
    notice_url: facts.notice_url ?? [],
    tax_free: facts.tax_free ?? 0,
    vat_amount: facts.vat_amount ?? null,
    card_quota: row.card_quota ?? 0,
    digital: facts.digital ?? false,
    promotion_id: row.promotion_id ?? null,
  }
}
