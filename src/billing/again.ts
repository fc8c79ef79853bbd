/** A stored key is charged. */
import { pgByCode } from '../catalog/pgs/index.ts'
import { refusal } from '../catalog/refusals.ts'
import type { Payment } from '../payments/payment.ts'
import type { BillingParts } from './billing.ts'
import { insist } from './channel.ts'
import { type ChargeOrder, chargeKey } from './charge.ts'
import { withCustomer } from './customer.ts'
import { routed } from './groups.ts'
import { mustBeUnpaid } from './unpaid.ts'

/** In the order in which refusals win: paid already, no key, what the PG insists on, the money. */
export const again =
  (parts: BillingParts) =>
  (merchant: number, customer_uid: string, order: ChargeOrder): Payment =>
    parts.store.transaction(() => {
      mustBeUnpaid(parts, merchant, order.merchant_uid)
      const key = parts.store.key(merchant, customer_uid)
      if (!key) throw refusal('customer_unregistered', {}, `No billing key is kept for ${customer_uid}.`)
      const sent = { ...order.sent, ...withCustomer(order.facts, key) }
      const { pg_provider } = routed(key, parts.store.channels(merchant, customer_uid), parts.dice, order)
      const channel = { pg: pgByCode(pg_provider)! }
      insist(parts, 'POST /subscribe/payments/again', merchant, channel, sent, order.pg !== undefined)
      return chargeKey(parts, key, order, 'payment')
    })
