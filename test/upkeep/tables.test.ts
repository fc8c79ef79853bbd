/** The tables of a new database are those that the whole history of the tables leads to. */
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../src/core/database.ts'
import { HISTORY, MIGRATIONS } from '../../src/parts/stores.ts'
import { ROOT } from './sources.ts'

function tablesOf(migrations: typeof MIGRATIONS): string[] {
  const database = openDatabase(':memory:', migrations)
  onTestFinished(() => database.close())
  return database
    .all("select sql from sqlite_schema where sql is not null and name not like 'sqlite_%' order by rowid")
    .map(({ sql }) => String(sql))
}

const pageOf = (
  tables: readonly string[],
) => `/** All tables as they are, for a new database: what the migrations lead to. Written by \`npm run docs\`. */
export const TABLES = \`
${tables.map((sql) => `${sql};`).join('\n')}
\`
`

test('they are written down as the migrations make them', async () => {
  await expect(pageOf(tablesOf(HISTORY))).toMatchFileSnapshot(join(ROOT, 'src/parts/tables.ts'))
})

test('a database that is made of them at once is the same', () => {
  expect(tablesOf(MIGRATIONS)).toEqual(tablesOf(HISTORY))
  expect(tablesOf(MIGRATIONS).length).toBeGreaterThan(20)
})
