/** REST tokens in SQL, so that they outlive a restart, and in memory, because every call comes with one. */
import type { Database, Migration } from '../core/database.ts'

export const migrations: readonly Migration[] = [
  {
    number: 18,
    // A token goes by the user code of its shop, whose row another world may have under another id. Tokens given out
    // before were counted in virtual time; a client gets a new one.
    sql: `
      drop table tokens;
      create table tokens (
        imp_key text primary key,
        user_code text not null,
        n integer not null,
        access_token text not null unique,
        expired_at integer not null
      ) strict, without rowid;
    `,
  },
]

export interface Token {
  readonly imp_key: string
  /** The shop that it was given to. */
  readonly user_code: string
  /** How many tokens this key has had: the address of the next draw. */
  readonly n: number
  readonly access_token: string
  /** Unix seconds of real time. */
  readonly expired_at: number
}

export type TokenStore = ReturnType<typeof createTokenStore>

export function createTokenStore(database: Database) {
  const by_key = new Map<string, Token>()
  const by_token = new Map<string, Token>()
  for (const row of database.all('select * from tokens')) remember(row as unknown as Token)

  function remember(token: Token): void {
    by_token.delete(by_key.get(token.imp_key)?.access_token ?? '')
    by_key.set(token.imp_key, token)
    by_token.set(token.access_token, token)
  }

  return {
    all: (): readonly Token[] => [...by_key.values()],
    ofKey: (imp_key: string): Token | null => by_key.get(imp_key) ?? null,
    byToken: (access_token: string): Token | null => by_token.get(access_token) ?? null,

    /** Nobody has a token. */
    clear(): void {
      database.run('delete from tokens')
      by_key.clear()
      by_token.clear()
    },

    /** The one token of its key; the one before is gone. */
    save(token: Token): void {
      database.run(
        `insert into tokens (imp_key, user_code, n, access_token, expired_at)
         values (:imp_key, :user_code, :n, :access_token, :expired_at)
         on conflict (imp_key) do update
         set user_code = excluded.user_code, n = excluded.n, access_token = excluded.access_token,
             expired_at = excluded.expired_at`,
        { ...token },
      )
      remember(token)
    },
  }
}
