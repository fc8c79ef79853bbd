/** Files that a sandbox cannot go on with are refused in one sentence and left as they are; older ones go on with all they have. */
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ShopperOrder } from '../../../src/acts/shopper-order.ts'
import { type Database, DatabaseError, openDatabase } from '../../../src/core/database.ts'
import { createSandbox } from '../../../src/index.ts'
import { createInstance, MIGRATIONS } from '../../../src/sandbox.ts'
import { readSettings } from '../../../src/settings.ts'
import { makeFolder } from '../../cli/command-line.ts'
import { lookInto, openSqlite } from '../../sqlite.ts'

/** A file with some payments in it. */
async function soldFile(): Promise<string> {
  const db = join(makeFolder(), 'a.db')
  const sandbox = await createSandbox({ db, seed: 1, clock: '2026-01-01T00:00:00+09:00', leaks: 'ignore' })
  const order = { pg: 'html5_inicis', amount: 14000, buyer_tel: '010-1234-5678' }
  for (let n = 0; n < 5; n++) await sandbox.pay({ ...order, merchant_uid: `card${n}` })
  await sandbox.pay({ ...order, merchant_uid: 'vbank', pay_method: 'vbank' })
  await sandbox.cancel((await sandbox.pay({ ...order, merchant_uid: 'partly' })).payment!.imp_uid, {
    amount: 1000,
  })
  await sandbox.close()
  return db
}

const why = async (work: () => Promise<unknown>): Promise<string> => {
  try {
    await work()
  } catch (error) {
    expect(error).toBeInstanceOf(DatabaseError)
    return (error as Error).message
  }
  throw new Error('it was opened')
}
const open = async (db: string) => (await createInstance(readSettings({ db, port: '0' }))).close()

function overwrite(file: string, at: number, length: number): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.alloc(length, 0xa5), 0, length, at)
  closeSync(handle)
}

test('a file whose second page is spoiled is refused in one sentence', async () => {
  const db = await soldFile()
  for (let page = 1; page < 8; page++) overwrite(db, 4096 * page, 4096)
  const text = await why(() => open(db))
  expect(text).toMatch(/손상/)
  expect(text.split('\n')).toHaveLength(1)
})

test('a file that was cut to its first page is refused in one sentence', async () => {
  const db = await soldFile()
  truncateSync(db, 4096)
  expect(await why(() => open(db))).toMatch(/손상/)
})

test('a log of writes that was spoiled or cut loses what was not in the file yet, never more, and starts', async () => {
  const db = await soldFile()
  const count = () => {
    const reader = lookInto(db)
    const row = reader.prepare('select count(*) as n from payments').get({})
    reader.close()
    return Number(row?.n)
  }
  const before = count()
  for (const spoil of [
    (log: string) => writeFileSync(log, 'rubbish'.repeat(900)),
    (log: string) => writeFileSync(log, ''),
  ]) {
    spoil(`${db}-wal`)
    await open(db)
    expect(count()).toBe(before)
  }
})

test('a file of another program is left alone, also one that holds only views', async () => {
  const folder = makeFolder()
  for (const sql of ['create view v as select 1', 'create table t (id integer)']) {
    const db = join(folder, `${sql.length}.db`)
    const other = openSqlite(db)
    other.exec(sql)
    other.close()
    const before = readFileSync(db)
    expect(await why(() => open(db))).toContain('다른 프로그램의 데이터베이스입니다')
    expect(readFileSync(db).equals(before)).toBe(true)
  }
})

test('a file of a newer version is left alone, and says which', async () => {
  const db = await soldFile()
  const newer = openSqlite(db)
  newer.exec(`pragma user_version = ${MIGRATIONS.length + 7}`)
  newer.close()
  expect(await why(() => open(db))).toContain(`스키마 ${MIGRATIONS.length + 7}`)
})

test.skipIf(process.platform !== 'linux')(
  'a folder that nobody can make is refused in one sentence',
  async () => {
    expect(await why(() => open('/proc/kept/a.db'))).toContain('쓸 수 없습니다')
  },
)

const is_root = process.getuid?.() === 0

test.skipIf(is_root || process.platform === 'win32')(
  'a folder that cannot be written is refused in one sentence',
  async () => {
    const folder = join(makeFolder(), 'closed')
    mkdirSync(folder, { mode: 0o500 })
    expect(await why(() => open(join(folder, 'a.db')))).toContain('쓸 수 없습니다')
    chmodSync(folder, 0o700)
  },
)

test.skipIf(!canFreeze())('an immutable file is refused in one sentence', async () => {
  const db = await soldFile()
  execFileSync('chattr', ['+i', db])
  onTestFinished(() => void execFileSync('chattr', ['-i', db]))
  const text = await why(() => open(db))
  expect(text).toContain('쓸 수 없습니다')
  expect(text.split('\n')).toHaveLength(1)
})

/** Whoever is root on a file system that knows the flag. */
function canFreeze(): boolean {
  if (!is_root) return false
  const file = join('/tmp', `iamport-sandbox-freeze-${process.pid}`)
  try {
    writeFileSync(file, '')
    execFileSync('chattr', ['+i', file], { stdio: 'ignore' })
    execFileSync('chattr', ['-i', file], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const tablesOf = (database: Database): string[] =>
  database
    .all("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name")
    .map(({ name }) => String(name))
const columnsOf = (database: Database, table: string): string[] =>
  database.all(`select name from pragma_table_info('${table}')`).map(({ name }) => String(name))

/** What versions before had, as far as they knew the tables and columns: rows of now, put into the schema of then. */
function fill(older: Database, newest: Database): Map<string, number> {
  const counts = new Map<string, number>()
  older.exec('pragma foreign_keys = off')
  older.transaction(() => {
    for (const table of tablesOf(older)) {
      const known = columnsOf(older, table).filter((name) => columnsOf(newest, table).includes(name))
      if (known.length === 0) continue
      for (const row of newest.all(`select ${known.join(', ')} from ${table}`)) {
        older.run(
          `insert into ${table} (${known.join(', ')}) values (${known.map((name) => `:${name}`).join(', ')})`,
          row,
        )
      }
      counts.set(table, Number(older.get(`select count(*) as n from ${table}`)?.n))
    }
  })
  if (tablesOf(older).includes('timeline')) fillTimeline(older, newest)
  older.exec('pragma foreign_keys = on')
  return counts
}

/** Up to schema 20 the lines of a payment's timeline were rows of their own. */
function fillTimeline(older: Database, newest: Database): void {
  for (const { imp_uid, timeline } of newest.all('select imp_uid, timeline from payments order by no')) {
    for (const line of JSON.parse(String(timeline))) {
      older.run(
        'insert into timeline (imp_uid, at, what, by, detail) values (:imp_uid, :at, :what, :by, :detail)',
        { imp_uid: imp_uid!, ...line, detail: JSON.stringify(line.detail) },
      )
    }
  }
}

test.each(MIGRATIONS.map(({ number }) => number).filter((number) => number >= 4))(
  'a file of schema %i goes on with all that it has',
  async (number) => {
    const newest = openDatabase(await soldFile(), MIGRATIONS)
    const db = join(makeFolder(), 'old.db')
    const older = openDatabase(db, MIGRATIONS.slice(0, number))
    const counts = fill(older, newest)
    newest.close()
    older.close()
    const instance = await createInstance(readSettings({ db, seed: '1', port: '0' }))
    const { list } = instance.payments.read.list({ merchant: 1, sorting: 'started', limit: 100, offset: 0 })
    expect(
      list.map(({ merchant_uid, status, cancel_amount }) => [merchant_uid, status, cancel_amount]),
    ).toEqual([
      ...Array.from({ length: 5 }, (_, n) => [`card${n}`, 'paid', 0]),
      ['vbank', 'ready', 0],
      ['partly', 'cancelled', 1000],
    ])
    for (const { imp_uid } of list) expect(instance.payments.read.timeline(imp_uid).length).toBeGreaterThan(1)
    await instance.acts.pay(
      ShopperOrder.parse({ merchant_uid: 'new', pg: 'html5_inicis', amount: 100, buyer_tel: '010' }),
    )
    await instance.close()
    const reader = lookInto(db)
    for (const [table, n] of counts) {
      // Tokens of before 18 were counted in virtual time: a client gets a new one.
      if (table === 'tokens' || table === 'memory') continue
      expect([table, Number(reader.prepare(`select count(*) as n from "${table}"`).get({})?.n)]).toSatisfy(
        ([, now]: [string, number]) => now >= n,
      )
    }
    reader.close()
  },
)
