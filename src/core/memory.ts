/** What a sandbox remembers of itself between restarts: its seed, its clock and its process. */
import type { Database, Migration } from './database.ts'

export const migrations: readonly Migration[] = [
  {
    number: 5,
    sql: 'create table memory (name text primary key, value text not null) strict, without rowid;',
  },
]

/** `owner`: who holds the file, for whoever is refused it. */
type Remembered = 'seed' | 'clock' | 'owner'

export interface Memory {
  recall(name: Remembered): string | null
  keep(name: Remembered, value: string): void
}

export function createMemory(database: Database): Memory {
  return {
    recall: (name) => {
      const row = database.get('select value from memory where name = :name', { name })
      return row ? String(row.value) : null
    },
    keep: (name, value) => {
      database.run(
        'insert into memory (name, value) values (:name, :value) on conflict (name) do update set value = excluded.value',
        { name, value },
      )
    },
  }
}
