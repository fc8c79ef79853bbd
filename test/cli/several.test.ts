/** Several at once, waiting, exit codes, logs, and shells that complete. */
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { wantsColor } from '../../src/cli/color.ts'
import { makeFolder, run, startCli } from './command-line.ts'

const MEMORY = ['--port', '0', '--db', ':memory:']

describe('several in one folder', () => {
  test('each is found, stopped and forgotten by itself', async () => {
    const folder = makeFolder()
    const first = await startCli(folder, MEMORY)
    const second = await startCli(folder, MEMORY)
    expect((await run(folder, ['health'])).stdout).toBe(`ok ${second.url}\n`)
    const status = JSON.parse((await run(folder, ['status', '--json'])).stdout)
    expect(status.running.map(({ url }: { url: string }) => url).sort()).toEqual(
      [first.url, second.url].sort(),
    )
    await second.stop()
    expect((await run(folder, ['health'])).stdout).toBe(`ok ${first.url}\n`)
    expect((await run(folder, ['stop'])).stdout).toContain(first.url)
    expect(await run(folder, ['stop'])).toMatchObject({ code: 1, stdout: '' })
    expect(readdirSync(join(folder, '.iamport-sandbox', 'running'))).toEqual([])
  })

  test('runs that fail at the same time keep a report each', async () => {
    const folder = makeFolder()
    const failing = [
      'run',
      '--no-capture',
      '--report-dir',
      'report',
      '--',
      process.execPath,
      '-e',
      'process.exit(3)',
    ]
    const ended = await Promise.all([run(folder, failing), run(folder, failing)])
    expect(ended.map(({ code }) => code)).toEqual([3, 3])
    const reports = readdirSync(folder).filter((name) => name.startsWith('report'))
    expect(reports).toHaveLength(2)
    for (const report of reports) expect(existsSync(join(folder, report, 'payments.json'))).toBe(true)
  })

  test('env prints the address it was given', async () => {
    const { url } = await startCli(makeFolder(), MEMORY)
    const other = url.replace('127.0.0.1', 'localhost')
    const { stdout } = await run(makeFolder(), ['env', '--url', `${other}/`, '--format', 'dotenv'])
    expect(stdout).toContain(`IAMPORT_SANDBOX_URL=${other}\n`)
  })
})

describe('a payment is named by the order that the shop knows', () => {
  test('deposit and cancel by merchant_uid', async () => {
    const folder = makeFolder()
    await startCli(folder, MEMORY)
    await run(folder, ['pay', '--pay-method', 'vbank', '--merchant-uid', 'order-7'])
    expect((await run(folder, ['deposit', 'order-7'])).stdout).toContain('결제완료(paid)')
    expect((await run(folder, ['cancel', 'order-7', '--lang', 'en'])).stdout).toContain('cancelled')
    expect(await run(folder, ['cancel', 'no-such-order'])).toMatchObject({ code: 1, stdout: '' })
  })
})

describe('waiting', () => {
  test('run begins its command when the address answers', async () => {
    const server = createServer((_req, res) => res.end('up'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const address = server.address()
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
    const say = [process.execPath, '-e', 'console.log("began")']
    const { code, stdout } = await run(makeFolder(), ['run', '--no-capture', '--wait-for', url, '--', ...say])
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'began\n' })
  })

  test('and says so where nobody does', async () => {
    const args = [
      'run',
      '--no-capture',
      '--wait-for',
      'http://127.0.0.1:9',
      '--wait-seconds',
      '0.2',
      '--',
      'true',
    ]
    const { code, stderr } = await run(makeFolder(), args)
    expect(code).toBe(1)
    expect(stderr).toContain('http://127.0.0.1:9')
    const replay = await run(makeFolder(), [
      'replay',
      '--target',
      'http://127.0.0.1:9',
      '--port',
      '0',
      '--wait',
      '0.2',
    ])
    expect(replay.code).toBe(1)
    expect(replay.stderr).toContain('http://127.0.0.1:9')
  })
})

test('a missing command is 127, one that may not be run 126, a signal 128 and its number', async () => {
  const folder = makeFolder()
  const codeOf = async (...cmd: string[]) => (await run(folder, ['run', '--no-capture', '--', ...cmd])).code
  expect(await codeOf('no-such-program')).toBe(127)
  writeFileSync(join(folder, 'plain'), 'echo no')
  chmodSync(join(folder, 'plain'), 0o644)
  if (process.platform !== 'win32') {
    expect(await codeOf('./plain')).toBe(126)
    expect(await codeOf('sh', '-c', 'kill -TERM $$')).toBe(143)
  }
})

test('logs shows the latest lines, and -f goes on until the sandbox ends', async () => {
  const folder = makeFolder()
  const { stop } = await startCli(folder, MEMORY)
  await run(folder, ['pay', '--merchant-uid', 'o1'])
  expect((await run(folder, ['logs', '-n', '1'])).stdout).toMatch(
    /^\S+ \S+ {2}결제 {2}결제 승인 o1 [^\n]*\n$/,
  )
  const following = await startCli(folder, ['logs', '-f', '-n', '1', '--json'], {}, 'o1')
  await run(folder, ['pay', '--merchant-uid', 'o2'])
  await following.line('결제 승인 o2')
  await stop()
  await following.ended
  for (const line of following.lines) expect(JSON.parse(line)).toMatchObject({ kind: expect.any(String) })
})

test('colour is as FORCE_COLOR and NO_COLOR say, else as the terminal can', () => {
  const terminal = { isTTY: true, hasColors: () => true }
  expect(wantsColor(terminal, {})).toBe(true)
  expect(wantsColor(terminal, { NO_COLOR: '1' })).toBe(false)
  expect(wantsColor({}, {})).toBe(false)
  expect(wantsColor({}, { FORCE_COLOR: '1' })).toBe(true)
  expect(wantsColor(terminal, { FORCE_COLOR: '0' })).toBe(false)
})

describe('completion', () => {
  const has = (shell: string) => spawnSync(shell, ['--version']).status === 0
  const script = async (shell: string) => (await run(makeFolder(), ['completion', shell])).stdout

  test.skipIf(!has('bash'))('bash completes commands, flags and their values', async () => {
    const file = join(makeFolder(), 'c.bash')
    writeFileSync(file, await script('bash'))
    const complete = (...words: string[]) =>
      execFileSync('bash', [
        '-c',
        `source ${file}; COMP_WORDS=(iamport-sandbox ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _iamport_sandbox; echo "\${COMPREPLY[@]}"`,
      ])
        .toString()
        .trim()
    expect(complete('dep')).toBe('deposit')
    expect(complete('pay', '--pay-')).toBe('--pay-method')
    expect(complete('pay', '--device', '')).toBe('pc mobile')
    expect(complete('scenario', 'cl')).toBe('clear')
  })

  test.skipIf(!has('fish'))('fish completes commands and flags', async () => {
    const file = join(makeFolder(), 'c.fish')
    writeFileSync(file, await script('fish'))
    const complete = (line: string) =>
      execFileSync('fish', ['-c', `source ${file}; complete -C '${line}'`]).toString()
    expect(complete('iamport-sandbox dep')).toMatch(/^deposit\t/m)
    expect(complete('iamport-sandbox pay --pay-')).toMatch(/^--pay-method\t/m)
  })

  test.skipIf(!has('zsh'))('zsh takes the script', async () => {
    const file = join(makeFolder(), 'c.zsh')
    writeFileSync(file, await script('zsh'))
    const out = execFileSync('zsh', [
      '-f',
      '-c',
      `autoload -Uz compinit && compinit -u -D; source ${file}; echo $_comps[iamport-sandbox]`,
    ])
    expect(out.toString().trim()).toBe('_iamport_sandbox')
  })
})

describe('import', () => {
  const REAL = {
    imp_uid: 'imp_448280090638',
    merchant_uid: 'order_77',
    amount: 12000,
    status: 'paid',
    currency: 'KRW',
    pay_method: 'card',
    pg_provider: 'html5_inicis',
    pg_tid: 'StdpayCARD',
    paid_at: 1700000000,
    started_at: 1699999990,
    failed_at: 0,
    cancelled_at: 0,
    cancel_amount: 0,
    buyer_name: '홍길동',
    buyer_tel: '01012345678',
    buyer_email: 'gildong@hong.kr',
    card_number: '123456*********1',
    apply_num: '30012345',
    receipt_url: 'https://real.example/receipt',
    customer_uid: 'gildong@hong.kr',
    brand_new_key: 'x',
  }

  test.each([
    ['the envelope', { code: 0, message: null, response: REAL }],
    ['one', REAL],
    ['a list', [REAL]],
    ['a page', { code: 0, message: null, response: { total: 1, list: [REAL] } }],
  ])('%s becomes a world that start takes, without a person in it', async (_what, raw) => {
    const folder = makeFolder()
    writeFileSync(join(folder, 'real.json'), JSON.stringify(raw))
    const { code, stdout, stderr } = await run(folder, ['import', 'real.json', '--out', 'world.json'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('brand_new_key')
    const world = readFileSync(join(folder, 'world.json'), 'utf8')
    for (const word of ['홍길동', '12345678', 'gildong', 'real.example', '30012345'])
      expect(world).not.toContain(word)
    const { url } = await startCli(folder, [...MEMORY, '--world', 'world.json'])
    const payment = await (await fetch(`${url}/_sandbox/payments/imp_448280090638`)).json()
    expect(payment).toMatchObject({
      merchant_uid: 'order_77',
      amount: 12000,
      status: 'paid',
      paid_at: 1700000000,
      buyer_tel: '01000000000',
    })
  })

  test('what iamport did not answer with a payment is said', async () => {
    const folder = makeFolder()
    writeFileSync(
      join(folder, 'no.json'),
      JSON.stringify({ code: -1, message: '존재하지 않는 결제정보입니다.', response: null }),
    )
    const { code, stderr } = await run(folder, ['import', 'no.json'])
    expect(code).toBe(1)
    expect(stderr).toContain('존재하지 않는 결제정보입니다.')
  })
})
