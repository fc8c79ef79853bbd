/** Which requests reach the control API and the dashboard, by name and by sender, and what the sandbox sends nowhere. */
import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { startReceiver } from '../receiver.ts'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await createSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00' })
})
afterEach(() => sandbox.close())

type Headers = Record<string, string>

/** Node's fetch does not let go of its own Host; this one says any. */
function ask(method: string, path: string, headers: Headers = {}, body = '') {
  const { port } = new URL(sandbox.url)
  return new Promise<{ status: number; location: string | undefined; text: string }>((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (chunk) => {
        text += chunk
      })
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, location: answer.headers.location, text }),
      )
    })
    call.on('error', reject).end(body)
  })
}

const names = () => {
  const { port } = new URL(sandbox.url)
  return { dashboard: `localhost:${port}`, windows: `127.0.0.1:${port}` }
}
const PAGE = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }
const OPENED = { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
const READS = [
  '/_sandbox/settings',
  '/_sandbox/payments',
  '/_sandbox/health',
  '/_sandbox/connection',
  '/_sandbox/export',
]

describe('what runs in a window, by the window’s own name,', () => {
  test.each([...READS, '/dashboard/events', '/_SANDBOX/settings', '/Dashboard/events'])(
    'cannot read %s',
    async (path) => {
      const { status, text } = await ask('GET', path, { host: names().windows, ...PAGE })
      expect(status).toBe(403)
      expect(text).not.toContain('imp_secret')
    },
  )

  test('cannot change settings, reset or settle', async () => {
    const json = { ...PAGE, 'content-type': 'application/json', origin: sandbox.url }
    await sandbox.pay({ merchant_uid: 'o1', amount: 1000, buyer_tel: '010-1234-5678' })
    for (const [method, path] of [
      ['PUT', '/_sandbox/settings'],
      ['POST', '/_sandbox/reset'],
      ['POST', '/_sandbox/settle'],
      ['POST', '/dashboard/reset'],
    ] as const) {
      const { status } = await ask(method, path, { host: names().windows, ...json }, '{}')
      expect([path, status]).toEqual([path, 403])
    }
    expect(sandbox.payments()).toHaveLength(1)
  })

  test('sees the dashboard only by leaving for it, under the dashboard’s name', async () => {
    for (const path of ['/dashboard', '/dashboard/payments/imp_1', '/_sandbox/docs']) {
      const { status, location } = await ask('GET', path, { host: names().windows, ...OPENED })
      expect([status, location]).toEqual([302, `http://${names().dashboard}${path}`])
    }
    const framed = { ...OPENED, 'sec-fetch-dest': 'iframe' }
    expect((await ask('GET', '/dashboard', { host: names().windows, ...framed })).status).toBe(403)
  })
})

test('the dashboard’s own pages reach both by the name localhost', async () => {
  const own = { host: names().dashboard, ...PAGE }
  expect((await ask('GET', '/dashboard', { host: names().dashboard, ...OPENED })).status).toBe(200)
  for (const path of READS) expect((await ask('GET', path, own)).status).toBe(200)
  const json = { ...own, origin: `http://${names().dashboard}`, 'content-type': 'application/json' }
  expect((await ask('POST', '/_sandbox/settle', json, '{}')).status).toBe(200)
})

test.each(['cross-site', 'same-site'])(
  'a page elsewhere (%s) reads nothing by the name localhost',
  async (site) => {
    for (const path of READS) {
      const { status } = await ask('GET', path, { host: names().dashboard, ...PAGE, 'sec-fetch-site': site })
      expect([path, status]).toEqual([path, 403])
    }
  },
)

test('callers that are no browser notice nothing, by either name', async () => {
  for (const host of Object.values(names())) {
    for (const path of [...READS, '/dashboard']) expect((await ask('GET', path, { host })).status).toBe(200)
    const json = { host, 'content-type': 'application/json' }
    expect((await ask('POST', '/_sandbox/settle', json, '{}')).status).toBe(200)
    expect((await ask('GET', '/js/iamport.payment-1.1.5.js', { host })).status).toBe(200)
  }
})

test('a browser is served windows and the SDK by 127.0.0.1 alone', async () => {
  const page = { host: names().dashboard, ...PAGE, 'sec-fetch-site': 'cross-site' }
  for (const path of [
    '/js/iamport.payment-1.1.5.js',
    '/v1/iamport.js',
    '/payments/ready/imp1',
    '/checkout/abc',
  ]) {
    const { status, location } = await ask('GET', path, page)
    expect([status, location]).toEqual([302, `http://${names().windows}${path}`])
  }
})

describe('the sandbox acts on itself in no way:', () => {
  const order = { merchant_uid: 'o1', amount: 1000, buyer_tel: '010-1234-5678' }

  test.each(['notice_url', 'notification_url'])(
    '%s at its own address is not called, and the delivery says so',
    async (way) => {
      const { port } = new URL(sandbox.url)
      for (const host of [
        '127.0.0.1',
        'localhost',
        '127.0.0.2',
        '[::ffff:127.0.0.1]',
        '0x7f.1',
        '2130706433',
      ]) {
        const url = `http://${host}:${port}/_sandbox/reset`
        const merchant_uid = `${way}-${host}`
        if (way === 'notification_url') sandbox.settings({ notification_url: [url] })
        await sandbox.pay({ ...order, merchant_uid, ...(way === 'notice_url' ? { notice_url: url } : {}) })
        await sandbox.settle()
        const list = sandbox.payments({ merchant_uid })
        expect(list).toHaveLength(1)
        const [delivery] = sandbox.webhooks({ imp_uid: list[0]!.imp_uid })
        expect(delivery!.attempts[0]).toMatchObject({
          status: null,
          error: expect.stringContaining('the sandbox itself'),
        })
      }
    },
  )

  test('the control API and the dashboard refuse what carries the name of its webhooks', async () => {
    for (const path of ['/_sandbox/reset', '/dashboard/reset']) {
      const json = { 'user-agent': 'iamport-sandbox', 'content-type': 'application/json' }
      expect((await ask('POST', path, json, '{}')).status).toBe(403)
    }
  })
})

describe('an order is trusted as far as the page it comes from:', () => {
  const orderFrom = async (page: string | undefined, merchant_uid: string, urls: object) => {
    const body = JSON.stringify({
      user_code: sandbox.user_code,
      version: '1.1.5',
      page,
      data: {
        pg: 'html5_inicis',
        pay_method: 'card',
        amount: 1000,
        buyer_tel: '01012345678',
        merchant_uid,
        ...urls,
      },
    })
    const headers = { host: names().windows, origin: sandbox.url, 'content-type': 'application/json' }
    const { text } = await ask('POST', '/checkout/requests', headers, body)
    const { window, remarks } = JSON.parse(text)
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    await ask('POST', `${window.url}/outcome`, { host: names().windows, ...form }, 'outcome=approve')
    await sandbox.settle()
    return { remarks: remarks.join(' ') as string, payment: sandbox.payments({ merchant_uid })[0]! }
  }

  test.each([
    ['http://localhost:3000', true],
    ['http://127.0.0.1:3000', true],
    ['http://192.168.0.7', true],
    ['http://10.1.2.3:8080', true],
    ['http://[::1]:3000', true],
    ['http://shop:3000', true],
    ['https://shop.test', true],
    ['https://dev.shop.internal', true],
    ['https://evil.example.com', false],
    ['http://8.8.8.8', false],
    ['null', false],
    [undefined, false],
    ['https://localhost.evil.com', false],
    ['http://127.0.0.1.evil.com', false],
    ['file://', false],
  ])('%s: its notice_url and confirm_url are called: %s', async (page, is_called) => {
    sandbox.settings({ confirm_process: true })
    const [notice, confirm, own] = [await startReceiver(), await startReceiver(), await startReceiver()]
    sandbox.settings({ notification_url: [own.url] })
    const urls = { notice_url: notice.url, confirm_url: confirm.url }
    const { remarks, payment } = await orderFrom(page, 'o1', urls)
    expect(payment).toMatchObject({ status: 'paid' })
    expect(notice.received.length > 0).toBe(is_called)
    expect(confirm.received.length > 0).toBe(is_called)
    expect(own.received.length > 0).toBe(!is_called)
    expect(remarks.includes('--allow-origin')).toBe(!is_called)
  })

  test('--allow-origin names a page on the web that is the shop’s', async () => {
    await sandbox.close()
    sandbox = await createSandbox({ seed: 1, allow_origin: ['https://shop.example.com'] })
    const notice = await startReceiver()
    await orderFrom('https://shop.example.com', 'o1', { notice_url: notice.url })
    expect(notice.received).toHaveLength(1)
  })
})
