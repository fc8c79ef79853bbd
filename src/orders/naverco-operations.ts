/** Product orders and reviews of naverco in the REST API. */

import { z } from 'zod'
import {
  CANCEL_REASONS,
  cancelReason,
  DELIVERY_METHODS,
  HOLD_REASONS,
  holdReason,
  NAVER_COURIERS,
  RETURN_METHODS,
  RETURN_REASONS,
  reasonText,
  returnReason,
} from '../catalog/naver.ts'
import { refusal } from '../catalog/refusals.ts'
import { say } from '../core/bilingual.ts'
import { Answer, type Operation, operation } from '../core/operation.ts'
import { docs } from '../core/provenance.ts'
import { documented } from '../core/schema.ts'
import { ChannelKey } from '../payments/api-facts.ts'
import type { Naverco } from './naverco.ts'
import { ProductOrderView, printProductOrder, printReview, ReviewView } from './naverco-view.ts'
import type { Acted, ActRequest } from './take.ts'

const known = docs('API document v1, naver; which state an act needs is assumed')
const params = z.object({ imp_uid: z.string() })
const ids = z.array(z.string()).default([]).describe('without any, every product order of the payment')
/** One that the document does not list takes the default. */
const code = (values: readonly string[]) =>
  documented(z.string().optional(), { values, is_only_printed: true })
const Courier = z.enum(NAVER_COURIERS).optional().describe('required for a parcel')
const Tracking = z.string().optional().describe('required for a parcel')
const Shipment = z.object({
  product_order_id: ids,
  delivery_method: z.enum(DELIVERY_METHODS),
  delivery_company: Courier,
  tracking_number: Tracking,
})
type Parcel = { delivery_company?: string; tracking_number?: string }

export function navercoOperations(naverco: Naverco): Operation[] {
  return [
    ...simple('place', 'The shop confirms product orders (발주).'),
    ...simple('approve-cancel', 'Approves the cancel that a buyer asked for: its money goes back.'),
    ...simple('collect-exchanged', 'The goods of an exchange have come back.'),
    ...simple('resolve-return', 'A withheld return goes on.'),
    operation({
      ...shopAct('cancel', 'Cancels product orders that were not shipped: their money goes back.'),
      body: z.object({
        product_order_id: ids,
        reason: code(CANCEL_REASONS).describe('an unknown one counts as PRODUCT_UNSATISFIED'),
      }),
      handle: ({ merchant, params, body }) => {
        const reason = cancelReason(body.reason)
        return take(merchant, params.imp_uid, body, 'cancel', { reason }, reasonText(reason))
      },
    }),
    operation({
      ...shopAct('ship', 'The goods are on their way.'),
      body: Shipment.extend({ dispatched_at: z.int().describe('Unix seconds') }),
      example: {
        params: { imp_uid: 'imp_964732188684' },
        body: {
          delivery_method: 'DELIVERY',
          dispatched_at: 1448290000,
          delivery_company: 'CJGLS',
          tracking_number: '123456789012',
        },
      },
      handle: ({ merchant, params, body }) => {
        naverco.payment(merchant, params.imp_uid)
        if (body.delivery_method === 'DELIVERY') mustHaveParcel(body)
        const { product_order_id: _, ...detail } = body
        return take(merchant, params.imp_uid, body, 'ship', detail)
      },
    }),
    operation({
      ...shopAct('ship-exchanged', 'New goods are on their way for an exchange.'),
      body: Shipment,
      example: { params: exampleOf('ship-exchanged'), body: { delivery_method: 'VISIT_RECEIPT' } },
      handle: ({ merchant, params, body }) => {
        naverco.payment(merchant, params.imp_uid)
        if (body.delivery_method === 'DELIVERY') mustHaveParcel(body)
        const { product_order_id: _, ...detail } = body
        return take(merchant, params.imp_uid, body, 'ship-exchanged', detail)
      },
    }),
    operation({
      ...shopAct('request-return', 'The shop asks for a return in the buyer’s place.'),
      body: z.object({
        product_order_id: ids,
        reason: code(RETURN_REASONS).describe('an unknown one counts as INTENT_CHANGED'),
        delivery_method: z.enum(RETURN_METHODS),
        delivery_company: Courier,
        tracking_number: Tracking,
      }),
      example: { params: exampleOf('request-return'), body: { delivery_method: 'RETURN_INDIVIDUAL' } },
      handle: ({ merchant, params, body }) => {
        naverco.payment(merchant, params.imp_uid)
        if (body.delivery_method === 'RETURN_DELIVERY') mustHaveParcel(body)
        const { product_order_id: _, ...given } = body
        const detail = { ...given, reason: returnReason(body.reason) }
        return take(merchant, params.imp_uid, body, 'request-return', detail)
      },
    }),
    operation({
      ...shopAct('approve-return', 'The goods are back: their money goes back.'),
      body: z.object({ product_order_id: ids, memo: z.string().optional() }),
      handle: ({ merchant, params, body }) => {
        const { memo } = body
        return take(merchant, params.imp_uid, body, 'approve-return', { memo }, memo || '반품 승인')
      },
    }),
    operation({
      ...shopAct('reject-return', 'The shop does not take the goods back.'),
      body: z.object({ product_order_id: ids, memo: z.string().min(1) }),
      example: { params: exampleOf('reject-return'), body: { memo: '사용한 상품입니다.' } },
      handle: ({ merchant, params, body }) =>
        take(merchant, params.imp_uid, body, 'reject-return', { memo: body.memo }),
    }),
    operation({
      ...shopAct('withhold-return', 'A return waits until the buyer has paid what it costs.'),
      body: z.object({
        product_order_id: ids,
        reason: code(HOLD_REASONS).describe('an unknown one counts as ETC'),
        memo: z.string().min(1),
        extra_charge: z.int().min(0).default(0),
      }),
      example: { params: exampleOf('withhold-return'), body: { memo: '반품 배송비 3,000원' } },
      handle: ({ merchant, params, body: { product_order_id, reason, memo, extra_charge } }) => {
        const detail = { hold_reason: holdReason(reason), memo, extra_charge }
        return take(merchant, params.imp_uid, { product_order_id }, 'withhold-return', detail)
      },
    }),
    operation({
      method: 'GET',
      path: '/payments/{imp_uid}/naver/product-orders',
      statuses: [400, 404],
      tag: 'naver',
      summary: 'The product orders of a naverco payment.',
      params,
      returns: z.array(ProductOrderView),
      known,
      example: { params: { imp_uid: 'imp_964732188684' } },
      handle: ({ merchant, params: { imp_uid } }) => {
        const payment = naverco.payment(merchant, imp_uid)
        return naverco.ofPayment(merchant, imp_uid).map((order) => printProductOrder(order, payment))
      },
    }),
    operation({
      method: 'GET',
      path: '/naver/product-orders/{product_order_id}',
      statuses: [400, 404],
      tag: 'naver',
      summary: 'One product order.',
      params: z.object({ product_order_id: z.string() }),
      returns: ProductOrderView,
      known,
      example: { params: { product_order_id: '2015112300000001' } },
      handle: ({ merchant, params }) => {
        const order = naverco.byId(merchant, params.product_order_id)
        return printProductOrder(order, naverco.payment(merchant, order.imp_uid))
      },
    }),
    operation({
      method: 'GET',
      path: '/naver/reviews',
      statuses: [400, 500],
      tag: 'naver',
      summary: 'What buyers wrote in a period, newest first.',
      query: z.object({
        channel_key: ChannelKey,
        from: z.int().describe('Unix seconds, inclusive'),
        to: z.int().describe('Unix seconds, inclusive'),
        review_type: z.enum(['general', 'premium']),
      }),
      returns: z.array(ReviewView),
      known: docs('API document v1, naver; its channel_key in a GET’s body is read, too'),
      example: { query: { from: 1448200000, to: 1448300000, review_type: 'general' } },
      handle: ({ merchant, query: { from, to, review_type } }) => {
        if (from > to)
          throw refusal(
            'parameter_invalid',
            { parameter: 'from' },
            say('from이 to보다 뒤입니다.', 'from lies after to.'),
          )
        const reviews = naverco.reviews(merchant, review_type, from, to)
        return reviews.map((review) => printReview(review, naverco.byId(merchant, review.product_order_id)))
      },
    }),
  ]

  function shopAct(act: ActRequest['act'], summary: string) {
    return {
      method: 'POST' as const,
      path: `/payments/{imp_uid}/naver/${act}`,
      statuses: WITH_400.includes(act) ? [207, 400, 404, 500] : [207, 404, 500],
      asks: (merchant: number, given: (name: string) => string) =>
        naverco.payment(merchant, given('imp_uid')),
      tag: 'naver',
      summary: `${summary} 200 all, 207 some, 500 none.`,
      params,
      returns: z.array(ProductOrderView),
      known,
      example: { params: exampleOf(act), body: {} },
    }
  }

  function simple(act: ActRequest['act'], summary: string): Operation[] {
    const row = operation({
      ...shopAct(act, summary),
      body: z.object({ product_order_id: ids }),
      handle: ({ merchant, params, body }) => take(merchant, params.imp_uid, body, act, {}),
    })
    return [row]
  }

  function take(
    merchant: number,
    imp_uid: string,
    { product_order_id }: { product_order_id: readonly string[] },
    act: ActRequest['act'],
    detail: ActRequest['detail'],
    reason = '구매자 취소 요청',
  ) {
    const payment = naverco.payment(merchant, imp_uid)
    const request = { act, by: 'shop', detail, reason } as const
    const { done, is_whole }: Acted = naverco.actOn(merchant, imp_uid, product_order_id, request)
    return new Answer(
      is_whole ? 200 : 207,
      done.map((order) => printProductOrder(order, payment)),
    )
  }
}

/** Payments of the examples whose product orders are in the state that the act needs. */
const EXAMPLES: Readonly<Record<string, string>> = {
  'request-return': 'imp_964732188685',
  'approve-return': 'imp_964732188686',
  'reject-return': 'imp_964732188686',
  'withhold-return': 'imp_964732188686',
  'resolve-return': 'imp_964732188687',
  'approve-cancel': 'imp_964732188688',
  'collect-exchanged': 'imp_964732188689',
  'ship-exchanged': 'imp_964732188690',
}

function exampleOf(act: string): { imp_uid: string } {
  return { imp_uid: EXAMPLES[act] ?? 'imp_964732188684' }
}

/** Acts whose document has a 400: they have a parameter that must be there. */
const WITH_400 = ['ship', 'ship-exchanged', 'request-return', 'reject-return', 'withhold-return']

/** A parcel has a courier and a number. */
function mustHaveParcel(body: Parcel): void {
  for (const parameter of ['delivery_company', 'tracking_number'] as const) {
    if (!body[parameter])
      throw refusal(
        'parameter_missing',
        { parameter },
        say('택배 발송에는 택배사와 송장번호가 필요합니다.', 'A parcel has a courier and a number.'),
      )
  }
}
