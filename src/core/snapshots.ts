/** Named states of a database: what every table held, kept in memory for as long as the process runs. */
import type { Database } from './database.ts'

export interface Snapshots {
  /** Keeps the present state under a name; an earlier one of that name is replaced. */
  save(name: string): void
  /** Brings the state of that name back. False when there is none. */
  restore(name: string): boolean
  list(): string[]
  /** Forgets a state. False when there is none. */
  remove(name: string): boolean
}

/** `except`: tables that live on through it all. */
export function createSnapshots(database: Database, except: readonly string[] = []): Snapshots {
  /** Number of each name's copies: a name may hold any characters, a table's name should not. */
  const numbers = new Map<string, number>()
  let last = 0
  database.exec("attach ':memory:' as snapshots")

  const tables = (): string[] =>
    database
      .all(
        "select name from main.sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name",
      )
      .map(({ name }) => String(name))
      .filter((name) => !except.includes(name))

  return {
    save(name) {
      this.remove(name)
      const n = ++last
      database.transaction(() => {
        for (const table of tables()) {
          database.exec(`create table snapshots."${n}/${table}" as select * from main."${table}"`)
        }
      })
      numbers.set(name, n)
    },

    restore(name) {
      const n = numbers.get(name)
      if (n === undefined) return false
      // What was kept held together when it was kept: with the checks off, a table is emptied in one go.
      database.exec('pragma foreign_keys = off')
      try {
        database.transaction(() => {
          for (const table of tables()) database.exec(`delete from main."${table}"`)
          for (const table of tables()) {
            database.exec(`insert into main."${table}" select * from snapshots."${n}/${table}"`)
          }
        })
      } finally {
        database.exec('pragma foreign_keys = on')
      }
      return true
    },

    list: () => [...numbers.keys()],

    remove(name) {
      const n = numbers.get(name)
      if (n === undefined) return false
      for (const table of tables()) database.exec(`drop table snapshots."${n}/${table}"`)
      numbers.delete(name)
      return true
    },
  }
}
