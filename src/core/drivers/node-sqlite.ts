/** The SQLite that is built into Node, from 22.13 on: nothing has to be installed. */
import { codeName } from './codes.ts'
import type { Connection, Driver, Params, Row, Statement } from './driver.ts'

/** What we use of `node:sqlite`. Type definitions of the oldest Node that we support do not know it. */
interface NodeSqlite {
  DatabaseSync: new (
    file: string,
  ) => {
    prepare(sql: string): NodeStatement
    exec(sql: string): void
    close(): void
  }
}

interface NodeStatement {
  all(params: Params): Row[]
  get(params: Params): Row | undefined
  run(params: Params): { changes: number; lastInsertRowid: number }
  /** From 22.15 on. */
  setAllowUnknownNamedParameters?(allow: boolean): void
}

/** The driver, or null where Node has no SQLite of its own. */
export function loadNodeSqlite(): Driver | null {
  const sqlite = quietly(() => process.getBuiltinModule?.('node:sqlite') as NodeSqlite | undefined)
  if (!sqlite) return null
  return {
    name: 'node:sqlite',
    open: (file) => connect(new sqlite.DatabaseSync(file)),
    codeOf: (error) =>
      error instanceof Error && 'errcode' in error ? codeName(Number(error.errcode)) : null,
  }
}

/** Node 22 warns that its SQLite is experimental. Whoever starts a sandbox can do nothing about it. */
function quietly<T>(load: () => T): T {
  const { emitWarning } = process
  process.emitWarning = () => {}
  try {
    return load()
  } finally {
    process.emitWarning = emitWarning
  }
}

function connect(sqlite: InstanceType<NodeSqlite['DatabaseSync']>): Connection {
  let is_open = true
  return {
    prepare: (sql) => prepared(sqlite.prepare(sql), sql),
    exec: (sql) => sqlite.exec(sql),
    close: () => {
      if (is_open) sqlite.close()
      is_open = false
    },
  }
}

function prepared(statement: NodeStatement, sql: string): Statement {
  statement.setAllowUnknownNamedParameters?.(true)
  const known = statement.setAllowUnknownNamedParameters ? (params: Params) => params : namesOf(sql)
  return {
    all: (params) => statement.all(known(params)),
    get: (params) => statement.get(known(params)),
    run: (params) => {
      const { changes, lastInsertRowid } = statement.run(known(params))
      return { changes, id: lastInsertRowid }
    },
  }
}

/** Node 22.13 and 22.14 refuse names that the statement does not have, so they are left out. */
function namesOf(sql: string): (params: Params) => Params {
  const names = new Set([...sql.matchAll(/:(\w+)/g)].map(([, name]) => name))
  return (params) => Object.fromEntries(Object.entries(params).filter(([name]) => names.has(name)))
}
