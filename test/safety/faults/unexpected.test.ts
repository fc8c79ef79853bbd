/** What nobody caught is told with what was going on, and the sandbox lives; where it does not end, it says how to report it. */
import { expect, test } from 'vitest'
import { makeFolder, startCli } from '../../cli/command-line.ts'
import { shopAt } from './shop.ts'

/** A fault of ours, made from outside: a signal throws where nobody catches, and another one rejects. */
const FAULTS = `
  process.on('SIGUSR2', () => { throw new Error('nobody caught this') })
  process.on('SIGHUP', () => { Promise.reject(new Error('nobody awaited this')) })`
const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(FAULTS)}` }

test('an exception and a rejection that nobody caught are told, and payments go on', async () => {
  const sandbox = await startCli(makeFolder(), ['--db', ':memory:', '--port', '0'], env)
  void sandbox.stop('SIGUSR2')
  expect(await sandbox.line('nobody caught this')).toContain(
    '예상하지 못한 오류 (uncaughtException; 처리 중인 요청 없음)',
  )
  void sandbox.stop('SIGHUP')
  await sandbox.line('nobody awaited this')
  const shop = await shopAt(sandbox.url)
  expect(await shop.get('/banks')).toMatchObject({ status: 200, code: 0 })
  expect(await sandbox.stop('SIGTERM')).toBe(0)
})

test('where it comes again and again, it ends and says how to report it', async () => {
  const repeat = encodeURIComponent(
    "process.on('SIGUSR2', () => setInterval(() => { throw new Error('again') }, 5))",
  )
  const sandbox = await startCli(makeFolder(), ['--db', ':memory:', '--port', '0'], {
    NODE_OPTIONS: `--import=data:text/javascript,${repeat}`,
  })
  const ended = sandbox.stop('SIGUSR2')
  expect(await sandbox.line('이슈로 알려 주세요')).toContain('Node.js')
  expect(await ended).toBe(1)
})
