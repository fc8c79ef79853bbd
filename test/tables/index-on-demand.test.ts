/** An index that is asked for is there from then on, and no transaction of anybody is in danger for it. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { say } from '../../src/core/bilingual.ts'
import { type Database, DatabaseError, openDatabase } from '../../src/core/database.ts'
import { indexOnDemand } from '../../src/core/index-on-demand.ts'

const MIGRATIONS = [{ number: 1, sql: 'create table t (a integer) strict' }]
const SQL = 'create index if not exists t_by_a on t (a)'

function opened() {
  const database = openDatabase(':memory:', MIGRATIONS)
  const isThere = () =>
    database.get("select 1 as yes from sqlite_schema where type = 'index' and name = 't_by_a'") !== undefined
  const rows = () => database.all('select a from t').map(({ a }) => a)
  return { database, isThere, rows }
}

/** A database without room for an index: SQLite undoes the whole transaction then. */
const full = (database: Database, tried: string[]) => ({
  inTransaction: database.inTransaction,
  exec(sql: string) {
    tried.push(sql)
    if (database.inTransaction()) database.exec('rollback')
    throw new DatabaseError(say('자리 없음', 'no room'))
  },
})

test('nobody asks, and nothing is made', () => {
  const { database, isThere } = opened()
  const make = indexOnDemand(database, SQL)
  expect(isThere()).toBe(false)
  expect([make(), isThere(), make()]).toEqual([true, true, true])
  database.close()
})

test('asked within a transaction, it is made after it, whether that is kept or undone', async () => {
  for (const is_undone of [false, true]) {
    const { database, isThere, rows } = opened()
    const make = indexOnDemand(database, SQL)
    const work = () =>
      database.transaction(() => {
        database.run('insert into t (a) values (1)')
        expect([make(), make(), isThere()]).toEqual([false, false, false])
        if (is_undone) throw new Error('undone')
      })
    if (is_undone) expect(work).toThrow('undone')
    else work()
    await nextTurn()
    expect([isThere(), make(), rows()]).toEqual([true, true, is_undone ? [] : [1]])
    database.close()
  }
})

test('asked of what is changed together, it is made, and all of that is kept', async () => {
  const { database, isThere, rows } = opened()
  const make = indexOnDemand(database, SQL)
  database.together(() =>
    database.transaction(() => {
      database.run('insert into t (a) values (1)')
      make()
    }),
  )
  database.together(() => database.run('insert into t (a) values (2)'))
  await database.written()
  await nextTurn()
  expect([isThere(), rows()]).toEqual([true, [1, 2]])
  database.close()
})

test('without room for it a transaction is whole all the same, and it is not tried again and again', async () => {
  const { database, rows } = opened()
  const tried: string[] = []
  const make = indexOnDemand(full(database, tried), SQL)
  database.transaction(() => {
    database.run('insert into t (a) values (1)')
    expect(make()).toBe(false)
    database.run('insert into t (a) values (2)')
  })
  await nextTurn()
  expect([make(), make(), tried, rows()]).toEqual([false, false, [SQL], [1, 2]])
  database.close()
})

test('closed before it is made, nothing is said', async () => {
  const { database } = opened()
  const make = indexOnDemand(database, SQL)
  database.transaction(() => void make())
  database.close()
  await nextTurn()
  expect(database.inTransaction()).toBe(false)
})
