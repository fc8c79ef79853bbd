/** What a payment's page shows: every fact as REST prints it, what happened, its cancels and its webhooks. */
import type { Clock } from '../core/clock.ts'
import { linkTo } from '../core/destination.ts'
import { kstText } from '../core/kst.ts'
import { formatMoney, toMajor } from '../core/money.ts'
import { balance, type Cancel, type Payment, type TimelineEntry } from '../payments/payment.ts'
import type { Payments } from '../payments/payments.ts'
import { printPayment } from '../payments/view.ts'
import { pgText } from '../telling/pg-text.ts'
import { ACTORS, isWaiting, statusBadge, timelineText } from '../telling/words.ts'
import type { Webhooks } from '../webhooks/webhooks.ts'
import { deliveriesOf } from './deliveries.ts'
import type { Fields } from './forms.ts'
import { showClock } from './home-page.ts'

export interface PaymentParts {
  readonly clock: Clock
  readonly payments: Payments
  readonly webhooks: Webhooks
}

/** `typed` is what stood in the form that comes back with a problem. */
export function paymentPage(
  { clock, payments, webhooks }: PaymentParts,
  payment: Payment,
  typed: Fields = {},
) {
  const { imp_uid, merchant_uid, currency, amount, approval, order } = payment
  const printed = printPayment(payment)
  const left = balance(payment)
  return {
    self: `/dashboard/payments/${imp_uid}`,
    clock: showClock(clock),
    imp_uid,
    merchant_uid,
    name: order.name,
    currency,
    amount: formatMoney(amount, currency),
    left: formatMoney(left, currency),
    badge: statusBadge(payment),
    pg: pgText(payment),
    groups: groups(printed),
    printed: JSON.stringify(printed, null, 2),
    timeline: payments.read.timeline(imp_uid).map(showEntry),
    cancels: payment.cancels.map((cancel) => showCancel(cancel, currency)),
    deliveries: deliveriesOf(webhooks, imp_uid),
    can: { cancel: payment.paid_at > 0 && left > 0, deposit: isWaiting(payment) },
    cancel: {
      amount: typed.amount ?? toMajor(left, currency),
      reason: typed.reason ?? '',
      checksum: toMajor(left, currency),
    },
    deposit: {
      amount: typed.amount ?? toMajor(amount, currency),
      isForced: typed.force !== undefined,
      account: `${approval.vbank_name ?? ''} ${approval.vbank_num ?? ''}`,
      due: kstText(approval.vbank_date),
      isLate: clock.now() > approval.vbank_date,
    },
  }
}

const GROUPS: readonly (readonly [string, RegExp])[] = [
  [
    '결제',
    /^(imp_uid|merchant_uid|status|name|amount|currency|pay_method|channel|started_at|paid_at|fail(ed_at|_reason))$/,
  ],
  ['취소', /^cancel/],
  ['PG', /^(pg_|emb_pg_|apply_num|receipt_url|escrow|cash_receipt|promotion)/],
  ['카드', /^card_/],
  ['은행', /^bank_/],
  ['가상계좌', /^vbank_/],
  ['구매자', /^(buyer_|custom|user_agent)/],
  ['기타', /./],
]

/** Every key once, in the first group that it fits. A group without any value is folded. */
function groups(printed: object) {
  const rest = new Map(Object.entries(printed))
  return GROUPS.map(([title, belongs]) => {
    const mine = [...rest].filter(([key]) => belongs.test(key))
    for (const [key] of mine) rest.delete(key)
    return { title, isFilled: mine.some(([, value]) => !isEmpty(value)), rows: mine.map(showFact) }
  }).filter(({ rows }) => rows.length > 0)
}

function isEmpty(value: unknown): boolean {
  return (
    value === null ||
    value === '' ||
    value === 0 ||
    value === false ||
    (Array.isArray(value) && value.length === 0)
  )
}

function showFact([key, value]: [string, unknown]) {
  const is_time = /_(at|date)$/.test(key) && typeof value === 'number' && value > 0
  return {
    key,
    value: typeof value === 'string' ? value : JSON.stringify(value),
    // The sandbox's own address; every other text that looks like one came from the shop, and stays text.
    href: key === 'receipt_url' ? linkTo(String(value ?? '')) : null,
    note: is_time ? kstText(value) : null,
    isEmpty: isEmpty(value),
  }
}

function showEntry(entry: TimelineEntry) {
  const detail = Object.entries(entry.detail).map(([key, value]) => ({ key, value: String(value) }))
  return { at: kstText(entry.at), what: timelineText(entry), by: ACTORS[entry.by], detail }
}

function showCancel({ amount, cancelled_at, ...cancel }: Cancel, currency: string) {
  const receipt_href = linkTo(cancel.receipt_url)
  return { ...cancel, receipt_href, amount: formatMoney(amount, currency), at: kstText(cancelled_at) }
}
