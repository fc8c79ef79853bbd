/** A second hand on a database file, beside the sandbox's own. */
import { chosenDriver } from '../src/core/drivers/choose.ts'
import type { Connection } from '../src/core/drivers/driver.ts'

/** Opens a file with the driver of this process, as any other program would. */
export function openSqlite(file: string): Connection {
  return chosenDriver()!.open(file)
}

/** Opens a file to look at it only. */
export function lookInto(file: string): Connection {
  const connection = openSqlite(file)
  connection.exec('pragma query_only = on')
  return connection
}
