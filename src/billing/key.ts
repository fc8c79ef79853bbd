/** What a billing key is: one card (or phone) of a buyer under the shop's own customer_uid. The whole number is never kept. */

export interface BillingKey {
  readonly merchant: number
  readonly customer_uid: string
  readonly pg_provider: string
  readonly pg_id: string
  readonly sandbox: boolean
  /** How it pays: `card`, or `phone` for a key of a phone window. */
  readonly pay_method: string
  readonly customer_id: string | null
  readonly card_code: string | null
  readonly card_name: string | null
  /** `52728927****2305` */
  readonly card_number: string | null
  readonly card_type: number | null
  readonly customer_name: string | null
  readonly customer_tel: string | null
  readonly customer_email: string | null
  readonly customer_addr: string | null
  readonly customer_postcode: string | null
  /** Kept when the same customer_uid gets another card; `updated` moves. */
  readonly inserted: number
  readonly updated: number
}

export const SCHEDULE_STATUSES = ['scheduled', 'executed', 'revoked'] as const
export type ScheduleStatus = (typeof SCHEDULE_STATUSES)[number]

/** A charge of the future. */
export interface Schedule {
  readonly merchant: number
  readonly merchant_uid: string
  readonly customer_uid: string
  readonly pg_provider: string
  readonly pg_id: string
  readonly sandbox: boolean
  readonly customer_id: string | null
  readonly schedule_at: number
  readonly executed_at: number
  readonly revoked_at: number
  readonly status: ScheduleStatus
  /** The payment of the last attempt; null before the first. */
  readonly imp_uid: string | null
  /** How often it was tried. */
  readonly attempts: number
  /** Minor units. */
  readonly amount: number
  readonly currency: string
  /** The rest of what the shop asked for. */
  readonly order: ScheduledOrder
}

export interface ScheduledOrder {
  readonly name: string | null
  readonly buyer_name: string | null
  readonly buyer_email: string | null
  readonly buyer_tel: string | null
  readonly buyer_addr: string | null
  readonly buyer_postcode: string | null
  readonly custom_data: string | null
  readonly notice_url: readonly string[]
  readonly tax_free: number
  readonly vat_amount: number | null
  readonly card_quota: number
  readonly digital: boolean
  readonly promotion_id: string | null
}
