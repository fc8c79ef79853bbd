/** Identity verifications in SQL. */
import type { Database, Migration, Row } from '../core/database.ts'
import { createTally } from '../core/tally.ts'
import type { Certification } from './certification.ts'

/** Their windows have a table of their own, which windows/store.ts writes. */
export const migrations: readonly Migration[] = [
  {
    number: 14,
    sql: `
      create table certifications (
        no integer primary key,
        imp_uid text not null unique,
        merchant integer not null references merchants (id) on delete cascade,
        merchant_uid text not null,
        pg_provider text not null,
        pg_id text not null,
        pg_tid text,
        origin text not null,
        requested_at integer not null,
        otp_sent_at integer not null default 0,
        otp_count integer not null default 0,
        otp_wrong integer not null default 0,
        certified_at integer not null default 0,
        person text check (json_valid(person)),
        facts text not null check (json_valid(facts))
      ) strict;

      create table certification_windows (
        id text primary key,
        imp_uid text not null unique references certifications (imp_uid) on delete cascade,
        device text not null check (device in ('pc', 'mobile')),
        kind text not null check (kind in ('layer', 'popup', 'redirect')),
        home text not null check (home in ('callback', 'redirect')),
        step integer not null default 0,
        input text not null default '{}' check (json_valid(input)),
        ended text check (ended in ('certify', 'cancel', 'close', 'fail', 'abandon')),
        error_code text,
        error_msg text
      ) strict, without rowid;
    `,
  },
]

export type CertificationStore = ReturnType<typeof createCertificationStore>

export function createCertificationStore(database: Database) {
  /** Of each shop. */
  const tally = createTally(() =>
    database
      .all('select merchant, count(*) as n from certifications group by merchant')
      .map(({ merchant, n }) => [String(merchant), Number(n)] as const),
  )
  database.onRollback(tally.forget)

  return {
    transaction: database.transaction,

    /** The number that the next certification will have. */
    nextNo(): number {
      return Number(database.get('select coalesce(max(no), 0) + 1 as no from certifications')!.no)
    },

    exists(imp_uid: string): boolean {
      const row = database.get('select 1 as yes from certifications where imp_uid = :imp_uid', { imp_uid })
      return row !== undefined
    },

    insert(no: number, certification: Certification): void {
      database.run(
        `insert into certifications (no, imp_uid, merchant, merchant_uid, pg_provider, pg_id, pg_tid, origin,
           requested_at, otp_sent_at, otp_count, otp_wrong, certified_at, person, facts)
         values (:no, :imp_uid, :merchant, :merchant_uid, :pg_provider, :pg_id, :pg_tid, :origin,
           :requested_at, :otp_sent_at, :otp_count, :otp_wrong, :certified_at, :person, :facts)`,
        { no, ...toRow(certification) },
      )
      tally.moved(String(certification.merchant), 1)
    },

    update(certification: Certification): void {
      const { imp_uid, pg_tid, otp_sent_at, otp_count, otp_wrong, certified_at, person } =
        toRow(certification)
      database.run(
        `update certifications set pg_tid = :pg_tid, otp_sent_at = :otp_sent_at, otp_count = :otp_count,
           otp_wrong = :otp_wrong, certified_at = :certified_at, person = :person
         where imp_uid = :imp_uid`,
        { imp_uid, pg_tid, otp_sent_at, otp_count, otp_wrong, certified_at, person },
      )
    },

    byImpUid(imp_uid: string): Certification | null {
      const row = database.get('select * from certifications where imp_uid = :imp_uid', { imp_uid })
      return row ? fromRow(row) : null
    },

    /** Newest first. */
    list(merchant: number, limit: number, offset: number): { total: number; list: Certification[] } {
      const rows = database.all(
        'select * from certifications where merchant = :merchant order by no desc limit :limit offset :offset',
        { merchant, limit, offset },
      )
      return { total: tally.of(String(merchant)), list: rows.map(fromRow) }
    },

    remove(imp_uid: string): void {
      database.run('delete from certifications where imp_uid = :imp_uid', { imp_uid })
      tally.forget()
    },

    /** Verifications have gone, or have come back, past this store. */
    forget: tally.forget,
  }
}

function toRow({ person, facts, ...columns }: Certification) {
  return { ...columns, person: person && JSON.stringify(person), facts: JSON.stringify(facts) }
}

function fromRow({ no: _no, person, facts, ...columns }: Row): Certification {
  return {
    ...columns,
    person: person === null ? null : JSON.parse(String(person)),
    facts: JSON.parse(String(facts)),
  } as unknown as Certification
}
