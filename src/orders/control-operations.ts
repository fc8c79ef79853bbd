/** What buyers and couriers do at Naver, and members of KCP 퀵페이: over the control API, because no window shows it. */
import { z } from 'zod'
import type { Clock } from '../core/clock.ts'
import { Answer, type Operation, operation } from '../core/operation.ts'
import { assumed } from '../core/provenance.ts'
import type { NaverSync } from './naver-sync.ts'
import type { Naverco } from './naverco.ts'
import { ProductOrderView, printProductOrder, printReview, ReviewView } from './naverco-view.ts'
import { BUYER_ACTS, type ProductOrder } from './product-order.ts'
import type { OrderStore } from './store.ts'

const own = assumed('the sandbox’s own control API')
const ById = z.object({ product_order_id: z.string() })
const Shown = ProductOrderView.extend({
  imp_uid: z.string(),
  is_placed: z.boolean(),
  is_withheld: z.boolean(),
})

export interface OrderControlParts {
  readonly naverco: Naverco
  readonly sync: NaverSync
  readonly store: OrderStore
  readonly clock: Clock
  /** Row id of the merchant whose shop this is. */
  readonly merchant: () => number
}

export function orderControlOperations({
  naverco,
  sync,
  store,
  clock,
  merchant,
}: OrderControlParts): Operation[] {
  const show = (order: ProductOrder): z.infer<typeof Shown> => {
    const { imp_uid, is_placed, is_withheld } = order
    return {
      ...printProductOrder(order, naverco.payment(merchant(), imp_uid)),
      imp_uid,
      is_placed,
      is_withheld,
    }
  }
  const row = { tag: 'orders', token: false, known: own }
  return [
    operation({
      ...row,
      method: 'GET',
      path: '/payments/{imp_uid}/product-orders',
      summary: 'The product orders of a naverco payment, with what REST does not show.',
      params: z.object({ imp_uid: z.string() }),
      returns: z.object({ list: z.array(Shown), total: z.int() }),
      handle: ({ params }) => {
        const list = naverco.ofPayment(merchant(), params.imp_uid).map(show)
        return { list, total: list.length }
      },
    }),
    operation({
      ...row,
      method: 'POST',
      path: '/product-orders/{product_order_id}/reviews',
      summary: 'The buyer writes a review.',
      params: ById,
      body: z.strictObject({
        type: z.enum(['general', 'premium']).default('general'),
        score: z.int().min(1).max(5).default(5),
        title: z.string().min(1),
        content: z.string().nullable().default(null),
      }),
      returns: ReviewView,
      handle: ({ params: { product_order_id }, body }) => {
        const order = naverco.byId(merchant(), product_order_id)
        return new Answer(201, printReview(naverco.review(merchant(), product_order_id, body), order))
      },
    }),
    operation({
      ...row,
      method: 'POST',
      path: '/product-orders/{product_order_id}/{act}',
      summary:
        'The buyer asks for a cancel, a return or an exchange, gets the goods (`deliver`), or keeps them (`decide-purchase`). 202 when it is seen at the next full minute (setting `naverco_sync`).',
      params: ById.extend({ act: z.enum(BUYER_ACTS) }),
      body: z.strictObject({ reason: z.string().optional() }),
      returns: Shown,
      handle: ({ params: { product_order_id, act }, body }) => {
        const { imp_uid } = naverco.byId(merchant(), product_order_id)
        const request = { act, by: 'buyer', detail: body, reason: body.reason ?? '' } as const
        if (sync.keeps(merchant(), product_order_id, request)) {
          return new Answer(202, show(naverco.byId(merchant(), product_order_id)))
        }
        const { done } = naverco.actOn(merchant(), imp_uid, [product_order_id], request)
        return show(done[0]!)
      },
    }),
    operation({
      ...row,
      method: 'POST',
      path: '/kcpquick/members',
      summary: 'Registers a member of KCP 퀵페이, with fingerprint or face.',
      body: z.strictObject({
        member_id: z.string().min(1).max(16),
        pg_id: z.string().default('IX0XX'),
        has_fido: z.boolean().default(true),
      }),
      returns: z.object({
        member_id: z.string(),
        pg_id: z.string(),
        has_fido: z.boolean(),
        inserted: z.int(),
        updated: z.int(),
      }),
      handle: ({ body }) => {
        const now = clock.now()
        store.saveMember({ ...body, merchant: merchant(), inserted: now, updated: now })
        const { merchant: _, ...member } = store.member(merchant(), body.member_id)!
        return new Answer(201, member)
      },
    }),
  ]
}
