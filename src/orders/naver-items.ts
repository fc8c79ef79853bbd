/** Reads `naverProducts` of request_pay: which products a naverco order is made of, and what each costs. */
import { isRecord } from '../core/schema.ts'
import type { Payment } from '../payments/payment.ts'
import type { Item } from './product-order.ts'

export interface PricedItem extends Item {
  readonly product_amount: number
  readonly delivery_amount: number
}

/**
 * One item per product, or per option of it. Their amounts add up to the payment's: what the products do not account for
 * is the delivery of the first; where prices are missing or too high, the payment is shared out evenly.
 */
export function itemsOf(payment: Payment): PricedItem[] {
  const products = (payment.order.naver_products ?? []).filter(isRecord)
  const listed = products.flatMap(optionsOf)
  const items = listed.length > 0 ? listed : [wholeOrder(payment)]
  const sum = items.reduce((total, item) => total + item.price, 0)
  const is_priced = sum > 0 && sum <= payment.amount
  return items.map(({ price, ...item }, n) => {
    const share = shareOf(payment.amount, items.length, n)
    const delivery = is_priced && n === 0 ? payment.amount - sum : 0
    return { ...item, product_amount: is_priced ? price : share, delivery_amount: delivery }
  })
}

type Listed = Item & { price: number }

function optionsOf(product: Record<string, unknown>): Listed[] {
  const product_id = word(product.id ?? product.uid ?? product.merchantProductId ?? '1')
  const product_name = word(product.name ?? '상품')
  const base = number(product.basePrice ?? product.price)
  const options = Array.isArray(product.options) ? product.options.filter(isRecord) : []
  if (options.length === 0) {
    const quantity = Math.max(1, number(product.quantity ?? product.count))
    const option = { product_option_id: product_id, product_option_name: '' }
    return [{ product_id, product_name, ...option, quantity, price: base * quantity }]
  }
  return options.map((option) => {
    const selections = Array.isArray(option.selections) ? option.selections.filter(isRecord) : []
    const quantity = Math.max(1, number(option.optionQuantity))
    return {
      product_id,
      product_name,
      product_option_id: word(option.selectionCode ?? product_id),
      product_option_name: selections.map(({ label, value }) => `${word(label)}: ${word(value)}`).join(' / '),
      quantity,
      price: (base + number(option.optionPrice)) * quantity,
    }
  })
}

function wholeOrder(payment: Payment): Listed {
  const id = payment.merchant_uid
  const option = { product_option_id: id, product_option_name: '' }
  return {
    product_id: id,
    product_name: payment.order.name ?? '상품',
    ...option,
    quantity: 1,
    price: payment.amount,
  }
}

function shareOf(amount: number, count: number, n: number): number {
  const share = Math.floor(amount / count)
  return n === 0 ? amount - share * (count - 1) : share
}

function word(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function number(value: unknown): number {
  const read = Number(value)
  return Number.isSafeInteger(read) && read > 0 ? read : 0
}
