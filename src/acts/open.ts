/** A buyer orders and leaves the window open. */
import type { Payment } from '../payments/payment.ts'
import type { ActParts } from './parts.ts'
import { request } from './request.ts'
import type { ShopperOrder } from './shopper-order.ts'

/** Throws the refusal of an order that gets no window. */
export function open(parts: ActParts, order: ShopperOrder): Payment {
  const requested = request(parts, order)
  if ('refused' in requested) throw requested.reason
  return requested.payment
}
