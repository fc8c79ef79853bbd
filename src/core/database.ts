/** The database: one SQLite file, whichever driver opens it. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { chosenDriver, explainMissing } from './drivers/choose.ts'
import type { Connection, Driver, Params, Row, Statement } from './drivers/driver.ts'
import { leave, noteSchema, type Prepared, takeLeft } from './left-databases.ts'
import { createTogether } from './together.ts'

export type { Params, Row, Value } from './drivers/driver.ts'

export interface Database {
  /** Every row of a query. Values are bound by name: `where imp_uid = :imp_uid`. */
  all(sql: string, params?: Params): Row[]
  /** The first row of a query. */
  get(sql: string, params?: Params): Row | undefined
  /** Runs one statement; answers how many rows it changed, and the last row id. */
  run(sql: string, params?: Params): { changes: number; id: number }
  /** All or nothing; one inside another undoes only itself when it fails. Nothing asynchronous may happen inside. */
  transaction<T>(work: () => T): T
  /** The same within a transaction that is open already: what fails undoes that one as a whole. Begins one where none is. */
  join<T>(work: () => T): T
  /** What `work` changes, transaction by transaction, may be committed with what others change in this turn of the event loop. */
  together<T>(work: () => T): T
  /** Resolves when all that was changed together is written, rejects when it was not; null where all of it is. */
  written(): Promise<void> | null
  /** Whether somebody's transaction is open, so that what must be all or nothing can prove that it is. */
  inTransaction(): boolean
  /** Calls back whenever a transaction failed: what was remembered of rows may not be so. */
  onRollback(listener: () => void): void
  /** Runs statements that change the schema, or that are not worth keeping prepared. */
  exec(sql: string): void
  close(): void
}

/** Proves that a change is one with all that follows of it: whoever writes past the one door for it is a fault of ours. */
export function mustBeInTransaction(database: Pick<Database, 'inTransaction'>, what: string): void {
  if (!database.inTransaction()) throw new Error(`${what} stands outside of the transaction of a change`)
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
 * Throws a `DatabaseError` where there is no driver, for a folder that cannot be written, a file that is no database, or one
 * made by a newer version.
 */
export function openDatabase(
  file: string,
  migrations: readonly Migration[],
  driver: Driver | null = chosenDriver(),
): Database {
  if (!driver) throw new DatabaseError(explainMissing())
  const kind = file === ':memory:' ? kindOf(driver, migrations) : null
  const known = kind && takeLeft(kind)
  if (known) return wrap(known, kind)
  const prepared: Prepared = { connection: openFile(driver, file), statements: new Map() }
  const database = wrap(prepared, kind)
  try {
    migrate(database, file, migrations)
    if (kind) noteSchema(kind, prepared)
  } catch (error) {
    prepared.connection.close()
    throw driver.codeOf(error) === null ? error : new DatabaseError(explain(driver, error, file))
  }
  return database
}

/** Databases in memory of one driver and one schema are of one kind. */
function kindOf(driver: Driver, migrations: readonly Migration[]): object {
  const of_driver = kinds.get(driver) ?? new WeakMap<readonly Migration[], object>()
  kinds.set(driver, of_driver)
  const kind = of_driver.get(migrations) ?? {}
  of_driver.set(migrations, kind)
  return kind
}

const kinds = new WeakMap<Driver, WeakMap<readonly Migration[], object>>()

function openFile(driver: Driver, file: string): Connection {
  if (file !== ':memory:') prepareFolder(driver, file)
  let connection: Connection | undefined
  try {
    connection = driver.open(file)
    connection.exec('pragma busy_timeout = 2000')
    connection.prepare('pragma schema_version').get({})
    return connection
  } catch (error) {
    connection?.close()
    throw new DatabaseError(explain(driver, error, file))
  }
}

/** The default folder `.iamport-sandbox/` ignores itself in git, so that nobody commits a database. */
function prepareFolder(driver: Driver, file: string): void {
  const folder = dirname(file)
  try {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true })
    const ignore = join(folder, '.gitignore')
    if (basename(folder) === '.iamport-sandbox' && !existsSync(ignore)) writeFileSync(ignore, '*\n')
  } catch (error) {
    throw new DatabaseError(explain(driver, error, file))
  }
}

function explain(driver: Driver, error: unknown, file: string): string {
  const code = driver.codeOf(error) ?? (error instanceof Error && 'code' in error ? String(error.code) : '')
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

function migrate(database: Database, file: string, migrations: readonly Migration[]): void {
  const newest = migrations.at(-1)?.number ?? 0
  const version = Number(database.get('pragma user_version')?.user_version)
  const owner = Number(database.get('pragma application_id')?.application_id)
  const is_empty =
    database.get("select 1 as yes from sqlite_schema where type = 'table' limit 1") === undefined
  if (owner !== APPLICATION_ID && !is_empty) {
    throw new DatabaseError(
      `${file} 파일은 다른 프로그램의 데이터베이스입니다; --db로 다른 파일을 지정하세요.`,
    )
  }
  if (version > newest) {
    throw new DatabaseError(
      `${file} 파일은 더 새로운 iamport-sandbox가 만들었습니다 (스키마 ${version}, 이 버전은 ${newest}까지); iamport-sandbox를 업데이트하거나 --db로 다른 파일을 지정하세요.`,
    )
  }
  database.exec(PRAGMAS)
  if (version === newest) return
  database.transaction(() => {
    const known = file === ':memory:' ? schemas.get(migrations) : undefined
    if (known !== undefined) database.exec(known)
    for (const migration of known === undefined ? migrations : []) {
      if (migration.number > version) database.exec(migration.sql)
    }
    database.exec(`pragma application_id = ${APPLICATION_ID}; pragma user_version = ${newest}`)
  })
  if (file === ':memory:' && !schemas.has(migrations)) schemas.set(migrations, schemaOf(database))
}

/**
 * Up to 16 MB of pages stay in memory, and the system keeps the rest of the file as long as it can. What is written ahead is moved
 * into the file every 16 MB: a sale touches a dozen pages, and each move waits for the disk.
 */
const PRAGMAS = `
  pragma journal_mode = wal;
  pragma synchronous = normal;
  pragma foreign_keys = on;
  pragma cache_size = -16384;
  pragma wal_autocheckpoint = 4000;
`

/** Where the migrations lead, so that the many small databases of a test suite need not walk through their history. */
const schemas = new WeakMap<readonly Migration[], string>()

function schemaOf(database: Database): string {
  return database
    .all("select sql from sqlite_schema where sql is not null and name not like 'sqlite_%' order by rowid")
    .map(({ sql }) => `${sql};`)
    .join('\n')
}

/** Keeps statements prepared, and does transactions by itself, so that they are the same with every driver. */
function wrap(prepared: Prepared, kind: object | null): Database {
  const { connection, statements } = prepared
  let is_open = true
  const mustBeOpen = (): void => {
    if (!is_open) throw new Error('the database is closed')
  }
  const prepare = (sql: string): Statement => {
    mustBeOpen()
    const known = statements.get(sql)
    if (known) return known
    const statement = connection.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
  const rolledBack: (() => void)[] = []
  let depth = 0
  /** False where there was nothing left to undo: SQLite has undone all by itself. */
  function undone(undo: string): boolean {
    const is_undone = undoAll(connection, undo)
    for (const listener of rolledBack) listener()
    return is_undone
  }
  const group = createTogether({
    begin: () => void prepare(WHOLE.begin).run(NOTHING),
    commit: () => {
      try {
        prepare(WHOLE.end).run(NOTHING)
      } catch (error) {
        undone(WHOLE.undo)
        throw error
      }
    },
  })
  function transaction<T>(work: () => T): T {
    const is_part = depth > 0 || group.joins()
    if (!is_part) group.finish()
    const { begin, end, undo } = is_part ? PART : WHOLE
    prepare(begin).run(NOTHING)
    depth++
    try {
      const result = work()
      if (result instanceof Promise) throw new TypeError('nothing asynchronous may happen in a transaction')
      prepare(end).run(NOTHING)
      return result
    } catch (error) {
      if (!undone(undo) && is_part && depth === 1) group.lost(error)
      throw error
    } finally {
      depth--
    }
  }
  return {
    all: (sql, params = NOTHING) => prepare(sql).all(params),
    get: (sql, params = NOTHING) => prepare(sql).get(params),
    run: (sql, params = NOTHING) => {
      if (depth === 0 && group.joins()) return transaction(() => prepare(sql).run(params))
      if (depth === 0) group.finish()
      return prepare(sql).run(params)
    },
    transaction,
    join: (work) => (depth > 0 ? work() : transaction(work)),
    together: group.together,
    written: group.written,
    inTransaction: () => depth > 0,
    onRollback: (listener) => void rolledBack.push(listener),
    exec: (sql) => {
      mustBeOpen()
      if (depth === 0) group.finish()
      connection.exec(sql)
    },
    close: () => {
      if (!is_open) return
      group.finish()
      is_open = false
      if (!kind || depth > 0 || !leave(kind, prepared)) connection.close()
    },
  }
}

const NOTHING: Params = {}
const WHOLE = { begin: 'begin immediate', end: 'commit', undo: 'rollback' }
const PART = { begin: 'savepoint part', end: 'release part', undo: 'rollback to part; release part' }

/** After a full disk or a failed write SQLite has undone all by itself, and there is nothing left to undo. */
function undoAll(connection: Connection, undo: string): boolean {
  try {
    connection.exec(undo)
    return true
  } catch {
    // The error that led here is the one to tell of.
    return false
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
