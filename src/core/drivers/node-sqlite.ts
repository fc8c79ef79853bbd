/** The SQLite that is built into Node, from 22.13 on: nothing has to be installed. */
import { codeName } from './codes.ts'
import type { Connection, Driver, Row, Value } from './driver.ts'
import { byName, type Placed } from './places.ts'

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
  all(...values: Value[]): (Value[] | Row)[]
  get(...values: Value[]): Value[] | Row | undefined
  run(...values: Value[]): { changes: number; lastInsertRowid: number }
  /** From 22.16 on. */
  setReturnArrays?(are_arrays: boolean): void
  columns?(): { name: string }[]
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
    prepare: (sql) => byName(sql, (placed) => prepared(sqlite.prepare(placed))),
    exec: (sql) => sqlite.exec(sql),
    close: () => {
      if (is_open) sqlite.close()
      is_open = false
    },
  }
}

function prepared(statement: NodeStatement): Placed {
  const { setReturnArrays, columns } = statement
  if (!setReturnArrays || !columns) return fromObjects(statement)
  setReturnArrays.call(statement, true)
  return {
    run: (values) => statement.run(...values),
    get: (values) => statement.get(...values) as Value[] | undefined,
    all: (values) => statement.all(...values) as Value[][],
    names: () => columns.call(statement).map(({ name }) => name),
  }
}

/** Node 22.13 to 22.15 only know rows as objects. */
function fromObjects(statement: NodeStatement): Placed {
  let names: string[] = []
  const valuesOf = (row: Value[] | Row): Value[] => {
    names = Object.keys(row)
    return Object.values(row)
  }
  return {
    run: (values) => statement.run(...values),
    get: (values) => {
      const row = statement.get(...values)
      return row && valuesOf(row)
    },
    all: (values) => statement.all(...values).map(valuesOf),
    names: () => names,
  }
}
