/**
 * Webhooks in SQL: written in the transaction of the change that they announce, sent later, every attempt kept.
 * A row survives the end of the process; one that was being sent then is sent again.
 */
import { type Database, type Migration, mustBeInTransaction } from '../core/database.ts'
import { indexOnDemand } from '../core/index-on-demand.ts'
import { uncheckedColumn } from '../core/unchecked-column.ts'
import {
  type Attempt,
  type Delivery,
  type DeliveryState,
  type NewDelivery,
  readDelivery,
  type Why,
} from './delivery.ts'
import { createWaiting } from './waiting-store.ts'

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

export type Outbox = ReturnType<typeof createOutbox>

/** `wrote`: told of each delivery that has been written. */
export function createOutbox(database: Database, wrote: (delivery: NewDelivery) => void = () => {}) {
  function byId(id: number): Delivery | null {
    const row = database.get('select * from deliveries where id = :id', { id })
    return row ? readDelivery(row) : null
  }

  const waiting = createWaiting(database)
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
    waiting.forget()
    is_next_awaited = null
  }
  database.onRollback(forget)

  const byPayment = indexOnDemand(database, BY_PAYMENT)

  return {
    transaction: database.transaction,
    together: database.together,
    written: database.written,
    forget,
    byPayment,

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
      waiting.wrote({ ...delivery, id, due_at, retries: 0 })
      wrote(delivery)
      return id
    },

    byId,

    isKnownDue: waiting.isKnownDue,
    forgetWaiting: waiting.forget,
    startable: waiting.startable,
    nextDue: waiting.nextDue,

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
      const { changes } = database.run(
        `update deliveries
         set waits_for = null, due_ms = min(due_ms, :now_ms), due_at = min(due_at, cast(:now_ms / 1000 as integer))
         where imp_uid = :imp_uid and state = 'pending' and waits_for = :waits_for and id < :before_id`,
        { waits_for, imp_uid, before_id, now_ms },
      )
      if (changes > 0) waiting.forget()
      return changes
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
      waiting.left(delivery)
      try {
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
      } catch (error) {
        // It waits as before, also where nothing was written that could be undone: a file that another program has locked.
        waiting.forget()
        throw error
      }
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
        if (due_ms !== null) {
          database.run(
            'update deliveries set due_ms = :due_ms, due_at = cast(:due_ms / 1000 as integer) where id = :delivery',
            { delivery, due_ms },
          )
        }
        waiting.left(delivery)
        const again = state === 'pending' ? byId(delivery) : null
        if (again) waiting.wrote(again)
      })
    },

    /**
     * After a restart: what was being sent when the process ended is sent again, its attempt marked as cut off. Of a
     * confirm_url only the mark is left: the payment that asked was not approved.
     */
    recover(): number {
      waiting.forget()
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
