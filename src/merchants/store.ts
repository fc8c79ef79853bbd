/**
 * Merchants in SQL, and in memory: every REST call asks who is calling, and one process owns the file. This store is the
 * only writer, so it knows when what it remembers is no longer so.
 */
import type { Database, Migration, Row } from '../core/database.ts'
import { filled } from './filled.ts'
import type { Merchant, MerchantSettings } from './merchant.ts'

export const migrations: readonly Migration[] = [
  {
    number: 1,
    sql: `
      create table merchants (
        id integer primary key,
        name text not null,
        user_code text not null unique,
        imp_key text not null unique,
        imp_secret text not null,
        settings text not null check (json_valid(settings))
      ) strict;

      create table tokens (
        imp_key text primary key,
        merchant integer not null references merchants (id) on delete cascade,
        n integer not null,
        access_token text not null unique,
        expired_at integer not null
      ) strict, without rowid;
    `,
  },
]

interface Known {
  readonly all: readonly Merchant[]
  readonly by_id: ReadonlyMap<number, Merchant>
  readonly by_user_code: ReadonlyMap<string, Merchant>
  readonly by_key: ReadonlyMap<string, Merchant>
}

export type MerchantStore = ReturnType<typeof createMerchantStore>

/** `removed`: told when all that was a merchant's has gone with it. */
export function createMerchantStore(database: Database, removed: () => void = () => {}) {
  let known: Known | null = null
  const forget = () => {
    known = null
  }
  const shops = (): Known => {
    known ??= index(database.all('select * from merchants order by id').map(read))
    return known
  }
  const write = (sql: string, params: Row = {}): void => {
    database.run(sql, params)
    forget()
  }
  database.onRollback(forget)

  return {
    transaction: database.transaction,

    /** The table was changed past this store, e.g. by a snapshot that came back. */
    forget,

    insert(merchant: Merchant): void {
      write(
        `insert into merchants (id, name, user_code, imp_key, imp_secret, settings)
         values (:id, :name, :user_code, :imp_key, :imp_secret, :settings)`,
        { ...merchant, settings: JSON.stringify(merchant.settings) },
      )
    },

    /** The row id that the next merchant may have. */
    nextId: (): number => Math.max(0, ...shops().by_id.keys()) + 1,
    byId: (id: number): Merchant | null => shops().by_id.get(id) ?? null,
    all: (): readonly Merchant[] => shops().all,
    byUserCode: (user_code: string): Merchant | null => shops().by_user_code.get(user_code) ?? null,
    byKey: (imp_key: string): Merchant | null => shops().by_key.get(imp_key) ?? null,

    saveSettings(id: number, settings: MerchantSettings): void {
      write('update merchants set settings = :settings where id = :id', {
        id,
        settings: JSON.stringify(settings),
      })
    },

    saveKeys(id: number, { imp_key, imp_secret }: Pick<Merchant, 'imp_key' | 'imp_secret'>): void {
      write('update merchants set imp_key = :imp_key, imp_secret = :imp_secret where id = :id', {
        id,
        imp_key,
        imp_secret,
      })
    },

    /** Removes every merchant, and with them all that is theirs. */
    clear(): void {
      write('delete from merchants')
      removed()
    },

    /** Removes one merchant, the sub-merchants of its tiers, and all that is theirs. */
    remove(id: number): void {
      write(
        `delete from merchants where id = :id
         or user_code like (select user_code from merchants where id = :id) || '/%'`,
        { id },
      )
      removed()
    },
  }
}

function index(all: readonly Merchant[]): Known {
  const by = <K>(key: (merchant: Merchant) => K) => new Map(all.map((merchant) => [key(merchant), merchant]))
  return {
    all,
    by_id: by(({ id }) => id),
    by_user_code: by(({ user_code }) => user_code),
    by_key: by(({ imp_key }) => imp_key),
  }
}

function read({ settings, ...columns }: Row): Merchant {
  return { ...columns, settings: filled(JSON.parse(String(settings))) } as unknown as Merchant
}
