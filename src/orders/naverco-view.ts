/** How REST prints product orders and reviews of naverco. */
import { z } from 'zod'
import { toMajor } from '../core/money.ts'
import type { Payment } from '../payments/payment.ts'
import { PRODUCT_ORDER_STATUSES, type ProductOrder } from './product-order.ts'
import type { Review } from './store.ts'

const text = z.string().nullable()
const DAY = 86_400
/** Days within which Naver wants the goods on their way (assumed). */
const SHIPPING_DAYS = 3

export const ProductOrderView = z.object({
  claim_status: text,
  claim_type: text,
  delivery_amount: z.number(),
  individual_code: text,
  orderer: z.object({ id: z.string(), name: text, tel: text }),
  product_amount: z.number(),
  product_id: z.string(),
  product_name: z.string(),
  product_option_id: z.string(),
  product_option_name: z.string(),
  product_order_id: z.string(),
  product_order_status: z.enum(PRODUCT_ORDER_STATUSES),
  quantity: z.int(),
  shipping_address: z.object({
    base: z.string(),
    detail: text,
    name: z.string(),
    postcode: z.string(),
    tel1: text,
    tel2: text,
  }),
  shipping_due: z.int(),
  shipping_memo: text,
})

export function printProductOrder(order: ProductOrder, payment: Payment): z.infer<typeof ProductOrderView> {
  const { item, product_order_id } = order
  const { buyer_name, buyer_tel } = payment.order
  return {
    claim_status: order.claim_status,
    claim_type: order.claim_type,
    delivery_amount: toMajor(order.delivery_amount, payment.currency),
    individual_code: null,
    orderer: { id: 'sand****', name: buyer_name, tel: buyer_tel },
    product_amount: toMajor(order.product_amount, payment.currency),
    product_id: item.product_id,
    product_name: item.product_name,
    product_option_id: item.product_option_id,
    product_option_name: item.product_option_name,
    product_order_id,
    product_order_status: order.status,
    quantity: item.quantity,
    shipping_address: shippingAddress(payment),
    shipping_due: payment.paid_at + SHIPPING_DAYS * DAY,
    shipping_memo: null,
  }
}

/** Where Naver's buyer lives: always somewhere (assumed: Naver asks for it itself, whatever the shop's page has said). */
function shippingAddress({ order }: Payment) {
  return {
    base: order.buyer_addr || '서울특별시 중구 세종대로 110',
    detail: null,
    name: order.buyer_name || '네이버구매자',
    postcode: order.buyer_postcode || '04524',
    tel1: order.buyer_tel,
    tel2: null,
  }
}

export const ReviewView = z.object({
  content: text.describe('null for a general review'),
  created_at: z.int(),
  modified_at: z.int(),
  product_id: z.string(),
  product_name: z.string(),
  product_option_name: z.string(),
  product_order_id: z.string(),
  review_id: z.string(),
  score: z.string().describe('1 to 5'),
  title: z.string(),
  writer: z.string(),
})

export function printReview(review: Review, { item }: ProductOrder): z.infer<typeof ReviewView> {
  return {
    content: review.content,
    created_at: review.created_at,
    modified_at: review.created_at,
    product_id: item.product_id,
    product_name: item.product_name,
    product_option_name: item.product_option_name,
    product_order_id: review.product_order_id,
    review_id: review.review_id,
    score: String(review.score),
    title: review.title,
    writer: 'sand****',
  }
}
