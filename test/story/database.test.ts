/** The file that a sandbox lives in: made, kept, migrated, or refused in one sentence. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Database, DatabaseError, openDatabase } from '../../src/core/database.ts'
import { createSandbox, SandboxError } from '../../src/index.ts'
import { MIGRATIONS } from '../../src/sandbox.ts'
import { startReceiver } from '../receiver.ts'
import { openSqlite } from '../sqlite.ts'

const order = { merchant_uid: 'o1', amount: 14000, buyer_tel: '010-1234-5678' }

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iamport-sandbox-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('what was paid is there after a restart, and the ids go on where they were', async () => {
  const db = join(folder, 'a.db')
  const before = await createSandbox({ db, seed: 7 })
  const { payment } = await before.pay(order)
  await before.close()
  const after = await createSandbox({ db })
  expect(after.seed).toBe('7')
  expect(after.payment(payment!.imp_uid)).toMatchObject({ status: 'paid', merchant_uid: 'o1' })
  expect((await after.pay(order)).rsp).toMatchObject({ error_code: 'F1002' })
  await after.close()
})

test('a clock that was walked does not go back over a restart', async () => {
  const db = join(folder, 'a.db')
  const clock = '2026-01-01T00:00:00+09:00'
  const before = await createSandbox({ db, clock })
  await before.advance('3 days')
  await before.close()
  const after = await createSandbox({ db, clock })
  expect(after.now()).toBe('2026-01-04T00:00:00+09:00')
  await after.reset()
  expect(after.now()).toBe('2026-01-01T00:00:00+09:00')
  await after.close()
})

test('the default folder ignores itself in git', () => {
  openDatabase(join(folder, '.iamport-sandbox', 'sandbox.db'), MIGRATIONS).close()
  expect(readFileSync(join(folder, '.iamport-sandbox', '.gitignore'), 'utf8')).toBe('*\n')
})

test('it is written ahead (WAL), and every table is strict', () => {
  const file = join(folder, 'a.db')
  openDatabase(file, MIGRATIONS).close()
  const sqlite = openSqlite(file)
  expect(sqlite.prepare('pragma journal_mode').get({})).toMatchObject({ journal_mode: 'wal' })
  const tables = sqlite
    .prepare("select name, sql from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
    .all({})
  expect(tables.length).toBeGreaterThan(5)
  for (const { sql } of tables) expect(sql).toMatch(/strict\b/)
  sqlite.close()
})

test('an older database is migrated, and keeps what it has', () => {
  const file = join(folder, 'a.db')
  const older = openDatabase(file, MIGRATIONS)
  older.run(
    "insert into merchants (id, name, user_code, imp_key, imp_secret, settings) values (9, 'n', 'u', 'k', 's', '{}')",
  )
  older.close()
  const added = { number: MIGRATIONS.length + 1, sql: 'create table added (id integer primary key) strict;' }
  const newer = openDatabase(file, [...MIGRATIONS, added])
  expect(newer.all('select id from added')).toEqual([])
  expect(newer.get('select name from merchants where id = 9')).toEqual({ name: 'n' })
  newer.close()
  expect(() => openDatabase(file, MIGRATIONS)).toThrow(DatabaseError)
})

test('a migration that fails leaves the older database as it was', () => {
  const file = join(folder, 'a.db')
  openDatabase(file, MIGRATIONS).close()
  const broken = [
    { number: MIGRATIONS.length + 1, sql: 'create table half (id integer primary key) strict;' },
    { number: MIGRATIONS.length + 2, sql: 'create table payments (id integer);' },
  ]
  expect(() => openDatabase(file, [...MIGRATIONS, ...broken])).toThrow()
  const again = openDatabase(file, MIGRATIONS)
  expect(again.get("select 1 as yes from sqlite_schema where name = 'half'")).toBeUndefined()
  again.close()
})

test('a file that is no database is refused in one sentence and left alone', () => {
  const file = join(folder, 'notes.txt')
  writeFileSync(file, 'my notes, my notes, my notes\n'.repeat(200))
  expect(() => openDatabase(file, MIGRATIONS)).toThrow(DatabaseError)
  expect(readFileSync(file, 'utf8')).toContain('my notes')
})

test('another program’s database is refused and left alone', () => {
  const file = join(folder, 'other.db')
  const other = openSqlite(file)
  other.exec('create table theirs (id integer)')
  other.close()
  const before = readFileSync(file)
  expect(() => openDatabase(file, MIGRATIONS)).toThrow(DatabaseError)
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('a folder that cannot be made is refused in one sentence', () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  expect(() => openDatabase(join(file, 'deep', 'a.db'), MIGRATIONS)).toThrow(DatabaseError)
})

test('a sandbox in memory finds nothing of the one before it', async () => {
  const everything = (database: Database) =>
    database
      .all("select name from sqlite_schema where type = 'table' order by name")
      .map(({ name }) => [name, database.get(`select count(*) as n from "${name}"`)!.n])
  const first = await createSandbox({ seed: 7 })
  const { payment } = await first.pay(order)
  await first.snapshot('kept')
  await first.close()
  const second = await createSandbox({ seed: 7 })
  expect(second.payments()).toEqual([])
  await expect(second.restore('kept')).rejects.toThrow(SandboxError)
  expect((await second.pay(order)).payment).toMatchObject({ imp_uid: payment!.imp_uid, status: 'paid' })
  expect(() => first.payments()).toThrow()
  await second.close()
  const left = openDatabase(':memory:', MIGRATIONS)
  expect(everything(left).filter(([, n]) => n !== 0)).toEqual([])
  expect(left.all('pragma database_list').map(({ name }) => name)).not.toContain('snapshots')
  expect(left.get('pragma foreign_keys')).toEqual({ foreign_keys: 1 })
  left.exec('create table mine (id integer) strict')
  left.close()
  const next = openDatabase(':memory:', MIGRATIONS)
  expect(next.get("select 1 as yes from sqlite_schema where name = 'mine'")).toBeUndefined()
  next.close()
  expect(() => next.get('select 1')).toThrow('closed')
})

test('a webhook that cannot be written while another program locks the file leaves once it can be', async () => {
  const shop = await startReceiver()
  const db = join(folder, 'a.db')
  const sandbox = await createSandbox({ db, webhook: shop.url })
  await sandbox.pay(order)
  const other = openSqlite(db)
  other.exec('begin immediate')
  // All that is tried at once has failed by the next turn of the event loop.
  setImmediate(() => other.exec('rollback'))
  expect(await sandbox.settle()).toHaveLength(1)
  expect(sandbox.webhooks()).toMatchObject([{ state: 'delivered', attempts: [{ error: null }] }])
  expect(shop.received).toHaveLength(1)
  other.close()
  await sandbox.close()
})

test('that a webhook was delivered is written once it can be, where another program locks the file meanwhile', async () => {
  const db = join(folder, 'a.db')
  let other: ReturnType<typeof openSqlite> | null = null
  const shop = await startReceiver({
    onRequest() {
      other = openSqlite(db)
      other.exec('begin immediate')
      // The answer comes long before that, and is tried to be written.
      setTimeout(() => other!.exec('rollback'), 400)
    },
  })
  const sandbox = await createSandbox({ db, webhook: shop.url })
  await sandbox.pay(order)
  await sandbox.settle()
  expect(sandbox.webhooks()).toMatchObject([{ state: 'delivered', attempts: [{ error: null, status: 200 }] }])
  expect(shop.received).toHaveLength(1)
  other!.close()
  await sandbox.close()
})
