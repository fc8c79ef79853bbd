/** naverpay (결제형): points, confirmation of an escrow sale, and what a cash receipt may be issued for. */

import { z } from 'zod'
import { fillWords, PG_ORDER_WHY } from '../catalog/refusals/why.ts'
import { refusal } from '../catalog/refusals.ts'
import { ableTo } from '../choice/abilities.ts'
import { say } from '../core/bilingual.ts'
import { toMajor } from '../core/money.ts'
import { type Operation, operation } from '../core/operation.ts'
import { docs } from '../core/provenance.ts'
import { balance, type Payment } from '../payments/payment.ts'
import { sharesLeft } from '../payments/shares.ts'
import { type PgOrders, paymentAt } from './pg-orders.ts'

const PGS = ableTo('naver_points')
const known = docs('API document v1, naver; what is refused twice is assumed')
const params = z.object({ imp_uid: z.string() })
const example = { params: { imp_uid: 'imp_448280090002' } }

export function naverpayOperations(parts: PgOrders): Operation[] {
  const { store, note } = parts

  /** Once, and only for a sale that is paid. */
  function tellOnce(
    merchant: number,
    imp_uid: string,
    kind: 'naver_point' | 'naver_confirm',
    what: string,
    detail: Readonly<Record<string, unknown>>,
  ): null {
    const payment = paymentAt(parts, merchant, imp_uid, PGS, 'payment_not_found')
    const no = kind === 'naver_point' ? 'naver_point_failed' : 'naver_confirm_failed'
    if (payment.status !== 'paid')
      throw refusal(no, { why: fillWords(PG_ORDER_WHY.not_paid, { status: payment.status }) })
    if (store.notes(imp_uid, kind).length > 0) throw refusal(no, { why: PG_ORDER_WHY.done_before })
    store.transaction(() => {
      store.addNote(imp_uid, kind, detail)
      note(payment, { what, by: 'shop', detail })
    })
    return null
  }

  return [
    operation({
      method: 'POST',
      path: '/payments/{imp_uid}/naver/point',
      statuses: [404, 500],
      tag: 'naver',
      summary: 'Credits the Naver points of a sale, once.',
      params,
      returns: z.null(),
      known,
      example,
      handle: ({ merchant, params }) =>
        tellOnce(merchant, params.imp_uid, 'naver_point', 'naver points credited', {}),
    }),
    operation({
      method: 'POST',
      path: '/payments/{imp_uid}/naver/confirm',
      statuses: [404, 500],
      tag: 'naver',
      asks: (merchant, given) => paymentAt(parts, merchant, given('imp_uid'), PGS, 'payment_not_found'),
      summary: 'Confirms the purchase of an escrow sale, once.',
      params,
      body: z.object({
        requester: z.string().optional().describe('`admin` (default) or `customer`'),
      }),
      returns: z.null(),
      known,
      example: { ...example, body: { requester: 'admin' } },
      handle: ({ merchant, params, body }) => {
        const requester = body.requester || 'admin'
        if (requester !== 'admin' && requester !== 'customer') {
          throw refusal(
            'parameter_invalid',
            { parameter: 'requester' },
            say('requester는 admin 또는 customer입니다.', 'requester is admin or customer.'),
          )
        }
        return tellOnce(merchant, params.imp_uid, 'naver_confirm', 'purchase confirmed', { requester })
      },
    }),
    operation({
      method: 'GET',
      path: '/payments/{imp_uid}/naver/cash-amount',
      statuses: [400, 500],
      tag: 'naver',
      summary:
        'What a cash receipt may be issued for: all that is left, split by means and into supply and VAT.',
      params,
      returns: z.object({
        amount_by_npoint: z.number(),
        amount_by_primary: z.number(),
        amount_supply: z.number(),
        amount_total: z.number(),
        amount_vat: z.number(),
      }),
      known: docs('API document v1, naver; the shares are assumed: a card sale has none'),
      example,
      handle: ({ merchant, params }) =>
        cashAmount(paymentAt(parts, merchant, params.imp_uid, PGS, 'naver_cash_amount_not_naverpay')),
    }),
  ]
}

/** Cards need no cash receipt, points and money do. VAT is one eleventh of what is not free of tax. */
function cashAmount(payment: Payment) {
  const is_cash = payment.paid_at > 0 && payment.pay_method !== 'card'
  const total = is_cash ? balance(payment) : 0
  const vat = Math.floor(Math.max(0, total - sharesLeft(payment).tax_free) / 11)
  const by_points = payment.pay_method === 'point' ? total : 0
  const major = (minor: number) => toMajor(minor, payment.currency)
  return {
    amount_by_npoint: major(by_points),
    amount_by_primary: major(total - by_points),
    amount_supply: major(total - vat),
    amount_total: major(total),
    amount_vat: major(vat),
  }
}
