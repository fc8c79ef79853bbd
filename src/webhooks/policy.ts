/** Which changes a webhook announces, to whom, and with what body (manual 2.3 and the vendor's webhook page). */
import type { Announcement } from '../payments/transition.ts'

export interface Notice {
  /** Named as the developer would: `paid`, `ready`, `cancelled`. */
  readonly event: string
  readonly body: Readonly<Record<string, string>>
}

interface Subject {
  readonly imp_uid: string
  readonly merchant_uid: string
}

/**
 * The notice that a change deserves, or null. Announced: paid (by any method), vbank issued, vbank deposited, cancelled
 * from the admin page. Not announced: a failure, and a cancel that the shop itself asked for over REST.
 */
export function noticeOf({ imp_uid, merchant_uid }: Subject, announcement: Announcement): Notice | null {
  const { status } = announcement
  if (status !== 'cancelled') return { event: status, body: { imp_uid, merchant_uid, status } }
  if (announcement.by === 'shop') return null
  const { cancellation_id } = announcement
  return { event: status, body: { imp_uid, merchant_uid, status, cancellation_id } }
}

/** Where a payment's webhooks go: its own notice_url replaces the merchant's Notification URLs (manual 2.3). */
export function targetsOf(
  notice_url: readonly string[],
  notification_url: readonly string[],
): readonly string[] {
  return notice_url.length > 0 ? notice_url : notification_url
}
