/** `replay` and `scenario` on the command line, as CI calls them. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startCarelessShop } from '../../fixtures/shops/careless/shop.js'
import { startDemoShop } from '../../fixtures/shops/demo/shop.js'
import { createProgram } from '../../src/cli/by-commander.ts'
import { Failure } from '../../src/cli/failure.ts'
import { makeFolder, run, startCli } from '../cli/command-line.ts'
import { freePort } from '../free-port.mjs'

const ROOT = resolve(import.meta.dirname, '../..')
const SALE = join(ROOT, 'fixtures/scenarios/plain-card-sale.yml')
const SHOPS = { demo: startDemoShop, careless: startCarelessShop }

/** A shop that is up and knows where iamport will be, and the flags that say so. */
async function shopIsUp(name: keyof typeof SHOPS) {
  const port = await freePort()
  const sandbox_url = `http://127.0.0.1:${port}`
  const account = {
    imp_key: '0000000000000000',
    imp_secret: 'iamport-sandbox-secret',
    user_code: 'imp00000000',
  }
  const shop = await SHOPS[name]({ sandbox_url, ...account })
  onTestFinished(() => shop.close())
  const adapter = join(ROOT, `fixtures/shops/${name}/iamport-shop.yml`)
  return ['--target', shop.url, '--shop', adapter, '--port', String(port)]
}

/** What the command line says no with, without a process of its own. */
async function refused(args: readonly string[]): Promise<{ exit_code: number; message: string }> {
  const error: unknown = await (await createProgram())
    .parseAsync([...args], { from: 'user' })
    .catch((reason) => reason)
  if (!(error instanceof Failure)) throw new Error(`not refused: ${args.join(' ')}`)
  const { exit_code, message } = error
  return { exit_code, message }
}

describe('replay', () => {
  test('ends with 0 when all holds, and with 1 when something does not', async () => {
    const folder = makeFolder()
    const good = await run(folder, ['replay', SALE, ...(await shopIsUp('demo'))])
    expect(good.stdout).toMatch(/^✓ plain-card-sale \d+ms\n\n시나리오 1개 가운데 1개 통과\n$/)
    expect(good.code).toBe(0)
    const bad = await run(folder, ['replay', SALE, ...(await shopIsUp('careless'))])
    expect(bad.stdout).toContain('✗ plain-card-sale')
    expect(bad.stdout).toContain('이 상점에서 찾은 것:')
    expect(bad.stdout).toContain('fulfilled_twice: 한 주문을 두 번 처리했습니다')
    expect(bad.stderr).toContain('한 번도 호출하지 않았습니다')
    expect(bad.code).toBe(1)
  })

  test('writes reports and journals, and shows where two journals part', async () => {
    const folder = makeFolder()
    const shop = await shopIsUp('demo')
    const json = await run(folder, ['replay', SALE, ...shop, '--report', 'json', '--journal', 'one'])
    expect(JSON.parse(json.stdout)).toMatchObject({
      holds: true,
      verdicts: [{ name: 'plain-card-sale', holds: true }],
    })
    await run(folder, [
      'replay',
      SALE,
      ...shop,
      '--report',
      'junit',
      '--out',
      'junit.xml',
      '--journal',
      'two',
    ])
    expect(readFileSync(join(folder, 'junit.xml'), 'utf8')).toContain('name="plain-card-sale"')
    expect(readdirSync(join(folder, 'one'))).toEqual(['plain-card-sale.log'])
    const same = await run(folder, ['replay', '--diff', 'one/plain-card-sale.log', 'two/plain-card-sale.log'])
    expect(same).toMatchObject({ code: 0, stdout: '두 기록이 같습니다.\n' })
    writeFileSync(join(folder, 'other.log'), 'step    order\n')
    const other = await run(folder, ['replay', '--diff', 'one/plain-card-sale.log', 'other.log'])
    expect(other.code).toBe(1)
    expect(other.stdout).toMatch(/^2번째 줄부터 다릅니다:\n {2}step {4}order\n- shop {4}order/)
  })

  test('tries every order of events', async () => {
    const { stdout, code } = await run(makeFolder(), [
      'replay',
      SALE,
      ...(await shopIsUp('demo')),
      '--shuffle-orders',
    ])
    expect(stdout).toMatch(/✓ plain-card-sale \d+가지 순서/)
    expect(code).toBe(0)
  })

  test('plays a folder, and again when a file changes', async () => {
    const folder = makeFolder()
    mkdirSync(join(folder, 'mine'))
    const file = join(folder, 'mine/sale.yml')
    const text = readFileSync(SALE, 'utf8')
    writeFileSync(file, text)
    const args = ['replay', 'mine', ...(await shopIsUp('demo')), '--watch']
    const child = spawn(process.execPath, [join(ROOT, 'bin/iamport-sandbox.js'), ...args], { cwd: folder })
    onTestFinished(() => void child.kill('SIGKILL'))
    const said = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    const next = async (part: string) => {
      for (let line = await said.next(); !line.done; line = await said.next())
        if (line.value.includes(part)) return line.value
      throw new Error(`ended without ${part}`)
    }
    const waiting = createInterface({ input: child.stderr })[Symbol.asyncIterator]()
    await next('✓ plain-card-sale')
    for (
      let line = await waiting.next();
      !String(line.value).includes('기다립니다');
      line = await waiting.next()
    );
    writeFileSync(file, text.replace('name: plain-card-sale', 'name: renamed-sale'))
    expect(await next('renamed-sale')).toMatch(/^✓ renamed-sale/)
    child.kill('SIGTERM')
    const [code] = await once(child, 'exit')
    expect(code).toBe(0)
  })

  test.each([
    ['no target', [SALE], '--target에는 켜져 있는 상점의 http:// 주소를 주세요.'],
    [
      'a target that is none',
      [SALE, '--target', 'shop'],
      '--target에는 켜져 있는 상점의 http:// 주소를 주세요: shop',
    ],
    ['a file that is not there', ['none.yml', '--target', 'http://127.0.0.1:1'], '파일이 없습니다: none.yml'],
    [
      'a folder without scenarios',
      ['.', '--target', 'http://127.0.0.1:1'],
      '폴더에 시나리오(.yml)가 없습니다: .',
    ],
    [
      'an adapter that is not there',
      [SALE, '--target', 'http://127.0.0.1:1', '--shop', 'no.yml'],
      '파일을 읽을 수 없습니다: no.yml',
    ],
    [
      'a port that is none',
      [SALE, '--target', 'http://127.0.0.1:1', '--port', 'x'],
      '--port에는 0부터 65535까지의 정수를 주세요: x',
    ],
    ['one journal to compare', ['--diff', 'a.log'], '--diff에는 기록 파일 두 개를 주세요.'],
  ])('ends with 2 for %s', async (_what, args, message) => {
    expect(await refused(['replay', ...args])).toEqual({ exit_code: 2, message })
  })

  test('ends with 2 for a file that cannot be used, before anything runs', async () => {
    const file = join(makeFolder(), 'bad.yml')
    writeFileSync(file, 'name: bad\nwhy: { ko: 나쁨, en: Bad. }\nshopper: { does: [aprove] }\n')
    const { exit_code, message } = await refused(['replay', file, '--target', 'http://127.0.0.1:1'])
    expect(exit_code).toBe(2)
    expect(message).toContain(
      "bad.yml:3:19: shopper.does[0]: 'aprove'은(는) 알 수 없는 항목입니다; 'approve'인가요?",
    )
  })

  test('says that the shop is down', async () => {
    const port = await freePort()
    const args = ['replay', SALE, '--target', `http://127.0.0.1:${port}`, '--port', '0']
    const { code, stdout } = await run(makeFolder(), args)
    expect(stdout).toContain(
      'shop_unreachable: 상점이 응답하지 않습니다: POST /payments/complete: ECONNREFUSED',
    )
    expect(code).toBe(1)
  })
})

test('hunt refuses a folder that cannot be made, before anything runs', async () => {
  const nowhere = join(SALE, 'kept')
  for (const out of process.platform === 'linux' ? [nowhere, '/proc/kept'] : [nowhere]) {
    const message = `--out에 쓸 수 없습니다: ${out}`
    expect(await refused(['hunt', '--target', 'http://127.0.0.1:1', '--out', out])).toEqual({
      exit_code: 2,
      message,
    })
  }
})

test.each([
  ['--journal', 'kept'],
  ['--out', 'kept/report.xml'],
])('replay refuses a place for %s that cannot be written, before anything runs', async (option, file) => {
  const nowhere = join(SALE, file)
  for (const place of process.platform === 'linux' ? [nowhere, `/proc/${file}`] : [nowhere]) {
    const message = `${option}에 쓸 수 없습니다: ${place}`
    expect(await refused(['replay', SALE, '--target', 'http://127.0.0.1:1', option, place])).toEqual({
      exit_code: 2,
      message,
    })
  }
})

test('replay refuses a folder as its report', async () => {
  const folder = makeFolder()
  const asked = ['replay', SALE, '--target', 'http://127.0.0.1:1', '--out', folder]
  expect(await refused(asked)).toEqual({ exit_code: 2, message: `--out에 쓸 수 없습니다: ${folder}` })
})

describe('scenario', () => {
  const FILE = join(ROOT, 'fixtures/scenarios/duplicate-webhook.yml')

  test('arms, shows and clears the faults of a file in a running sandbox', async () => {
    const folder = makeFolder()
    await startCli(folder, ['--port', '0', '--db', ':memory:'])
    const armed = await run(folder, ['scenario', 'arm', FILE])
    expect(armed).toMatchObject({ code: 0, stderr: '' })
    expect(armed.stdout).toBe('duplicate-webhook  webhook.send  twice  적용 0회 / 해당 0회\n장애 1개\n')
    expect((await run(folder, ['scenario', 'unused'])).stdout).toContain('장애 1개')
    expect((await run(folder, ['scenario', 'list', '--json'])).stdout).toContain(
      '"scenario": "duplicate-webhook"',
    )
    expect((await run(folder, ['scenario', 'clear'])).stdout).toBe('장애 0개\n')
  })

  test('checks files without a sandbox', async () => {
    const { code, stdout } = await run(makeFolder(), ['scenario', 'check', FILE])
    expect(stdout).toBe(`${FILE}: duplicate-webhook (장애 1개) 쓸 수 있습니다\n`)
    expect(code).toBe(0)
  })

  test.each([
    [['scenario', 'amr'], "'amr'은(는) 없는 동작입니다"],
    [['scenario', 'check'], '시나리오 파일을 주세요.'],
    [['scenario', 'check', 'none.yml'], '파일을 읽을 수 없습니다'],
  ])('%j ends with 2', async (args, message) => {
    expect(await refused(args)).toEqual({ exit_code: 2, message: expect.stringContaining(message) })
  })
})
