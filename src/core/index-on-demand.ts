/**
 * Indexes that are made when somebody asks for what they serve, and kept from then on. Each costs every row that is written, and under
 * a load test nobody opens a dashboard.
 */
import { stopwatch } from './clock.ts'
import { type Database, DatabaseError } from './database.ts'

/** The machine's own, kept before a test runner can put a fake one in its place. */
const { setImmediate: soon } = globalThis

/** On a disk that is nearly full an index is built for seconds before it fails: so long nobody tries again. */
const AGAIN_MS = 10_000

/**
 * Answers how to have them made; false while they are not there, and one reads without them. `sql` says `if not exists`. Asked within a
 * transaction they are made after it: where there is no room for them SQLite undoes the whole of it, and the rest would be kept alone.
 */
export function indexOnDemand(
  database: Pick<Database, 'exec' | 'inTransaction'>,
  sql: string,
): () => boolean {
  let is_made = false
  let is_put_off = false
  let sinceFailure: (() => number) | null = null

  function make(): void {
    if (is_made || (sinceFailure && sinceFailure() < AGAIN_MS)) return
    try {
      database.exec(sql)
      is_made = true
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error
      sinceFailure = stopwatch()
    }
  }

  function makeLater(): void {
    is_put_off = false
    try {
      make()
    } catch {
      // The sandbox was closed meanwhile.
    }
  }

  return () => {
    if (!database.inTransaction()) make()
    else if (!is_made && !is_put_off) {
      is_put_off = true
      soon(makeLater)
    }
    return is_made
  }
}
