/** Deadlines in SQL: what becomes of which payment, and when. A row is gone when its work is done, in one transaction. */
import type { Database, Migration } from '../core/database.ts'
import type { Deadline } from './deadline.ts'

export const migrations: readonly Migration[] = [
  {
    number: 7,
    sql: `
      create table deadlines (
        id integer primary key,
        imp_uid text not null references payments (imp_uid) on delete cascade,
        kind text not null check (kind in ('vbank', 'window', 'auto_cancel')),
        due_at integer not null,
        unique (imp_uid, kind)
      ) strict;
      create index deadlines_due on deadlines (due_at, id);
      insert into deadlines (imp_uid, kind, due_at)
        select imp_uid, 'vbank', json_extract(approval, '$.vbank_date') + 1 from payments
        where status = 'ready' and json_extract(approval, '$.vbank_num') is not null;
    `,
  },
  {
    // One more kind: SQLite cannot change a check, so the table is written anew.
    number: 16,
    sql: `
      alter table deadlines rename to old_deadlines;
      drop index deadlines_due;
      create table deadlines (
        id integer primary key,
        imp_uid text not null references payments (imp_uid) on delete cascade,
        kind text not null check (kind in ('vbank', 'window', 'auto_cancel', 'test_charge')),
        due_at integer not null,
        unique (imp_uid, kind)
      ) strict;
      insert into deadlines select * from old_deadlines;
      drop table old_deadlines;
      create index deadlines_due on deadlines (due_at, id);
    `,
  },
]

export type DeadlineStore = ReturnType<typeof createDeadlineStore>

export function createDeadlineStore(database: Database) {
  /** One of each kind: a later one of the same kind takes its place. */
  function add(imp_uid: string, deadlines: readonly Deadline[]): void {
    for (const { kind, due_at } of deadlines) {
      database.run(
        `insert into deadlines (imp_uid, kind, due_at) values (:imp_uid, :kind, :due_at)
         on conflict (imp_uid, kind) do update set due_at = excluded.due_at`,
        { imp_uid, kind, due_at },
      )
    }
  }

  return {
    transaction: database.transaction,

    add,

    /** The deadlines of a payment are these now, and no others. */
    set(imp_uid: string, deadlines: readonly Deadline[]): void {
      const kinds = JSON.stringify(deadlines.map(({ kind }) => kind))
      database.run(
        'delete from deadlines where imp_uid = :imp_uid and kind not in (select value from json_each(:kinds))',
        { imp_uid, kinds },
      )
      add(imp_uid, deadlines)
    },

    next(): (Deadline & { imp_uid: string }) | null {
      const row = database.get('select kind, imp_uid, due_at from deadlines order by due_at, id limit 1')
      return (row as unknown as Deadline & { imp_uid: string }) ?? null
    },

    /** What is due, oldest first. */
    due(now: number, limit: number): (Deadline & { id: number; imp_uid: string })[] {
      return database.all(
        'select id, imp_uid, kind, due_at from deadlines where due_at <= :now order by due_at, id limit :limit',
        { now, limit },
      ) as unknown as (Deadline & { id: number; imp_uid: string })[]
    },

    remove(id: number): void {
      database.run('delete from deadlines where id = :id', { id })
    },
  }
}
