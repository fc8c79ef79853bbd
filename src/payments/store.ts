/** Payments in SQL. Columns are what is searched and guarded; the rest of a payment is kept as JSON beside them. */
import { NO_APPROVAL } from '../catalog/method.ts'
import { type Database, type Migration, mustBeInTransaction, type Row } from '../core/database.ts'
import { readSparse, writeSparse } from '../core/sparse.ts'
import { uncheckedColumn } from '../core/unchecked-column.ts'
import { createPaymentLists, type Listing } from './list-store.ts'
import {
  type Cancel,
  type Deposit,
  NO_FACTS,
  type Payment,
  STATUSES,
  type Status,
  type TimelineEntry,
} from './payment.ts'
import { createRecentPayments } from './recent.ts'
import { createPaymentSearch, type Search } from './search-store.ts'

export const migrations: readonly Migration[] = [
  {
    number: 2,
    sql: `
      create table payments (
        no integer primary key,
        imp_uid text not null unique,
        merchant integer not null references merchants (id) on delete cascade,
        merchant_uid text not null,
        status text not null check (status in ('ready', 'paid', 'cancelled', 'failed')),
        amount integer not null check (amount >= 0),
        cancel_amount integer not null default 0 check (cancel_amount between 0 and amount),
        currency text not null,
        pay_method text not null,
        channel text not null check (channel in ('pc', 'mobile', 'api')),
        pg_provider text not null,
        pg_id text not null,
        pg_tid text,
        sandbox integer not null,
        started_at integer not null,
        paid_at integer not null default 0,
        failed_at integer not null default 0,
        cancelled_at integer not null default 0,
        updated_at integer not null,
        fail_reason text,
        cancel_reason text,
        receipt_url text,
        customer_uid text,
        approval text not null check (json_valid(approval)),
        facts text not null check (json_valid(facts))
      ) strict;
      create index payments_by_merchant_uid on payments (merchant, merchant_uid);
      create index payments_by_start on payments (merchant, started_at, no);
      create index payments_by_status on payments (merchant, status, started_at, no);

      create table cancels (
        cancellation_id text primary key,
        imp_uid text not null references payments (imp_uid) on delete cascade,
        n integer not null,
        amount integer not null check (amount >= 0),
        cancelled_at integer not null,
        reason text not null,
        pg_tid text not null,
        receipt_url text,
        unique (imp_uid, n)
      ) strict;

      create table timeline (
        id integer primary key,
        imp_uid text not null references payments (imp_uid) on delete cascade,
        at integer not null,
        what text not null,
        by text not null check (by in ('buyer', 'pg', 'bank', 'shop', 'admin', 'sandbox')),
        detail text not null check (json_valid(detail))
      ) strict;
      create index timeline_by_payment on timeline (imp_uid, id);

      create table prepared (
        merchant integer not null references merchants (id) on delete cascade,
        merchant_uid text not null,
        amount integer not null check (amount >= 0),
        currency text,
        primary key (merchant, merchant_uid)
      ) strict, without rowid;
    `,
  },
  {
    number: 10,
    sql: `
      alter table cancels add column tax_free integer not null default 0 check (tax_free >= 0);
      alter table cancels add column vat_amount integer;

      create table deposits (
        imp_uid text not null references payments (imp_uid) on delete cascade,
        n integer not null,
        pg_tid text not null,
        amount integer not null check (amount > 0),
        depositor_name text not null,
        deposited_at integer not null,
        primary key (imp_uid, n)
      ) strict, without rowid;

      create index payments_by_customer_uid on payments (merchant, customer_uid, started_at, no)
        where customer_uid is not null;

      drop index payments_by_merchant_uid;
      create index payments_by_merchant_uid on payments (merchant, merchant_uid, started_at, no);
      create index payments_by_paid on payments (merchant, status, paid_at, started_at);
      create index payments_by_cancelled on payments (merchant, status, cancelled_at, started_at);
      create index payments_by_failed on payments (merchant, status, failed_at, started_at);
    `,
  },
  {
    // A payment is paid, cancelled or failed: it need not stand in the lists of what it is not.
    number: 19,
    sql: `
      drop index payments_by_paid;
      drop index payments_by_cancelled;
      drop index payments_by_failed;
      create index payments_by_paid on payments (merchant, paid_at, started_at) where status = 'paid';
      create index payments_by_cancelled on payments (merchant, cancelled_at, started_at) where status = 'cancelled';
      create index payments_by_failed on payments (merchant, failed_at, started_at) where status = 'failed';
    `,
  },
  {
    // The timeline stands in the row of its payment, which is written with each line of it anyway (decision 0141).
    number: 21,
    sql: `
      alter table payments add column timeline text not null default '[]' check (json_valid(timeline));
      update payments set timeline = (
        select json_group_array(json_object('at', at, 'what', what, 'by', by, 'detail', json(detail)))
        from (select * from timeline where timeline.imp_uid = payments.imp_uid order by id));
      drop table timeline;
    `,
  },
  {
    number: 27,
    sql: `
      ${uncheckedColumn('payments', 'approval', "text not null default '{}'")}
      ${uncheckedColumn('payments', 'facts', "text not null default '{}'")}
      ${uncheckedColumn('payments', 'timeline', "text not null default '[]'")}
    `,
  },
]

export interface Prepared {
  readonly merchant_uid: string
  readonly amount: number
  readonly currency: string | null
}

export type PaymentStore = ReturnType<typeof createPaymentStore>

/**
 * `origin`: where the sandbox is reached. Sales slips lie there, and are kept without it: the next start may have another
 * port, and a world is filled before any is known. `few`: lists that are as short are sorted whenever they are asked for.
 */
export function createPaymentStore(database: Database, origin: () => string, few?: number) {
  const mustBePartOfAChange = (what: string) => mustBeInTransaction(database, `payments.${what}`)

  const withoutOrigin = (url: string | null) =>
    url?.startsWith(`${origin()}/`) ? url.slice(origin().length) : url
  const withOrigin = (url: string | null) => (url?.startsWith('/') ? origin() + url : url)

  /** A row as a payment, with its cancellations. */
  function read(row: Row): Payment {
    const cancels = Number(row.cancelled_at) === 0 ? [] : cancelsOf(String(row.imp_uid))
    const payment = fromRow(row, withOrigin(row.receipt_url as string | null), cancels)
    return payment.order.vbank_unlimited ? { ...payment, deposits: depositsOf(payment.imp_uid) } : payment
  }

  const found = createPaymentSearch(database)
  const recent = createRecentPayments(read, origin)
  const lists = createPaymentLists(database, few)
  /** What was asked last of `wasPaid`, until a payment is written: a charge asks before it looks at the card, and once more. */
  let paid: { merchant: number; merchant_uid: string; except: string; was: boolean } | null = null
  /** Null: not known. */
  let next_no: number | null = null
  const forget = () => {
    recent.forget()
    paid = null
    lists.forget()
    next_no = null
  }
  database.onRollback(forget)

  function byImpUid(imp_uid: string): Payment | null {
    const known = recent.find(imp_uid)
    if (known) return known
    const row = database.get('select * from payments where imp_uid = :imp_uid', { imp_uid })
    if (row) recent.keep(imp_uid, row)
    return row ? recent.find(imp_uid) : null
  }

  function depositsOf(imp_uid: string): Deposit[] {
    const rows = database.all(
      'select pg_tid, amount, depositor_name, deposited_at from deposits where imp_uid = :imp_uid order by n',
      { imp_uid },
    )
    return rows.map((row) => row as unknown as Deposit)
  }

  function cancelsOf(imp_uid: string): Cancel[] {
    const rows = database.all(
      `select cancellation_id, amount, cancelled_at, reason, pg_tid, receipt_url, tax_free, vat_amount from cancels
       where imp_uid = :imp_uid order by n`,
      { imp_uid },
    )
    return (rows as unknown as Cancel[]).map(({ receipt_url, ...cancel }) => ({
      ...cancel,
      receipt_url: withOrigin(receipt_url),
    }))
  }

  return {
    transaction: database.transaction,
    join: database.join,

    /** The table was changed past this store: a snapshot came back, old payments or a whole shop have gone. */
    forget,

    /** The number that the next payment will have. */
    nextNo(): number {
      next_no ??= Number(database.get('select coalesce(max(no), 0) + 1 as no from payments')!.no)
      return next_no
    },

    exists(imp_uid: string): boolean {
      return database.get('select 1 as yes from payments where imp_uid = :imp_uid', { imp_uid }) !== undefined
    },

    insert(no: number, payment: Payment, now: number, timeline: readonly TimelineEntry[] = []): void {
      mustBePartOfAChange('insert')
      paid = null
      const row = {
        ...toRow(payment, withoutOrigin(payment.receipt_url), now),
        no,
        timeline: JSON.stringify(timeline),
      }
      database.run(
        `insert into payments (no, imp_uid, merchant, merchant_uid, status, amount, cancel_amount, currency, pay_method,
           channel, pg_provider, pg_id, pg_tid, sandbox, started_at, paid_at, failed_at, cancelled_at, updated_at,
           fail_reason, cancel_reason, receipt_url, customer_uid, approval, facts, timeline)
         values (:no, :imp_uid, :merchant, :merchant_uid, :status, :amount, :cancel_amount, :currency, :pay_method,
           :channel, :pg_provider, :pg_id, :pg_tid, :sandbox, :started_at, :paid_at, :failed_at, :cancelled_at, :updated_at,
           :fail_reason, :cancel_reason, :receipt_url, :customer_uid, :approval, :facts, :timeline)`,
        row,
      )
      recent.keep(payment.imp_uid, row)
      lists.wrote(null, payment, now)
      if (next_no !== null) next_no = Math.max(next_no, no + 1)
    },

    /** Writes a changed payment, and its cancellations that are new; `entry`: the line of the timeline that tells of it. */
    update(payment: Payment, now: number, entry: TimelineEntry | null = null): void {
      mustBePartOfAChange('update')
      const before = lists.isUnasked() ? null : byImpUid(payment.imp_uid)
      paid = null
      const row = toRow(payment, withoutOrigin(payment.receipt_url), now)
      database.run(
        `update payments set status = :status, amount = :amount, cancel_amount = :cancel_amount, pay_method = :pay_method,
           pg_tid = :pg_tid, paid_at = :paid_at, failed_at = :failed_at, cancelled_at = :cancelled_at,
           updated_at = :updated_at, fail_reason = :fail_reason, cancel_reason = :cancel_reason,
           receipt_url = :receipt_url, approval = :approval, facts = :facts,
           timeline = iif(:entry is null, timeline, json_insert(timeline, '$[#]', json(:entry)))
         where imp_uid = :imp_uid`,
        { ...row, entry: entry && JSON.stringify(entry) },
      )
      recent.keep(payment.imp_uid, row)
      lists.wrote(before, payment, now)
      for (const [n, cancel] of payment.cancels.entries()) {
        database.run(
          `insert into cancels
             (cancellation_id, imp_uid, n, amount, cancelled_at, reason, pg_tid, receipt_url, tax_free, vat_amount)
           values
             (:cancellation_id, :imp_uid, :n, :amount, :cancelled_at, :reason, :pg_tid, :receipt_url, :tax_free, :vat_amount)
           on conflict (imp_uid, n) do nothing`,
          {
            tax_free: 0,
            vat_amount: null,
            ...cancel,
            receipt_url: withoutOrigin(cancel.receipt_url),
            imp_uid: payment.imp_uid,
            n,
          },
        )
      }
      for (const [n, deposit] of (payment.deposits ?? []).entries()) {
        database.run(
          `insert into deposits (imp_uid, n, pg_tid, amount, depositor_name, deposited_at)
           values (:imp_uid, :n, :pg_tid, :amount, :depositor_name, :deposited_at)
           on conflict (imp_uid, n) do nothing`,
          { ...deposit, imp_uid: payment.imp_uid, n },
        )
      }
    },

    byImpUid,

    /** Payments with one of these ids, newest first. */
    byIds(merchant: number, imp_uids: readonly string[], merchant_uids: readonly string[]): Payment[] {
      const rows = database.all(
        `select * from payments
         where +merchant = :merchant and no in (
           select no from payments where imp_uid in (select value from json_each(:imp_uids))
           union
           select no from payments
           where merchant = :merchant and merchant_uid in (select value from json_each(:merchant_uids)))
         order by +started_at desc, no desc`,
        { merchant, imp_uids: JSON.stringify(imp_uids), merchant_uids: JSON.stringify(merchant_uids) },
      )
      return rows.map(read)
    },

    /** Whether this merchant_uid was ever paid, by a payment other than the given one. */
    wasPaid(merchant: number, merchant_uid: string, except: string): boolean {
      if (paid?.merchant_uid === merchant_uid && paid.merchant === merchant && paid.except === except)
        return paid.was
      const row = database.get(
        `select 1 as yes from payments
         where merchant = :merchant and merchant_uid = :merchant_uid and imp_uid <> :except and paid_at > 0 limit 1`,
        { merchant, merchant_uid, except },
      )
      paid = { merchant, merchant_uid, except, was: row !== undefined }
      return paid.was
    },

    /** Whether any payment of this merchant_uid was ever opened. */
    isKnown(merchant: number, merchant_uid: string): boolean {
      const row = database.get(
        'select 1 as yes from payments where merchant = :merchant and merchant_uid = :merchant_uid limit 1',
        { merchant, merchant_uid },
      )
      return row !== undefined
    },

    list(listing: Listing): { total: number; list: Payment[] } {
      const { total, rows } = lists.page(listing)
      return { total, list: rows.map(read) }
    },

    /** What somebody looks for, newest first. */
    search(search: Search): Payment[] {
      const numbers = JSON.stringify(found.numbers(search))
      const rows = database.all(
        `select * from payments where no in (select value from json_each(:numbers))
         order by started_at desc, no desc`,
        { numbers },
      )
      return rows.map(read)
    },

    /** How many are found, by their status. */
    countFound(search: Omit<Search, 'limit' | 'offset'>): Partial<Record<Status, number>> {
      const { merchant, words, pg, pay_method, from, to } = search
      if (words.length > 0 || pg !== undefined || pay_method !== undefined) return found.countFound(search)
      return Object.fromEntries(
        STATUSES.map((status) => [status, lists.countStarted(merchant, status, from, to)]),
      )
    },

    kinds: found.kinds,

    count: (merchant: number, status: Status): number => lists.countStarted(merchant, status),

    /** All there are. */
    countAll: lists.countOf,

    /** Every payment with its row number, in the order in which they were made. */
    everyOne(merchant: number): { no: number; payment: Payment }[] {
      const rows = database.all('select * from payments where merchant = :merchant order by no', { merchant })
      return rows.map((row) => ({ no: Number(row.no), payment: read(row) }))
    },

    everyPrepared(merchant: number): Prepared[] {
      return database.all(
        'select merchant_uid, amount, currency from prepared where merchant = :merchant order by merchant_uid',
        { merchant },
      ) as unknown as Prepared[]
    },

    /** One more line of its timeline. */
    note(imp_uid: string, entry: TimelineEntry): void {
      mustBePartOfAChange('note')
      database.run(
        "update payments set timeline = json_insert(timeline, '$[#]', json(:entry)) where imp_uid = :imp_uid",
        { imp_uid, entry: JSON.stringify(entry) },
      )
    },

    timeline(imp_uid: string): TimelineEntry[] {
      const row = database.get('select timeline from payments where imp_uid = :imp_uid', { imp_uid })
      return row ? JSON.parse(String(row.timeline)) : []
    },

    prepared(merchant: number, merchant_uid: string): Prepared | null {
      const row = database.get(
        'select merchant_uid, amount, currency from prepared where merchant = :merchant and merchant_uid = :merchant_uid',
        { merchant, merchant_uid },
      )
      return (row as Prepared | undefined) ?? null
    },

    /** Registers or replaces the amount that a merchant_uid must be paid with. */
    prepare(merchant: number, { merchant_uid, amount, currency }: Prepared): void {
      database.run(
        `insert into prepared (merchant, merchant_uid, amount, currency) values (:merchant, :merchant_uid, :amount, :currency)
         on conflict (merchant, merchant_uid) do update set amount = excluded.amount, currency = excluded.currency`,
        { merchant, merchant_uid, amount, currency },
      )
    },
  }
}

/** Column by column, as `fromRow` has them. */
function toRow(payment: Payment, receipt_url: string | null, updated_at: number) {
  return {
    imp_uid: payment.imp_uid,
    merchant: payment.merchant,
    merchant_uid: payment.merchant_uid,
    status: payment.status,
    amount: payment.amount,
    cancel_amount: payment.cancel_amount,
    currency: payment.currency,
    pay_method: payment.pay_method,
    channel: payment.channel,
    pg_provider: payment.pg_provider,
    pg_id: payment.pg_id,
    pg_tid: payment.pg_tid,
    sandbox: payment.sandbox ? 1 : 0,
    started_at: payment.started_at,
    paid_at: payment.paid_at,
    failed_at: payment.failed_at,
    cancelled_at: payment.cancelled_at,
    updated_at,
    fail_reason: payment.fail_reason,
    cancel_reason: payment.cancel_reason,
    receipt_url,
    customer_uid: payment.customer_uid,
    approval: writeSparse(payment.approval, NO_APPROVAL),
    facts: writeSparse(payment.order, NO_FACTS),
  }
}

/** Column by column: an object of so many keys is made at once when it is written out, and slowly when it is copied. */
function fromRow(row: Row, receipt_url: string | null, cancels: Cancel[]): Payment {
  return {
    imp_uid: row.imp_uid,
    merchant: row.merchant,
    merchant_uid: row.merchant_uid,
    status: row.status,
    amount: row.amount,
    cancel_amount: row.cancel_amount,
    currency: row.currency,
    pay_method: row.pay_method,
    channel: row.channel,
    pg_provider: row.pg_provider,
    pg_id: row.pg_id,
    pg_tid: row.pg_tid,
    sandbox: row.sandbox === 1,
    started_at: row.started_at,
    paid_at: row.paid_at,
    failed_at: row.failed_at,
    cancelled_at: row.cancelled_at,
    fail_reason: row.fail_reason,
    cancel_reason: row.cancel_reason,
    receipt_url,
    customer_uid: row.customer_uid,
    approval: readSparse(String(row.approval), NO_APPROVAL),
    order: readSparse(String(row.facts), NO_FACTS),
    cancels,
  } as unknown as Payment
}
