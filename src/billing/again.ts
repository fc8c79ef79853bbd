/** A stored key is charged. */

import { pgByCode } from '../catalog/pgs/index.ts'
import { refusal } from '../catalog/refusals.ts'
import { say } from '../core/bilingual.ts'
import type { Payment } from '../payments/payment.ts'
import { insist } from './channel.ts'
import { type ChargeOrder, chargeKey } from './charge.ts'
import { withCustomer } from './customer.ts'
import { routed } from './groups.ts'
import type { BillingKey } from './key.ts'
import type { BillingParts } from './parts.ts'
import { mustBeUnpaid } from './unpaid.ts'

/** In the order in which refusals win: paid already, no key, what the PG insists on, the money. */
export const again =
  (parts: BillingParts) =>
  (merchant: number, customer_uid: string, order: ChargeOrder): Payment =>
    parts.store.transaction(() => {
      mustBeUnpaid(parts, merchant, order.merchant_uid)
      const key = keyOf(parts, merchant, customer_uid)
      const sent = { ...order.sent, ...withCustomer(order.facts, key) }
      const { pg_provider } = routed(key, parts.store.channels(merchant, customer_uid), parts.dice, order)
      const channel = { pg: pgByCode(pg_provider)! }
      insist(parts, 'POST /subscribe/payments/again', merchant, channel, sent, order.pg !== undefined)
      return chargeKey(parts, key, order, 'payment')
    })

/** Refuses somebody who is named and has no key; says nothing where nobody is named. */
export const mustBeKnown =
  (parts: BillingParts) =>
  (merchant: number, customer_uid: string): void => {
    if (customer_uid !== '') keyOf(parts, merchant, customer_uid)
  }

function keyOf({ store }: BillingParts, merchant: number, customer_uid: string): BillingKey {
  const key = store.key(merchant, customer_uid)
  if (key) return key
  throw refusal(
    'customer_unregistered',
    {},
    say(`${customer_uid}(으)로 등록된 빌링키가 없습니다.`, `No billing key is kept for ${customer_uid}.`),
  )
}
