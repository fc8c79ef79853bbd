/** Cash receipts in SQL: of payments, and of cash sales outside iamport. */
import type { Database, Migration } from '../core/database.ts'

export const migrations: readonly Migration[] = [
  {
    number: 9,
    sql: `
      create table cash_receipts (
        merchant integer not null references merchants (id) on delete cascade,
        of text not null check (of in ('payment', 'external')),
        uid text not null,
        n integer not null,
        receipt_tid text not null,
        apply_num text not null,
        type text not null check (type in ('person', 'company')),
        amount integer not null check (amount > 0),
        vat integer not null check (vat between 0 and amount),
        pg_provider text not null,
        applied_at integer not null,
        cancelled_at integer not null default 0,
        primary key (merchant, of, uid)
      ) strict, without rowid;
    `,
  },
  {
    // What the receipt's own page shows. Receipts from before have neither.
    number: 17,
    sql: `
      alter table cash_receipts add column identifier text not null default '';
      alter table cash_receipts add column name text;
      create unique index cash_receipts_tid on cash_receipts (receipt_tid);
    `,
  },
]

export interface CashReceipt {
  readonly merchant: number
  readonly of: 'payment' | 'external'
  /** imp_uid of a payment, merchant_uid of a sale outside. */
  readonly uid: string
  /** How many it has had: one that was cancelled may be issued anew. */
  readonly n: number
  readonly receipt_tid: string
  readonly apply_num: string
  readonly type: 'person' | 'company'
  /** Won. */
  readonly amount: number
  readonly vat: number
  readonly pg_provider: string
  readonly applied_at: number
  readonly cancelled_at: number
  /** The number it was issued to: of a phone, a card, or a company. */
  readonly identifier: string
  /** What was bought. */
  readonly name: string | null
}

export type ReceiptStore = ReturnType<typeof createReceiptStore>

export function createReceiptStore(database: Database) {
  return {
    transaction: database.transaction,

    find(merchant: number, of: CashReceipt['of'], uid: string): CashReceipt | null {
      const row = database.get(
        'select * from cash_receipts where merchant = :merchant and of = :of and uid = :uid',
        { merchant, of, uid },
      )
      return (row as unknown as CashReceipt | undefined) ?? null
    },

    byTid(receipt_tid: string): CashReceipt | null {
      const row = database.get('select * from cash_receipts where receipt_tid = :receipt_tid', {
        receipt_tid,
      })
      return (row as unknown as CashReceipt | undefined) ?? null
    },

    /** Newest first. */
    every(merchant: number): CashReceipt[] {
      return database.all(
        'select * from cash_receipts where merchant = :merchant order by applied_at desc, uid',
        { merchant },
      ) as unknown as CashReceipt[]
    },

    /** A new one, one issued anew, or one that was cancelled. */
    save(receipt: CashReceipt): void {
      database.run(
        `insert into cash_receipts (merchant, of, uid, n, receipt_tid, apply_num, type, amount, vat, pg_provider, applied_at,
           cancelled_at, identifier, name)
         values (:merchant, :of, :uid, :n, :receipt_tid, :apply_num, :type, :amount, :vat, :pg_provider, :applied_at,
           :cancelled_at, :identifier, :name)
         on conflict (merchant, of, uid) do update set
           n = excluded.n, receipt_tid = excluded.receipt_tid, apply_num = excluded.apply_num, type = excluded.type,
           amount = excluded.amount, vat = excluded.vat, pg_provider = excluded.pg_provider,
           applied_at = excluded.applied_at, cancelled_at = excluded.cancelled_at, identifier = excluded.identifier,
           name = excluded.name`,
        { ...receipt },
      )
    },
  }
}
