/** Merchants and their REST tokens in SQL. */
import type { Database, Migration, Row } from '../core/database.ts'
import { type Merchant, MerchantSettings } from './merchant.ts'

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

export interface Token {
  readonly imp_key: string
  readonly merchant: number
  /** How many tokens this key has had: the address of the next draw. */
  readonly n: number
  readonly access_token: string
  readonly expired_at: number
}

export type MerchantStore = ReturnType<typeof createMerchantStore>

export function createMerchantStore(database: Database) {
  return {
    transaction: database.transaction,

    insert(merchant: Merchant): void {
      database.run(
        `insert into merchants (id, name, user_code, imp_key, imp_secret, settings)
         values (:id, :name, :user_code, :imp_key, :imp_secret, :settings)`,
        { ...merchant, settings: JSON.stringify(merchant.settings) },
      )
    },

    /** The row id that the next merchant may have. */
    nextId(): number {
      return Number(database.get('select max(id) + 1 as id from merchants')!.id)
    },

    byId(id: number): Merchant | null {
      return read(database.get('select * from merchants where id = :id', { id }))
    },

    all(): Merchant[] {
      return database.all('select * from merchants order by id').flatMap((row) => read(row) ?? [])
    },

    byUserCode(user_code: string): Merchant | null {
      return read(database.get('select * from merchants where user_code = :user_code', { user_code }))
    },

    byKey(imp_key: string): Merchant | null {
      return read(database.get('select * from merchants where imp_key = :imp_key', { imp_key }))
    },

    saveSettings(id: number, settings: MerchantSettings): void {
      database.run('update merchants set settings = :settings where id = :id', {
        id,
        settings: JSON.stringify(settings),
      })
    },

    tokenOfKey(imp_key: string): Token | null {
      return (
        (database.get('select * from tokens where imp_key = :imp_key', { imp_key }) as Token | undefined) ??
        null
      )
    },

    token(access_token: string): Token | null {
      const row = database.get('select * from tokens where access_token = :access_token', { access_token })
      return (row as Token | undefined) ?? null
    },

    /** Ends the life of one token, or of all of them. */
    expireTokens(access_token: string | null, now: number): void {
      database.run(
        `update tokens set expired_at = min(expired_at, :now)
         where :access_token is null or access_token = :access_token`,
        { access_token, now },
      )
    },

    /** Removes every merchant, and with them all that is theirs. */
    clear(): void {
      database.run('delete from merchants')
    },

    /** Removes one merchant, the sub-merchants of its tiers, and all that is theirs. */
    remove(id: number): void {
      database.run(
        `delete from merchants where id = :id
         or user_code like (select user_code from merchants where id = :id) || '/%'`,
        { id },
      )
    },

    saveToken(token: Token): void {
      database.run(
        `insert into tokens (imp_key, merchant, n, access_token, expired_at)
         values (:imp_key, :merchant, :n, :access_token, :expired_at)
         on conflict (imp_key) do update
         set merchant = excluded.merchant, n = excluded.n, access_token = excluded.access_token,
             expired_at = excluded.expired_at`,
        { ...token },
      )
    },
  }
}

function read(row: Row | undefined): Merchant | null {
  if (!row) return null
  const { settings, ...columns } = row
  return { ...columns, settings: readMerchantSettings(String(settings)) } as unknown as Merchant
}

/** Settings are read for every change of every payment and hardly ever change: the same text is the same object. */
const known_settings = new Map<string, MerchantSettings>()

function readMerchantSettings(text: string): MerchantSettings {
  const known = known_settings.get(text)
  if (known) return known
  const settings = MerchantSettings.parse(JSON.parse(text))
  if (known_settings.size >= 100) known_settings.clear()
  known_settings.set(text, settings)
  return settings
}
