/**
 * Indexes that are made when somebody asks for what they serve, and kept from then on. Each costs every row that is written, and under
 * a load test nobody opens a dashboard.
 */
import { type Database, DatabaseError } from './database.ts'

/** Answers how to have them made; false while the file cannot be written, where one reads without them. `sql` says `if not exists`. */
export function indexOnDemand(database: Pick<Database, 'exec' | 'onRollback'>, sql: string): () => boolean {
  let is_made = false
  // Made within a transaction, it is undone with it.
  database.onRollback(() => {
    is_made = false
  })
  return () => {
    if (is_made) return true
    try {
      database.exec(sql)
      is_made = true
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error
    }
    return is_made
  }
}
