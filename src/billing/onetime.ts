/** A card is charged once; with a customer_uid it is kept as a key when the charge went well. */
import type { Payment } from '../payments/payment.ts'
import { readCard } from './card.ts'
import type { CardInput } from './card-fields.ts'
import { chooseOfGroup, type GroupWish, insist } from './channel.ts'
import { type ChargeOrder, charge } from './charge.ts'
import { asCustomer } from './customer.ts'
import type { BillingParts } from './parts.ts'
import { saveKey } from './register.ts'
import { mustBeUnpaid } from './unpaid.ts'

/** In the order in which refusals win: no channel, paid already, what the PG insists on, the card, the money. */
export const onetime =
  (parts: BillingParts) =>
  (
    merchant: number,
    input: CardInput,
    wish: GroupWish,
    customer_uid: string | null,
    order: ChargeOrder,
  ): Payment =>
    parts.store.transaction(() => {
      const { channel, channels } = chooseOfGroup(parts, merchant, wish, 'card_refused', order.merchant_uid)
      mustBeUnpaid(parts, merchant, order.merchant_uid)
      const sent = { ...input, ...order.sent }
      insist(parts, 'POST /subscribe/payments/onetime', merchant, channel, sent, !channel.by_default)
      const { issuer, masked } = readCard(input, parts.clock.now(), 'card_refused')
      const means = { pay_method: 'card', card_code: issuer.code, card_number: masked }
      const payment = charge(parts, order, { merchant, channel, means, customer_uid, usage: 'payment' })
      if (customer_uid === null || payment.status !== 'paid') return payment
      saveKey(parts, {
        merchant,
        customer_uid,
        channel,
        channels,
        customer: asCustomer(order.facts),
        means: { ...means, card_name: issuer.name, card_type: 0 },
      })
      return payment
    })
