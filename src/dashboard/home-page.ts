/** What the main page shows: how to connect, the payments, the webhooks and what happened last. */
import { SDK_DEFAULT } from '../catalog/sdk-versions.ts'
import type { Clock } from '../core/clock.ts'
import type { Dice } from '../core/ids.ts'
import { kstText } from '../core/kst.ts'
import { formatMoney } from '../core/money.ts'
import type { Journal, SandboxEvent } from '../journal.ts'
import type { Merchant } from '../merchants/merchant.ts'
import type { Merchants } from '../merchants/merchants.ts'
import { type Payment, STATUSES, type Status } from '../payments/payment.ts'
import type { Payments } from '../payments/payments.ts'
import { pgText } from '../telling/pg-text.ts'
import { CLOCK_MODES, EVENT_KINDS, STATUS_TABS, statusBadge } from '../telling/words.ts'
import type { Webhooks } from '../webhooks/webhooks.ts'
import { newestDeliveries } from './deliveries.ts'
import type { Fields } from './forms.ts'
import { type PageQuery, pager, pageUrl, readPageQuery } from './paging.ts'

export interface HomeParts {
  readonly clock: Clock
  readonly journal: Journal
  readonly merchants: Merchants
  readonly payments: Payments
  readonly dice: Pick<Dice, 'seed'>
  readonly webhooks: Webhooks
}

const PAYMENTS = 20
const DELIVERIES = 10
const EVENTS = 60

/** `typed` is what stood in the settings form, when it comes back with a problem. */
export function homePage(parts: HomeParts, raw_query: unknown, origin: string, typed: Fields | null = null) {
  const query = readPageQuery(raw_query)
  const merchant = parts.merchants.byDefault()
  const found = findPayments(parts, merchant.id, query)
  const deliveries = newestDeliveries(parts.webhooks, query.hooks, DELIVERIES)
  return {
    self: pageUrl(query, {}),
    query,
    connect: connection(merchant, origin),
    seed: parts.dice.seed,
    clock: showClock(parts.clock),
    settings: typed ?? {
      notification_url: merchant.settings.notification_url.join('\n'),
      notification_content_type: merchant.settings.notification_content_type,
    },
    notification: merchant.settings,
    isNew: found.counts.all === 0 && query.q === '',
    tabs: tabs(found.counts, query),
    payments: found.list.map(showRow),
    payment_pages: pager(query, 'page', found.total, PAYMENTS),
    deliveries: deliveries.list,
    delivery_pages: pager(query, 'hooks', deliveries.total, DELIVERIES),
    events: parts.journal.events().slice(-EVENTS).reverse().map(showEvent),
  }
}

/** What a shop needs to know to use this sandbox, ready to paste. */
function connection({ user_code, imp_key, imp_secret }: Merchant, origin: string) {
  return {
    origin,
    user_code,
    imp_key,
    imp_secret,
    script_tag: `<script src="${origin}/js/iamport.payment-${SDK_DEFAULT}.js"></script>`,
    init_line: `IMP.init('${user_code}')`,
  }
}

export function showClock(clock: Clock) {
  const now = clock.now()
  return { now, text: kstText(now), mode: clock.mode(), word: CLOCK_MODES[clock.mode()] }
}

/** A search looks for whole ids, as they are copied from a log; a status narrows it. */
function findPayments({ payments }: HomeParts, merchant: number, { status, q, page }: PageQuery) {
  const offset = (page - 1) * PAYMENTS
  if (q !== '') {
    const all = payments.read.byIds(merchant, [q], [q])
    const ofStatus = (wanted: Status) => all.filter((payment) => payment.status === wanted)
    const matching = status ? ofStatus(status) : all
    const counts = countEach(all.length, (wanted) => ofStatus(wanted).length)
    return { counts, total: matching.length, list: matching.slice(offset, offset + PAYMENTS) }
  }
  const count = (wanted?: Status) =>
    payments.read.list({ merchant, status: wanted, sorting: '-started', limit: 0, offset: 0 }).total
  const { total, list } = payments.read.list({
    merchant,
    status: status ?? undefined,
    sorting: '-started',
    limit: PAYMENTS,
    offset,
  })
  return { counts: countEach(count(), count), total, list }
}

type Counts = Readonly<Record<Status | 'all', number>>

function countEach(all: number, count: (status: Status) => number): Counts {
  const each = Object.fromEntries(STATUSES.map((status) => [status, count(status)])) as Record<Status, number>
  return { all, ...each }
}

function tabs(counts: Counts, query: PageQuery) {
  const tab = (status: Status | null, word: string) => ({
    word,
    count: counts[status ?? 'all'],
    href: pageUrl(query, { status, page: 1 }),
    isCurrent: query.status === status,
  })
  const each = Object.entries(STATUS_TABS).map(([status, word]) => tab(status as Status, word))
  return [tab(null, '전체'), ...each]
}

function showRow(payment: Payment) {
  const { imp_uid, merchant_uid, order, amount, cancel_amount, currency, started_at } = payment
  return {
    imp_uid,
    merchant_uid,
    name: order.name,
    pg: pgText(payment),
    channel: payment.channel,
    amount: formatMoney(amount, currency),
    cancelled: cancel_amount > 0 ? formatMoney(cancel_amount, currency) : null,
    badge: statusBadge(payment),
    at: kstText(started_at),
  }
}

function showEvent({ id, at, kind, level, text, detail }: SandboxEvent) {
  const imp_uid = typeof detail.imp_uid === 'string' ? detail.imp_uid : null
  return { id, at: kstText(at), word: EVENT_KINDS[kind], level, text, imp_uid }
}
