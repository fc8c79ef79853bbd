/** An index that is made when it is asked for is there from then on, whatever is undone. */
import { expect, test } from 'vitest'
import { openDatabase } from '../../src/core/database.ts'
import { indexOnDemand } from '../../src/core/index-on-demand.ts'

const MIGRATIONS = [{ number: 1, sql: 'create table t (a integer) strict' }]

function made() {
  const database = openDatabase(':memory:', MIGRATIONS)
  const make = indexOnDemand(database, 'create index if not exists t_by_a on t (a)')
  const isThere = () =>
    database.get("select 1 as yes from sqlite_schema where type = 'index' and name = 't_by_a'") !== undefined
  return { database, make, isThere }
}

test('nobody asks, and nothing is made', () => {
  const { database, make, isThere } = made()
  expect(isThere()).toBe(false)
  expect([make(), isThere(), make()]).toEqual([true, true, true])
  database.close()
})

test('made within a transaction that is undone, it is made again', () => {
  const { database, make, isThere } = made()
  const undo = () =>
    database.transaction(() => {
      database.run('insert into t (a) values (1)')
      make()
      throw new Error('undone')
    })
  expect(undo).toThrow('undone')
  expect(isThere()).toBe(false)
  expect([make(), isThere()]).toEqual([true, true])
  expect(undo).toThrow('undone')
  expect(isThere()).toBe(true)
  database.close()
})
