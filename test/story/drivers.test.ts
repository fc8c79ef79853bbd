/** Whichever SQLite driver opens it, a sandbox's file is the same file and behaves the same. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Database, DatabaseError, openDatabase } from '../../src/core/database.ts'
import { chosenDriver, DRIVER_NAMES, installLine, loadDriver } from '../../src/core/drivers/choose.ts'
import { openSqlite } from '../sqlite.ts'

const TABLE = { number: 1, sql: 'create table sales (id integer primary key, note text unique) strict;' }

/** Drivers that this machine has. The others are named as not run. */
const drivers = DRIVER_NAMES.map((name) => ({ name, driver: loadDriver(name) }))
const here = drivers.filter(({ driver }) => driver !== null)

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iamport-sandbox-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('there is a driver on every Node that is supported', () => {
  expect(chosenDriver()?.name).toBe(here[0]?.name)
})

describe.each(drivers)('$name', ({ driver }) => {
  const on = (title: string, work: (database: Database) => void | Promise<void>) =>
    test.skipIf(driver === null)(title, async () => {
      const database = openDatabase(join(folder, 'a.db'), [TABLE], driver)
      await work(database)
      database.close()
      database.close()
    })
  const notes = (database: Database) =>
    database.all('select note from sales order by id').map((row) => row.note)

  on('rows come back as they went in, by name', (database) => {
    const insert = 'insert into sales (note) values (:note)'
    expect(database.run(insert, { note: '가나다' })).toEqual({ changes: 1, id: 1 })
    expect(database.run(insert, { note: null, more: 1 })).toEqual({ changes: 1, id: 2 })
    expect(database.get('select * from sales where id = :id', { id: 1 })).toEqual({ id: 1, note: '가나다' })
    expect(database.get('select * from sales where id = :id', { id: 3 })).toBeUndefined()
    expect(database.get('select 2147483648 as big, 0.5 as half, :n as n', { n: 9007199254740991 })).toEqual({
      big: 2147483648,
      half: 0.5,
      n: 9007199254740991,
    })
    expect(notes(database)).toEqual(['가나다', null])
    expect(database.run('delete from sales')).toMatchObject({ changes: 2 })
  })

  on(
    'a name may stand more than once, a colon in a text is none, and what is not given is said',
    (database) => {
      const twice = 'select :a || \':b\' || :a || ":c" as text from (select \':d\' as ":c") -- :e'
      expect(database.get(twice, { a: 'x' })).toEqual({ text: 'x:bx:d' })
      expect(() => database.get('select :a as a', { b: 1 })).toThrow('the value of :a is missing')
    },
  )

  on('columns that a table gets later stand in rows that are asked for as before', (database) => {
    database.run('insert into sales (note) values (:note)', { note: 'a' })
    expect(database.get('select * from sales')).toEqual({ id: 1, note: 'a' })
    database.exec('alter table sales add column amount integer')
    expect(database.get('select * from sales')).toEqual({ id: 1, note: 'a', amount: null })
  })

  on('a transaction is all or nothing, and one inside another undoes only itself', (database) => {
    const insert = (note: string) => database.run('insert into sales (note) values (:note)', { note })
    expect(database.inTransaction()).toBe(false)
    database.transaction(() => {
      insert('a')
      expect(database.inTransaction()).toBe(true)
      expect(() =>
        database.transaction(() => {
          insert('b')
          insert('b')
        }),
      ).toThrow(/unique/i)
      database.transaction(() => insert('c'))
    })
    expect(database.inTransaction()).toBe(false)
    expect(notes(database)).toEqual(['a', 'c'])
    const fail = () =>
      database.transaction(() => {
        insert('d')
        throw new Error('no')
      })
    expect(fail).toThrow('no')
    expect(() => database.transaction(() => Promise.resolve(insert('e')))).toThrow(TypeError)
    expect(notes(database)).toEqual(['a', 'c'])
  })

  on('what is written together is committed together, and each part fails for itself', async (database) => {
    const insert = (note: string) => database.run('insert into sales (note) values (:note)', { note })
    const other = openSqlite(join(folder, 'a.db'))
    const seen = () =>
      other
        .prepare('select note from sales order by id')
        .all({})
        .map(({ note }) => note)
    expect(database.written()).toBeNull()
    database.together(() => database.transaction(() => insert('a')))
    const fails = () =>
      database.transaction(() => {
        insert('b')
        insert('a')
      })
    expect(() => database.together(fails)).toThrow(/unique/i)
    database.together(() => insert('c'))
    expect(notes(database)).toEqual(['a', 'c'])
    expect(seen()).toEqual([])
    await database.written()
    expect(seen()).toEqual(['a', 'c'])
    expect(database.written()).toBeNull()

    database.together(() => insert('d'))
    const written = database.written()
    database.transaction(() => insert('e'))
    expect(seen()).toEqual(['a', 'c', 'd', 'e'])
    await written
    other.close()
  })

  on('what cannot be committed together is told to all who wait, and is gone', async (database) => {
    database.exec(
      'create table more (sale integer references sales (id) deferrable initially deferred) strict',
    )
    database.together(() => database.run("insert into sales (note) values ('a')"))
    database.together(() => database.transaction(() => database.run('insert into more (sale) values (7)')))
    await expect(database.written()).rejects.toThrow(/foreign key/i)
    expect(notes(database)).toEqual([])
    database.together(() => database.run("insert into sales (note) values ('b')"))
    await database.written()
    expect(notes(database)).toEqual(['b'])
  })

  on('a read that is not at its end holds nobody up', (database) => {
    for (const note of ['a', 'b', 'c']) database.run('insert into sales (note) values (:note)', { note })
    expect(database.get('select note from sales order by id')).toEqual({ note: 'a' })
    database.transaction(() => database.run('delete from sales'))
    database.exec('drop table sales')
    expect(database.get('select count(*) as n from sqlite_schema')).toEqual({ n: 0 })
  })

  test.skipIf(driver === null)('a file in use by another writer is refused in one sentence', () => {
    const file = join(folder, 'a.db')
    const writer = openDatabase(file, [TABLE], driver)
    writer.exec('begin exclusive')
    const more = { number: 2, sql: 'create table more (id integer) strict;' }
    expect(() => openDatabase(file, [TABLE, more], driver)).toThrow(DatabaseError)
    writer.exec('rollback')
    writer.close()
  })
})

const pairs = here.flatMap((a) =>
  here.filter((b) => b !== a).map((b) => [a.name, b.name, a.driver, b.driver] as const),
)

test.each(pairs)('what %s wrote, %s reads and writes on', (_a, _b, first, second) => {
  const file = join(folder, 'a.db')
  const before = openDatabase(file, [TABLE], first)
  before.run('insert into sales (note) values (:note)', { note: '첫 판매' })
  before.close()
  const after = openDatabase(file, [TABLE], second)
  after.run('insert into sales (note) values (:note)', { note: '둘째 판매' })
  expect(after.all('select * from sales')).toEqual([
    { id: 1, note: '첫 판매' },
    { id: 2, note: '둘째 판매' },
  ])
  after.close()
})

test.each([
  [
    '/home/me/.npm/_npx/0a1b/node_modules/iamport-sandbox/dist/a.js',
    'npm/10',
    'npx -p iamport-sandbox -p libsql iamport-sandbox',
  ],
  ['/usr/lib/node_modules/iamport-sandbox/dist/a.js', '', 'npm install --global libsql'],
  ['/home/me/shop/node_modules/iamport-sandbox/dist/a.js', '', 'npm install --save-dev libsql'],
  [
    '/home/me/shop/node_modules/.pnpm/iamport-sandbox@1/node_modules/iamport-sandbox/dist/a.js',
    'pnpm/9.1',
    'pnpm add --dev libsql',
  ],
])('without a driver, %s is told the line to type', (file, user_agent, line) => {
  expect(installLine(file, user_agent)).toBe(line)
})
