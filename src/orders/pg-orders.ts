/** What the small operations of single PGs share: finding the payment, and remembering what the PG was told. */

import type { Billing } from '../billing/billing.ts'
import { type RefusalName, refusal } from '../catalog/refusals.ts'
import { isAble } from '../choice/abilities.ts'
import { listChannels } from '../choice/channels.ts'
import { say } from '../core/bilingual.ts'
import type { Clock } from '../core/clock.ts'
import type { Dice } from '../core/ids.ts'
import type { MerchantSettings } from '../merchants/merchant.ts'
import type { Payment } from '../payments/payment.ts'
import type { Payments } from '../payments/payments.ts'
import { chargeByServer, type OrderBase, type ServerOrder } from './charge.ts'
import type { OrderStore } from './store.ts'

export interface PgOrderParts {
  readonly store: OrderStore
  readonly clock: Clock
  readonly dice: Dice
  readonly payments: Payments
  readonly billing: Billing
  readonly settings: (merchant: number) => MerchantSettings
}

export type PgOrders = ReturnType<typeof createPgOrders>

export function createPgOrders({ store, clock, dice, payments, billing, settings }: PgOrderParts) {
  const { find, note, read } = payments
  const isQuickKey = (merchant: number, customer_uid: string): boolean =>
    isAble(billing.read.key(merchant, customer_uid)?.pg_provider ?? '', 'quick_pay')

  return {
    store,
    clock,
    find,
    note,

    /** Charges without a window. */
    charge: (order: ServerOrder): Payment => chargeByServer(payments, order),

    /** Charges the billing key of a customer. */
    chargeKey({ merchant, customer_uid, merchant_uid, amount, ...facts }: KeyOrder): Payment {
      if (!isQuickKey(merchant, customer_uid)) throw refusal('kcpquick_key_not_found')
      return billing.again(merchant, customer_uid, { merchant_uid, amount, facts })
    },

    /** Refuses a customer without a key. */
    mustHaveKey(merchant: number, customer_uid: string): void {
      if (!isQuickKey(merchant, customer_uid)) throw refusal('kcpquick_key_not_found')
    },

    /** Deletes a billing key; false when there is none. */
    deleteKey(merchant: number, customer_uid: string): boolean {
      const is_there = isQuickKey(merchant, customer_uid)
      if (is_there) billing.remove(merchant, customer_uid)
      return is_there
    },

    /** The PG contract behind a channel_key; null for a key that no channel has. */
    channel: (merchant: number, channel_key: string): Channel | null =>
      listChannels(settings(merchant), dice).find((one) => one.channel_key === channel_key) ?? null,

    /** Payments of a merchant that were started in a period, newest first. */
    startedBetween: (merchant: number, from: number, to: number): readonly Payment[] =>
      read.list({ merchant, from, to, sorting: '-started', limit: 1000, offset: 0 }).list,
  }
}

export interface Channel {
  readonly pg_provider: string
  readonly pg_id: string
}

export interface KeyOrder extends OrderBase {
  readonly customer_uid: string
}

/** A payment of this merchant at one of these PGs; `no` names the refusal for any other PG. */
export function paymentAt(
  { find }: Pick<PgOrders, 'find'>,
  merchant: number,
  imp_uid: string,
  pgs: readonly string[],
  no: RefusalName = 'pg_unsupported',
): Payment {
  const payment = find(merchant, imp_uid)
  if (pgs.includes(payment.pg_provider)) return payment
  throw refusal(
    no,
    {},
    say(
      `${imp_uid}은(는) ${pgs.join(' 또는 ')}이(가) 아니라 ${payment.pg_provider}의 결제입니다.`,
      `${imp_uid} is a payment of ${payment.pg_provider}, not of ${pgs.join(' or ')}.`,
    ),
  )
}

/** The shop id behind a channel_key. A key that no channel has counts as the PG's own, as long as no channel is set. */
export function channelOf(
  { channel }: Pick<PgOrders, 'channel'>,
  merchant: number,
  channel_key: string | undefined,
  pg_provider: string,
): string | null {
  const found = channel_key === undefined ? null : channel(merchant, channel_key)
  if (found === null) return null
  if (found.pg_provider === pg_provider) return found.pg_id
  throw refusal(
    'channel_wrong',
    {},
    say(
      `${channel_key}은(는) ${pg_provider}이(가) 아니라 ${found.pg_provider}의 채널입니다.`,
      `${channel_key} is a channel of ${found.pg_provider}, not of ${pg_provider}.`,
    ),
  )
}
