/** Drivers from npm, for whoever has installed one: better-sqlite3, and libsql, which speaks as better-sqlite3 does. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { codeName } from './codes.ts'
import type { Connection, Driver, Value } from './driver.ts'
import { byName, type Placed } from './places.ts'

/** What we use of both packages. */
interface NpmSqlite {
  new (
    file: string,
  ): {
    prepare(sql: string): NpmStatement
    exec(sql: string): unknown
    close(): unknown
    readonly open: boolean
  }
  SqliteError: new (...args: never[]) => Error
}

interface NpmStatement {
  all(values: readonly Value[]): Value[][]
  get(values: readonly Value[]): Value[] | undefined
  run(values: readonly Value[]): { changes: number; lastInsertRowid: number | bigint }
  /** From now on rows are lists of values. Only for statements that have rows. */
  raw(): NpmStatement
  columns(): { name: string }[]
}

/** The driver, or null where the package is not installed or does not run on this Node. */
export function loadNpmSqlite(name: 'better-sqlite3' | 'libsql'): Driver | null {
  const Sqlite = firstThatLoads(name)
  if (!Sqlite) return null
  return {
    name,
    open: (file) => connect(new Sqlite(file)),
    codeOf: (error) =>
      error instanceof Sqlite.SqliteError && 'code' in error ? String(error.code) : codeInWords(error),
  }
}

/** libsql says of a file that cannot be opened only in words what SQLite's code was: `ConnectionFailed("… a.db: 14")`. */
function codeInWords(error: unknown): string | null {
  const said = error instanceof Error ? /^ConnectionFailed\(".*: (\d{1,5})"\)$/.exec(error.message) : null
  return said ? codeName(Number(said[1])) : null
}

/** Looked for beside this package first; run by npx, it lies elsewhere than the shop that has installed the driver. */
function firstThatLoads(name: string): NpmSqlite | null {
  for (const from of [import.meta.url, join(process.cwd(), 'package.json')]) {
    try {
      const require = createRequire(from)
      if (name === 'better-sqlite3' && !isSafe(require)) continue
      const Sqlite: NpmSqlite = require(name)
      // The binding is loaded by the first database, not with the package.
      new Sqlite(':memory:').close()
      return Sqlite
    } catch {
      // Not installed there, or built for another Node: there are other drivers.
    }
  }
  return null
}

/**
 * Up to version 12 better-sqlite3 is built against Node's own headers, and from Node 24.19 on such a build ends the process
 * when a statement is collected. From 13 on it stands on Node-API and needs Node 22; on Node 20 it ends the process at once.
 */
function isSafe(require: NodeJS.Require): boolean {
  const { version }: { version: string } = require('better-sqlite3/package.json')
  const node = Number.parseInt(process.versions.node, 10)
  return Number.parseInt(version, 10) >= 13 ? node >= 22 : node < 24
}

function connect(sqlite: InstanceType<NpmSqlite>): Connection {
  return {
    prepare: (sql) => byName(sql, (placed) => prepared(sqlite.prepare(placed))),
    exec: (sql) => void sqlite.exec(sql),
    close: () => {
      if (sqlite.open) sqlite.close()
    },
  }
}

function prepared(statement: NpmStatement): Placed {
  let rows: NpmStatement | undefined
  const asked = (): NpmStatement => {
    rows ??= statement.raw()
    return rows
  }
  return {
    run: (values) => statement.run(values),
    get: (values) => asked().get(values),
    all: (values) => asked().all(values),
    names: () => statement.columns().map(({ name }) => name),
  }
}
