/** How a webhook travels: again after a failure, to another address, past slow shops; and what is kept of the way. */
import { createServer as createHttps } from 'node:https'
import type { AddressInfo } from 'node:net'
import { createServer as createTcp } from 'node:net'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { RETRIES, TIMEOUTS } from '../../src/webhooks/policy.ts'
import { redactUrl } from '../../src/webhooks/redact.ts'
import { prepareRequest } from '../../src/webhooks/request.ts'
import { rewrite } from '../../src/webhooks/rewrite.ts'
import { send } from '../../src/webhooks/send.ts'
import { controlClient } from '../control-client.ts'
import { type Receiver, type ReceiverOptions, startReceiver } from '../receiver.ts'
import { cert, key } from '../self-signed.ts'

const order = {
  pg: 'html5_inicis',
  merchant_uid: 'o1',
  name: '주문명',
  amount: 14000,
  buyer_tel: '010-1234-5678',
}

let sandbox: Sandbox
let shop: Receiver

beforeEach(async () => {
  shop = await startReceiver()
  sandbox = await createSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00', webhook: shop.url })
})
afterEach(async () => {
  await sandbox.close()
  await shop.close()
})

async function receiver(options: ReceiverOptions): Promise<Receiver> {
  const started = await startReceiver(options)
  onTestFinished(() => started.close())
  return started
}

/** A port that does with a connection whatever it likes. */
async function socket(onConnect: Parameters<typeof createTcp>[1]): Promise<string> {
  const server = createTcp(onConnect)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
}

const control = controlClient(() => sandbox)

describe('again', () => {
  test('only for merchants who asked for it: five times, a minute apart, and then no more', async () => {
    sandbox.settings({ webhook_retries: true })
    const refusing = await receiver({ status: 503 })
    await sandbox.pay({ ...order, notice_url: refusing.url })
    await sandbox.settle()
    await sandbox.advance('59s')
    expect(refusing.received).toHaveLength(1)
    expect(sandbox.webhooks()).toMatchObject([{ state: 'pending', due_at: 1_767_193_260 }])
    await sandbox.advance('1 day')
    const [delivery] = sandbox.webhooks()
    expect(delivery!.state).toBe('failed')
    expect(delivery!.attempts.map(({ at, why }) => [at - 1_767_193_200, why])).toEqual([
      [0, 'first'],
      [60, 'retry'],
      [120, 'retry'],
      [180, 'retry'],
      [240, 'retry'],
      [300, 'retry'],
    ])
  })

  test('it stops when the shop answers, and each body is the same', async () => {
    sandbox.settings({ webhook_retries: true })
    const options: ReceiverOptions = { status: 500 }
    const mending = await receiver(options)
    await sandbox.pay({ ...order, notice_url: mending.url })
    await sandbox.advance('90s')
    options.status = 200
    await sandbox.advance('1 day')
    expect(mending.received).toHaveLength(3)
    expect(new Set(mending.received.map(({ body }) => body)).size).toBe(1)
    expect(sandbox.webhooks()[0]!.state).toBe('delivered')
  })

  test.each([
    ['a 404', 404, 1],
    ['a redirect', 302, 1],
    ['a 500', 500, 6],
  ])('%s is tried %i times in all', async (_what, status, times) => {
    sandbox.settings({ webhook_retries: true })
    const answering = await receiver({ status })
    await sandbox.pay({ ...order, notice_url: answering.url })
    await sandbox.advance('1 hour')
    expect(answering.received).toHaveLength(times)
  })

  test('a network error is tried again, an address that cannot be called is not', async () => {
    sandbox.settings({ webhook_retries: true })
    const urls = ['http://127.0.0.1:1/hook', 'ftp://127.0.0.1/hook', 'http://169.254.169.254/hook']
    await sandbox.pay({ ...order, notice_url: urls })
    await sandbox.advance('1 hour')
    expect(sandbox.webhooks().map(({ attempts }) => attempts.length)).toEqual([6, 1, 1])
  })

  test('timeouts are the documented ones', () => {
    expect(TIMEOUTS.first).toMatchObject({ connect_ms: 10_000, read_ms: 30_000 })
    expect([TIMEOUTS.retry.total_ms, TIMEOUTS.resend.total_ms]).toEqual([15_000, 15_000])
    expect(RETRIES).toEqual({ times: 5, every_ms: 60_000 })
  })

  test('sent again by hand, to the address of then', async () => {
    await sandbox.pay(order)
    await sandbox.settle()
    const other = await receiver({})
    sandbox.settings({ notification_url: [other.url] })
    const { attempts, state } = await sandbox.resend(1)
    expect([state, attempts.map(({ why }) => why)]).toEqual(['delivered', ['first', 'resend']])
    expect([shop.received.length, other.received.length]).toEqual([2, 0])
    expect(shop.received[0]!.body).toBe(shop.received[1]!.body)
    await expect(sandbox.resend(99)).rejects.toThrow(/99/)
  })

  test('all that failed, at once', async () => {
    for (const merchant_uid of ['o1', 'o2']) {
      await sandbox.pay({ ...order, merchant_uid, notice_url: 'http://127.0.0.1:1/hook' })
    }
    await sandbox.pay({ ...order, merchant_uid: 'o3' })
    await sandbox.settle()
    const { total, list } = await control('POST', '/webhooks/resend')
    expect(total).toBe(2)
    expect(list.map((delivery: { attempts: unknown[] }) => delivery.attempts.length)).toEqual([2, 2])
  })
})

describe('to another address', () => {
  test('a public address left in the source is mapped to a local one; both are shown', async () => {
    const { origin } = new URL(shop.url)
    sandbox.settings({ webhook_rewrites: [{ from: 'https://*.ngrok-free.app', to: origin }] })
    await sandbox.pay({ ...order, notice_url: 'https://ab12.ngrok-free.app/iamport/webhook?shop=1' })
    await sandbox.settle()
    expect(shop.received[0]!.path).toBe('/iamport/webhook?shop=1')
    expect(sandbox.webhooks()).toMatchObject([
      {
        state: 'delivered',
        original_url: 'https://ab12.ngrok-free.app/iamport/webhook?shop=1',
        url: `${origin}/iamport/webhook?shop=1`,
      },
    ])
  })

  test.each([
    [
      'https://a.ngrok.io/x?y=1',
      'https://a.ngrok.io',
      'http://127.0.0.1:3000',
      'http://127.0.0.1:3000/x?y=1',
    ],
    [
      'https://a.ngrok.io/api/x',
      'https://a.ngrok.io/api',
      'http://localhost:80/v1/',
      'http://localhost:80/v1/x',
    ],
    ['https://a.ngrok.io', 'https://*.ngrok.io', 'http://127.0.0.1:3000/hook', 'http://127.0.0.1:3000/hook'],
    [
      'https://shop.kr.evil.example/x',
      'https://shop.kr',
      'http://127.0.0.1:1',
      'https://shop.kr.evil.example/x',
    ],
    ['https://shop.kr/apis', 'https://shop.kr/api', 'http://127.0.0.1:1', 'https://shop.kr/apis'],
    ['https://shop.kr/x', '*', 'http://127.0.0.1:3000', 'http://127.0.0.1:3000/x'],
    ['nonsense', '*', 'http://127.0.0.1:3000', 'nonsense'],
  ])('%s, by the rule %s → %s, goes to %s', (url, from, to, expected) => {
    expect(rewrite(url, [{ from, to }])).toBe(expected)
  })

  test('a rule that leads nowhere is refused', async () => {
    const rules = { webhook_rewrites: [{ from: '*', to: 'localhost' }] }
    expect(await control('PUT', '/settings', rules)).toMatchObject({ status: 400 })
  })
})

describe('what it looks like', () => {
  test('headers of its own, a User-Agent among them, and the address of iamport', async () => {
    sandbox.settings({
      webhook_headers: { 'User-Agent': 'Jakarta Commons-HttpClient/3.1', 'X-Team': 'payments' },
      webhook_vendor_address: true,
    })
    await sandbox.pay(order)
    await sandbox.settle()
    await control('POST', '/webhooks/test')
    const [paid, called] = shop.received
    expect(paid!.headers).toMatchObject({
      'user-agent': 'Jakarta Commons-HttpClient/3.1',
      'x-team': 'payments',
      'x-forwarded-for': '52.78.100.19',
      'content-type': 'application/json',
    })
    expect(called!.headers['x-forwarded-for']).toBe('52.78.5.241')
    expect(called!.body).toBe(
      '{"imp_uid":"imp_1234567890","merchant_uid":"merchant_1234567890","status":"ready"}',
    )
  })

  test('a test call sends nothing else that waits', async () => {
    await sandbox.pay(order)
    expect(await control('POST', '/webhooks/test')).toMatchObject({
      total: 1,
      list: [{ state: 'delivered' }],
    })
    expect(shop.received).toHaveLength(1)
  })

  test('the events of escrow and convenience store have bodies of their own', async () => {
    const { payment } = await sandbox.pay(order)
    const { imp_uid } = payment!
    const extra = { escrow_status: 3, changed_at: 1_767_193_200, denied_reason: '' }
    await control('POST', `/payments/${imp_uid}/events`, { event: 'Inicis.Escrow.Changed', extra })
    const cvs = { event: 'Galaxia.Cvs.Confirm', extra: { barcode: '880123', payType: 'CU' } }
    await control('POST', `/payments/${imp_uid}/events`, cvs)
    await sandbox.settle()
    const merchant_uid = 'o1'
    expect(shop.received.slice(1).map(({ body }) => JSON.parse(body))).toEqual([
      { event: 'Inicis.Escrow.Changed', imp_uid, merchant_uid, status: 'paid', extra },
      { ...cvs, imp_uid, merchant_uid, status: 'paid' },
    ])
  })

  test('as a form, what is inside another is written with brackets', () => {
    const body = { imp_uid: 'imp_1', extra: { barcode: '88 01' } }
    const message = { body, content_type: 'form' as const, event: 'Galaxia.Cvs.Confirm', fault: null }
    const { body: text } = prepareRequest(message, { webhook_headers: {}, webhook_vendor_address: false })
    expect(text).toBe('imp_uid=imp_1&extra%5Bbarcode%5D=88+01')
  })
})

describe('failures have names', () => {
  const short = { connect_ms: 1000, read_ms: 30, total_ms: 1000 }
  const message = { headers: { 'content-type': 'application/json' }, body: '{}' }
  const attempt = (url: string, timeouts = short, verify_tls = true) =>
    send(url, message, { timeouts, allow_public: false, own_ports: [], verify_tls })

  test('a shop that never answers', async () => {
    const silent = await socket(() => {})
    expect(await attempt(silent)).toMatchObject({ status: null, error: 'read timeout' })
  })

  test('a shop that answers without an end, a byte now and then', async () => {
    const endless = await socket((connection) => {
      connection.on('error', () => {})
      connection.write('HTTP/1.1 200 OK\r\n\r\n')
      const drip = setInterval(() => connection.write('.'), 5)
      connection.on('close', () => clearInterval(drip))
    })
    expect(await attempt(endless)).toMatchObject({ status: 200, error: 'read timeout' })
  })

  test('a shop that never lets anybody in', async () => {
    // Nobody takes the TLS handshake on this port, so the connection never comes about.
    const deaf = (await socket(() => {})).replace('http:', 'https:')
    expect(await attempt(deaf, { ...short, connect_ms: 30 })).toMatchObject({ error: 'connect timeout' })
  })

  test('a shop that speaks no HTTP', async () => {
    const chatty = await socket((connection) => {
      connection.on('error', () => {})
      connection.end('hello\r\n')
    })
    expect(await attempt(chatty)).toMatchObject({ status: null, error: /^bad answer: HPE_/ })
  })

  test('more than 64 KB is cut, and a shop that sends more than 1 MB has answered', async () => {
    const flood = 'x'.repeat(1024)
    const huge = await socket((connection) => {
      connection.on('error', () => {})
      connection.write('HTTP/1.1 200 OK\r\n\r\n')
      const pour = () => {
        while (!connection.destroyed && connection.write(flood));
      }
      connection.on('drain', pour)
      pour()
    })
    const { status, error, response } = await attempt(huge, { ...short, read_ms: 5000 })
    expect([status, error, response!.is_cut]).toEqual([200, null, true])
    expect(response!.body).toHaveLength(64 * 1024)
  })

  test('a self-signed certificate, unless the setting allows it', async () => {
    const server = createHttps({ key, cert }, (_req, res) => res.end('ok'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
    expect(await attempt(url, TIMEOUTS.first)).toMatchObject({ error: 'tls: DEPTH_ZERO_SELF_SIGNED_CERT' })
    expect(await attempt(url, TIMEOUTS.first, false)).toMatchObject({ status: 200, error: null })
    sandbox.settings({ webhook_verify_tls: false })
    await sandbox.pay({ ...order, notice_url: url })
    await sandbox.settle()
    expect(sandbox.webhooks()[0]!.state).toBe('delivered')
  })

  test('a header that HTTP does not know', async () => {
    const broken = { headers: { 'x-note': '결제' }, body: '{}' }
    const outcome = await send(shop.url, broken, {
      timeouts: short,
      allow_public: false,
      own_ports: [],
      verify_tls: true,
    })
    expect(outcome.error).toMatch(/^bad request: /)
    expect(() => sandbox.settings({ webhook_headers: { 'x-note': '결제' } })).toThrow()
  })
})

describe('what is kept', () => {
  test('secrets are not', async () => {
    const secret = await receiver({ headers: { 'set-cookie': 'session=s3cret' } })
    sandbox.settings({ webhook_headers: { authorization: 'Bearer s3cret' } })
    const { host } = new URL(secret.url)
    await sandbox.pay({ ...order, notice_url: `http://shop:s3cret@${host}/hook?token=s3cret&shop=1` })
    await sandbox.settle()
    expect(secret.received[0]!.path).toBe('/hook?token=s3cret&shop=1')
    expect(secret.received[0]!.headers.authorization).toBe('Bearer s3cret')
    expect(sandbox.webhooks()[0]!.url).toBe(`http://shop:***@${host}/hook?token=***&shop=1`)
    expect(JSON.stringify([sandbox.webhooks(), sandbox.events()])).not.toContain('s3cret')
  })

  test('an address without secrets is shown letter by letter', () => {
    expect(redactUrl('http://a.kr/훅?b=c d')).toBe('http://a.kr/훅?b=c d')
    expect(redactUrl('nonsense')).toBe('nonsense')
  })

  test('it can be searched', async () => {
    await sandbox.pay({ ...order, notice_url: 'http://127.0.0.1:1/first' })
    const { payment } = await sandbox.pay({ ...order, merchant_uid: 'o2' })
    await sandbox.cancel(payment!.imp_uid)
    await sandbox.settle()
    const found = async (query: string) => (await control('GET', `/webhooks?${query}`)).total
    expect(await found('')).toBe(3)
    expect(await found('error=refused')).toBe(1)
    expect(await found('event=cancelled')).toBe(1)
    expect(await found('q=/first')).toBe(1)
    expect(await found('q=o2')).toBe(2)
    expect(await found('state=delivered&event=paid')).toBe(1)
    expect(await control('GET', '/webhooks/1')).toMatchObject({ id: 1, state: 'failed' })
    expect(await control('GET', '/webhooks/99')).toMatchObject({ status: 404 })
  })
})

describe('slow shops', () => {
  test('one that has not answered after three seconds is named, long before its time is over', async () => {
    const silent = await socket(() => {})
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const live = await createSandbox({ live: true, webhook: silent })
    onTestFinished(() => live.close())
    await live.pay(order)
    while (live.webhooks({ state: 'sending' }).length === 0) await new Promise(setImmediate)
    const lines = () => live.events().map(({ text }) => text)
    vi.advanceTimersByTime(2999)
    expect(lines().filter((line) => line.includes('응답이 없습니다'))).toEqual([])
    vi.advanceTimersByTime(1)
    expect(lines()).toContain(`paid o1 → ${silent} 3초가 지나도 응답이 없습니다`)
    vi.useRealTimers()
  })

  test('live, forty shops that do not answer hold up nobody else', async () => {
    const live = await createSandbox({ live: true })
    onTestFinished(() => live.close())
    const silent = await Promise.all(Array.from({ length: 40 }, () => socket(() => {})))
    for (const [n, notice_url] of silent.entries())
      await live.pay({ ...order, merchant_uid: `slow ${n}`, notice_url })
    const arrival = shop.next()
    await live.pay({ ...order, merchant_uid: 'quick', notice_url: shop.url })
    expect(JSON.parse((await arrival).body)).toMatchObject({ merchant_uid: 'quick' })
    expect(live.webhooks({ state: 'sending' }).length).toBeGreaterThanOrEqual(40)
  })

  test('live, one shop that does not answer a hundred times holds up itself alone', async () => {
    const live = await createSandbox({ live: true })
    onTestFinished(() => live.close())
    const silent = await socket(() => {})
    for (let n = 0; n < 100; n++) await live.pay({ ...order, merchant_uid: `slow ${n}`, notice_url: silent })
    const arrival = shop.next()
    await live.pay({ ...order, merchant_uid: 'quick', notice_url: shop.url })
    expect(JSON.parse((await arrival).body)).toMatchObject({ merchant_uid: 'quick' })
    expect(live.webhooks({ state: 'sending' }).length).toBeLessThan(20)
  })

  test('the second webhook of a payment waits for the answer to the first', async () => {
    const live = await createSandbox({ live: true })
    onTestFinished(() => live.close())
    let answer = () => {}
    const waiting = new Promise<void>((resolve) => {
      answer = resolve
    })
    const slow = await receiver({ onRequest: () => (slow.received.length === 1 ? waiting : undefined) })
    const quick = shop.next()
    const { payment } = await live.pay({ ...order, notice_url: [slow.url, shop.url] })
    await live.cancel(payment!.imp_uid)
    await quick
    await shop.next()
    expect(slow.received).toHaveLength(1)
    const last = slow.next()
    const second = slow.next()
    answer()
    await last
    await second
    expect(slow.received.map(({ body }) => JSON.parse(body).status)).toEqual(['paid', 'cancelled'])
  })

  test('by hand, everything is delivered though one shop takes its time', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const slow = await receiver({ onRequest: () => held })
    await sandbox.pay({ ...order, notice_url: slow.url })
    await sandbox.pay({ ...order, merchant_uid: 'o2' })
    const arrival = shop.next().then(release)
    await sandbox.settle()
    await arrival
    expect(sandbox.webhooks().map(({ state }) => state)).toEqual(['delivered', 'delivered'])
  })
})
