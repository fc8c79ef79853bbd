/** What may be asked of a payment, with which facts, and what comes of it. */
import type { Approval } from '../catalog/method.ts'
import type { CancelRules, Pg } from '../catalog/pg.ts'
import type { OrderFacts, Payment, TimelineEntry } from './payment.ts'

export type Command =
  /** The PG approves: paid. `amount` only where it was tampered with. */
  | {
      do: 'approve'
      pg_tid: string
      approval: Partial<Approval>
      receipt_url: string | null
      amount?: number
      /** What it was paid with, where that is another than the order's. */
      pay_method?: string
      cash_receipt?: OrderFacts['cash_receipt']
    }
  /** The PG issues a virtual account: still ready. */
  | {
      do: 'issue'
      pg_tid: string
      approval: Partial<Approval>
      receipt_url: string | null
      pay_method?: string
      cash_receipt?: OrderFacts['cash_receipt']
    }
  /** The PG declines, or the buyer gives up: failed. `by` says who. */
  | { do: 'fail'; reason: string; by: 'pg' | 'buyer' }
  /** The buyer leaves without a word: still ready. */
  | { do: 'abandon' }
  /** Money arrives on the virtual account: paid. `force` credits a wrong or late deposit all the same. */
  | {
      do: 'deposit'
      amount: number | null
      force: boolean
      receipt_url: string | null
      /** Of the deposit itself, for an account that takes money again and again. */
      pg_tid?: string
    }
  /** The shop changes an account that waits for money. */
  | { do: 'adjust'; amount: number | null; due: number | null }
  /** The time of an account or of a window is over. */
  | { do: 'expire'; what: 'vbank' | 'window' }
  /** The PG approves after all, though it had declined. */
  | { do: 'approve_late'; pg_tid: string; approval: Partial<Approval>; receipt_url: string | null }
  /** The PG cancels and iamport does not know. */
  | { do: 'cancel_unseen' }
  /** The shop withdraws an account or a barcode that waits for money. */
  | { do: 'void'; reason: string }
  /** A cash receipt was issued for it, or the one that was is cancelled. */
  | { do: 'receipt'; is_issued: boolean; receipt_tid: string }
  | CancelCommand

export interface CancelCommand {
  do: 'cancel'
  by: 'shop' | 'admin' | 'pg'
  /** Null: all that is left. */
  amount: number | null
  /** What the shop believes is left; null is not checked. */
  checksum: number | null
  reason: string
  refund: { holder: string | null; bank: string | null; account: string | null; tel?: string | null }
  /** What the shop itself said, before any default. */
  given_reason?: string | null
  requester?: string | null
  /** Of the amount, minor units; null: none of a part, all that is left of the rest. */
  tax_free?: number | null
  vat_amount?: number | null
  retain_promotion?: boolean
  /** Announce it, though the shop asked for it itself. */
  enable_webhook?: boolean
  cancellation_id: string
  pg_tid: string
  receipt_url: string | null
}

export interface Facts {
  readonly now: number
  /** Whether another payment of the same merchant_uid is paid, or was cancelled after being paid. */
  readonly sibling_paid: boolean
  /** What the payment's PG does not give back, and what it says to some cancels. */
  readonly cancel_rules?: CancelRules
  readonly pg_says?: Partial<Pick<Pg['refusals'], 'already_cancelled' | 'exceeds_balance'>>
}

/** What a webhook may announce. `cancelled` carries the cancellation's id. */
export type Announcement =
  | { status: 'paid' | 'ready' | 'failed' }
  | { status: 'cancelled'; cancellation_id: string; by: 'shop' | 'admin' | 'pg'; enable_webhook?: boolean }

export interface Change {
  readonly payment: Payment
  readonly entry: Omit<TimelineEntry, 'at'>
  readonly announce: Announcement | null
}
