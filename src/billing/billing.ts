/** The verbs of billing keys: issue one for a card, keep the one that a window issued, charge one, delete one. */

import { declinesOf } from '../catalog/declines.ts'
import { allowsInstalments, NO_INSTALMENTS } from '../catalog/instalments.ts'
import type { InsistingOperation, Pg } from '../catalog/pg.ts'
import { pgByCode } from '../catalog/pgs/index.ts'
import { refusal } from '../catalog/refusals.ts'
import { declineOf } from '../catalog/test-cards.ts'
import { mustSendAll } from '../choice/api-requirements.ts'
import { chooseApiChannel, type ListedChannel, listChannels, type Wish } from '../choice/channels.ts'
import type { ChosenPg } from '../choice/choose.ts'
import type { Clock } from '../core/clock.ts'
import type { Dice } from '../core/ids.ts'
import type { MerchantSettings } from '../merchants/merchant.ts'
import type { ApiOrder } from '../payments/open-by-api.ts'
import type { OrderFacts, Payment } from '../payments/payment.ts'
import type { Payments } from '../payments/payments.ts'
import { type CardInput, readCard } from './card.ts'
import { askChannels, drawChannel, groupOf, type KeyChannel, routed } from './groups.ts'
import type { BillingKey } from './key.ts'
import { type BillingStore, readerOf } from './store.ts'

export interface BillingParts {
  readonly store: BillingStore
  readonly clock: Clock
  readonly dice: Dice
  /** What billing needs of payments: to open, approve and decline one, and to know whether an order was paid. */
  readonly payments: Pick<Payments, 'openByApi' | 'approve' | 'decline' | 'refuse' | 'read' | 'print' | 'get'>
  readonly settings: (merchant: number) => MerchantSettings
}

/** A channel that takes charges of the shop's server. */
export type ApiChannel = ChosenPg & Pick<ListedChannel, 'sandbox'>

/** What the shop says of the buyer when it registers a card. */
export interface CustomerFacts {
  readonly customer_id?: string
  readonly customer_name?: string
  readonly customer_tel?: string
  readonly customer_email?: string
  readonly customer_addr?: string
  readonly customer_postcode?: string
}

/** One charge, whatever asked for it. */
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

/** A wish for one channel, or for a group of them. */
export type GroupWish = Wish & { readonly channel_group_id?: string }

/** What is charged: a card that was just read, or the key of one. */
type Means = Pick<BillingKey, 'pay_method' | 'card_code' | 'card_number'>

export type Billing = ReturnType<typeof createBilling>

export function createBilling({ store, clock, dice, payments, settings }: BillingParts) {
  /** The channel that a call of the shop's server gets. */
  function choose(merchant: number, wish: Wish): ApiChannel {
    const chosen = chooseApiChannel('billing', wish, settings(merchant), dice)
    if (chosen) return chosen
    throw refusal('api_channel_missing', {}, 'None of the channels can be charged without a window.')
  }

  /** The channel that a call names, as a `pg`; undefined where it names none. */
  function pgOf(merchant: number, { pg, channel_key }: Wish): string | undefined {
    if (!channel_key) return pg
    const found = listChannels(settings(merchant), dice).find((one) => one.channel_key === channel_key)
    return found ? `${found.pg_provider}.${found.pg_id}` : pg
  }

  /** The channel of a call that may name a group: one of the group's, drawn by what the call is about. */
  function chooseOf(
    merchant: number,
    wish: GroupWish,
    refused: 'billing_key_refused' | 'schedule_card_refused' | 'card_refused',
    about: string,
  ): { channel: ApiChannel; channels: KeyChannel[] } {
    const group = groupOf(settings(merchant), wish.channel_group_id)
    if (!group) return { channel: choose(merchant, wish), channels: [] }
    const channels = askChannels(group)
    const drawn = drawChannel(channels, dice, about)
    if (!drawn) throw refusal(refused, { why: channels[0]?.failure ?? '' })
    return { channel: choose(merchant, { pg: `${drawn.pg_provider}.${drawn.pg_id}` }), channels }
  }

  function insist(
    operation: InsistingOperation,
    merchant: number,
    { pg }: Pick<ApiChannel, 'pg'>,
    sent: Readonly<Record<string, unknown>>,
    is_named: boolean,
  ): void {
    mustSendAll(operation, pg, sent, settings(merchant), is_named)
  }

  /** Registers a card under a customer_uid. The same customer_uid again gets the new card (docs, 비인증 guide). */
  function issue(
    merchant: number,
    customer_uid: string,
    input: CardInput,
    wish: GroupWish,
    customer: CustomerFacts,
    refused: 'billing_key_refused' | 'schedule_card_refused' = 'billing_key_refused',
  ): BillingKey {
    return store.transaction(() => {
      const { channel, channels } = chooseOf(merchant, wish, refused, customer_uid)
      const operation =
        refused === 'schedule_card_refused'
          ? 'POST /subscribe/payments/schedule'
          : 'POST /subscribe/customers/{customer_uid}'
      insist(operation, merchant, channel, { ...input, ...customer }, !channel.by_default)
      const card = readCard(input, clock.now(), refused)
      const key = save(merchant, customer_uid, channel, customer, {
        pay_method: 'card',
        card_code: card.issuer.code,
        card_name: card.issuer.name,
        card_number: card.masked,
        card_type: 0,
      })
      store.saveChannels(merchant, customer_uid, channels)
      return key
    })
  }

  function save(
    merchant: number,
    customer_uid: string,
    { pg, pg_id, sandbox }: ApiChannel,
    customer: CustomerFacts,
    means: Means & Pick<BillingKey, 'card_name' | 'card_type'>,
  ): BillingKey {
    const now = clock.now()
    store.saveChannels(merchant, customer_uid, [])
    store.saveKey({
      merchant,
      customer_uid,
      pg_provider: pg.code,
      pg_id,
      sandbox,
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
    return store.key(merchant, customer_uid)!
  }

  /** A window's order with a customer_uid was approved: the key of what paid it. */
  function keep(payment: Payment): void {
    const { approval, customer_uid, order, pay_method } = payment
    if (customer_uid === null || pay_method === 'vbank') return
    const { buyer_name, buyer_tel, buyer_email, buyer_addr, buyer_postcode } = order
    const buyer = { buyer_name, buyer_tel, buyer_email, buyer_addr, buyer_postcode }
    const channel = {
      pg: pgByCode(payment.pg_provider)!,
      pg_id: payment.pg_id,
      sandbox: payment.sandbox,
      by_default: false,
    }
    save(payment.merchant, customer_uid, channel, asCustomer(buyer), {
      pay_method,
      card_code: approval.card_code,
      card_name: approval.card_name,
      card_number: approval.card_number,
      card_type: approval.card_type,
    })
  }

  function find(merchant: number, customer_uid: string): BillingKey {
    const key = store.key(merchant, customer_uid)
    if (key) return key
    throw refusal('customer_not_found', { customer_uid })
  }

  /** Deletes a key. What is scheduled stays scheduled, and will fail (the document does not say that it is revoked). */
  function remove(merchant: number, customer_uid: string): BillingKey {
    const key = find(merchant, customer_uid)
    store.removeKey(merchant, customer_uid)
    return key
  }

  /** A card is charged once; with a customer_uid it is kept as a key when the charge went well. */
  function onetime(
    merchant: number,
    input: CardInput,
    wish: GroupWish,
    customer_uid: string | null,
    order: ChargeOrder,
  ): Payment {
    return store.transaction(() => {
      const { channel, channels } = chooseOf(merchant, wish, 'card_refused', order.merchant_uid)
      mustBeUnpaid(merchant, order.merchant_uid)
      const sent = { ...input, ...order.sent }
      insist('POST /subscribe/payments/onetime', merchant, channel, sent, !channel.by_default)
      const card = readCard(input, clock.now(), 'card_refused')
      const means = { pay_method: 'card', card_code: card.issuer.code, card_number: card.masked }
      const payment = charge(merchant, channel, means, customer_uid, order, 'payment')
      if (customer_uid !== null && payment.status === 'paid') {
        const { name: card_name } = card.issuer
        save(merchant, customer_uid, channel, asCustomer(order.facts), { ...means, card_name, card_type: 0 })
        store.saveChannels(merchant, customer_uid, channels)
      }
      return payment
    })
  }

  /** A stored key is charged. What is not said of the buyer is taken from the key (docs). */
  function again(merchant: number, customer_uid: string, order: ChargeOrder): Payment {
    return store.transaction(() => {
      mustBeUnpaid(merchant, order.merchant_uid)
      const key = store.key(merchant, customer_uid)
      if (!key) throw refusal('customer_unregistered', {}, `No billing key is kept for ${customer_uid}.`)
      const filled = withCustomer(order.facts, key)
      const charged = routed(key, store.channels(merchant, customer_uid), dice, order)
      const pg = pgByCode(charged.pg_provider)!
      insist(
        'POST /subscribe/payments/again',
        merchant,
        { pg },
        { ...order.sent, ...filled },
        order.pg !== undefined,
      )
      return chargeKey(key, order, 'payment')
    })
  }

  function chargeKey(
    key: BillingKey,
    order: ChargeOrder,
    usage: 'payment' | 'payment.scheduled',
    is_first?: boolean,
  ): Payment {
    const channels = store.channels(key.merchant, key.customer_uid)
    const { pg_provider, pg_id, sandbox } = routed(key, channels, dice, order)
    const channel = { pg: pgByCode(pg_provider)!, pg_id, sandbox, by_default: false }
    const facts = withCustomer(order.facts, key)
    const { merchant, customer_uid } = key
    return charge(merchant, channel, key, customer_uid, { ...order, facts }, usage, is_first)
  }

  /** Opens a payment and lets the PG decide: paid, or failed with its reason. Both are answers, not refusals (docs). */
  function charge(
    merchant: number,
    chosen: ApiChannel,
    means: Means,
    customer_uid: string | null,
    order: ChargeOrder,
    usage: 'payment' | 'payment.scheduled',
    is_first = !payments.read.list({ ...EVERY, merchant, merchant_uid: order.merchant_uid }).total,
  ): Payment {
    const { merchant_uid, amount, currency } = order
    const { pay_method } = means
    const card_quota = order.card_quota === 1 ? 0 : (order.card_quota ?? 0)
    const promotion = promotionOf(merchant, order)
    const facts = { ...order.facts, customer_uid_usage: usage, ...(promotion ? { promotion } : {}) }
    const request: ApiOrder = { merchant_uid, pay_method, amount, currency, chosen, customer_uid, facts }
    const { imp_uid } = payments.openByApi(merchant, request)
    const card_number = means.card_number ?? ''
    const buyer_name = facts.buyer_name ?? null
    const decline =
      declineOf(chosen.pg, pay_method, { card_number, buyer_name, is_first }) ??
      instalmentDecline(chosen.pg, card_quota, payments.get(imp_uid))
    if (decline) return payments.decline(imp_uid, decline)
    return payments.approve(imp_uid, {
      card_code: means.card_code ?? '366',
      card_number,
      card_quota: String(card_quota),
    })
  }

  function promotionOf(merchant: number, { promotion_id, amount }: ChargeOrder): OrderFacts['promotion'] {
    const found = settings(merchant).promotions.find((row) => row.promotion_id === promotion_id)
    if (!found || amount < found.min_amount) return undefined
    return { id: found.promotion_id, discount: found.discount, min_amount: found.min_amount }
  }

  function mustBeUnpaid(merchant: number, merchant_uid: string): void {
    if (payments.read.wasPaid(merchant, merchant_uid, '')) throw refusal('api_order_already_paid')
  }

  return {
    /** One of a world file, as it stands. */
    load: store.saveKey,
    choose,
    insist,
    pgOf,
    issue,
    keep,
    find,
    remove,
    onetime,
    again,
    chargeKey,
    mustBeUnpaid,
    settings,
    read: readerOf(store),
  }
}

/** Instalments of less than they need are refused by the PG in its own words. */
function instalmentDecline(pg: Pg, card_quota: number, { amount, currency }: Payment) {
  if (card_quota < 2 || currency !== 'KRW' || allowsInstalments(amount, currency)) return null
  return declinesOf(pg, 'card').find(({ message }) => message.includes('할부')) ?? NO_INSTALMENTS
}

const EVERY = { sorting: '-started', limit: 1, offset: 0 } as const

/** What the shop does not say of the buyer is taken from the key (docs). */
function withCustomer(facts: Partial<OrderFacts>, key: BillingKey): Partial<OrderFacts> {
  return {
    ...facts,
    buyer_name: facts.buyer_name ?? key.customer_name,
    buyer_email: facts.buyer_email ?? key.customer_email,
    buyer_tel: facts.buyer_tel ?? key.customer_tel,
    buyer_addr: facts.buyer_addr ?? key.customer_addr,
    buyer_postcode: facts.buyer_postcode ?? key.customer_postcode,
  }
}

/** The buyer of an order becomes the customer of the key (docs, onetime). */
function asCustomer(buyer: Partial<OrderFacts>): CustomerFacts {
  return {
    customer_name: buyer.buyer_name ?? undefined,
    customer_tel: buyer.buyer_tel ?? undefined,
    customer_email: buyer.buyer_email ?? undefined,
    customer_addr: buyer.buyer_addr ?? undefined,
    customer_postcode: buyer.buyer_postcode ?? undefined,
  }
}
