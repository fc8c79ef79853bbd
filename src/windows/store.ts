/**
 * Windows in SQL: which one is open for what, how far somebody came in it, and how it ended. Windows of payments and those
 * of identity verification have a table each, of the same shape.
 */
import type { Database, Migration, Row } from '../core/database.ts'
import type { CertificationEnding, Ended, Ending, NewWindow, OpenWindow } from './window.ts'

/** The table of verification windows came with the verifications themselves (certifications/store.ts, number 14). */
export const migrations: readonly Migration[] = [
  {
    number: 4,
    sql: `
      create table windows (
        id text primary key,
        imp_uid text not null unique references payments (imp_uid) on delete cascade,
        device text not null check (device in ('pc', 'mobile')),
        kind text not null check (kind in ('layer', 'popup', 'redirect')),
        home text not null check (home in ('callback', 'redirect')),
        step integer not null default 0,
        input text not null default '{}' check (json_valid(input)),
        ended text check (ended in ('approve', 'cancel', 'close', 'decline', 'abandon')),
        error_code text
      ) strict, without rowid;
    `,
  },
  {
    number: 13,
    sql: `
      alter table windows add column held integer not null default 0 check (held in (0, 1));
      alter table windows add column error_msg text;
    `,
  },
]

export interface WindowStore<E extends string = Ending> {
  transaction<T>(run: () => T): T
  insert(window: NewWindow): void
  byId(id: string): OpenWindow<E> | null
  byImpUid(imp_uid: string): OpenWindow<E> | null
  /** Remembers what was typed and which step is next, as long as the window is open. */
  move(id: string, step: number, input: Readonly<Record<string, string>>): void
  end(id: string, ended: Ended<E>): void
  /** It has ended and still shows something. */
  hold(id: string): void
  release(id: string): void
}

export function createWindowStore(database: Database): WindowStore {
  return storeOf<Ending>(database, 'windows')
}

export function createCertificationWindowStore(database: Database): WindowStore<CertificationEnding> {
  return storeOf<CertificationEnding>(database, 'certification_windows')
}

function storeOf<E extends string>(
  database: Database,
  table: 'windows' | 'certification_windows',
): WindowStore<E> {
  return {
    transaction: database.transaction,

    insert({ id, imp_uid, device, kind, home }) {
      database.run(
        `insert into ${table} (id, imp_uid, device, kind, home) values (:id, :imp_uid, :device, :kind, :home)`,
        { id, imp_uid, device, kind, home },
      )
    },

    byId(id) {
      return read(database.get(`select * from ${table} where id = :id`, { id }))
    },

    byImpUid(imp_uid) {
      return read(database.get(`select * from ${table} where imp_uid = :imp_uid`, { imp_uid }))
    },

    move(id, step, input) {
      database.run(`update ${table} set step = :step, input = :input where id = :id and ended is null`, {
        id,
        step,
        input: JSON.stringify(input),
      })
    },

    end(id, { ending, error_code, error_msg }) {
      database.run(
        `update ${table} set ended = :ending, error_code = :error_code, error_msg = :error_msg where id = :id`,
        { id, ending, error_code, error_msg },
      )
    },

    hold(id) {
      database.run('update windows set held = 1 where id = :id', { id })
    },

    release(id) {
      database.run('update windows set held = 0 where id = :id', { id })
    },
  }
}

function read<E extends string>(row: Row | undefined): OpenWindow<E> | null {
  if (!row) return null
  return { ...row, held: row.held === 1, input: JSON.parse(String(row.input)) } as unknown as OpenWindow<E>
}
