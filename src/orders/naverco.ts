/** The verbs of naverco product orders: they come with the payment, and every act on them is Naver's to take or refuse. */

import { refusal } from '../catalog/refusals.ts'
import { ableTo } from '../choice/abilities.ts'
import { say } from '../core/bilingual.ts'
import type { Clock } from '../core/clock.ts'
import type { Dice } from '../core/ids.ts'
import { kstParts } from '../core/kst.ts'
import type { Payment } from '../payments/payment.ts'
import type { Payments } from '../payments/payments.ts'
import { itemsOf } from './naver-items.ts'
import type { ProductOrder } from './product-order.ts'
import type { OrderStore, Review } from './store.ts'
import { type Acted, type ActRequest, takerOf } from './take.ts'

/** The PG of 네이버페이 주문형, whose payments consist of product orders. */
export const NAVERCO = ableTo('product_orders')[0]!

export interface NavercoParts {
  readonly store: OrderStore
  readonly clock: Clock
  readonly dice: Dice
  readonly payments: Pick<Payments, 'find' | 'get' | 'note' | 'cancel'>
}

export type Naverco = ReturnType<typeof createNaverco>

export function createNaverco({ store, clock, dice, payments }: NavercoParts) {
  const { find } = payments
  const takeAll = takerOf(store, payments)

  function naverPayment(merchant: number, imp_uid: string): Payment {
    const payment = find(merchant, imp_uid)
    if (payment.pg_provider === NAVERCO) return payment
    throw refusal(
      'payment_not_found',
      {},
      say(
        `${imp_uid}은(는) ${NAVERCO}이(가) 아니라 ${payment.pg_provider}의 결제입니다.`,
        `${imp_uid} is a payment of ${payment.pg_provider}, not of ${NAVERCO}.`,
      ),
    )
  }

  return {
    /** The product orders of a payment that has just been paid. Belongs inside the transaction of the change. */
    receive(payment: Payment): void {
      if (payment.pg_provider !== NAVERCO || store.productOrders(payment.imp_uid).length > 0) return
      for (const [n, { product_amount, delivery_amount, ...item }] of itemsOf(payment).entries()) {
        store.insertProductOrder(n, {
          product_order_id: drawId({ store, dice }, payment, n),
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

    every: store.everyProductOrder,

    /** Row id of the shop that sold it. */
    shopOf(product_order_id: string): number {
      const order = store.productOrder(product_order_id)
      if (!order) throw refusal('product_order_not_found')
      return payments.get(order.imp_uid).merchant
    },

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
}

/** The day and eight digits, as Naver numbers them. */
function drawId({ store, dice }: Pick<NavercoParts, 'store' | 'dice'>, payment: Payment, n: number): string {
  const { yyyy, MM, dd } = kstParts(payment.paid_at)
  for (let attempt = 0; ; attempt++) {
    const id = `${yyyy}${MM}${dd}${dice.digits(8, 'product_order_id', payment.imp_uid, n, attempt)}`
    if (!store.productOrder(id)) return id
  }
}
