/**
 * Webhooks in SQL: written in the transaction of the change that they announce, sent later, every attempt kept.
 * A row survives the end of the process; one that was being sent then is sent again.
 */
import { type Database, type Migration, mustBeInTransaction, type Row } from '../core/database.ts'
import { indexOnDemand } from '../core/index-on-demand.ts'
import { createNewestMap } from '../core/newest-map.ts'
import { uncheckedColumn } from '../core/unchecked-column.ts'
import type { Fault } from './bending.ts'
import { type Lane, PER_HOST } from './lanes.ts'

export const migrations: readonly Migration[] = [
  {
    number: 3,
    sql: `
      create table deliveries (
        id integer primary key,
        merchant integer not null references merchants (id) on delete cascade,
        imp_uid text,
        merchant_uid text,
        event text not null,
        url text not null,
        original_url text not null,
        content_type text not null check (content_type in ('json', 'form')),
        body text not null check (json_valid(body)),
        state text not null check (state in ('pending', 'sending', 'delivered', 'failed')),
        due_at integer not null,
        created_at integer not null
      ) strict;
      create index deliveries_due on deliveries (state, due_at, id);
      create index deliveries_by_payment on deliveries (imp_uid, id);

      create table attempts (
        id integer primary key,
        delivery integer not null references deliveries (id) on delete cascade,
        at integer not null,
        ms integer,
        status integer,
        error text,
        request text not null check (json_valid(request)),
        response text check (response is null or json_valid(response))
      ) strict;
      create index attempts_by_delivery on attempts (delivery, id);
    `,
  },
  {
    number: 6,
    sql: `
      alter table deliveries add column due_ms integer not null default 0;
      alter table deliveries add column host text not null default '';
      alter table deliveries add column lane text not null default '';
      alter table deliveries add column retries integer not null default 0;
      alter table deliveries add column waits_for text check (waits_for in ('browser', 'next'));
      alter table deliveries add column fault text check (fault is null or json_valid(fault));
      update deliveries set due_ms = due_at * 1000, host = url, lane = coalesce(imp_uid, id) || ' ' || url;
      drop index deliveries_due;
      create index deliveries_due on deliveries (state, host, due_ms, id);
      alter table attempts add column why text not null default 'first' check (why in ('first', 'retry', 'resend'));

      create table webhook_rules (
        id integer primary key,
        merchant integer not null references merchants (id) on delete cascade,
        rule text not null check (json_valid(rule)),
        seen integer not null default 0,
        used integer not null default 0
      ) strict;
    `,
  },
  {
    // What is over needs no place in the lists of what is to be sent: they stay as short as what waits.
    number: 22,
    sql: `
      drop index deliveries_due;
      create index deliveries_pending on deliveries (host, due_ms, id) where state = 'pending';
      create index deliveries_sending on deliveries (id) where state = 'sending';
    `,
  },
  {
    number: 28,
    sql: `
      ${uncheckedColumn('deliveries', 'body', "text not null default '{}'")}
      ${uncheckedColumn('deliveries', 'fault', 'text')}
      ${uncheckedColumn('attempts', 'request', "text not null default '{}'")}
      ${uncheckedColumn('attempts', 'response', 'text')}
    `,
  },
]

/**
 * The webhooks of a payment: asked for where a window waits for one, where a cancellation looks for those before it, and by people. A
 * load test of a shop's server does none of these, and to put random ids in order was a fifth of what each of its sales wrote.
 */
export const BY_PAYMENT = 'create index if not exists deliveries_by_payment on deliveries (imp_uid, id)'

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

export type Outbox = ReturnType<typeof createOutbox>

/** `wrote`: told of each delivery that has been written. */
export function createOutbox(database: Database, wrote: (delivery: NewDelivery) => void = () => {}) {
  /**
   * Of each host that something waits for and that is not asked enough already, the id of one delivery. Each host is found by one step
   * in the index, so that thousands of deliveries to one slow shop cost no more than one. Hosts are compared where they are kept: one
   * of letters that are none (half of a surrogate pair) does not come back as it went in.
   */
  function* freeHosts({ hosts }: Taken): Iterable<number> {
    const first = "select id, host from deliveries where state = 'pending'"
    let row = database.get(`${first} order by host limit 1`)
    while (row) {
      const id = Number(row.id)
      if (!hosts.includes(String(row.host))) yield id
      row = database.get(
        `${first} and host > (select host from deliveries where id = :id) order by host limit 1`,
        { id },
      )
    }
  }

  /** Of one host, the oldest that are due and not held up by another delivery of their lane. Mostly none is. */
  function firstOf(one: number, now_ms: number, { lanes }: Taken, limit: number): Delivery[] {
    const waiting =
      "state = 'pending' and host = (select host from deliveries where id = :one) and due_ms <= :now_ms"
    const oldest = 'order by due_ms, id limit :limit'
    const ids = database.all(`select id from deliveries where ${waiting} ${oldest}`, { one, now_ms, limit })
    const found = ids.flatMap(({ id }) => waitingOf(Number(id)) ?? [])
    if (!found.some(({ lane }) => lanes.includes(lane))) return found
    const rows = database.all(
      `select * from deliveries where ${waiting} and lane not in (select value from json_each(:lanes)) ${oldest}`,
      { one, now_ms, limit, lanes: JSON.stringify(lanes) },
    )
    return rows.map(readDelivery)
  }

  function byId(id: number): Delivery | null {
    const row = database.get('select * from deliveries where id = :id', { id })
    return row ? readDelivery(row) : null
  }

  /** Those that were written of late and have not been begun: mostly they leave at once, and their rows need not be read for that. */
  const fresh = createNewestMap<number, Delivery>(REMEMBERED)
  const waitingOf = (id: number): Delivery | null => fresh.get(id) ?? byId(id)
  /** Whether any waits for the next one of its payment: hardly ever one does. Null: not known. */
  let is_next_awaited: boolean | null = null

  function isNextAwaited(): boolean {
    is_next_awaited ??=
      database.get(
        "select 1 as yes from deliveries where state = 'pending' and waits_for = 'next' limit 1",
      ) !== undefined
    return is_next_awaited
  }

  /** The rows may be others than before: a snapshot came back, or a transaction was undone. */
  function forget(): void {
    fresh.clear()
    is_next_awaited = null
  }
  database.onRollback(forget)

  const byPayment = indexOnDemand(database, BY_PAYMENT)

  return {
    transaction: database.transaction,
    together: database.together,
    written: database.written,
    forget,

    /**
     * Writes a webhook: one to be sent, or one that is lost on purpose and only listed. Always together with what it
     * announces, so that there is never the one without the other.
     */
    put(delivery: NewDelivery): number {
      mustBeInTransaction(database, 'outbox.put')
      const due_at = Math.floor(delivery.due_ms / 1000)
      const { id } = database.run(
        `insert into deliveries (merchant, imp_uid, merchant_uid, event, url, original_url, content_type, body, state,
           due_at, due_ms, created_at, host, lane, waits_for, fault)
         values (:merchant, :imp_uid, :merchant_uid, :event, :url, :original_url, :content_type, :body, :state,
           :due_at, :due_ms, :created_at, :host, :lane, :waits_for, :fault)`,
        {
          ...delivery,
          due_at,
          body: JSON.stringify(delivery.body),
          fault: delivery.fault === null ? null : JSON.stringify(delivery.fault),
        },
      )
      if (delivery.waits_for === 'next') is_next_awaited = true
      if (readsAsWritten(delivery)) fresh.set(id, { ...delivery, id, due_at, retries: 0 })
      wrote(delivery)
      return id
    },

    byId,

    /** What may be begun at this moment, oldest first. Two of one lane may be among it. */
    startable(now_ms: number, in_use: Taken, limit: number): Delivery[] {
      return [...freeHosts(in_use)]
        .flatMap((one) => firstOf(one, now_ms, in_use, Math.min(limit, PER_HOST)))
        .sort(byDueTime)
        .slice(0, limit)
    },

    /** When the next delivery may be begun, in milliseconds; null when none waits for its time. */
    nextDue(in_use: Taken): number | null {
      let next: number | null = null
      for (const one of freeHosts(in_use)) {
        const [first] = firstOf(one, Number.MAX_SAFE_INTEGER, in_use, 1)
        if (first) next = Math.min(next ?? Infinity, first.due_ms)
      }
      return next
    },

    /** What of a payment is due. */
    dueOf(imp_uid: string, now_ms: number): Delivery[] {
      byPayment()
      const rows = database.all(
        `select * from deliveries where imp_uid = :imp_uid and state = 'pending' and event <> 'confirm_url' and due_ms <= :now_ms
         order by due_ms, id`,
        { imp_uid, now_ms },
      )
      return rows.map(readDelivery)
    },

    /** What a waiting webhook waited for has come: it is due. Answers how many. */
    release(waits_for: 'browser' | 'next', imp_uid: string, before_id: number, now_ms: number): number {
      if (waits_for === 'next' && !isNextAwaited()) return 0
      byPayment()
      return database.run(
        `update deliveries
         set waits_for = null, due_ms = min(due_ms, :now_ms), due_at = min(due_at, cast(:now_ms / 1000 as integer))
         where imp_uid = :imp_uid and state = 'pending' and waits_for = :waits_for and id < :before_id`,
        { waits_for, imp_uid, before_id, now_ms },
      ).changes
    },

    /** Of each payment: the state of its newest webhook that stands out, and how many there are. */
    marks(imp_uids: readonly string[]): ReadonlyMap<string, { state: DeliveryState; count: number }> {
      byPayment()
      const rows = database.all(
        `select imp_uid, count(*) as count, max(case state when 'failed' then 3 when 'sending' then 2 when 'pending' then 1
           else 0 end) as worst
         from deliveries where imp_uid in (select value from json_each(:imp_uids)) and event <> 'confirm_url'
         group by imp_uid`,
        { imp_uids: JSON.stringify(imp_uids) },
      )
      const states = ['delivered', 'pending', 'sending', 'failed'] as const
      return new Map(
        rows.map((row) => [
          String(row.imp_uid),
          { state: states[Number(row.worst)]!, count: Number(row.count) },
        ]),
      )
    },

    attempts(delivery: number): Attempt[] {
      const rows = database.all(
        'select at, why, ms, status, error, request, response from attempts where delivery = :delivery order by id',
        { delivery },
      )
      return rows.map((row) => ({
        at: Number(row.at),
        why: row.why as Why,
        ms: row.ms as number | null,
        status: row.status as number | null,
        error: row.error as string | null,
        request: JSON.parse(String(row.request)),
        response: row.response === null ? null : JSON.parse(String(row.response)),
      }))
    },

    /** Whether any delivery of this payment was ever written. */
    isKnown(imp_uid: string): boolean {
      byPayment()
      return (
        database.get('select 1 as yes from deliveries where imp_uid = :imp_uid limit 1', { imp_uid }) !==
        undefined
      )
    },

    /** Whether it was sent before, by itself and to its end. */
    wasTried(delivery: number): boolean {
      const row = database.get(
        `select 1 as yes from attempts
         where delivery = :delivery and why <> 'resend' and error is not 'interrupted' limit 1`,
        { delivery },
      )
      return row !== undefined
    },

    /** Marks a delivery as being sent and writes the attempt, before the first byte goes out. */
    begin(delivery: number, at: number, why: Why, request: Attempt['request']): number {
      fresh.delete(delivery)
      return database.join(() => {
        database.run(
          "update deliveries set state = 'sending', waits_for = null, retries = retries + :retry where id = :delivery",
          { delivery, retry: why === 'retry' ? 1 : 0 },
        )
        return database.run(
          'insert into attempts (delivery, at, why, request) values (:delivery, :at, :why, :request)',
          { delivery, at, why, request: JSON.stringify(request) },
        ).id
      })
    },

    /** Writes how an attempt ended, and what becomes of its delivery: with a new due time it is tried again then. */
    finish(
      delivery: number,
      attempt: number,
      { ms, status, error, response }: Omit<Attempt, 'at' | 'why' | 'request'>,
      state: DeliveryState,
      due_ms: number | null = null,
    ): void {
      database.join(() => {
        database.run(
          'update attempts set ms = :ms, status = :status, error = :error, response = :response where id = :attempt',
          { attempt, ms, status, error, response: response === null ? null : JSON.stringify(response) },
        )
        database.run('update deliveries set state = :state where id = :delivery', { delivery, state })
        if (due_ms === null) return
        database.run(
          'update deliveries set due_ms = :due_ms, due_at = cast(:due_ms / 1000 as integer) where id = :delivery',
          { delivery, due_ms },
        )
      })
    },

    /**
     * After a restart: what was being sent when the process ended is sent again, its attempt marked as cut off. Of a
     * confirm_url only the mark is left: the payment that asked was not approved.
     */
    recover(): number {
      return database.transaction(() => {
        database.run(
          `update attempts set error = 'interrupted'
           where error is null and status is null and delivery in (select id from deliveries where state = 'sending')`,
        )
        database.run(
          "update deliveries set state = 'failed' where event = 'confirm_url' and state = 'sending'",
        )
        return database.run("update deliveries set state = 'pending' where state = 'sending'").changes
      })
    },
  }
}

function byDueTime(a: Delivery, b: Delivery): number {
  return a.due_ms - b.due_ms || a.id - b.id
}

/** How many deliveries are remembered until they are begun. */
const REMEMBERED = 500

/**
 * Whether it stands in its row as it is. What waits for something is changed there when that comes; and a text that is no text (half
 * of a surrogate pair) does not come back as it went in.
 */
function readsAsWritten({ state, waits_for, url, original_url, merchant_uid, lane }: NewDelivery): boolean {
  const is_waiting = state === 'pending' && waits_for === null
  return is_waiting && !/[\p{Surrogate}\0]/u.test(`${url} ${original_url} ${merchant_uid} ${lane}`)
}

export interface Taken {
  readonly lanes: readonly string[]
  readonly hosts: readonly string[]
}

export function readDelivery(row: Row): Delivery {
  const { body, fault, ...columns } = row
  return {
    ...columns,
    body: JSON.parse(String(body)),
    fault: fault === null || fault === undefined ? null : JSON.parse(String(fault)),
  } as unknown as Delivery
}
