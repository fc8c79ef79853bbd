/** Kakao Pay's own list of orders: gone from the documents since 2024, still called by a client. */

import { z } from 'zod'
import { refusal } from '../catalog/refusals.ts'
import { isAble } from '../choice/abilities.ts'
import { say } from '../core/bilingual.ts'
import { kstIso, parseDue } from '../core/kst.ts'
import { toMajor } from '../core/money.ts'
import { type Operation, operation } from '../core/operation.ts'
import { observed } from '../core/provenance.ts'
import { orNothing } from '../core/schema.ts'
import { balance, type Payment } from '../payments/payment.ts'
import type { PgOrders } from './pg-orders.ts'

const PAGE = 20
const DAY = 86_400

const Amount = z.object({ discount: z.number(), tax_free: z.number(), total: z.number(), vat: z.number() })
const OrderView = z.object({
  amount: Amount,
  approved_at: z.string().nullable(),
  cancel_available_amount: Amount,
  canceled_amount: Amount,
  canceled_at: z.string().nullable(),
  cid: z.string(),
  created_at: z.string(),
  id: z.string(),
  item_code: z.string(),
  item_name: z.string(),
  partner_order_id: z.string(),
  partner_user_id: z.string(),
  payment_action_details: z.array(
    z.object({
      aid: z.string(),
      amount: z.number(),
      approved_at: z.string(),
      discount_amount: z.number(),
      payload: z.string(),
      payment_action_type: z.enum(['PAYMENT', 'CANCEL', 'ISSUED_SID']),
      point_amount: z.number(),
    }),
  ),
  payment_method_type: z.enum(['CARD', 'MONEY']),
  quantity: z.int(),
  selected_card_info: z
    .object({
      card_bin: z.string(),
      card_corp_name: z.string(),
      install_month: z.int(),
      interest_free_install: z.enum(['Y', 'N']),
    })
    .nullable(),
  status: z.string(),
})

export function kakaoOperations({ startedBetween }: PgOrders): Operation[] {
  return [
    operation({
      method: 'GET',
      path: '/kakao/payment/orders',
      statuses: [400],
      tag: 'kakao',
      summary: 'Orders of one day and one cid at Kakao Pay, newest first, 20 to a page.',
      query: z.object({
        payment_request_date: z.string().describe('YYYYMMDD, Korean time'),
        cid: z.string().optional().describe('the shop id at Kakao Pay; without one, all of them'),
        page: orNothing(z.int().min(1).default(1), 0),
      }),
      returns: z.object({
        cid: z.string(),
        orders: z.array(OrderView),
        page: z.object({
          current_page: z.int(),
          current_size: z.int(),
          first: z.boolean(),
          last: z.boolean(),
          total_pages: z.int(),
          total_size: z.int(),
        }),
        payment_request_date: z.string(),
      }),
      known: observed('the types of a client; gone from the API document since 2024'),
      example: { query: { payment_request_date: '20151123', cid: 'TC0ONETIME' } },
      handle: ({ merchant, query: { payment_request_date, cid, page } }) => {
        const end = /^\d{8}$/.test(payment_request_date) ? parseDue(payment_request_date) : null
        if (end === null)
          throw refusal(
            'parameter_invalid',
            { parameter: 'payment_request_date' },
            say('YYYYMMDD 형식이어야 합니다.', 'YYYYMMDD.'),
          )
        const all = startedBetween(merchant, end - DAY + 1, end).filter(
          ({ pg_provider, pg_id }) =>
            isAble(pg_provider, 'order_list') && (cid === undefined || pg_id === cid),
        )
        const orders = all.slice((page - 1) * PAGE, page * PAGE).map(print)
        const total_pages = Math.max(1, Math.ceil(all.length / PAGE))
        return {
          cid: cid ?? all[0]?.pg_id ?? '',
          orders,
          page: {
            current_page: page,
            current_size: orders.length,
            first: page === 1,
            last: page >= total_pages,
            total_pages,
            total_size: all.length,
          },
          payment_request_date,
        }
      },
    }),
  ]
}

function print(payment: Payment): z.infer<typeof OrderView> {
  const { approval, order, currency, imp_uid } = payment
  const iso = (at: number) => (at === 0 ? null : kstIso(at).slice(0, 19))
  const amount = (minor: number) => {
    const total = toMajor(minor, currency)
    return { discount: 0, tax_free: 0, total, vat: Math.floor(total / 11) }
  }
  const action = (type: 'PAYMENT' | 'CANCEL', n: number, minor: number, at: number) => ({
    aid: `A${imp_uid.slice(4)}${n}`,
    amount: toMajor(minor, currency),
    approved_at: iso(at) ?? '',
    discount_amount: 0,
    payload: '',
    payment_action_type: type,
    point_amount: 0,
  })
  const is_card = payment.pay_method === 'card'
  return {
    amount: amount(payment.amount),
    approved_at: iso(payment.paid_at),
    cancel_available_amount: amount(payment.paid_at === 0 ? 0 : balance(payment)),
    canceled_amount: amount(payment.cancel_amount),
    canceled_at: iso(payment.cancelled_at),
    cid: payment.pg_id,
    created_at: iso(payment.started_at) ?? '',
    id: payment.pg_tid ?? imp_uid,
    item_code: '',
    item_name: order.name ?? '',
    partner_order_id: payment.merchant_uid,
    partner_user_id: order.buyer_name ?? '',
    payment_action_details: [
      ...(payment.paid_at === 0 ? [] : [action('PAYMENT', 0, payment.amount, payment.paid_at)]),
      ...payment.cancels.map((cancel, n) => action('CANCEL', n + 1, cancel.amount, cancel.cancelled_at)),
    ],
    payment_method_type: is_card ? 'CARD' : 'MONEY',
    quantity: 1,
    selected_card_info:
      is_card && payment.paid_at > 0
        ? {
            card_bin: (approval.card_number ?? '').slice(0, 6),
            card_corp_name: approval.card_name ?? '',
            install_month: approval.card_quota,
            interest_free_install: 'N',
          }
        : null,
    status: statusOf(payment),
  }
}

/** In Kakao Pay's words (a client's list of them). */
function statusOf(payment: Payment): string {
  if (payment.status === 'cancelled') return balance(payment) === 0 ? 'CANCEL_PAYMENT' : 'PART_CANCEL_PAYMENT'
  if (payment.status === 'paid') return 'SUCCESS_PAYMENT'
  return payment.status === 'failed' ? 'FAIL_PAYMENT' : 'READY'
}
