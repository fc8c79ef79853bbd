/** What a SQLite driver is to the sandbox: it opens a file, prepares statements, and names what went wrong. */

export type Value = string | number | null
export type Row = Record<string, Value>
export type Params = Record<string, Value>

export interface Statement {
  /** Every row. Values are bound by name; names that the statement does not have are passed over, one that it lacks is an error. */
  all(params: Params): Row[]
  /** The first row. */
  get(params: Params): Row | undefined
  run(params: Params): { changes: number; id: number }
}

/** One open database. */
export interface Connection {
  prepare(sql: string): Statement
  exec(sql: string): void
  /** A second call does nothing. */
  close(): void
}

export interface Driver {
  readonly name: 'better-sqlite3' | 'node:sqlite' | 'libsql'
  /** Opens a file or `:memory:`; a file that is not there is made. */
  open(file: string): Connection
  /** SQLite's own name of an error, such as `SQLITE_NOTADB`; null for what does not come from SQLite. */
  codeOf(error: unknown): string | null
}
