/** Wrong input is one clear sentence on stderr and an exit code: 2 used wrongly, 1 cannot. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../src/core/database.ts'
import { MIGRATIONS } from '../../src/sandbox.ts'
import { openSqlite } from '../sqlite.ts'
import { type Ended, makeFolder, run, startCli } from './command-line.ts'

function expectSentence({ code, stdout, stderr }: Ended, exit_code: number, words: readonly string[]): void {
  expect({ code, stdout }).toEqual({ code: exit_code, stdout: '' })
  expect(stderr).toMatch(/^[^\n]+\n$/)
  expect(stderr).not.toMatch(/\bat .*[:(]/)
  for (const word of words) expect(stderr).toContain(word)
}

describe('used wrongly', () => {
  test.each<[string, string[], string[]]>([
    ['an unknown command, with the one that was meant', ['strat'], ['strat', '혹시 start']],
    ['an unknown flag, with the one that was meant', ['--prot', '1'], ['--prot', '혹시 --port']],
    ['an unknown flag of a command', ['pay', '--ammount', '1'], ['--ammount', '혹시 --amount']],
    ['a flag without its value', ['--port'], ['--port']],
    ['a command without its argument', ['deposit'], ['<id>', '`iamport-sandbox help deposit`']],
    ['more arguments than a command takes', ['payments', 'all'], ['너무 많습니다']],
    ['a port that is no number', ['--port', 'abc'], ['--port', '65535', 'abc']],
    ['a port that does not exist', ['--port', '65536'], ['--port', '65536']],
    ['a webhook that is no URL', ['--port', '0', '--webhook', 'localhost:3000'], ['--webhook', 'http://']],
    ['an unknown Content-Type', ['--webhook-type', 'xml'], ['--webhook-type', 'json', 'form']],
    ['a clock that is no time', ['--clock', 'noon'], ['--clock', 'system', 'ISO']],
    ['no database at all', ['--db', ''], ['--db']],
    ['an unknown device', ['pay', '--device', 'tv'], ['--device', 'pc, mobile', 'tv']],
    ['two outcomes at once', ['pay', '--outcome', 'close', '--decline', 'X'], ['--outcome', '--decline']],
    ['an amount that is no number', ['pay', '--amount', 'much'], ['--amount', 'much']],
    ['a parameter without a value', ['pay', '--param', 'buyer_addr'], ['--param', 'key=value']],
    ['an address that is none', ['payments', '--url', 'sandbox'], ['--url', 'sandbox']],
  ])('%s', async (_what, args, words) => {
    expectSentence(await run(makeFolder(), args), 2, words)
  })

  test('a wrong variable is called by its name', async () => {
    const ended = await run(makeFolder(), [], { IAMPORT_SANDBOX_PORT: 'abc' })
    expectSentence(ended, 2, ['--port', 'IAMPORT_SANDBOX_PORT', 'abc'])
  })
})

describe('cannot be done', () => {
  test('a taken port', async () => {
    const { url } = await startCli(makeFolder(), ['--port', '0'])
    const { port } = new URL(url)
    expectSentence(await run(makeFolder(), ['--port', port]), 1, [`포트 ${port}`, '이미 사용 중', '--port 0'])
  })

  test('a second sandbox on the same database', async () => {
    const folder = makeFolder()
    const { url } = await startCli(folder, ['--port', '0'])
    expectSentence(await run(folder, ['--port', '0']), 1, [url, '이미', '--db'])
  })

  test('a sandbox that crashed does not stand in the way of the next', async () => {
    const folder = makeFolder()
    const { stop, url } = await startCli(folder, ['--port', '0'])
    await stop('SIGKILL')
    // Its port may by now be another program's; nobody listens on port 1.
    const [entry] = readdirSync(join(folder, '.iamport-sandbox/running'))
    const file = join(folder, '.iamport-sandbox/running', entry!)
    writeFileSync(file, readFileSync(file, 'utf8').replace(url, 'http://127.0.0.1:1'))
    expectSentence(await run(folder, ['payments']), 1, ['.json', 'iamport-sandbox start'])
    await startCli(folder, ['--port', '0'])
    expect((await run(folder, ['payments'])).code).toBe(0)
  })

  test('an address that is not of this machine', async () => {
    // 192.0.2.0/24 is set aside for documentation: no machine has it.
    expectSentence(await run(makeFolder(), ['--port', '0', '--host', '192.0.2.1']), 1, [
      '192.0.2.1',
      '--host',
    ])
  })

  test('a folder that cannot be made', async () => {
    const folder = makeFolder()
    writeFileSync(join(folder, 'file'), '')
    expectSentence(await run(folder, ['--port', '0', '--db', 'file/deep/a.db']), 1, [
      'file/deep/a.db',
      '--db',
    ])
  })

  test('a database that is a folder', async () => {
    const folder = makeFolder()
    mkdirSync(join(folder, 'a.db'))
    expectSentence(await run(folder, ['--port', '0', '--db', 'a.db']), 1, ['a.db', '--db'])
  })

  test('a file that is no database', async () => {
    const folder = makeFolder()
    writeFileSync(join(folder, 'notes.txt'), 'my notes\n'.repeat(500))
    expectSentence(await run(folder, ['--port', '0', '--db', 'notes.txt']), 1, [
      'notes.txt',
      '데이터베이스가 아닙니다',
    ])
  })

  test('a database of another program', async () => {
    const folder = makeFolder()
    const theirs = openSqlite(join(folder, 'a.db'))
    theirs.exec('create table theirs (id integer)')
    theirs.close()
    expectSentence(await run(folder, ['--port', '0', '--db', 'a.db']), 1, ['a.db', '다른 프로그램'])
  })

  test('a database of a newer version', async () => {
    const folder = makeFolder()
    const newer = {
      number: MIGRATIONS.length + 1,
      sql: 'create table newer (id integer primary key) strict;',
    }
    openDatabase(join(folder, 'a.db'), [...MIGRATIONS, newer]).close()
    expectSentence(await run(folder, ['--port', '0', '--db', 'a.db']), 1, ['a.db', '업데이트'])
  })

  test('no sandbox runs here', async () => {
    expectSentence(await run(makeFolder(), ['payments']), 1, ['찾지 못했습니다', '--url'])
  })

  test('nobody listens at the address', async () => {
    const url = await freeAddress()
    expectSentence(await run(makeFolder(), ['payments', '--url', url]), 1, [url, 'ECONNREFUSED', '--url'])
  })

  test('the address is not of a sandbox', async () => {
    const { url } = await startCli(makeFolder(), ['--port', '0'])
    const ended = await run(makeFolder(), ['payments', '--url', `${url}/payments`])
    expectSentence(ended, 1, ['iamport-sandbox의 주소가 아닌 것', '404', '--url'])
  })

  test('the sandbox refuses, with its reason', async () => {
    const folder = makeFolder()
    await startCli(folder, ['--port', '0'])
    expectSentence(await run(folder, ['cancel', 'imp_000000000000']), 1, [
      '존재하지 않는 결제정보',
      'imp_000000000000',
    ])
    expectSentence(await run(folder, ['advance', 'soon']), 2, ['3d', 'soon'])
    expectSentence(await run(folder, ['pay', '--decline', 'NONE']), 1, ['거절 코드', 'NONE'])
  })
})

/** An address at which nobody listens: taken and given back. */
async function freeAddress(): Promise<string> {
  const server = createServer()
  onTestFinished(() => void server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}
