/** The buyer behind a billing key: what an order says of the buyer, and what is kept of it with the key. */
import type { OrderFacts } from '../payments/payment.ts'
import type { BillingKey } from './key.ts'

/** What the shop says of the buyer when it registers a card. */
export interface CustomerFacts {
  readonly customer_id?: string
  readonly customer_name?: string
  readonly customer_tel?: string
  readonly customer_email?: string
  readonly customer_addr?: string
  readonly customer_postcode?: string
}

type Buyer = Partial<
  Pick<OrderFacts, 'buyer_name' | 'buyer_email' | 'buyer_tel' | 'buyer_addr' | 'buyer_postcode'>
>

/** What the shop does not say of the buyer is taken from the key (docs). */
export function withCustomer<T extends Buyer>(order: T, key: BillingKey): T & Required<Buyer> {
  return {
    ...order,
    buyer_name: order.buyer_name ?? key.customer_name,
    buyer_email: order.buyer_email ?? key.customer_email,
    buyer_tel: order.buyer_tel ?? key.customer_tel,
    buyer_addr: order.buyer_addr ?? key.customer_addr,
    buyer_postcode: order.buyer_postcode ?? key.customer_postcode,
  }
}

/** The buyer of an order becomes the customer of the key (docs, onetime). */
export function asCustomer(buyer: Buyer): CustomerFacts {
  return {
    customer_name: buyer.buyer_name ?? undefined,
    customer_tel: buyer.buyer_tel ?? undefined,
    customer_email: buyer.buyer_email ?? undefined,
    customer_addr: buyer.buyer_addr ?? undefined,
    customer_postcode: buyer.buyer_postcode ?? undefined,
  }
}
