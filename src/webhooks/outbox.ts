/**
 * Webhooks in SQL: written in the transaction of the change that they announce, sent later, every attempt kept.
 * A row survives the end of the process; one that was being sent then is sent again.
 */
import type { Database, Migration, Row } from '../core/database.ts'

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
]

export type DeliveryState = 'pending' | 'sending' | 'delivered' | 'failed'
export type ContentType = 'json' | 'form'

export interface Delivery {
  readonly id: number
  readonly merchant: number
  readonly imp_uid: string | null
  readonly merchant_uid: string | null
  readonly event: string
  readonly url: string
  readonly original_url: string
  readonly content_type: ContentType
  readonly body: Readonly<Record<string, unknown>>
  readonly state: DeliveryState
  readonly due_at: number
  readonly created_at: number
}

export interface Attempt {
  readonly at: number
  /** How long it took, in milliseconds; null while it runs, or when the process ended before the answer. */
  readonly ms: number | null
  readonly status: number | null
  /** A named failure; null when the shop answered. */
  readonly error: string | null
  readonly request: { readonly headers: Record<string, string>; readonly body: string }
  readonly response: { readonly headers: Record<string, string>; readonly body: string } | null
}

export interface NewDelivery extends Omit<Delivery, 'id' | 'state' | 'original_url'> {
  readonly original_url?: string
}

export interface DeliveryFilter {
  imp_uid?: string
  merchant_uid?: string
  state?: DeliveryState
  limit?: number
  offset?: number
}

export type Outbox = ReturnType<typeof createOutbox>

export function createOutbox(database: Database) {
  return {
    transaction: database.transaction,

    /** Writes a webhook that is to be sent. */
    put(delivery: NewDelivery): number {
      const { body, original_url = delivery.url, ...columns } = delivery
      return database.run(
        `insert into deliveries (merchant, imp_uid, merchant_uid, event, url, original_url, content_type, body, state, due_at, created_at)
         values (:merchant, :imp_uid, :merchant_uid, :event, :url, :original_url, :content_type, :body, 'pending', :due_at, :created_at)`,
        { ...columns, original_url, body: JSON.stringify(body) },
      ).id
    },

    byId(id: number): Delivery | null {
      const row = database.get('select * from deliveries where id = :id', { id })
      return row ? read(row) : null
    },

    /** What is due at this moment, oldest first. */
    due(now: number): Delivery[] {
      const rows = database.all(
        "select * from deliveries where state = 'pending' and due_at <= :now order by due_at, id",
        { now },
      )
      return rows.map(read)
    },

    /** When the next delivery falls due; null when none waits. */
    nextDue(): number | null {
      const row = database.get("select min(due_at) as at from deliveries where state = 'pending'")
      return row?.at === null || row?.at === undefined ? null : Number(row.at)
    },

    list({ imp_uid, merchant_uid, state, limit = 100, offset = 0 }: DeliveryFilter): {
      total: number
      list: Delivery[]
    } {
      const where = `where (:imp_uid is null or imp_uid = :imp_uid)
        and (:merchant_uid is null or merchant_uid = :merchant_uid)
        and (:state is null or state = :state)`
      const filter = { imp_uid: imp_uid ?? null, merchant_uid: merchant_uid ?? null, state: state ?? null }
      const { total } = database.get(`select count(*) as total from deliveries ${where}`, filter) as {
        total: number
      }
      const rows = database.all(`select * from deliveries ${where} order by id limit :limit offset :offset`, {
        ...filter,
        limit,
        offset,
      })
      return { total, list: rows.map(read) }
    },

    attempts(delivery: number): Attempt[] {
      const rows = database.all(
        'select at, ms, status, error, request, response from attempts where delivery = :delivery order by id',
        { delivery },
      )
      return rows.map((row) => ({
        at: Number(row.at),
        ms: row.ms as number | null,
        status: row.status as number | null,
        error: row.error as string | null,
        request: JSON.parse(String(row.request)),
        response: row.response === null ? null : JSON.parse(String(row.response)),
      }))
    },

    /** Marks a delivery as being sent and writes the attempt, before the first byte goes out. */
    begin(delivery: number, at: number, request: Attempt['request']): number {
      return database.transaction(() => {
        database.run("update deliveries set state = 'sending' where id = :delivery", { delivery })
        return database.run(
          'insert into attempts (delivery, at, request) values (:delivery, :at, :request)',
          {
            delivery,
            at,
            request: JSON.stringify(request),
          },
        ).id
      })
    },

    /** Writes how an attempt ended, and what becomes of its delivery. */
    finish(
      delivery: number,
      attempt: number,
      { ms, status, error, response }: Omit<Attempt, 'at' | 'request'>,
      state: DeliveryState,
      due_at?: number,
    ): void {
      database.transaction(() => {
        database.run(
          'update attempts set ms = :ms, status = :status, error = :error, response = :response where id = :attempt',
          { attempt, ms, status, error, response: response === null ? null : JSON.stringify(response) },
        )
        database.run(
          'update deliveries set state = :state, due_at = coalesce(:due_at, due_at) where id = :delivery',
          {
            delivery,
            state,
            due_at: due_at ?? null,
          },
        )
      })
    },

    /** After a restart: what was being sent when the process ended is sent again, its attempt marked as cut off. */
    recover(): number {
      return database.transaction(() => {
        database.run(
          `update attempts set error = 'interrupted'
           where error is null and status is null and delivery in (select id from deliveries where state = 'sending')`,
        )
        return database.run("update deliveries set state = 'pending' where state = 'sending'").changes
      })
    },
  }
}

function read(row: Row): Delivery {
  return { ...row, body: JSON.parse(String(row.body)) } as unknown as Delivery
}
