/** What the small operations of single PGs share: finding the payment, and remembering what the PG was told. */
import { type RefusalName, refusal } from '../catalog/refusals.ts'
import type { Clock } from '../core/clock.ts'
import type { Payment, TimelineEntry } from '../payments/payment.ts'
import type { OrderStore } from './store.ts'

export interface PgOrderParts {
  readonly store: OrderStore
  readonly clock: Clock
  /** A payment of this merchant; refuses any other. */
  readonly find: (merchant: number, imp_uid: string) => Payment
  /** Writes a line into the payment's timeline. */
  readonly note: (payment: Payment, entry: Omit<TimelineEntry, 'at'>) => void
  /** Charges without a window. */
  readonly charge: (order: ServerOrder) => Payment
  /** Charges the billing key of a customer. */
  readonly chargeKey: (order: KeyOrder) => Payment
  /** Deletes a billing key; false when there is none. */
  readonly deleteKey: (merchant: number, customer_uid: string) => boolean
  /** The PG contract behind a channel_key; null for a key that no channel has. */
  readonly channel: (merchant: number, channel_key: string) => Channel | null
  /** Payments of a merchant that were started in a period, newest first. */
  readonly startedBetween: (merchant: number, from: number, to: number) => readonly Payment[]
}

export interface Channel {
  readonly pg_provider: string
  readonly pg_id: string
}

interface OrderBase {
  readonly merchant: number
  readonly merchant_uid: string
  /** Major units. */
  readonly amount: number
  readonly name: string
  readonly buyer_name?: string
  readonly notice_url?: readonly string[]
  readonly user_agent: string
}

export interface ServerOrder extends OrderBase {
  readonly pg_provider: string
  readonly pg_id: string | null
  readonly pay_method: string
  readonly buyer_email?: string
  readonly buyer_tel?: string
  readonly buyer_addr?: string
  readonly buyer_postcode?: string
  readonly custom_data?: string
  /** What the PG says instead of yes. */
  readonly decline?: { readonly code: string; readonly message: string }
}

export interface KeyOrder extends OrderBase {
  readonly customer_uid: string
}

/** A payment of this merchant at one of these PGs; `no` names the refusal for any other PG. */
export function paymentAt(
  { find }: Pick<PgOrderParts, 'find'>,
  merchant: number,
  imp_uid: string,
  pgs: readonly string[],
  no: RefusalName = 'pg_unsupported',
): Payment {
  const payment = find(merchant, imp_uid)
  if (pgs.includes(payment.pg_provider)) return payment
  throw refusal(no, {}, `${imp_uid} is a payment of ${payment.pg_provider}, not of ${pgs.join(' or ')}.`)
}

/** The shop id behind a channel_key. A key that no channel has counts as the PG's own, as long as no channel is set. */
export function channelOf(
  { channel }: Pick<PgOrderParts, 'channel'>,
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
    `${channel_key} is a channel of ${found.pg_provider}, not of ${pg_provider}.`,
  )
}
