/** A database file that is deleted, moved, replaced or cut short under a sandbox: no write is acknowledged into nothing. */
import { copyFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createInstance } from '../../../src/sandbox.ts'
import { readSettings } from '../../../src/settings.ts'
import { makeFolder, startCli } from '../../cli/command-line.ts'
import { lookInto } from '../../sqlite.ts'
import { prepare, shopAt } from './shop.ts'

const WAYS: Readonly<Record<string, (file: string) => void>> = {
  deleted: (file) => rmSync(file),
  'deleted with all that lies beside it': (file) =>
    ['', '-wal', '-shm'].forEach((part) => void rmSync(`${file}${part}`)),
  moved: (file) => renameSync(file, `${file}.old`),
  'replaced by a copy': (file) => {
    copyFileSync(file, `${file}.copy`)
    renameSync(`${file}.copy`, file)
  },
  'replaced by something else': (file) => {
    writeFileSync(`${file}.new`, 'notes')
    renameSync(`${file}.new`, file)
  },
  'cut short': (file) => truncateSync(file, 4096),
  'robbed of its log of writes': (file) => rmSync(`${file}-wal`),
}

test.each(Object.entries(WAYS))(
  'a file that was %s takes no more writes, and that is said once',
  async (_how, take) => {
    const db = join(makeFolder(), 'a.db')
    // What a run before has written lies in the file, not in the log beside it.
    await (await createInstance(readSettings({ db, seed: '1' }))).close()
    const instance = await createInstance(readSettings({ db, seed: '1', port: '0' }))
    const shop = await shopAt(await instance.listen())
    expect(await prepare(shop, 'kept')).toMatchObject({ status: 200, code: 0 })
    take(db)
    for (const merchant_uid of ['lost', 'lost too']) {
      const answer = await prepare(shop, merchant_uid)
      expect(answer).toMatchObject({ status: 503, code: -1, response: null })
      expect(answer.message).toContain(db)
    }
    expect((await instance.gone).message).toContain('다시 시작하세요')
    const faults = instance.journal.events().filter(({ kind }) => kind === 'fault')
    expect(faults.map(({ text }) => text)).toEqual([(await instance.gone).message])
    await instance.close()
  },
)

test('a program whose database was deleted says so, ends, and does not claim that anything is kept', async () => {
  const folder = makeFolder()
  const db = join(folder, 'a.db')
  const sandbox = await startCli(folder, ['--db', db, '--port', '0'])
  const shop = await shopAt(sandbox.url)
  await prepare(shop, 'kept')
  rmSync(db)
  expect(await sandbox.line('종료합니다')).toContain('지워지거나 옮겨졌습니다')
  // The system tells of it: nobody has to write first.
  expect(await sandbox.stop('SIGCONT')).toBe(1)
  expect(sandbox.lines.join('\n')).not.toContain('남아 있어')
})

test('another program that reads, writes or makes the file smaller does not stop a sandbox', async () => {
  const db = join(makeFolder(), 'a.db')
  const instance = await createInstance(readSettings({ db, seed: '1', port: '0' }))
  const shop = await shopAt(await instance.listen())
  for (let n = 0; n < 40; n++) await prepare(shop, `${n}`)
  const other = lookInto(db)
  other.exec('pragma query_only = off; delete from prepared; vacuum; pragma wal_checkpoint(truncate)')
  expect(await prepare(shop, 'after')).toMatchObject({ status: 200, code: 0 })
  other.close()
  expect((await shop.get('/payments/prepare/after')).response).toMatchObject({ amount: 100 })
  await instance.close()
})
