/** Billing keys come and go: a card is registered, a window has issued one, a key is deleted. */
import { pgByCode } from '../catalog/pgs/index.ts'
import { refusal } from '../catalog/refusals.ts'
import type { Payment } from '../payments/payment.ts'
import { readCard } from './card.ts'
import type { CardInput } from './card-fields.ts'
import { type ApiChannel, type CardRefusal, chooseOfGroup, type GroupWish, insist } from './channel.ts'
import { asCustomer, type CustomerFacts } from './customer.ts'
import type { KeyChannel } from './groups.ts'
import type { BillingKey } from './key.ts'
import type { BillingParts } from './parts.ts'

/** What is charged: a card that was just read, or the key of one. */
export type Means = Pick<BillingKey, 'pay_method' | 'card_code' | 'card_number'>

export interface NewKey {
  readonly merchant: number
  readonly customer_uid: string
  readonly channel: ApiChannel
  readonly customer: CustomerFacts
  readonly means: Means & Pick<BillingKey, 'card_name' | 'card_type'>
  /** Of a group: every channel that was asked. */
  readonly channels?: readonly KeyChannel[]
}

/** Registers a card under a customer_uid. The same customer_uid again gets the new card (docs, 비인증 guide). */
export const issue =
  (parts: BillingParts) =>
  (
    merchant: number,
    customer_uid: string,
    input: CardInput,
    wish: GroupWish,
    customer: CustomerFacts,
    refused: Exclude<CardRefusal, 'card_refused'> = 'billing_key_refused',
  ): BillingKey =>
    parts.store.transaction(() => {
      const { channel, channels } = chooseOfGroup(parts, merchant, wish, refused, customer_uid)
      insist(parts, OPERATION[refused], merchant, channel, { ...input, ...customer }, !channel.by_default)
      const card = readCard(input, parts.clock.now(), refused)
      const means = {
        pay_method: 'card',
        card_code: card.issuer.code,
        card_name: card.issuer.name,
        card_number: card.masked,
        card_type: 0,
      }
      return saveKey(parts, { merchant, customer_uid, channel, customer, means, channels })
    })

const OPERATION = {
  billing_key_refused: 'POST /subscribe/customers/{customer_uid}',
  schedule_card_refused: 'POST /subscribe/payments/schedule',
} as const

/** A window's order with a customer_uid was approved: the key of what paid it. */
export const keep =
  (parts: BillingParts) =>
  (payment: Payment): void => {
    const { approval, customer_uid, order, merchant, pay_method, pg_id, sandbox } = payment
    if (customer_uid === null || pay_method === 'vbank') return
    const { buyer_name, buyer_tel, buyer_email, buyer_addr, buyer_postcode } = order
    const customer = asCustomer({ buyer_name, buyer_tel, buyer_email, buyer_addr, buyer_postcode })
    const channel = { pg: pgByCode(payment.pg_provider)!, pg_id, sandbox, by_default: false }
    const { card_code, card_name, card_number, card_type } = approval
    const means = { pay_method, card_code, card_name, card_number, card_type }
    saveKey(parts, { merchant, customer_uid, channel, customer, means })
  }

/** Writes a key, and at which channels of a group it stands. */
export function saveKey({ store, clock }: Pick<BillingParts, 'store' | 'clock'>, key: NewKey): BillingKey {
  const { merchant, customer_uid, channel, customer, means, channels = [] } = key
  const now = clock.now()
  store.saveKey({
    merchant,
    customer_uid,
    pg_provider: channel.pg.code,
    pg_id: channel.pg_id,
    sandbox: channel.sandbox,
    customer_id: customer.customer_id ?? null,
    customer_name: customer.customer_name ?? null,
    customer_tel: customer.customer_tel ?? null,
    customer_email: customer.customer_email ?? null,
    customer_addr: customer.customer_addr ?? null,
    customer_postcode: customer.customer_postcode ?? null,
    inserted: now,
    updated: now,
    ...means,
  })
  store.saveChannels(merchant, customer_uid, channels)
  return store.key(merchant, customer_uid)!
}

export const find =
  ({ store }: Pick<BillingParts, 'store'>) =>
  (merchant: number, customer_uid: string): BillingKey => {
    const key = store.key(merchant, customer_uid)
    if (key) return key
    throw refusal('customer_not_found', { customer_uid })
  }

/** Deletes a key. What is scheduled stays scheduled, and will fail (the document does not say that it is revoked). */
export const remove =
  (parts: Pick<BillingParts, 'store'>) =>
  (merchant: number, customer_uid: string): BillingKey => {
    const key = find(parts)(merchant, customer_uid)
    parts.store.removeKey(merchant, customer_uid)
    return key
  }
