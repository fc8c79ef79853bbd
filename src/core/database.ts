/** The database: one SQLite file, whichever driver opens it. */

import { closeSync, existsSync, openSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { say } from './bilingual.ts'
import { DatabaseError, whyNotOpened, whyNotUsed } from './database-error.ts'
import { chosenDriver, explainMissing } from './drivers/choose.ts'
import type { Connection, Driver, Params, Row, Statement } from './drivers/driver.ts'
import { type FileWatch, watchFile } from './file-watch.ts'
import { leave, noteSchema, type Prepared, takeLeft } from './left-databases.ts'
import { makeFolder } from './make-folder.ts'
import { holdFile, mustBeAlone } from './owner.ts'
import { createTogether } from './together.ts'

export { DatabaseError } from './database-error.ts'
export type { Params, Row } from './drivers/driver.ts'

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
  /** Calls back whenever something that was written is undone: what was remembered of rows may not be so. */
  onRollback(listener: () => void): void
  /** Calls back when the file cannot be used (a full disk, a lock, damage), and with null once it can be used again. */
  onTrouble(listener: (trouble: DatabaseError | null) => void): void
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
  /** On the newest: all tables as they are after it, for a database that is new. */
  readonly tables?: string
}

/**
 * Opens a database file (or `:memory:`), brings it to the newest schema and hands it out; a file is then held until it is closed.
 * Throws a `DatabaseError` where there is no driver, for a folder that cannot be written, a file that is no database, one made by a
 * newer version, or one that another sandbox holds.
 */
export function openDatabase(
  file: string,
  migrations: readonly Migration[],
  driver: Driver | null = chosenDriver(),
): Database {
  if (!driver) throw new DatabaseError(explainMissing())
  if (file !== ':memory:') return openFile(driver, resolve(file), migrations)
  const kind = kindOf(driver, migrations)
  const known = takeLeft(kind)
  if (known) return wrap({ prepared: known, driver, file, kind })
  const prepared: Prepared = { connection: connect(driver, file), statements: new Map() }
  const database = wrap({ prepared, driver, file, kind })
  migrate(database, file, migrations)
  noteSchema(kind, prepared)
  return database
}

function openFile(driver: Driver, file: string, migrations: readonly Migration[]): Database {
  const opened: Connection[] = []
  try {
    prepareFile(file)
    const lock = holdFile(driver, file)
    opened.push(lock)
    mustBeAlone(driver, file)
    const connection = connect(driver, file)
    opened.push(connection)
    // Some files can be read and not be written; that is to be known now.
    connection.exec('begin immediate; pragma user_version = 0; rollback')
    const prepared: Prepared = { connection, statements: new Map() }
    migrate(wrap({ prepared, driver, file }), file, migrations)
    connection.exec(`pragma busy_timeout = ${WRITING_MS}`)
    const watch = watchFile(file, changedByOthers(connection))
    return wrap({ prepared, driver, file, lock, watch })
  } catch (error) {
    for (const connection of opened.reverse()) connection.close()
    const is_known =
      error instanceof DatabaseError ||
      (error instanceof Error && 'syscall' in error) ||
      driver.codeOf(error) !== null
    throw is_known ? whyNotOpened(driver, error, file) : error
  }
}

/** Whether another connection has written since it was asked last. */
function changedByOthers(connection: Connection): () => boolean {
  const statement = connection.prepare('pragma data_version')
  const read = () => statement.get({})?.data_version
  let before = read()
  return () => {
    const last = before
    before = read()
    return before !== last
  }
}

/** How long an opening waits for another process, and how long a write: the whole process waits with it. */
const OPENING_MS = 2000
const WRITING_MS = 250

/** Databases in memory of one driver and one schema are of one kind. */
function kindOf(driver: Driver, migrations: readonly Migration[]): object {
  const of_driver = kinds.get(driver) ?? new WeakMap<readonly Migration[], object>()
  kinds.set(driver, of_driver)
  const kind = of_driver.get(migrations) ?? {}
  of_driver.set(migrations, kind)
  return kind
}

const kinds = new WeakMap<Driver, WeakMap<readonly Migration[], object>>()

function connect(driver: Driver, file: string): Connection {
  const connection = driver.open(file)
  try {
    connection.exec(`pragma busy_timeout = ${OPENING_MS}`)
    connection.prepare('pragma schema_version').get({})
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/**
 * The file is there before it is locked, so that every way to it leads to the same one. The default folder
 * `.iamport-sandbox/` ignores itself in git, so that nobody commits a database.
 */
function prepareFile(file: string): void {
  const folder = dirname(file)
  makeFolder(folder)
  const ignore = join(folder, '.gitignore')
  if (basename(folder) === '.iamport-sandbox' && !existsSync(ignore)) writeFileSync(ignore, '*\n')
  if (!existsSync(file)) closeSync(openSync(file, 'a'))
}

/** Marks the file as ours (`PRAGMA application_id`), so that a stranger's database is never written to. */
const APPLICATION_ID = 0x696d7073

function migrate(database: Database, file: string, migrations: readonly Migration[]): void {
  const newest = migrations.at(-1)?.number ?? 0
  const version = Number(database.get('pragma user_version')?.user_version)
  const owner = Number(database.get('pragma application_id')?.application_id)
  const is_empty = database.get('select 1 as yes from sqlite_schema limit 1') === undefined
  if (owner !== APPLICATION_ID && !is_empty) {
    throw new DatabaseError(
      say(
        `${file} 파일은 다른 프로그램의 데이터베이스입니다; --db로 다른 파일을 지정하세요.`,
        `${file} is the database of another program; name another file with --db.`,
      ),
    )
  }
  if (version > newest) {
    throw new DatabaseError(
      say(
        `${file} 파일은 더 새로운 iamport-sandbox가 만들었습니다 (스키마 ${version}, 이 버전은 ${newest}까지); iamport-sandbox를 업데이트하거나 --db로 다른 파일을 지정하세요.`,
        `${file} was made by a newer iamport-sandbox (schema ${version}, this one knows ${newest}); update iamport-sandbox, or name another file with --db.`,
      ),
    )
  }
  database.exec(PRAGMAS)
  if (version === newest) return
  database.transaction(() => {
    const known = is_empty ? migrations.at(-1)?.tables : undefined
    if (known !== undefined) database.exec(known)
    for (const migration of known === undefined ? migrations : []) {
      if (migration.number > version) database.exec(migration.sql)
    }
    database.exec(`pragma application_id = ${APPLICATION_ID}; pragma user_version = ${newest}`)
  })
}

/**
 * Up to 1 MB of pages stays in memory, and the system keeps the rest of the file as long as it can. What is written ahead is moved
 * into the file every 64 MB: a sale touches five pages, and each move waits for the disk. Of the log no more than 16 MB stay on the disk.
 */
const PRAGMAS = `
  pragma journal_mode = wal;
  pragma synchronous = normal;
  pragma foreign_keys = on;
  pragma cache_size = -1024;
  pragma wal_autocheckpoint = 16000;
  pragma journal_size_limit = 16777216;
`

interface Opened {
  readonly prepared: Prepared
  readonly driver: Driver
  readonly file: string
  /** Of a database in memory: whose it may be next. */
  readonly kind?: object
  readonly lock?: Connection
  readonly watch?: FileWatch
}

/** Keeps statements prepared, and does transactions by itself, so that they are the same with every driver. */
function wrap({ prepared, driver, file, kind, lock, watch }: Opened): Database {
  const { connection, statements } = prepared
  const { isInTrouble, over, failed, told, onTrouble } = createTroubles({ prepared, driver, file, watch })
  watch?.onGone(failed)
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
  /** SQLite would go on writing into a file that nobody finds again. */
  const mustBeThere = (): void => {
    const gone = watch?.look() ?? null
    if (gone !== null) throw gone
  }
  const { writes, wrote, undone, onRollback } = createUndoing(connection)
  let depth = 0
  const group = createTogether({
    begin: () => void prepare(WHOLE.begin).run(NOTHING),
    commit: () => {
      try {
        mustBeThere()
        prepare(WHOLE.end).run(NOTHING)
        if (isInTrouble()) over()
      } catch (error) {
        undone(WHOLE.undo, -1)
        throw failed(error)
      }
    },
  })
  function transaction<T>(work: () => T): T {
    const is_part = depth > 0 || told(group.joins)
    if (!is_part) group.finish()
    const { begin, end, undo } = is_part ? PART : WHOLE
    told(() => prepare(begin).run(NOTHING))
    depth++
    const since = writes()
    try {
      const result = work()
      if (result instanceof Promise) throw new TypeError('nothing asynchronous may happen in a transaction')
      if (!is_part) mustBeThere()
      prepare(end).run(NOTHING)
      if (!is_part && isInTrouble()) over()
      return result
    } catch (error) {
      if (!undone(undo, since) && is_part && depth === 1) group.lost(failed(error))
      throw failed(error)
    } finally {
      depth--
    }
  }
  function runOne(sql: string, params: Params) {
    if (depth === 0 && group.joins()) return transaction(() => prepare(sql).run(params))
    if (depth > 0) {
      wrote()
      return prepare(sql).run(params)
    }
    group.finish()
    mustBeThere()
    const result = prepare(sql).run(params)
    if (isInTrouble()) over()
    return result
  }
  return {
    all: asking((sql, params) => prepare(sql).all(params), failed),
    get: asking((sql, params) => prepare(sql).get(params), failed),
    run: asking(runOne, failed),
    transaction,
    join: (work) => (depth > 0 ? work() : transaction(work)),
    together: group.together,
    written: group.written,
    inTransaction: () => depth > 0,
    onRollback,
    onTrouble,
    exec: (sql) => {
      mustBeOpen()
      if (depth === 0) group.finish()
      else wrote()
      told(() => connection.exec(sql))
    },
    close: () => {
      if (!is_open) return
      group.finish()
      is_open = false
      watch?.close()
      if (watch && watch.look() === null) writeBack(connection)
      statements.clear()
      if (!kind || depth > 0 || !leave(kind, prepared)) connection.close()
      lock?.close()
    },
  }
}

/** What was written ahead goes into the file itself: libsql does not do so by itself while statements are prepared. */
function writeBack(connection: Connection): void {
  try {
    connection.exec('pragma wal_checkpoint(truncate)')
  } catch {
    // The log of writes is kept beside the file, and the next start reads it.
  }
}

/** So many writes in a row, and a disk that was full has room again. */
const ROOM_AGAIN = 10

/**
 * What goes wrong with the file is told once, and once more when it is over. While another process locks it, nobody waits again
 * and again: the whole process would.
 */
function createTroubles({ prepared: { connection }, driver, file, watch }: Opened) {
  const listeners: ((trouble: DatabaseError | null) => void)[] = []
  let trouble: DatabaseError | null = null
  /** How much was written since; on a disk that is nearly full some writes find room. */
  let written = 0
  const tell = (now: DatabaseError | null): void => {
    if (now?.reason === trouble?.reason) return
    const is_locked = /BUSY|LOCKED/.test(now?.reason ?? '')
    connection.exec(`pragma busy_timeout = ${is_locked ? 0 : WRITING_MS}`)
    trouble = now
    for (const listener of listeners) listener(now)
  }
  /** The error to throw: in one sentence, where it is none of ours. */
  function failed(error: unknown): unknown {
    const said = error instanceof DatabaseError ? error : whyNotUsed(driver, error, file)
    if (said === null) return error
    // What cannot be read may have been taken away.
    const why = watch?.look() ?? said
    written = 0
    tell(why)
    return why
  }
  return {
    isInTrouble: (): boolean => trouble !== null,
    over(): void {
      if (trouble?.reason === 'SQLITE_FULL' && ++written < ROOM_AGAIN) return
      tell(null)
    },
    /** The same work, with errors as `failed` has them. */
    told<T>(work: () => T): T {
      try {
        return work()
      } catch (error) {
        throw failed(error)
      }
    },
    failed,
    onTrouble: (listener: (trouble: DatabaseError | null) => void) => void listeners.push(listener),
  }
}

const NOTHING: Params = {}

/** A question to the database, with errors as `failed` has them. */
function asking<T>(ask: (sql: string, params: Params) => T, failed: (error: unknown) => unknown) {
  return (sql: string, params: Params = NOTHING): T => {
    try {
      return ask(sql, params)
    } catch (error) {
      throw failed(error)
    }
  }
}

const WHOLE = { begin: 'begin immediate', end: 'commit', undo: 'rollback' }
const PART = { begin: 'savepoint part', end: 'release part', undo: 'rollback to part; release part' }

/** Undoes, and tells those who remember rows where anything was written that is undone. */
function createUndoing(connection: Connection) {
  const listeners: (() => void)[] = []
  let writes = 0
  return {
    /** How often something was written within a transaction. */
    writes: () => writes,
    wrote: () => void writes++,
    /** `since`: the writes before it began. False where nothing was left to undo: SQLite has undone all by itself. */
    undone(undo: string, since: number): boolean {
      const is_undone = undoAll(connection, undo)
      if (!is_undone || writes !== since) for (const listener of listeners) listener()
      return is_undone
    },
    onRollback: (listener: () => void) => void listeners.push(listener),
  }
}

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
