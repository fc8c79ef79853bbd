/** One sandbox per database file: the second is told who has it, whichever way it came to the file. */
import { linkSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DatabaseError, openDatabase } from '../../../src/core/database.ts'
import { DRIVER_NAMES, loadDriver } from '../../../src/core/drivers/choose.ts'
import { createSandbox } from '../../../src/index.ts'
import { makeFolder, run, startCli } from '../../cli/command-line.ts'
import { lookInto } from '../../sqlite.ts'

const TABLE = { number: 1, sql: 'create table sales (id integer primary key) strict;' }

describe.each(DRIVER_NAMES.map((name) => ({ name, driver: loadDriver(name) })))('$name', ({ driver }) => {
  test.skipIf(!driver)(
    'a file that is open is refused, under its other names too, until it is closed',
    () => {
      const folder = makeFolder()
      const file = join(folder, 'a.db')
      const [linked, hard] = [join(folder, 'linked.db'), join(folder, 'hard.db')]
      const open = (path: string) => openDatabase(path, [TABLE], driver)
      const first = open(file)
      symlinkSync(file, linked)
      linkSync(file, hard)
      for (const path of [file, linked, hard]) expect(() => open(path)).toThrow(DatabaseError)
      first.run('insert into sales (id) values (1)')
      first.close()
      rmSync(hard)
      const second = open(linked)
      expect(second.all('select id from sales')).toEqual([{ id: 1 }])
      second.close()
    },
  )
})

test('a second start from any folder is told who has the file; after a kill the next start works at once', async () => {
  const folder = makeFolder()
  const elsewhere = join(folder, 'elsewhere')
  mkdirSync(elsewhere)
  const file = join(folder, 'shop.db')
  const first = await startCli(folder, ['--db', file, '--port', '0'])
  symlinkSync(file, join(elsewhere, 'mine.db'))
  for (const db of ['../shop.db', 'mine.db']) {
    const second = await run(elsewhere, ['--db', db, '--port', '0'])
    expect(second).toMatchObject({ code: 1, stdout: '' })
    expect(second.stderr).toMatch(/이미 http:\/\/127\.0\.0\.1:\d+에서 실행 중입니다 \(pid \d+\)/)
    expect(second.stderr).toContain(first.url)
    expect(second.stderr.trim().split('\n')).toHaveLength(1)
  }
  // Readers are welcome all the same.
  const reader = lookInto(file)
  expect(reader.prepare('select count(*) as n from merchants').get({})).toMatchObject({ n: 1 })
  reader.close()
  await first.stop('SIGKILL')
  const third = await startCli(elsewhere, ['--db', 'mine.db', '--port', '0'])
  const fourth = await run(folder, ['--db', file, '--port', '0'])
  expect(fourth.stderr).toContain(third.url)
  expect(await third.stop()).toBe(0)
})

test('a hard link is another name of the same file, and a second start by it is refused, too', async () => {
  const folder = makeFolder()
  const [file, hard] = [join(folder, 'shop.db'), join(folder, 'hard.db')]
  const first = await startCli(folder, ['--db', file, '--port', '0'])
  linkSync(file, hard)
  const second = await run(folder, ['--db', hard, '--port', '0'])
  expect(second).toMatchObject({ code: 1, stdout: '' })
  expect(second.stderr).toContain('이미 실행 중')
  expect(await first.stop()).toBe(0)
  const third = await startCli(folder, ['--db', hard, '--port', '0'])
  const fourth = await run(folder, ['--db', file, '--port', '0'])
  expect(fourth.stderr).toContain('이미 실행 중')
  expect(await third.stop()).toBe(0)
})

test('createSandbox on a file that another one has is refused in the same words; what could not be built holds nothing', async () => {
  const db = join(makeFolder(), 'a.db')
  await expect(createSandbox({ db, world: '/nowhere/world.yml' })).rejects.toThrow(/world/)
  const first = await createSandbox({ db })
  await expect(createSandbox({ db })).rejects.toThrow(`${first.url}에서 실행 중입니다`)
  await first.close()
  const second = await createSandbox({ db })
  await second.close()
})
