/** What is done to product orders, one by one: the order changes, its money goes back, the payment's timeline says so. */

import { PG_ORDER_WHY } from '../catalog/refusals/why.ts'
import { Refusal, refusal } from '../catalog/refusals.ts'
import { say } from '../core/bilingual.ts'
import { toMajor } from '../core/money.ts'
import type { Payment, TimelineEntry } from '../payments/payment.ts'
import type { Payments } from '../payments/payments.ts'
import { type Act, act, type ProductOrder } from './product-order.ts'
import type { OrderStore } from './store.ts'

/** How an act on several product orders went. */
export interface Acted {
  readonly done: readonly ProductOrder[]
  readonly is_whole: boolean
}

export interface ActRequest {
  readonly act: Act
  readonly by: TimelineEntry['by']
  readonly detail: Readonly<Record<string, unknown>>
  /** The reason of a refund, as people read it. */
  readonly reason: string
}

export function takerOf(store: OrderStore, { cancel, note }: Pick<Payments, 'cancel' | 'note'>) {
  /** Gives back part of a payment (minor units). */
  function refund({ imp_uid, currency }: Payment, minor: number, reason: string): void {
    const amount = toMajor(minor, currency)
    const refund = { holder: null, bank: null, account: null }
    cancel(imp_uid, { by: 'shop', amount, checksum: null, reason, refund })
  }

  function take(payment: Payment, product_order_id: string, request: ActRequest): ProductOrder {
    const before = store.productOrder(product_order_id)
    if (before?.imp_uid !== payment.imp_uid) throw refusal('product_order_not_found')
    return store.transaction(() => {
      const { order, refunds } = act(before, request.act)
      const after = { ...order, detail: { ...order.detail, ...request.detail } }
      const amount = after.product_amount + after.delivery_amount
      if (refunds && amount > 0) refund(payment, amount, request.reason)
      store.updateProductOrder(after)
      const detail = { product_order_id, ...request.detail }
      note(payment, { what: `naver ${request.act}`, by: request.by, detail })
      return after
    })
  }

  /** Every product order is tried on its own, as Naver does. When none went well, the whole call is refused. */
  return function takeAll(payment: Payment, ids: readonly string[], request: ActRequest): Acted {
    const all = store.productOrders(payment.imp_uid).map(({ product_order_id }) => product_order_id)
    const wanted = ids.length > 0 ? [...new Set(ids)] : all
    const done: ProductOrder[] = []
    const refused: Refusal[] = []
    for (const product_order_id of wanted) {
      try {
        done.push(take(payment, product_order_id, request))
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        refused.push(error)
      }
    }
    if (done.length > 0) return { done, is_whole: refused.length === 0 }
    const [first] = refused
    const why = first ? first.message : PG_ORDER_WHY.nothing_there
    throw refusal(
      'product_orders_all_failed',
      { why },
      first?.hint ?? (first ? null : say('아직 결제되지 않았습니다.', 'The payment is not paid yet.')),
    )
  }
}
