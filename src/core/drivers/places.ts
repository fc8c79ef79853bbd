/**
 * Values by place, and rows by place. SQL is written with names, and so are rows read; but a driver that is handed names looks up
 * each of them again at every call, which takes longer than to write the row (decision 0140).
 */
import type { Params, Row, Statement, Value } from './driver.ts'

/** A statement of a driver, with `?` in the place of names. */
export interface Placed {
  run(values: readonly Value[]): { changes: number; lastInsertRowid: number | bigint }
  get(values: readonly Value[]): Value[] | undefined
  all(values: readonly Value[]): Value[][]
  /** The names of the columns that its rows have. */
  names(): string[]
}

/** The same, spoken to by names. */
export function byName(sql: string, prepare: (placed: string) => Placed): Statement {
  const { placed, names } = placesOf(sql)
  const statement = prepare(placed)
  const valuesOf = (params: Params): Value[] => {
    const values = new Array<Value>(names.length)
    for (let n = 0; n < names.length; n++) {
      const value = params[names[n]!]
      if (value === undefined) throw new TypeError(`the value of :${names[n]} is missing`)
      values[n] = value
    }
    return values
  }
  let columns: string[] = []
  const rowOf = (values: Value[]): Row => {
    // A table may have got another column since.
    if (columns.length !== values.length) columns = statement.names()
    const row: Row = {}
    for (let n = 0; n < values.length; n++) row[columns[n]!] = values[n]!
    return row
  }
  return {
    run: (params) => {
      const { changes, lastInsertRowid } = statement.run(valuesOf(params))
      return { changes, id: Number(lastInsertRowid) }
    },
    get: (params) => {
      const found = statement.get(valuesOf(params))
      return found && rowOf(found)
    },
    all: (params) => statement.all(valuesOf(params)).map(rowOf),
  }
}

/** `where a = :a and b = 'x:y'` → `where a = ? and b = 'x:y'` and the names in their order. What stands in quotes is left alone. */
export function placesOf(sql: string): { placed: string; names: readonly string[] } {
  const names: string[] = []
  const placed = sql.replace(
    /'[^']*'|"[^"]*"|--[^\n]*|:([A-Za-z_]\w*)/g,
    (text, name: string | undefined) => {
      if (name === undefined) return text
      names.push(name)
      return '?'
    },
  )
  return { placed, names }
}
