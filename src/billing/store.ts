/** Billing keys and schedules in SQL. */
import type { Database, Migration, Row } from '../core/database.ts'
import type { KeyChannel } from './groups.ts'
import type { BillingKey, Schedule, ScheduleStatus } from './key.ts'

export const migrations: readonly Migration[] = [
  {
    number: 8,
    sql: `
      create table billing_keys (
        merchant integer not null references merchants (id) on delete cascade,
        customer_uid text not null,
        pg_provider text not null,
        pg_id text not null,
        sandbox integer not null,
        pay_method text not null,
        customer_id text,
        card_code text,
        card_name text,
        card_number text,
        card_type integer,
        customer_name text,
        customer_tel text,
        customer_email text,
        customer_addr text,
        customer_postcode text,
        inserted integer not null,
        updated integer not null,
        primary key (merchant, customer_uid)
      ) strict, without rowid;

      create table billing_key_channels (
        merchant integer not null,
        customer_uid text not null,
        n integer not null,
        channel_group_id text not null,
        pg_provider text not null,
        pg_id text not null,
        failure text,
        primary key (merchant, customer_uid, n),
        foreign key (merchant, customer_uid) references billing_keys (merchant, customer_uid) on delete cascade
      ) strict, without rowid;

      create table schedules (
        no integer primary key,
        merchant integer not null references merchants (id) on delete cascade,
        merchant_uid text not null,
        customer_uid text not null,
        pg_provider text not null,
        pg_id text not null,
        sandbox integer not null,
        customer_id text,
        schedule_at integer not null,
        executed_at integer not null default 0,
        revoked_at integer not null default 0,
        status text not null check (status in ('scheduled', 'executed', 'revoked')),
        imp_uid text references payments (imp_uid) on delete cascade,
        attempts integer not null default 0,
        amount integer not null check (amount > 0),
        currency text not null,
        facts text not null check (json_valid(facts)),
        unique (merchant, merchant_uid)
      ) strict;
      create index schedules_by_due on schedules (schedule_at, no) where status = 'scheduled';
      create index schedules_by_time on schedules (merchant, schedule_at, no);
      create index schedules_by_customer on schedules (merchant, customer_uid, schedule_at, no);
    `,
  },
]

export interface ScheduleFilter {
  readonly merchant: number
  readonly customer_uid?: string
  readonly status?: ScheduleStatus
  /** `from` ≤ schedule_at < `to` */
  readonly from: number
  readonly to: number
  readonly oldest_first: boolean
  readonly limit: number
  readonly offset: number
}

export type BillingStore = ReturnType<typeof createBillingStore>

/** What others may read of billing keys and schedules. */
export type BillingReader = Pick<
  BillingStore,
  'key' | 'keys' | 'everyKey' | 'everySchedule' | 'channels' | 'list'
>

export const readerOf = ({
  key,
  keys,
  everyKey,
  everySchedule,
  channels,
  list,
}: BillingStore): BillingReader => ({
  key,
  keys,
  everyKey,
  everySchedule,
  channels,
  list,
})

export function createBillingStore(database: Database) {
  return {
    transaction: database.transaction,

    key(merchant: number, customer_uid: string): BillingKey | null {
      const row = database.get(
        'select * from billing_keys where merchant = :merchant and customer_uid = :customer_uid',
        { merchant, customer_uid },
      )
      return row ? readKey(row) : null
    },

    keys(merchant: number, customer_uids: readonly string[]): BillingKey[] {
      const rows = database.all(
        `select * from billing_keys
         where merchant = :merchant and customer_uid in (select value from json_each(:customer_uids))
         order by inserted desc, customer_uid`,
        { merchant, customer_uids: JSON.stringify(customer_uids) },
      )
      return rows.map(readKey)
    },

    everyKey(merchant: number): BillingKey[] {
      return database
        .all('select * from billing_keys where merchant = :merchant order by inserted, customer_uid', {
          merchant,
        })
        .map(readKey)
    },

    everySchedule(merchant: number): Schedule[] {
      return database
        .all('select * from schedules where merchant = :merchant order by no', { merchant })
        .map(readSchedule)
    },

    /** A new key, or another card for a customer_uid that has one: `inserted` stays. */
    saveKey(key: BillingKey): void {
      database.run(
        `insert into billing_keys (merchant, customer_uid, pg_provider, pg_id, sandbox, pay_method, customer_id, card_code,
           card_name, card_number, card_type, customer_name, customer_tel, customer_email, customer_addr, customer_postcode,
           inserted, updated)
         values (:merchant, :customer_uid, :pg_provider, :pg_id, :sandbox, :pay_method, :customer_id, :card_code,
           :card_name, :card_number, :card_type, :customer_name, :customer_tel, :customer_email, :customer_addr,
           :customer_postcode, :inserted, :updated)
         on conflict (merchant, customer_uid) do update set
           pg_provider = excluded.pg_provider, pg_id = excluded.pg_id, sandbox = excluded.sandbox,
           pay_method = excluded.pay_method, customer_id = excluded.customer_id, card_code = excluded.card_code,
           card_name = excluded.card_name, card_number = excluded.card_number, card_type = excluded.card_type,
           customer_name = excluded.customer_name, customer_tel = excluded.customer_tel,
           customer_email = excluded.customer_email, customer_addr = excluded.customer_addr,
           customer_postcode = excluded.customer_postcode, updated = excluded.updated`,
        { ...key, sandbox: key.sandbox ? 1 : 0 },
      )
    },

    /** The channels of a key that was registered at a whole group; none for any other key. */
    channels(merchant: number, customer_uid: string): KeyChannel[] {
      const rows = database.all(
        `select channel_group_id, pg_provider, pg_id, failure from billing_key_channels
         where merchant = :merchant and customer_uid = :customer_uid order by n`,
        { merchant, customer_uid },
      )
      return rows.map((row) => row as unknown as KeyChannel)
    },

    saveChannels(merchant: number, customer_uid: string, channels: readonly KeyChannel[]): void {
      database.run(
        'delete from billing_key_channels where merchant = :merchant and customer_uid = :customer_uid',
        { merchant, customer_uid },
      )
      for (const [n, channel] of channels.entries()) {
        database.run(
          `insert into billing_key_channels (merchant, customer_uid, n, channel_group_id, pg_provider, pg_id, failure)
           values (:merchant, :customer_uid, :n, :channel_group_id, :pg_provider, :pg_id, :failure)`,
          { ...channel, merchant, customer_uid, n },
        )
      }
    },

    removeKey(merchant: number, customer_uid: string): void {
      database.run('delete from billing_keys where merchant = :merchant and customer_uid = :customer_uid', {
        merchant,
        customer_uid,
      })
    },

    schedule(merchant: number, merchant_uid: string): Schedule | null {
      const row = database.get(
        'select * from schedules where merchant = :merchant and merchant_uid = :merchant_uid',
        { merchant, merchant_uid },
      )
      return row ? readSchedule(row) : null
    },

    insertSchedule(schedule: Schedule): void {
      database.run(
        `insert into schedules (merchant, merchant_uid, customer_uid, pg_provider, pg_id, sandbox, customer_id,
           schedule_at, executed_at, revoked_at, status, imp_uid, attempts, amount, currency, facts)
         values (:merchant, :merchant_uid, :customer_uid, :pg_provider, :pg_id, :sandbox, :customer_id,
           :schedule_at, :executed_at, :revoked_at, :status, :imp_uid, :attempts, :amount, :currency, :facts)`,
        toRow(schedule),
      )
    },

    updateSchedule(schedule: Schedule): void {
      const { merchant, merchant_uid, status, schedule_at, executed_at, revoked_at, imp_uid, attempts } =
        schedule
      database.run(
        `update schedules set status = :status, schedule_at = :schedule_at, executed_at = :executed_at,
           revoked_at = :revoked_at, imp_uid = :imp_uid, attempts = :attempts
         where merchant = :merchant and merchant_uid = :merchant_uid`,
        { merchant, merchant_uid, status, schedule_at, executed_at, revoked_at, imp_uid, attempts },
      )
    },

    /** What is still to be charged, for one customer, for certain orders, or both. */
    pending(
      merchant: number,
      customer_uid: string | null,
      merchant_uids: readonly string[] | null,
    ): Schedule[] {
      const rows = database.all(
        `select * from schedules
         where merchant = :merchant and status = 'scheduled'
           and (:customer_uid is null or customer_uid = :customer_uid)
           and (:merchant_uids is null or merchant_uid in (select value from json_each(:merchant_uids)))
         order by schedule_at, no`,
        {
          merchant,
          customer_uid,
          merchant_uids: merchant_uids === null ? null : JSON.stringify(merchant_uids),
        },
      )
      return rows.map(readSchedule)
    },

    nextDue(): number | null {
      const row = database.get("select min(schedule_at) as at from schedules where status = 'scheduled'")
      return row?.at == null ? null : Number(row.at)
    },

    due(now: number): Schedule[] {
      const rows = database.all(
        "select * from schedules where status = 'scheduled' and schedule_at <= :now order by schedule_at, no",
        { now },
      )
      return rows.map(readSchedule)
    },

    list(filter: ScheduleFilter): { total: number; list: Schedule[] } {
      const where = `where merchant = :merchant and schedule_at >= :from and schedule_at < :to
        and (:customer_uid is null or customer_uid = :customer_uid)
        and (:status is null or status = :status)`
      const { merchant, from, to, limit, offset } = filter
      const values = {
        merchant,
        from,
        to,
        customer_uid: filter.customer_uid ?? null,
        status: filter.status ?? null,
      }
      const { total } = database.get(`select count(*) as total from schedules ${where}`, values) as {
        total: number
      }
      const order = filter.oldest_first ? 'schedule_at, no' : 'schedule_at desc, no desc'
      const rows = database.all(
        `select * from schedules ${where} order by ${order} limit :limit offset :offset`,
        { ...values, limit, offset },
      )
      return { total, list: rows.map(readSchedule) }
    },
  }
}

function readKey(row: Row): BillingKey {
  return { ...row, sandbox: row.sandbox === 1 } as unknown as BillingKey
}

function toRow({ order, sandbox, ...columns }: Schedule) {
  return { ...columns, sandbox: sandbox ? 1 : 0, facts: JSON.stringify(order) }
}

function readSchedule({ facts, sandbox, no: _no, ...columns }: Row): Schedule {
  return { ...columns, sandbox: sandbox === 1, order: JSON.parse(String(facts)) } as unknown as Schedule
}
