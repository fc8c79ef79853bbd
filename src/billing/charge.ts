/** One charge without a window: a payment is opened and the PG decides. Paid and failed are both answers (docs). */
import { declinesOf } from '../catalog/declines.ts'
import { allowsInstalments, NO_INSTALMENTS } from '../catalog/instalments.ts'
import type { Pg } from '../catalog/pg.ts'
import { pgByCode } from '../catalog/pgs/index.ts'
import { declineOf } from '../catalog/test-cards.ts'
import type { OrderFacts, Payment } from '../payments/payment.ts'
import { promotionOf } from '../payments/promotion.ts'
import type { ApiChannel } from './channel.ts'
import { withCustomer } from './customer.ts'
import { routed } from './groups.ts'
import type { BillingKey } from './key.ts'
import type { BillingParts } from './parts.ts'
import type { Means } from './register.ts'

/** What is charged for, whatever asked for it. */
export interface ChargeOrder {
  readonly merchant_uid: string
  /** Major units. */
  readonly amount: number
  readonly currency?: string
  readonly card_quota?: number
  readonly promotion_id?: string | null
  /** The PG to take, of a key that is registered at several. */
  readonly pg?: string
  readonly facts: Partial<OrderFacts>
  /** All that the shop sent, for what its PG insists on. */
  readonly sent?: Readonly<Record<string, unknown>>
}

export interface Charging {
  readonly merchant: number
  readonly channel: ApiChannel
  readonly means: Means
  readonly customer_uid: string | null
  readonly usage: 'payment' | 'payment.scheduled'
  /** Whether this order was never charged before: some test cards decline the first time only. */
  readonly is_first?: boolean | undefined
}

export function charge(parts: BillingParts, order: ChargeOrder, charging: Charging): Payment {
  const { payments } = parts
  const { merchant, channel: chosen, means, customer_uid, usage } = charging
  const { merchant_uid, amount, currency } = order
  const { pay_method } = means
  const card_quota = order.card_quota === 1 ? 0 : (order.card_quota ?? 0)
  const promotion = promotionOf(parts.settings(merchant).promotions, order)
  const facts = { ...order.facts, customer_uid_usage: usage, ...(promotion ? { promotion } : {}) }
  const asked = { merchant_uid, pay_method, amount, currency, chosen, customer_uid, facts }
  const card_number = means.card_number ?? ''
  const subject = {
    card_number,
    buyer_name: facts.buyer_name ?? null,
    /** Few cards ask. */
    get is_first() {
      return charging.is_first ?? !payments.read.isKnown(merchant, merchant_uid)
    },
  }
  return payments.byApi(merchant, asked, (opened) => {
    const decline =
      declineOf(chosen.pg, pay_method, subject) ?? instalmentDecline(chosen.pg, card_quota, opened)
    if (decline) return { decline }
    const card_code = means.card_code ?? '366'
    return { approve: { card_code, card_number, card_quota: String(card_quota) } }
  })
}

/** A stored key is charged. What is not said of the buyer is taken from the key (docs). */
export function chargeKey(
  parts: BillingParts,
  key: BillingKey,
  order: ChargeOrder,
  usage: Charging['usage'],
  is_first?: boolean,
): Payment {
  const { merchant, customer_uid } = key
  const channels = parts.store.channels(merchant, customer_uid)
  const { pg_provider, pg_id, sandbox } = routed(key, channels, parts.dice, order)
  const channel = { pg: pgByCode(pg_provider)!, pg_id, sandbox, by_default: false }
  const facts = withCustomer(order.facts, key)
  return charge(parts, { ...order, facts }, { merchant, channel, means: key, customer_uid, usage, is_first })
}

/** Instalments of less than they need are refused by the PG in its own words. */
function instalmentDecline(pg: Pg, card_quota: number, { amount, currency }: Payment) {
  if (card_quota < 2 || currency !== 'KRW' || allowsInstalments(amount, currency)) return null
  return declinesOf(pg, 'card').find(({ message }) => message.includes('할부')) ?? NO_INSTALMENTS
}
