/** The database: one SQLite file. The only file that names better-sqlite3. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import type BetterSqlite3 from 'better-sqlite3'

/**
 * Two versions of one library. 13 stands on Node-API, comes ready built and needs Node 22. 12 is for Node 20 alone: built
 * for Node 24.19 and later it ends the process when a statement is collected.
 */
export const Sqlite: typeof BetterSqlite3 = createRequire(import.meta.url)(
  Number.parseInt(process.versions.node, 10) >= 22 ? 'better-sqlite3-13' : 'better-sqlite3',
)

export type Value = string | number | null
export type Row = Record<string, Value>
export type Params = Record<string, Value>

export interface Database {
  /** Every row of a query. Values are bound by name: `where imp_uid = :imp_uid`. */
  all(sql: string, params?: Params): Row[]
  /** The first row of a query. */
  get(sql: string, params?: Params): Row | undefined
  /** Runs one statement; answers how many rows it changed, and the last row id. */
  run(sql: string, params?: Params): { changes: number; id: number }
  /** All or nothing; one inside another undoes only itself when it fails. Nothing asynchronous may happen inside. */
  transaction<T>(work: () => T): T
  /** Calls back whenever a transaction failed: what was remembered of rows may not be so. */
  onRollback(listener: () => void): void
  /** Runs statements that change the schema, or that are not worth keeping prepared. */
  exec(sql: string): void
  close(): void
}

/** One step of the schema. Numbers run 1, 2, 3 … over the whole project and are never reused. */
export interface Migration {
  readonly number: number
  readonly sql: string
}

/** A database that cannot be used; its message is one sentence for the developer. */
export class DatabaseError extends Error {}

/**
 * Opens a database file (or `:memory:`), brings it to the newest schema and hands it out.
 * Throws a `DatabaseError` for a folder that cannot be written, a file that is no database, or one made by a newer version.
 */
export function openDatabase(file: string, migrations: readonly Migration[]): Database {
  const sqlite = openFile(file)
  try {
    migrate(sqlite, file, migrations)
  } catch (error) {
    sqlite.close()
    throw error instanceof Sqlite.SqliteError ? new DatabaseError(explain(error, file)) : error
  }
  return wrap(sqlite)
}

function openFile(file: string): BetterSqlite3.Database {
  if (file !== ':memory:') prepareFolder(file)
  try {
    const sqlite = new Sqlite(file)
    sqlite.pragma('busy_timeout = 2000')
    sqlite.pragma('schema_version')
    return sqlite
  } catch (error) {
    throw new DatabaseError(explain(error, file))
  }
}

/** The default folder `.iamport-sandbox/` ignores itself in git, so that nobody commits a database. */
function prepareFolder(file: string): void {
  const folder = dirname(file)
  try {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true })
    const ignore = join(folder, '.gitignore')
    if (basename(folder) === '.iamport-sandbox' && !existsSync(ignore)) writeFileSync(ignore, '*\n')
  } catch (error) {
    throw new DatabaseError(explain(error, file))
  }
}

function explain(error: unknown, file: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'SQLITE_NOTADB')
    return `${file} 파일은 iamport-sandbox의 데이터베이스가 아닙니다; --db로 다른 파일을 지정하세요.`
  if (/CANTOPEN|EACCES|EPERM|READONLY|EROFS|ENOTDIR|ENOENT|EEXIST/.test(code)) {
    return `데이터베이스 ${file}에 쓸 수 없습니다 (${code}); --db로 쓸 수 있는 곳을 지정하거나 --db :memory: 를 쓰세요.`
  }
  if (/BUSY|LOCKED/.test(code))
    return `데이터베이스 ${file}을(를) 다른 프로세스가 쓰고 있습니다; 그 프로세스를 끝내거나 --db로 다른 파일을 지정하세요.`
  return `데이터베이스 ${file}을(를) 열 수 없습니다: ${error instanceof Error ? error.message : String(error)}`
}

/** Marks the file as ours (`PRAGMA application_id`), so that a stranger's database is never written to. */
const APPLICATION_ID = 0x696d7073

function migrate(sqlite: BetterSqlite3.Database, file: string, migrations: readonly Migration[]): void {
  const newest = migrations.at(-1)?.number ?? 0
  const version = Number(sqlite.pragma('user_version', { simple: true }))
  const owner = Number(sqlite.pragma('application_id', { simple: true }))
  const tables = sqlite.prepare("select count(*) as n from sqlite_schema where type = 'table'").get()
  const isEmpty = (tables as { n: number }).n === 0
  if (owner !== APPLICATION_ID && !isEmpty) {
    throw new DatabaseError(
      `${file} 파일은 다른 프로그램의 데이터베이스입니다; --db로 다른 파일을 지정하세요.`,
    )
  }
  if (version > newest) {
    throw new DatabaseError(
      `${file} 파일은 더 새로운 iamport-sandbox가 만들었습니다 (스키마 ${version}, 이 버전은 ${newest}까지); iamport-sandbox를 업데이트하거나 --db로 다른 파일을 지정하세요.`,
    )
  }
  sqlite.pragma('journal_mode = wal')
  sqlite.pragma('synchronous = normal')
  sqlite.pragma('foreign_keys = on')
  // Up to 64 MB of pages stay in memory, so that an index of a million payments is not read again for each of them.
  sqlite.pragma('cache_size = -65536')
  const upgrade = sqlite.transaction(() => {
    const known = file === ':memory:' ? schemas.get(migrations) : undefined
    if (known !== undefined) sqlite.exec(known)
    for (const migration of known === undefined ? migrations : []) {
      if (migration.number > version) sqlite.exec(migration.sql)
    }
    sqlite.pragma(`application_id = ${APPLICATION_ID}`)
    sqlite.pragma(`user_version = ${newest}`)
  })
  if (version < newest) upgrade.immediate()
  if (file === ':memory:' && !schemas.has(migrations)) schemas.set(migrations, schemaOf(sqlite))
}

/** Where the migrations lead, so that the many small databases of a test suite need not walk through their history. */
const schemas = new WeakMap<readonly Migration[], string>()

function schemaOf(sqlite: BetterSqlite3.Database): string {
  const rows = sqlite
    .prepare(
      "select sql from sqlite_schema where sql is not null and name not like 'sqlite_%' order by rowid",
    )
    .all() as { sql: string }[]
  return rows.map(({ sql }) => `${sql};`).join('\n')
}

function wrap(sqlite: BetterSqlite3.Database): Database {
  const rolledBack: (() => void)[] = []
  const statements = new Map<string, BetterSqlite3.Statement<[Params], Row>>()
  const prepare = (sql: string) => {
    const known = statements.get(sql)
    if (known) return known
    const statement = sqlite.prepare<[Params], Row>(sql)
    statements.set(sql, statement)
    return statement
  }
  return {
    all: (sql, params = {}) => prepare(sql).all(params),
    get: (sql, params = {}) => prepare(sql).get(params),
    run: (sql, params = {}) => {
      const { changes, lastInsertRowid } = prepare(sql).run(params)
      return { changes, id: Number(lastInsertRowid) }
    },
    transaction: (work) => {
      try {
        return sqlite.transaction(work).immediate()
      } catch (error) {
        for (const listener of rolledBack) listener()
        throw error
      }
    },
    onRollback: (listener) => void rolledBack.push(listener),
    exec: (sql) => void sqlite.exec(sql),
    close: () => {
      if (sqlite.open) sqlite.close()
    },
  }
}

/** Puts the migrations of all stores in order and checks that their numbers run 1, 2, 3 … */
export function orderMigrations(...lists: readonly (readonly Migration[])[]): Migration[] {
  const ordered = lists.flat().sort((a, b) => a.number - b.number)
  for (const [index, migration] of ordered.entries()) {
    if (migration.number !== index + 1) throw new Error(`migration ${index + 1} is missing or numbered twice`)
  }
  return ordered
}
