/**
 * Databases in memory that a sandbox has left. Emptied, one of them is the next sandbox's: a test suite makes hundreds, and to
 * make its tables anew costs each of them more than all the rest of its beginning.
 */
import type { Connection, Statement } from './drivers/driver.ts'

/** An open connection and what was prepared on it. */
export interface Prepared {
  readonly connection: Connection
  readonly statements: Map<string, Statement>
}

interface Left extends Prepared {
  /** What it must fit: the same driver and the same migrations. */
  readonly kind: object
}

/** How many wait, and how large one may have become, in pages of 4 KB: nobody is to pay for tests that are over. */
const KEPT = 2
const LARGEST = 512

const left: Left[] = []
/** The number of the schema that each kind was made with: whoever has changed his tables takes them with him. */
const schemas = new WeakMap<object, number>()

/** One that somebody has left; null when there is none of that kind. */
export function takeLeft(kind: object): Prepared | null {
  const at = left.findIndex((one) => one.kind === kind)
  return at < 0 ? null : left.splice(at, 1)[0]!
}

/** Remembers what the tables of a new one are like. */
export function noteSchema(kind: object, { connection }: Prepared): void {
  schemas.set(kind, numberOf(connection, 'schema_version'))
}

/** Empties one and keeps it. False where it has to be closed instead. */
export function leave(kind: object, { connection, statements }: Prepared): boolean {
  if (left.length >= KEPT) return false
  try {
    if (numberOf(connection, 'schema_version') !== schemas.get(kind)) return false
    if (numberOf(connection, 'page_count') > LARGEST) return false
    empty(connection)
  } catch {
    return false
  }
  left.push({ kind, connection, statements })
  return true
}

function empty(connection: Connection): void {
  const attached = connection.prepare('pragma database_list').all({})
  for (const { name } of attached) {
    if (name !== 'main' && name !== 'temp') connection.exec(`detach database "${name}"`)
  }
  const tables = connection
    .prepare("select name from sqlite_schema where type = 'table' and name <> 'sqlite_schema'")
    .all({})
  const deletes = tables.map(({ name }) => `delete from "${name}";`).join('\n')
  // With the checks off, a table is emptied in one go.
  connection.exec(`pragma foreign_keys = off; begin; ${deletes} commit; pragma foreign_keys = on;`)
}

function numberOf(connection: Connection, pragma: 'schema_version' | 'page_count'): number {
  return Number(connection.prepare(`pragma ${pragma}`).get({})?.[pragma])
}
