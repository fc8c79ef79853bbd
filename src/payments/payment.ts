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
  /** Every deposit on an account that takes money again and again. */
  readonly deposits?: readonly Deposit[]
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
  /** The shop is an app: how others open it again (manual 3.2). */
  readonly app_scheme?: string | null
  /** A page on the web that nobody vouched for: its notice_url and confirm_url are kept and shown, and not called. */
  readonly untrusted_page?: string
  /** Asked before the approval whether the shop still wants the sale. */
  readonly confirm_url?: string | null
  /** When the PG cancelled the payment without iamport knowing. */
  readonly pg_cancelled_at?: number
  /** The PG's window opens only to say no. */
  readonly refused_by_pg?: { readonly code: string; readonly message: string } | undefined
  /** Parameters that only the window shows: company, period, products and the like. */
  readonly extra?: Readonly<Record<string, unknown>> | undefined
  /** `naverProducts` as the page gave them: what a naverco order is made of. */
  readonly naver_products?: readonly unknown[]
  /** What the customer_uid was used for. Absent in an order of a window: a key is issued for it. */
  readonly customer_uid_usage?: 'issue' | 'payment' | 'payment.scheduled'
  /** VAT that the shop set itself, major units. */
  readonly vat_amount?: number | null
  readonly promotion?: { readonly id: string; readonly discount: number; readonly min_amount: number }
  /** What POST /vbanks asked for: its own number and holder. */
  readonly vbank_num?: string | null
  readonly vbank_holder?: string | null
  /** The account takes money again and again. */
  readonly vbank_unlimited?: boolean
  readonly cash_receipt_issued?: boolean
  /** The cash receipt that the buyer asked for in the window: the PG issues it as soon as the money is there. */
  readonly cash_receipt?: { readonly type: 'person' | 'company'; readonly identifier: string } | undefined
  /** Asked before a convenience store takes money. */
  readonly cvs_confirm_url?: string | null
}

/** One deposit on an account without a fixed amount. */
export interface Deposit {
  readonly pg_tid: string
  readonly amount: number
  readonly depositor_name: string
  readonly deposited_at: number
}

/** An order that said nothing. */
export const NO_FACTS: OrderFacts = {
  name: null,
  buyer_name: null,
  buyer_email: null,
  buyer_tel: null,
  buyer_addr: null,
  buyer_postcode: null,
  custom_data: null,
  notice_url: [],
  escrow: false,
  tax_free: 0,
  language: 'ko',
  vbank_due: null,
  digital: false,
  card_quota: null,
  m_redirect_url: null,
  user_agent: '',
  sdk: '',
}

/** One cancellation, in full or in part. */
export interface Cancel {
  readonly cancellation_id: string
  readonly amount: number
  readonly cancelled_at: number
  readonly reason: string
  readonly pg_tid: string
  readonly receipt_url: string | null
  /** Of the amount, in minor units; null: VAT is a part of what is taxed. */
  readonly tax_free?: number
  readonly vat_amount?: number | null
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
