/** Which changes a webhook announces, to whom, and with what body (manual 2.3 and the vendor's webhook page). */
import type { Payment } from '../payments/payment.ts'
import type { Announcement } from '../payments/transition.ts'
import type { Outcome, Timeouts } from './send.ts'

export interface Notice {
  /** Named as the developer would: `paid`, `ready`, `cancelled`. */
  readonly event: string
  readonly body: Readonly<Record<string, unknown>>
}

interface Subject {
  readonly imp_uid: string
  readonly merchant_uid: string
}

/**
 * The notice that a change deserves, or null. Announced: paid (by any method), vbank issued, vbank deposited, cancelled
 * from the admin page. Not announced: a failure (but that of a schedule), and a cancel that the shop itself asked for over
 * REST, unless it said `enable_webhook`.
 */
export function noticeOf({ imp_uid, merchant_uid }: Subject, announcement: Announcement): Notice | null {
  const { status } = announcement
  if (status !== 'cancelled') return { event: status, body: { imp_uid, merchant_uid, status } }
  if (announcement.by === 'shop' && !announcement.enable_webhook) return null
  const { cancellation_id } = announcement
  return { event: status, body: { imp_uid, merchant_uid, status, cancellation_id } }
}

/** Whether a payment window has just ended with this: then there is a browser that the webhook may race with. */
export function isFromBrowser(
  { channel, failed_at, approval }: Pick<Payment, 'channel' | 'failed_at' | 'approval'>,
  { status }: Announcement,
): boolean {
  if (channel === 'api' || failed_at > 0) return false
  return status === 'ready' || (status === 'paid' && approval.vbank_num === null)
}

/** Where a payment's webhooks go: its own notice_url replaces the merchant's Notification URLs (manual 2.3). */
export function targetsOf(
  notice_url: readonly string[],
  notification_url: readonly string[],
): readonly string[] {
  return notice_url.length > 0 ? notice_url : notification_url
}

/** An event with a body of its own: KG이니시스 escrow, Galaxia convenience store (the vendor's pages of these PGs). */
export function pgNotice(
  event: 'Inicis.Escrow.Changed' | 'Galaxia.Cvs.Confirm',
  { imp_uid, merchant_uid, status }: Subject & { readonly status: string },
  extra: Readonly<Record<string, unknown>>,
): Notice {
  return { event, body: { event, imp_uid, merchant_uid, status, extra } }
}

/** Timeouts of the first attempt, and of every one after it (webhook page: 10 s and 30 s; then 15 s in all). */
export const TIMEOUTS: Readonly<Record<'first' | 'retry' | 'resend', Timeouts>> = {
  first: { connect_ms: 10_000, read_ms: 30_000, total_ms: 40_000 },
  retry: { connect_ms: 15_000, read_ms: 15_000, total_ms: 15_000 },
  resend: { connect_ms: 15_000, read_ms: 15_000, total_ms: 15_000 },
}

/** For merchants who asked for it: up to 5 more attempts, a minute apart (webhook page). */
export const RETRIES = { times: 5, every_ms: 60_000 }

/** A network error or a 5xx is tried again; another answer, or an address that cannot be called at all, is not. */
export function isWorthRetrying({ status, error }: Pick<Outcome, 'status' | 'error'>): boolean {
  if (error === 'status') return status !== null && status >= 500
  if (error === null || error === 'redirect') return false
  return !/^(bad url|bad request|address refused)/.test(error)
}
