/** What a fault may be about, and what a refusal by a scenario says. */

/** A payment or an order, as a fault may match it. */
export interface Subject {
  readonly imp_uid?: string | null
  readonly merchant_uid?: string | null
  readonly pg?: string | null
  readonly pay_method?: string | null
  readonly device?: string | null
  /** Of a webhook: `paid`, `ready`, `cancelled` … */
  readonly event?: string | null
}

/** A call of the shop's server. */
export interface RestCall {
  /** `GET /payments/{imp_uid}` */
  readonly operation: string
  readonly method: string
  /** Path and query as they came. */
  readonly url: string
}

export interface Said {
  readonly code: string
  readonly message: string
}
