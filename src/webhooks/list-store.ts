/** Webhooks that somebody looks for, in SQL: lists of them, how many there are, and by what a list may be narrowed. */
import type { Database, Migration, Row } from '../core/database.ts'
import { indexOnDemand } from '../core/index-on-demand.ts'
import { createTally } from '../core/tally.ts'
import { type Delivery, type DeliveryFilter, type DeliveryState, readDelivery } from './delivery.ts'
import { BY_PAYMENT } from './outbox.ts'

/**
 * Counted is what never changes (whose it is and its event), and what is rare (failures, addresses that a rule changed): a webhook
 * that arrives costs one entry when it is written and none later.
 */
export const listMigrations: readonly Migration[] = [
  {
    number: 24,
    sql: `
      create index deliveries_by_event on deliveries (merchant, event);
      create index deliveries_failed on deliveries (id, merchant) where state = 'failed';
      create index deliveries_rewritten on deliveries (merchant, original_url) where url <> original_url;
      create index attempts_failed on attempts (error, delivery) where error is not null;
    `,
  },
  {
    // What it counted is counted once, and kept in step from then on.
    number: 29,
    sql: 'drop index deliveries_by_event',
  },
  // Made when somebody asks for the webhooks of a payment (see outbox.ts).
  { number: 31, sql: 'drop index deliveries_by_payment' },
]

/** Names with how often they are there. */
export type Kinds = readonly { readonly name: string; readonly n: number }[]

/** States as SQL has them: a part of the statement, so that the index of one state may be used. */
const STATES: Readonly<Record<DeliveryState, string>> = {
  pending: "state = 'pending'",
  sending: "state = 'sending'",
  delivered: "state = 'delivered'",
  failed: "state = 'failed'",
}

/** The tally has kinds such as `1 paid`. */
const eventIn = (kind: string) => kind.slice(kind.indexOf(' ') + 1)

export type DeliveryLists = ReturnType<typeof createDeliveryLists>

export function createDeliveryLists(database: Database) {
  const counted = (sql: string, params: Row = {}): number => Number(database.get(sql, params)!.n)
  const byPayment = indexOnDemand(database, BY_PAYMENT)

  /** Of each shop by event, which never changes. */
  const tally = createTally(() =>
    database
      .all('select merchant, event, count(*) as n from deliveries group by merchant, event')
      .map(({ merchant, event, n }) => [`${merchant} ${event}`, Number(n)] as const),
  )
  database.onRollback(tally.forget)

  /** Of one shop or all, of one event or all. */
  function countAll(merchant: number | undefined, event?: string): number {
    return [...tally.all()]
      .filter(([kind]) => merchant === undefined || kind.startsWith(`${merchant} `))
      .filter(([kind]) => event === undefined || eventIn(kind) === event)
      .reduce((sum, [, n]) => sum + n, 0)
  }

  /** Those that arrived are the most, and what is left of all. */
  function countState(merchant: number | undefined, state: DeliveryState): number {
    const of = (one: DeliveryState) =>
      merchant === undefined
        ? counted(`select count(*) as n from deliveries where ${STATES[one]}`)
        : counted(`select count(*) as n from deliveries where +merchant = :merchant and ${STATES[one]}`, {
            merchant,
          })
    if (state !== 'delivered') return of(state)
    return countAll(merchant) - of('failed') - of('pending') - of('sending')
  }

  function eventsOf(merchant: number): Kinds {
    return [...tally.all()]
      .filter(([kind]) => kind.startsWith(`${merchant} `))
      .map(([kind, n]) => ({ name: eventIn(kind), n }))
      .sort((a, b) => b.n - a.n || (a.name < b.name ? -1 : 1))
  }

  function count(filter: DeliveryFilter): number {
    const { merchant, state, imp_uid, merchant_uid, event, error, q } = filter
    const is_narrowed = [imp_uid, merchant_uid, error, q].some((value) => value !== undefined)
    if (!is_narrowed && state === undefined) return countAll(merchant, event)
    if (!is_narrowed && state !== undefined && event === undefined) return countState(merchant, state)
    const { where, params } = conditionsOf(filter)
    return counted(`select count(*) as n from deliveries ${where}`, params)
  }

  /** A text is looked for by one walk through all: its numbers are the total, and the page is read by them. */
  function search(filter: DeliveryFilter): { total: number; list: Delivery[] } {
    const { newest_first, limit = 100, offset = 0 } = filter
    const { where, params } = conditionsOf(filter)
    const order = newest_first ? 'id desc' : 'id'
    const found = database.all(`select deliveries.id from deliveries ${where} order by ${order}`, params)
    const ids = JSON.stringify(found.slice(offset, offset + limit).map(({ id }) => id))
    const rows = database.all(
      `select * from deliveries where id in (select value from json_each(:ids)) order by ${order}`,
      { ids },
    )
    return { total: found.length, list: rows.map(readDelivery) }
  }

  return {
    countState,

    /** A delivery has been written. */
    wrote: ({ merchant, event }: Pick<Delivery, 'merchant' | 'event'>): void =>
      tally.moved(`${merchant} ${event}`, 1),

    /** Deliveries have gone, or have come back. */
    forget: tally.forget,

    list(filter: DeliveryFilter): { total: number; list: Delivery[] } {
      const { newest_first, limit = 100, offset = 0 } = filter
      if (filter.imp_uid !== undefined) byPayment()
      if (filter.q !== undefined) return search(filter)
      const { where, params } = conditionsOf(filter)
      const order = newest_first ? 'deliveries.id desc' : 'deliveries.id'
      const rows = database.all(
        `select deliveries.* from deliveries ${where} order by ${order} limit :limit offset :offset`,
        { ...params, limit, offset },
      )
      const is_all = offset === 0 && rows.length < limit
      return { total: is_all ? rows.length : count(filter), list: rows.map(readDelivery) }
    },

    /** The last ones in a state, newest first, without counting how many there are. */
    newest(state: DeliveryState, limit: number): Delivery[] {
      return database
        .all(`select * from deliveries where ${STATES[state]} order by id desc limit :limit`, { limit })
        .map(readDelivery)
    },

    /** Which events there are, and how attempts failed, with how many deliveries. */
    kinds(merchant: number): { events: Kinds; errors: Kinds; states: Kinds } {
      const named = (sql: string): Kinds =>
        database.all(sql, { merchant }).map(({ name, n }) => ({ name: String(name), n: Number(n) }))
      const states = (Object.keys(STATES) as DeliveryState[]).toSorted()
      return {
        states: states.map((name) => ({ name, n: countState(merchant, name) })).filter(({ n }) => n > 0),
        events: eventsOf(merchant),
        errors: named(
          `select case when instr(error, ': ') > 0 then substr(error, 1, instr(error, ': ') - 1) else error end as name,
             count(distinct delivery) as n
           from attempts indexed by attempts_failed
           where error is not null
             and exists (select 1 from deliveries where deliveries.id = delivery and merchant = :merchant)
           group by name order by n desc, name`,
        ),
      }
    },

    /** Addresses that webhooks were to go to, and did not because of a rule. */
    rewritten(merchant: number): { original_url: string; n: number }[] {
      return database
        .all(
          `select original_url, count(*) as n from deliveries
           where merchant = :merchant and url <> original_url group by original_url`,
          { merchant },
        )
        .map(({ original_url, n }) => ({ original_url: String(original_url), n: Number(n) }))
    },
  }
}

/** What is found by its payment or its failure comes by an index; all else is walked through in the order of its numbers. */
function conditionsOf({ merchant, imp_uid, merchant_uid, state, event, error, q }: DeliveryFilter): {
  where: string
  params: Row
} {
  const asked: (readonly [string, Row] | null)[] = [
    merchant === undefined ? null : ['+merchant = :merchant', { merchant }],
    imp_uid === undefined ? null : ['imp_uid = :imp_uid', { imp_uid }],
    merchant_uid === undefined ? null : ['merchant_uid = :merchant_uid', { merchant_uid }],
    state === undefined ? null : [STATES[state], {}],
    event === undefined ? null : ['+event = :event', { event }],
    error === undefined ? null : [FAILED_BY, { error }],
    q === undefined ? null : [`instr(${SEARCHED}, :q) > 0`, { q }],
  ]
  const conditions = asked.filter((one) => one !== null)
  return {
    where: conditions.length === 0 ? '' : `where ${conditions.map(([sql]) => sql).join(' and ')}`,
    params: Object.assign({}, ...conditions.map(([, params]) => params)),
  }
}

const FAILED_BY = `deliveries.id in (select delivery from attempts
  where error is not null and (error = :error or error like :error || ': %'))`

const SEARCHED = `coalesce(imp_uid, '') || ' ' || coalesce(merchant_uid, '') || ' ' || event || ' ' ||
  url || ' ' || original_url || ' ' || body`
