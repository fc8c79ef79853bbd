/** What a payment is. All amounts are whole minor units of its currency; all times are Unix seconds, 0 for "not yet". */
import type { Approval } from '../catalog/method.ts'

export const STATUSES = ['ready', 'paid', 'cancelled', 'failed'] as const
export type Status = (typeof STATUSES)[number]

export interface Payment {
  readonly imp_uid: string
  /** Row id of the merchant. */
  readonly merchant: number
  readonly merchant_uid: string
  readonly status: Status
  readonly amount: number
  readonly cancel_amount: number
  readonly currency: string
  readonly pay_method: string
  readonly channel: 'pc' | 'mobile' | 'api'
  readonly pg_provider: string
  readonly pg_id: string
  readonly pg_tid: string | null
  readonly sandbox: boolean
  readonly started_at: number
  readonly paid_at: number
  readonly failed_at: number
  readonly cancelled_at: number
  readonly fail_reason: string | null
  readonly cancel_reason: string | null
  readonly receipt_url: string | null
  readonly customer_uid: string | null
  readonly approval: Approval
  readonly order: OrderFacts
  readonly cancels: readonly Cancel[]
}

/** What the order said that the payment only carries along. */
export interface OrderFacts {
  readonly name: string | null
  readonly buyer_name: string | null
  readonly buyer_email: string | null
  readonly buyer_tel: string | null
  readonly buyer_addr: string | null
  readonly buyer_postcode: string | null
  /** JSON text of whatever the shop gave; null when it gave nothing. */
  readonly custom_data: string | null
  /** Replaces the merchant's Notification URL, when it is not empty. */
  readonly notice_url: readonly string[]
  readonly escrow: boolean
  readonly tax_free: number
  readonly language: string
  readonly vbank_due: number | null
  readonly digital: boolean
  readonly card_quota: readonly number[] | null
  readonly m_redirect_url: string | null
  readonly user_agent: string
  /** Version of the SDK that asked; empty for the API. */
  readonly sdk: string
}

/** One cancellation, in full or in part. */
export interface Cancel {
  readonly cancellation_id: string
  readonly amount: number
  readonly cancelled_at: number
  readonly reason: string
  readonly pg_tid: string
  readonly receipt_url: string | null
}

/** One line of what happened to a payment, for people. */
export interface TimelineEntry {
  readonly at: number
  readonly what: string
  readonly by: 'buyer' | 'pg' | 'bank' | 'shop' | 'admin' | 'sandbox'
  readonly detail: Readonly<Record<string, unknown>>
}

/** What is left to cancel. */
export function balance(payment: Payment): number {
  return payment.amount - payment.cancel_amount
}
