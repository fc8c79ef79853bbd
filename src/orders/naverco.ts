/** The verbs of naverco product orders: they come with the payment, and every act on them is Naver's to take or refuse. */
import { PG_ORDER_WHY } from '../catalog/refusals/why.ts'
import { Refusal, refusal } from '../catalog/refusals.ts'
import { ableTo } from '../choice/abilities.ts'
import type { Clock } from '../core/clock.ts'
import type { Dice } from '../core/ids.ts'
import { kstParts } from '../core/kst.ts'
import { toMajor } from '../core/money.ts'
import type { Payment, TimelineEntry } from '../payments/payment.ts'
import type { Payments } from '../payments/payments.ts'
import { itemsOf } from './naver-items.ts'
import { type Act, act, type ProductOrder } from './product-order.ts'
import type { OrderStore, Review } from './store.ts'

/** The PG of 네이버페이 주문형, whose payments consist of product orders. */
export const NAVERCO = ableTo('product_orders')[0]!

export interface NavercoParts {
  readonly store: OrderStore
  readonly clock: Clock
  readonly dice: Dice
  readonly payments: Pick<Payments, 'find' | 'note' | 'cancel'>
}

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

export type Naverco = ReturnType<typeof createNaverco>

export function createNaverco({ store, clock, dice, payments }: NavercoParts) {
  const { find, note } = payments

  /** Gives back part of a payment (minor units). */
  function refund({ imp_uid, currency }: Payment, minor: number, reason: string): void {
    const amount = toMajor(minor, currency)
    const refund = { holder: null, bank: null, account: null }
    payments.cancel(imp_uid, { by: 'shop', amount, checksum: null, reason, refund })
  }

  function naverPayment(merchant: number, imp_uid: string): Payment {
    const payment = find(merchant, imp_uid)
    if (payment.pg_provider === NAVERCO) return payment
    throw refusal(
      'payment_not_found',
      {},
      `${imp_uid} is a payment of ${payment.pg_provider}, not of ${NAVERCO}.`,
    )
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
  function takeAll(payment: Payment, ids: readonly string[], request: ActRequest): Acted {
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
      first?.hint ?? (first ? null : 'The payment is not paid yet.'),
    )
  }

  return {
    /** The product orders of a payment that has just been paid. Belongs inside the transaction of the change. */
    receive(payment: Payment): void {
      if (payment.pg_provider !== NAVERCO || store.productOrders(payment.imp_uid).length > 0) return
      for (const [n, { product_amount, delivery_amount, ...item }] of itemsOf(payment).entries()) {
        store.insertProductOrder(n, {
          product_order_id: drawId(payment, n),
          imp_uid: payment.imp_uid,
          status: 'PAYED',
          claim_type: null,
          claim_status: null,
          is_placed: false,
          is_withheld: false,
          product_amount,
          delivery_amount,
          item,
          detail: {},
        })
      }
    },

    /** What is left of the product orders of a payment that was given back whole by another way. */
    close(payment: Payment): void {
      if (payment.pg_provider !== NAVERCO) return
      for (const order of store.productOrders(payment.imp_uid)) {
        if (order.status === 'CANCELED' || order.status === 'RETURNED') continue
        store.updateProductOrder({
          ...order,
          status: 'CANCELED',
          claim_type: 'ADMIN_CANCEL',
          claim_status: 'ADMIN_CANCEL_DONE',
        })
      }
    },

    ofPayment: (merchant: number, imp_uid: string): readonly ProductOrder[] =>
      store.productOrders(naverPayment(merchant, imp_uid).imp_uid),

    byId(merchant: number, product_order_id: string): ProductOrder {
      const order = store.productOrder(product_order_id)
      if (!order) throw refusal('product_order_not_found')
      naverPayment(merchant, order.imp_uid)
      return order
    },

    payment: naverPayment,

    actOn: (merchant: number, imp_uid: string, ids: readonly string[], request: ActRequest): Acted =>
      takeAll(naverPayment(merchant, imp_uid), ids, request),

    /** The buyer writes about what was bought. */
    review(
      merchant: number,
      product_order_id: string,
      said: Pick<Review, 'type' | 'score' | 'title' | 'content'>,
    ): Review {
      const order = this.byId(merchant, product_order_id)
      const n = store.countReviews(product_order_id)
      const review: Review = {
        ...said,
        review_id: dice.digits(10, 'review_id', product_order_id, n),
        merchant,
        product_order_id: order.product_order_id,
        created_at: clock.now(),
      }
      store.insertReview(review)
      return review
    },

    reviews: store.reviews,
  }

  /** The day and eight digits, as Naver numbers them. */
  function drawId(payment: Payment, n: number): string {
    const { yyyy, MM, dd } = kstParts(payment.paid_at)
    for (let attempt = 0; ; attempt++) {
      const id = `${yyyy}${MM}${dd}${dice.digits(8, 'product_order_id', payment.imp_uid, n, attempt)}`
      if (!store.productOrder(id)) return id
    }
  }
}
