/** Escrow deliveries in SQL: at most one for each payment. */
import type { Database, Migration } from '../core/database.ts'
import type { Delivery } from './delivery.ts'

export const migrations: readonly Migration[] = [
  {
    number: 11,
    sql: `
      create table escrow_deliveries (
        imp_uid text primary key references payments (imp_uid) on delete cascade,
        company text not null,
        invoice text not null,
        sent_at integer not null,
        applied_at integer not null,
        parties text not null check (json_valid(parties))
      ) strict, without rowid;
    `,
  },
]

export type EscrowStore = ReturnType<typeof createEscrowStore>

export function createEscrowStore(database: Database) {
  return {
    transaction: database.transaction,

    byImpUid(imp_uid: string): Delivery | null {
      const row = database.get('select * from escrow_deliveries where imp_uid = :imp_uid', { imp_uid })
      if (!row) return null
      return {
        imp_uid,
        company: String(row.company),
        invoice: String(row.invoice),
        sent_at: Number(row.sent_at),
        applied_at: Number(row.applied_at),
        parties: JSON.parse(String(row.parties)),
      }
    },

    /** Registers a delivery, or replaces the one that there is. */
    save({ parties, ...delivery }: Delivery): void {
      database.run(
        `insert into escrow_deliveries (imp_uid, company, invoice, sent_at, applied_at, parties)
         values (:imp_uid, :company, :invoice, :sent_at, :applied_at, :parties)
         on conflict (imp_uid) do update
         set company = excluded.company, invoice = excluded.invoice, sent_at = excluded.sent_at,
             applied_at = excluded.applied_at, parties = excluded.parties`,
        { ...delivery, parties: JSON.stringify(parties) },
      )
    },
  }
}
