/** What buyers and couriers do at Naver, and members of KCP 퀵페이: over the control API, because no window shows it. */
import { z } from 'zod'
import { SELLER_ACTS } from '../acts/product-orders.ts'
import { Answer, type Operation, operation } from '../core/operation.ts'
import { ProductOrderView, printProductOrder, printReview, ReviewView } from '../orders/naverco-view.ts'
import { BUYER_ACTS, type ProductOrder } from '../orders/product-order.ts'
import type { ControlParts } from './parts.ts'
import { ByImpUid, listOf, row } from './row.ts'

const ById = z.object({ product_order_id: z.string() })
const Shown = ProductOrderView.extend({
  imp_uid: z.string(),
  is_placed: z.boolean(),
  is_withheld: z.boolean(),
})

export function orderControl({ acts, naverco, payments }: ControlParts): Operation[] {
  const show = (order: ProductOrder): z.infer<typeof Shown> => {
    const { imp_uid, is_placed, is_withheld } = order
    const printed = printProductOrder(order, payments.get(imp_uid))
    return { ...printed, imp_uid, is_placed, is_withheld }
  }
  return [
    operation({
      ...row(
        'GET',
        '/payments/{imp_uid}/product-orders',
        'The product orders of a naverco payment, with what REST does not show.',
        'orders',
      ),
      params: ByImpUid,
      returns: z.object({ list: z.array(Shown), total: z.int() }),
      handle: ({ params }) =>
        listOf(naverco.ofPayment(payments.get(params.imp_uid).merchant, params.imp_uid).map(show)),
    }),
    operation({
      ...row('GET', '/product-orders', 'Every product order of a shop, newest payment first.', 'orders'),
      query: z.object({ user_code: z.string().optional().describe('default: the default shop') }),
      returns: z.object({ list: z.array(Shown), total: z.int() }),
      handle: ({ query }) => listOf(naverco.every(acts.shopOf(query.user_code).id).map(show)),
    }),
    operation({
      ...row(
        'POST',
        '/product-orders/{product_order_id}/shop/{act}',
        'The shop’s own REST call for one product order, with a parcel that is filled in.',
        'orders',
      ),
      params: ById.extend({ act: z.enum(SELLER_ACTS) }),
      returns: Shown,
      handle: async ({ params: { product_order_id, act } }) =>
        show(await acts.sellProductOrder(product_order_id, act)),
    }),
    operation({
      ...row('POST', '/product-orders/{product_order_id}/reviews', 'The buyer writes a review.', 'orders'),
      params: ById,
      body: z.strictObject({
        type: z.enum(['general', 'premium']).default('general'),
        score: z.int().min(1).max(5).default(5),
        title: z.string().min(1),
        content: z.string().nullable().default(null),
      }),
      returns: ReviewView,
      handle: ({ params: { product_order_id }, body }) => {
        const merchant = naverco.shopOf(product_order_id)
        const order = naverco.byId(merchant, product_order_id)
        return new Answer(201, printReview(naverco.review(merchant, product_order_id, body), order))
      },
    }),
    operation({
      ...row(
        'POST',
        '/product-orders/{product_order_id}/{act}',
        'The buyer asks for a cancel, a return or an exchange, gets the goods (`deliver`), or keeps them (`decide-purchase`). 202 when it is seen at the next full minute (setting `naverco_sync`).',
        'orders',
      ),
      params: ById.extend({ act: z.enum(BUYER_ACTS) }),
      body: z.strictObject({ reason: z.string().optional() }),
      returns: Shown,
      handle: ({ params: { product_order_id, act }, body }) => {
        const { order, is_kept } = acts.actOnProductOrder(product_order_id, act, body)
        return is_kept ? new Answer(202, show(order)) : show(order)
      },
    }),
    operation({
      ...row(
        'POST',
        '/kcpquick/members',
        'Registers a member of KCP 퀵페이, with fingerprint or face.',
        'orders',
      ),
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
      handle: ({ body }) => new Answer(201, acts.joinKcpQuick(body)),
    }),
  ]
}
