/** `iamport-sandbox`: what it says when it serves, and how it ends. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { startReceiver } from '../receiver.ts'
import { makeFolder, run, startCli } from './command-line.ts'

const FREE_PORT = ['--port', '0']

describe('started without anything', () => {
  test('it says on its first line where it is ready, and is', async () => {
    const { url, lines } = await startCli(makeFolder(), FREE_PORT)
    expect(lines[0]).toMatch(/^ready http:\/\/127\.0\.0\.1:\d+$/)
    const health = await fetch(`${url}/_sandbox/health`)
    expect(await health.json()).toMatchObject({ status: 'ok', url })
  })

  test('every value to be copied has a line of its own', async () => {
    const folder = makeFolder()
    const { url, lines, line } = await startCli(folder, [...FREE_PORT, '--seed', '7'])
    await line('seed')
    await line('  7')
    const values = lines.map((each) => each.trim())
    expect(values).toEqual(
      expect.arrayContaining([
        `<script src="${url}/js/iamport.payment-1.1.5.js"></script>`,
        "IMP.init('imp00000000')",
        url,
        'imp_key=0000000000000000',
        'imp_secret=iamport-sandbox-secret',
        '--webhook http://localhost:3000/iamport/webhook',
        `${url}/dashboard`,
      ]),
    )
    expect(await line('sandbox.db')).toMatch(/\.iamport-sandbox[/\\]sandbox\.db$/)
    expect(lines.join('\n')).not.toContain('\u001b')
  })

  test('the script that it tells to paste is there', async () => {
    const { line } = await startCli(makeFolder(), FREE_PORT)
    const [, address] = /src="([^"]+)"/.exec(await line('<script'))!
    const script = await fetch(address!)
    expect(script.headers.get('content-type')).toContain('javascript')
  })
})

describe('while it serves', () => {
  test('each order, payment, webhook, REST call and refusal is one readable line', async () => {
    const folder = makeFolder()
    const shop = await startReceiver()
    const { url, line } = await startCli(folder, [...FREE_PORT, '--webhook', shop.url])
    const delivered = shop.next()
    await run(folder, ['pay', '--merchant-uid', 'o1'])
    await delivered
    await fetch(`${url}/payments/imp_nobody`)
    await run(folder, ['pay', '--merchant-uid', 'o1'])
    await shop.close()

    expect(await line('결제창 열림')).toMatch(
      /^\d\d-\d\d \d\d:\d\d:\d\d {2}주문 {2}결제창 열림 o1 14,000원 html5_inicis card imp_\d{12}$/,
    )
    expect(await line('결제 승인')).toMatch(/ {2}결제 {2}결제 승인 o1 14,000원 html5_inicis card imp_\d{12}$/)
    expect(await line('paid o1')).toMatch(/ {2}웹훅 {2}paid o1 → http:\S+ 200 \d+ms$/)
    expect(await line('imp_nobody')).toMatch(/ {2}REST {2}GET \/payments\/imp_nobody 401 /)
    expect(await line('거절')).toMatch(/ {2}거절 {2}o1: 이미 결제가 이루어진 거래건입니다\./)
  })

  test('with --json every line is JSON, the ready line first', async () => {
    const folder = makeFolder()
    const { url, lines, line, stop } = await startCli(folder, [...FREE_PORT, '--json'])
    await run(folder, ['pay', '--merchant-uid', 'o1'])
    await line('결제 승인')
    expect(await stop()).toBe(0)
    expect(JSON.parse(lines[0]!)).toEqual({ event: 'ready', url })
    const [facts, ...events] = lines.slice(1).map((each) => JSON.parse(each))
    expect(facts).toMatchObject({
      msg: 'start',
      detail: { url, user_code: 'imp00000000', notification_url: [] },
    })
    expect(events).toMatchObject([
      { kind: 'order', level: 'info' },
      { kind: 'payment', level: 'info', detail: { status: 'paid' } },
      { msg: 'end', detail: { payments: 1, kept: true } },
    ])
  })

  test('settings come from the environment, and a flag wins over it', async () => {
    const env = {
      IAMPORT_SANDBOX_PORT: '0',
      IAMPORT_SANDBOX_DB: ':memory:',
      IAMPORT_SANDBOX_SEED: '7',
      IAMPORT_SANDBOX_WEBHOOK: 'http://127.0.0.1:1/a,http://127.0.0.1:1/b',
      IAMPORT_SANDBOX_TOKEN: '',
    }
    const folder = makeFolder()
    const { url, line } = await startCli(folder, ['--seed', '8'], env)
    await line('http://127.0.0.1:1/b')
    const health = await fetch(`${url}/_sandbox/health`)
    expect(await health.json()).toMatchObject({ seed: '8' })
    const settings = await fetch(`${url}/_sandbox/settings`)
    expect(await settings.json()).toMatchObject({
      notification_url: ['http://127.0.0.1:1/a', 'http://127.0.0.1:1/b'],
    })
  })

  test('--webhook may be given several times', async () => {
    const flags = ['--webhook', 'http://127.0.0.1:1/a', '--webhook', 'http://127.0.0.1:1/b']
    const { url } = await startCli(makeFolder(), [...FREE_PORT, ...flags])
    const settings = await fetch(`${url}/_sandbox/settings`)
    expect(await settings.json()).toMatchObject({
      notification_url: ['http://127.0.0.1:1/a', 'http://127.0.0.1:1/b'],
    })
  })

  test('on every address, it is told as loopback, with the token that it asks for', async () => {
    const folder = makeFolder()
    const { url, lines, line } = await startCli(folder, [...FREE_PORT, '--host', '0.0.0.0'])
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    await line('토큰')
    await line('데이터베이스')
    const token = lines[lines.findIndex((each) => each.includes('토큰')) + 1]!.trim()
    const health = await fetch(`${url}/_sandbox/health`, { headers: { authorization: `Bearer ${token}` } })
    expect(health.status).toBe(200)
    expect((await run(folder, ['payments'])).code).toBe(0)
    const stranger = await run(folder, ['payments', '--url', url])
    expect(stranger).toMatchObject({ code: 1, stderr: expect.stringContaining('--token') })
  })

  test('--demo runs the demo shop, and its webhooks go there for this run only', async () => {
    const folder = makeFolder()
    const first = await startCli(folder, [...FREE_PORT, '--demo'])
    await first.line('데모 상점')
    await first.line('데이터베이스')
    const shop = first.lines[first.lines.findIndex((each) => each.includes('데모 상점')) + 1]!.trim()
    expect((await fetch(shop)).status).toBe(200)
    expect((await run(folder, ['reset'])).code).toBe(0)
    await run(folder, ['pay', '--merchant-uid', 'o1'])
    expect(await first.line('paid o1')).toContain(`→ ${shop}`)
    expect(await first.stop()).toBe(0)
    const second = await startCli(folder, FREE_PORT)
    const settings = await fetch(`${second.url}/_sandbox/settings`)
    expect(await settings.json()).toMatchObject({ notification_url: [] })
  })
})

describe('ended', () => {
  test('by Ctrl-C, it says what is kept, and a restart still has it', async () => {
    const folder = makeFolder()
    const first = await startCli(folder, FREE_PORT)
    await run(folder, ['pay', '--merchant-uid', 'o1'])
    expect(await first.stop('SIGINT')).toBe(0)
    expect(first.lines.at(-1)).toMatch(/결제 1건은 .*sandbox\.db에 남아 있어/)

    await startCli(folder, FREE_PORT)
    const { stdout } = await run(folder, ['payments', '--merchant-uid', 'o1'])
    expect(stdout).toContain('결제완료(paid)')
  })

  test('by SIGTERM, a sandbox in memory says that all is gone', async () => {
    const folder = makeFolder()
    const { lines, stop } = await startCli(folder, [...FREE_PORT, '--db', ':memory:'])
    await run(folder, ['pay'])
    expect(await stop('SIGTERM')).toBe(0)
    expect(lines.at(-1)).toMatch(/:memory:.*결제 1건은 사라집니다/)
  })

  // Less than the 30 seconds that a webhook may take.
  test('at once, whatever is still open', { timeout: 15_000 }, async () => {
    const folder = makeFolder()
    let arrive = () => {}
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve
    })
    const silent = await startReceiver({
      onRequest: () => {
        arrive()
        return new Promise(() => {})
      },
    })
    const { url, stop } = await startCli(folder, [...FREE_PORT, '--webhook', silent.url])
    const events = await fetch(`${url}/dashboard/events`)
    expect(events.headers.get('content-type')).toContain('text/event-stream')
    await run(folder, ['pay'])
    await arrived
    expect(await stop()).toBe(0)
    await events.body?.cancel().catch(() => {})
    await silent.close()
  })

  test('where it runs is for its owner alone, and goes away', async () => {
    const folder = makeFolder()
    const { url, stop } = await startCli(folder, FREE_PORT)
    const home = join(folder, '.iamport-sandbox', 'running')
    const file = join(home, readdirSync(home)[0]!)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ url, token: null })
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
    await stop()
    expect(statSync(file, { throwIfNoEntry: false })).toBeUndefined()
  })
})
