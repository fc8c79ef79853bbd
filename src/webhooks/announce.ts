/**
 * What is told of a change, and to whom (manual 2.3 and the vendor's webhook page): a table, read from the top.
 *
 * Announced: paid (by any method), an account issued, money on it, a cancel from the admin page or by the PG. Not
 * announced: a failure (but that of a schedule), and a cancel that the shop itself asked for over REST, unless it said
 * `enable_webhook`; that one goes only where the sale was announced (docs, enable_webhook).
 */

import { type Bilingual, say } from '../core/bilingual.ts'
import type { Announcement } from '../payments/command.ts'
import type { Payment } from '../payments/payment.ts'

export interface Notice {
  /** Named as the developer would: `paid`, `ready`, `cancelled`. */
  readonly event: string
  readonly body: Readonly<Record<string, unknown>>
}

interface Subject {
  readonly imp_uid: string
  readonly merchant_uid: string
}

/** What the table looks at besides the news itself. */
export interface AnnouncementFacts {
  readonly notification_url: readonly string[]
  /** Whether anything was announced of this payment before. */
  readonly was_announced: boolean
}

export type Announced =
  | {
      readonly notice: Notice
      readonly urls: readonly string[]
      /** A payment window has just ended with this: there is a browser that the webhook may race with. */
      readonly is_from_browser: boolean
    }
  /** Nobody is told; `why` where the developer may wonder. */
  | { readonly silent: true; readonly why: Bilingual | null }

/** `order`: the payment's own notice_url, in place of the merchant's Notification URLs where it has any. */
interface Row {
  readonly when: (news: Announcement, facts: AnnouncementFacts) => boolean
  readonly tell: 'order' | 'merchant' | 'nobody'
  readonly why?: Bilingual
}

const isOwnCancel = (news: Announcement) => news.status === 'cancelled' && news.by === 'shop'
const isWanted = (news: Announcement) => news.status === 'cancelled' && news.enable_webhook === true

const ROWS: readonly Row[] = [
  { when: (news) => !isOwnCancel(news), tell: 'order' },
  {
    when: (news) => !isWanted(news),
    tell: 'nobody',
    why: say(
      'API로 취소했고 enable_webhook이 없으므로 보내지 않습니다',
      'cancelled over the API without enable_webhook, so nothing is sent',
    ),
  },
  { when: (_news, { was_announced }) => was_announced, tell: 'merchant' },
]

/** What the change of a payment is worth telling, as the table has it. */
export function announce(payment: Payment, news: Announcement, facts: AnnouncementFacts): Announced {
  const row = ROWS.find(({ when }) => when(news, facts))
  if (!row || row.tell === 'nobody') return { silent: true, why: row?.why ?? null }
  const own_urls = row.tell === 'order' ? ownUrls(payment) : []
  return {
    notice: noticeOf(payment, news),
    urls: targetsOf(own_urls, facts.notification_url),
    is_from_browser: isFromBrowser(payment, news),
  }
}

/** A page that nobody vouched for has no say in where the sandbox posts. */
export function ownUrls({ order }: Pick<Payment, 'order'>): readonly string[] {
  return order.untrusted_page === undefined ? order.notice_url : []
}

function noticeOf({ imp_uid, merchant_uid }: Subject, news: Announcement): Notice {
  const { status } = news
  const body = { imp_uid, merchant_uid, status }
  if (status !== 'cancelled') return { event: status, body }
  return { event: status, body: { ...body, cancellation_id: news.cancellation_id } }
}

/** A deposit on an account, a late approval and a charge by the shop's server have no browser. */
function isFromBrowser(
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
