/** `run` and `env`: a command with a sandbox of its own. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeFolder, run, startCli } from './command-line.ts'

/** A test suite in one line: asks for a token with what it was given, pays, and says what it saw. */
const SUITE = `
  const { IAMPORT_SANDBOX_URL: url, IAMPORT_SANDBOX_KEY: imp_key, IAMPORT_SANDBOX_SECRET: imp_secret } = process.env
  const post = async (path, body) => (await fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).json()
  const token = await post('/users/getToken', { imp_key, imp_secret })
  const { payment } = await post('/_sandbox/payments', { merchant_uid: 'o1', amount: 14000, buyer_tel: '010-1234-5678' })
  console.log(token.code, payment.status, process.env.IAMPORT_SANDBOX_USER_CODE)
`
const suite = (more = '') => ['--', process.execPath, '--input-type=module', '--eval', SUITE + more]

describe('run', () => {
  test('gives the command a sandbox and its keys, and nothing is left behind', async () => {
    const folder = makeFolder()
    const { code, stdout, stderr } = await run(folder, ['run', '--no-capture', ...suite()])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout.trim()).toBe('0 paid imp00000000')
    expect(existsSync(join(folder, '.iamport-sandbox'))).toBe(false)
  })

  test('ends with the command’s exit code, and leaves its journal where the command failed', async () => {
    const folder = makeFolder()
    const { code, stderr } = await run(folder, [
      'run',
      '--report-dir',
      'artefacts',
      ...suite('; process.exit(3)'),
    ])
    expect(code).toBe(3)
    expect(stderr).toContain('artefacts')
    const read = (name: string) => JSON.parse(readFileSync(join(folder, 'artefacts', `${name}.json`), 'utf8'))
    expect(read('payments')).toMatchObject([{ merchant_uid: 'o1', status: 'paid' }])
    expect(read('requests')).toMatchObject([{ path: '/users/getToken', status: 200 }])
    expect(read('world')).toMatchObject({ payments: [{ merchant_uid: 'o1', status: 'paid' }] })
    expect(read('webhooks')).toEqual([])
    expect(read('events').length).toBeGreaterThan(0)
  })

  test('ends with the command’s exit code even where the report cannot be written', async () => {
    const { code, stderr } = await run(makeFolder(), [
      'run',
      '--report-dir',
      '/dev/null/no',
      ...suite('; process.exit(3)'),
    ])
    expect(code).toBe(3)
    expect(stderr).toContain('iamport-sandbox: 기록을 /dev/null/no 폴더에 남길 수 없습니다 (ENOTDIR).\n')
  })

  test('ends as its command was ended by a signal', async () => {
    const killed =
      '; process.kill(process.pid, "SIGTERM"); await new Promise(() => setInterval(() => {}, 1000))'
    expect((await run(makeFolder(), ['run', ...suite(killed)])).code).toBe(143)
  })

  test('takes the flags of start before the command, and leaves the command’s own alone', async () => {
    const print = ['--', process.execPath, '-p', 'process.argv.slice(1).join(" ")', '--', '--seed', 'x']
    const { stdout, code } = await run(makeFolder(), ['run', '--seed', '7', ...print])
    expect([code, stdout.trim()]).toEqual([0, '--seed x'])
  })

  test.each([
    ['a command that does not exist', ['run', '--', 'no-such-command-here'], 127, '그런 명령이 없습니다'],
    ['no command', ['run'], 2, 'cmd'],
    ['a flag that is none', ['run', '--nonsense', '--', 'true'], 2, '--nonsense'],
  ])('%s is one sentence', async (_what, args, exit_code, sentence) => {
    const { code, stderr } = await run(makeFolder(), args)
    expect(code).toBe(exit_code)
    expect(stderr).toContain(sentence)
    expect(stderr).not.toMatch(/^\s+at /m)
  })
})

describe('env', () => {
  test('prints the running sandbox’s variables for shells, files and CI', async () => {
    const folder = makeFolder()
    const { url } = await startCli(folder, ['--port', '0'])
    expect((await run(folder, ['env'])).stdout).toContain(`export IAMPORT_SANDBOX_URL='${url}'\n`)
    const dotenv = (await run(folder, ['env', '--format', 'dotenv'])).stdout.trim().split('\n')
    expect(dotenv).toEqual([
      `IAMPORT_SANDBOX_URL=${url}`,
      'IAMPORT_SANDBOX_KEY=0000000000000000',
      'IAMPORT_SANDBOX_SECRET=iamport-sandbox-secret',
      'IAMPORT_SANDBOX_USER_CODE=imp00000000',
    ])
    const json = JSON.parse((await run(folder, ['env', '--format', 'json'])).stdout)
    expect(json.IAMPORT_SANDBOX_URL).toBe(url)
    expect((await run(folder, ['env', '--format', 'xml'])).code).toBe(2)
  })
})
