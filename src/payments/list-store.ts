/**
 * Lists of payments, in SQL: a page of them in some order, and how many there are. Neither takes longer when there are many more,
 * whether they were made over years or all of them today (decision 0192).
 */
import { createCounts } from '../core/counts.ts'
import type { Database, Migration, Row } from '../core/database.ts'
import { indexOnDemand } from '../core/index-on-demand.ts'
import type { Payment, Status } from './payment.ts'

export const SORTINGS = ['-started', 'started', '-paid', 'paid', '-updated', 'updated'] as const
export type Sorting = (typeof SORTINGS)[number]

export interface Listing {
  merchant: number
  merchant_uid?: string
  customer_uid?: string
  status?: Status
  /** Both inclusive, on the time of the status asked for. */
  from?: number
  to?: number
  sorting: Sorting
  /** -1: no limit. */
  limit: number
  offset: number
}

/** The times that a window may be of, and those that an order may be by. */
type Window = 'started_at' | 'paid_at' | 'failed_at' | 'cancelled_at'
type Time = Window | 'updated_at'

/** So many are sorted whenever they are asked for. Of more, only those are read that may be on the page. */
const SORTED = 1000

/** What lists of many payments go by. Each is made with the first list that it serves: every sale would pay for them. */
const INDEXES = {
  started: 'payments_by_start on payments (merchant, started_at, no)',
  status: 'payments_by_status on payments (merchant, status, started_at, no)',
  paid: "payments_by_paid on payments (merchant, paid_at, started_at) where status = 'paid'",
  cancelled:
    "payments_by_cancelled on payments (merchant, cancelled_at, started_at) where status = 'cancelled'",
  failed: "payments_by_failed on payments (merchant, failed_at, started_at) where status = 'failed'",
  in_order_of_paid: 'payments_in_order_of_paid on payments (merchant, paid_at, no)',
  in_order_of_updated: 'payments_in_order_of_updated on payments (merchant, updated_at, no)',
} as const

/** They stood in every file, whether anybody looked at lists or not. */
export const listMigrations: readonly Migration[] = [
  {
    number: 30,
    sql: `
      drop index payments_by_start;
      drop index payments_by_status;
      drop index payments_by_paid;
      drop index payments_by_cancelled;
      drop index payments_by_failed;
    `,
  },
]

export type PaymentLists = ReturnType<typeof createPaymentLists>

/** `few`: how many are sorted whenever they are asked for. */
export function createPaymentLists(database: Database, few = SORTED) {
  const counts = createCounts()
  const spans = createSpans(database)
  const made = (name: keyof typeof INDEXES) =>
    indexOnDemand(database, `create index if not exists ${INDEXES[name]}`)
  const by_start = made('started')
  const by_status = made('status')
  const by_time = { paid: made('paid'), cancelled: made('cancelled'), failed: made('failed') }
  /** Orders that are asked for rarely. */
  const indexed: Readonly<Partial<Record<Time, () => boolean>>> = {
    paid_at: made('in_order_of_paid'),
    updated_at: made('in_order_of_updated'),
  }

  function forget(): void {
    counts.forget()
    spans.forget()
  }

  const countOf = (merchant: number): number => countBetween({ merchant }, 'started_at')

  /** Whatever goes by the payments of a shop, of one status or of all: few of them are looked at one by one. */
  function prepare(merchant: number, status: Status | undefined): void {
    if (countOf(merchant) <= few) return
    if (status === undefined) return void by_start()
    by_status()
    if (status !== 'ready') by_time[status]()
  }

  /** Within one status or all, by the given time. */
  function countBetween(scope: Scope, time: Time, from?: number, to?: number): number {
    return counts.between(
      nameOf(scope, time),
      from ?? Number.NEGATIVE_INFINITY,
      to ?? Number.POSITIVE_INFINITY,
      (first, end) => countRows(database, scope, { time, from: first, below: end }),
    )
  }

  function totalOf(listing: Listing): number {
    const { merchant, merchant_uid, customer_uid, status, from, to } = listing
    if (merchant_uid === undefined && customer_uid === undefined)
      return countBetween({ merchant, status }, windowOf(status), from, to)
    const is_all_of_customer = [merchant_uid, status, from, to].every((one) => one === undefined)
    if (is_all_of_customer) return countBetween({ merchant, customer_uid }, 'started_at')
    return countListed(database, listing)
  }

  /** Row numbers of the page, of more payments than are sorted each time. */
  function pageOfMany(listing: Listing, total: number): number[] {
    const { merchant, status, sorting, offset, limit } = listing
    const [window, order] = [windowOf(status), ORDERS[sorting].time]
    const is_indexed = order === 'started_at' || (order === 'paid_at' && status === 'paid')
    if (is_indexed && order === window) return sorted(database, listing)
    // A window that all lie in leaves nothing to look at but the order: what a load test makes in a day is such a list.
    if (is_indexed && total === countBetween({ merchant, status }, window))
      return sorted(database, { ...listing, from: undefined, to: undefined })
    if (!is_indexed && !indexed[order]?.()) return sorted(database, listing)
    const most = offset + limit + Math.ceil(total / 8)
    const found = walked(database, listing, is_indexed, most, spans.of({ merchant, status }, order, window))
    return found.length === Math.min(limit, total - offset) ? found : sorted(database, listing)
  }

  return {
    forget,

    /** The rows of a page, in their order, and how many there are on all pages. */
    page(listing: Listing): { total: number; rows: Row[] } {
      const { merchant, merchant_uid, customer_uid, status, limit, offset, sorting } = listing
      if (merchant_uid === undefined && customer_uid === undefined) prepare(merchant, status)
      const total = totalOf(listing)
      if (offset >= total) return { total, rows: [] }
      const is_whole = limit < 0 || limit >= total
      const is_few = total <= few || is_whole || merchant_uid !== undefined || customer_uid !== undefined
      const numbers = is_few ? sorted(database, listing) : pageOfMany(listing, total)
      const rows = database.all(
        `select * from payments where no in (select value from json_each(:numbers)) order by ${ORDERS[sorting].sql}`,
        { numbers: JSON.stringify(numbers) },
      )
      return { total, rows }
    },

    /** How many there are of one status, begun between these moments. */
    countStarted(merchant: number, status: Status, from?: number, to?: number): number {
      prepare(merchant, status)
      return countBetween({ merchant, status }, 'started_at', from, to)
    },

    countOf,

    /** Nobody has asked for a list yet. */
    isUnasked: (): boolean => counts.isEmpty(),

    /** A payment is written now; `before`: as it was, where it is not new. */
    wrote(before: Payment | null, after: Payment, updated_at: number): void {
      if (counts.isEmpty()) return
      if (before) for (const [name, at] of placesOf(before)) counts.moved(name, at, -1)
      for (const [name, at] of placesOf(after)) counts.moved(name, at, 1)
      spans.wrote(after, updated_at)
    },
  }
}

/** Whose payments, and which of them. */
interface Scope {
  readonly merchant: number
  readonly status?: Status | undefined
  readonly customer_uid?: string | undefined
}

function nameOf({ merchant, status, customer_uid }: Scope, time: Time): string {
  return customer_uid === undefined
    ? `${merchant} ${status ?? 'all'} ${time}`
    : `${merchant} of ${customer_uid}`
}

/** Every list in which a payment is counted, and its moment there. */
function placesOf(payment: Payment): [name: string, at: number][] {
  const { merchant, status, customer_uid, started_at } = payment
  const time = windowOf(status)
  const places: [string, number][] = [
    [nameOf({ merchant }, 'started_at'), started_at],
    [nameOf({ merchant, status }, 'started_at'), started_at],
  ]
  if (time !== 'started_at') places.push([nameOf({ merchant, status }, time), payment[time]])
  if (customer_uid !== null) places.push([nameOf({ merchant, customer_uid }, 'started_at'), started_at])
  return places
}

interface Range {
  readonly time: Time
  readonly from: number
  /** Exclusive. */
  readonly below: number
}

function countRows(
  database: Database,
  { merchant, status, customer_uid }: Scope,
  { time, from, below }: Range,
): number {
  const { where, params } = conditions([
    ['merchant = :merchant', { merchant }],
    status !== undefined && [inStatus(status), {}],
    customer_uid !== undefined && ['customer_uid = :customer_uid', { customer_uid }],
    Number.isFinite(from) && [`${time} >= :from`, { from }],
    Number.isFinite(below) && [`${time} < :below`, { below }],
  ])
  return Number(database.get(`select count(*) as n from payments where ${where}`, params)!.n)
}

function countListed(database: Database, listing: Listing): number {
  const { where, params } = conditionsOf(listing)
  return Number(database.get(`select count(*) as n from payments where ${where}`, params)!.n)
}

/** All of them sorted, unless an index has the order. */
function sorted(database: Database, listing: Listing): number[] {
  const { where, params } = conditionsOf(listing)
  const { limit, offset, sorting } = listing
  return database
    .all(
      `select no from payments where ${where} order by ${ORDERS[sorting].sql} limit :limit offset :offset`,
      { ...params, limit, offset },
    )
    .map(({ no }) => Number(no))
}

/** Through so many of all payments in their order, and of them those that are wanted. It begins where the first may be. */
function walked(
  database: Database,
  { merchant, status, from, to, sorting, limit, offset }: Listing,
  is_of_status: boolean,
  most: number,
  span: Span,
): number[] {
  const [window, { time, sql }] = [windowOf(status), ORDERS[sorting]]
  const walk = conditions([
    ['merchant = :merchant', { merchant }],
    is_of_status && status !== undefined && [inStatus(status), {}],
    [`${time} >= :first`, { first: Math.max(span.first, (from ?? Number.NEGATIVE_INFINITY) + span.least) }],
    [`${time} <= :last`, { last: Math.min(span.last, (to ?? Number.POSITIVE_INFINITY) + span.most) }],
  ])
  const wanted = conditions([
    ['true', {}],
    !is_of_status && status !== undefined && [inStatus(status), {}],
    from !== undefined && ['at >= :from', { from }],
    to !== undefined && ['at <= :to', { to }],
  ])
  return database
    .all(
      `select no from (
         select no, status, ${window} as at from payments where ${walk.where} order by ${sql} limit :most)
       where ${wanted.where} limit :limit offset :offset`,
      { ...walk.params, ...wanted.params, most, limit, offset },
    )
    .map(({ no }) => Number(no))
}

/** Only what was asked for stands in the query: an index is no help to a condition that may be null. */
function conditionsOf({ merchant, merchant_uid, customer_uid, status, from, to }: Listing) {
  return conditions([
    ['merchant = :merchant', { merchant }],
    merchant_uid !== undefined && ['merchant_uid = :merchant_uid', { merchant_uid }],
    customer_uid !== undefined && ['customer_uid = :customer_uid', { customer_uid }],
    status !== undefined && [inStatus(status), {}],
    from !== undefined && [`${windowOf(status)} >= :from`, { from }],
    to !== undefined && [`${windowOf(status)} <= :to`, { to }],
  ])
}

function conditions(asked: readonly (readonly [string, Row] | false)[]): { where: string; params: Row } {
  const given = asked.filter((one) => one !== false)
  return {
    where: given.map(([sql]) => sql).join(' and '),
    params: Object.assign({}, ...given.map(([, params]) => params)),
  }
}

/** Written out, one of four words: an index for one status is of use to a query that says so. */
const inStatus = (status: Status) => `status = '${status}'`

/** The time that a listing's `from` and `to` are compared with: that of the status asked for; `all` goes by the start. */
function windowOf(status: Status | undefined): Window {
  if (status === 'paid') return 'paid_at'
  if (status === 'cancelled') return 'cancelled_at'
  return status === 'failed' ? 'failed_at' : 'started_at'
}

const ORDERS: Readonly<Record<Sorting, { time: Time; sql: string }>> = {
  '-started': { time: 'started_at', sql: 'started_at desc, no desc' },
  started: { time: 'started_at', sql: 'started_at, no' },
  '-paid': { time: 'paid_at', sql: 'paid_at desc, no desc' },
  paid: { time: 'paid_at', sql: 'paid_at, no' },
  '-updated': { time: 'updated_at', sql: 'updated_at desc, no desc' },
  updated: { time: 'updated_at', sql: 'updated_at, no' },
}

/** Of all payments in a scope, the time that an order is by: within which moments it is, and how far from the time of a window. */
interface Span {
  readonly first: number
  readonly last: number
  readonly least: number
  readonly most: number
}

interface KnownSpan extends Span {
  readonly scope: Scope
  readonly order: Time
  readonly window: Window
}

/** Asked of the database once, and widened by what is written. They may be too wide later, never too narrow. */
function createSpans(database: Database) {
  const known = new Map<string, KnownSpan>()
  return {
    of(scope: Scope, order: Time, window: Window): Span {
      const name = `${nameOf(scope, order)} ${window}`
      const found = known.get(name)
      if (found) return found
      const { merchant, status } = scope
      const { where, params } = conditions([
        ['merchant = :merchant', { merchant }],
        status !== undefined && [inStatus(status), {}],
      ])
      const row = database.get(
        `select min(${order}) as first, max(${order}) as last,
           min(${order} - ${window}) as least, max(${order} - ${window}) as most from payments where ${where}`,
        params,
      )
      const [first, last] = [Number(row?.first), Number(row?.last)]
      const span = { scope, order, window, first, last, least: Number(row?.least), most: Number(row?.most) }
      known.set(name, span)
      return span
    },

    wrote(payment: Payment, updated_at: number): void {
      for (const [name, span] of known) {
        const { scope, order, window, first, last, least, most } = span
        if (scope.merchant !== payment.merchant) continue
        if (scope.status !== undefined && scope.status !== payment.status) continue
        const at = order === 'updated_at' ? updated_at : payment[order]
        const seconds = at - payment[window]
        known.set(name, {
          ...span,
          first: Math.min(first, at),
          last: Math.max(last, at),
          least: Math.min(least, seconds),
          most: Math.max(most, seconds),
        })
      }
    },

    forget: () => known.clear(),
  }
}
