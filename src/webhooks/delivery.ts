/** A webhook as it is kept: what goes to whom and when, what became of it, and every attempt to send it. */
import type { Row } from '../core/database.ts'
import type { Fault } from './bending.ts'
import type { Lane } from './lanes.ts'

export type DeliveryState = 'pending' | 'sending' | 'delivered' | 'failed'
export type ContentType = 'json' | 'form'
/** Why an attempt was made: the first one, one by itself after a failure, or one that a person asked for. */
export type Why = 'first' | 'retry' | 'resend'

export interface Delivery extends Lane {
  readonly id: number
  readonly merchant: number
  readonly imp_uid: string | null
  readonly merchant_uid: string | null
  readonly event: string
  /** Where it really goes. */
  readonly url: string
  /** Where the shop wanted it. */
  readonly original_url: string
  readonly content_type: ContentType
  readonly body: Readonly<Record<string, unknown>>
  readonly state: DeliveryState
  readonly due_at: number
  /** The same moment in milliseconds. */
  readonly due_ms: number
  readonly created_at: number
  /** How often it was tried again by itself. */
  readonly retries: number
  /** What lets it leave earlier than its due time. */
  readonly waits_for: 'browser' | 'next' | null
  /** What the sandbox did to it on purpose, beyond what iamport would do. */
  readonly fault: Fault | null
}

export interface Attempt {
  readonly at: number
  readonly why: Why
  /** How long it took, in milliseconds; null while it runs, or when the process ended before the answer. */
  readonly ms: number | null
  readonly status: number | null
  /** A named failure; null when the shop answered. */
  readonly error: string | null
  readonly request: { readonly headers: Record<string, string>; readonly body: string }
  readonly response: {
    readonly headers: Record<string, string>
    readonly body: string
    /** There was more than is kept. */
    readonly is_cut?: true
  } | null
}

export type NewDelivery = Omit<Delivery, 'id' | 'due_at' | 'retries'>

export interface DeliveryFilter {
  /** Row id of the merchant whose they are; default: everybody's. */
  merchant?: number
  imp_uid?: string
  merchant_uid?: string
  state?: DeliveryState
  /** `paid`, `ready`, `cancelled`, `confirm_url` … */
  event?: string
  /** How one of the attempts failed: `refused`, `status`, `read timeout` … */
  error?: string
  /** A text that stands in an id, in an address or in the body. */
  q?: string
  newest_first?: boolean
  limit?: number
  offset?: number
}

/** A row of `deliveries`. */
export function readDelivery(row: Row): Delivery {
  const { body, fault, ...columns } = row
  return {
    ...columns,
    body: JSON.parse(String(body)),
    fault: fault === null || fault === undefined ? null : JSON.parse(String(fault)),
  } as unknown as Delivery
}
