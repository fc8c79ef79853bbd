/** The dashboard over real HTTP: what it shows, what its forms do, and whom it refuses. */
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/index.ts'
import { createInstance } from '../../src/sandbox.ts'
import { readSettings } from '../../src/settings.ts'

const ORDER = {
  pg: 'html5_inicis',
  merchant_uid: 'order_1',
  name: '겨울 장갑',
  amount: 14_000,
  buyer_tel: '010-1234-5678',
}
const VBANK = { ...ORDER, pay_method: 'vbank' }
const SCRIPT_NAME = '<script>alert("구멍")</script>'

let sandbox: Sandbox
let shop: Server
let webhook: string
let shop_status: number

beforeEach(async () => {
  shop_status = 200
  shop = createServer((_req, res) => res.writeHead(shop_status).end('받았습니다'))
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve))
  webhook = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/iamport/webhook`
  sandbox = await open({ webhook })
})

afterEach(async () => {
  await sandbox.close()
  shop.closeAllConnections()
  await new Promise((resolve) => shop.close(resolve))
})

describe('pages', () => {
  test('the root leads to the dashboard', async () => {
    const response = await fetch(sandbox.url, { redirect: 'manual' })
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toBe('/dashboard')
  })

  test('a new sandbox says what to paste into the shop and where its keys are', async () => {
    const page = await show('/dashboard')
    expect(page).toContain('아직 결제가 없습니다')
    expect(page).toContain(escaped(`<script src="${sandbox.scriptUrl}"></script>`))
    expect(page).toContain(escaped(`IMP.init('${sandbox.user_code}')`))
    for (const text of [sandbox.imp_key, sandbox.imp_secret, sandbox.url, webhook, '2026-01-01 00:00:00']) {
      expect(page).toContain(text)
    }
  })

  test('without a Notification URL it says how to set one', async () => {
    sandbox.settings({ notification_url: [] })
    expect(await show('/dashboard')).toContain('--webhook URL')
  })

  test.each([
    ['a paid order', {}, '결제완료'],
    ['a virtual account that waits', { pay_method: 'vbank' }, '미결제(입금대기)'],
    ['a window that was left', { outcome: 'abandon' as const }, '미결제'],
    ['a declined card', { outcome: { decline: '120054' } }, '실패'],
  ])('%s is in the list with its state in Korean', async (_what, more, word) => {
    const { payment } = await sandbox.pay({ ...ORDER, ...more })
    const row = rowOf(await show('/dashboard'), 'order_1')
    expect(row).toContain(`>${word}</span>`)
    for (const text of ['2026-01-01 00:00:00', '겨울 장갑', 'KG이니시스', '14,000원', payment!.imp_uid]) {
      expect(row).toContain(text)
    }
  })

  test.each([
    [5_000, '부분취소'],
    [14_000, '취소'],
  ])('a cancel of %i won of 14,000 shows as %s', async (amount, word) => {
    const { payment } = await sandbox.pay(ORDER)
    await sandbox.cancel(payment!.imp_uid, { amount })
    expect(rowOf(await show('/dashboard'), 'order_1')).toContain(`>${word}</span>`)
  })

  test('the newest payment comes first, twenty to a page', async () => {
    for (let n = 1; n <= 21; n++) {
      await sandbox.pay({ ...ORDER, merchant_uid: `order_${n}` })
      await sandbox.advance(60)
    }
    const first = merchantUids(await show('/dashboard'))
    expect(first).toHaveLength(20)
    expect(first.slice(0, 2)).toEqual(['order_21', 'order_20'])
    expect(merchantUids(await show('/dashboard?page=2'))).toEqual(['order_1'])
    expect(merchantUids(await show('/dashboard?page=99'))).toEqual([])
  })

  test('a status and a search narrow the list', async () => {
    const { payment } = await sandbox.pay(ORDER)
    await sandbox.pay({ ...ORDER, merchant_uid: 'order_2', outcome: 'cancel' })
    expect(merchantUids(await show('/dashboard?status=failed'))).toEqual(['order_2'])
    expect(merchantUids(await show('/dashboard?q=order_2'))).toEqual(['order_2'])
    expect(merchantUids(await show(`/dashboard?q=${payment!.imp_uid}`))).toEqual(['order_1'])
    expect(merchantUids(await show('/dashboard?q=order_2&status=paid'))).toEqual([])
    expect(await show('/dashboard?q=nobody')).toContain('검색 결과가 없습니다')
    expect(merchantUids(await show('/dashboard?status[]=x&page=-1&hooks=0'))).toHaveLength(2)
  })

  test('webhooks are listed with what the last attempt came to', async () => {
    await sandbox.pay(ORDER)
    expect(sectionOf(await show('/dashboard'), 'webhooks')).toContain('>대기</span>')
    shop_status = 500
    await sandbox.settle()
    const failed = sectionOf(await show('/dashboard'), 'webhooks')
    expect(failed).toContain('>실패</span>')
    expect(failed).toContain('<code>500</code>')
    expect(failed).toMatch(/\d+ms/)
    expect(failed).toContain(webhook)
  })

  test('a refused connection is named', async () => {
    sandbox.settings({ notification_url: ['http://127.0.0.1:1/'] })
    await sandbox.pay(ORDER)
    await sandbox.settle()
    expect(sectionOf(await show('/dashboard'), 'webhooks')).toContain('연결 거부')
  })

  test('what happened is in the log, refused orders with the reason', async () => {
    await sandbox.pay(ORDER)
    await sandbox.pay(ORDER)
    const log = sectionOf(await show('/dashboard'), 'log')
    expect(log).toContain('order_1 14,000원')
    expect(log).toContain('order_1: 이미 결제가 이루어진 거래건입니다.')
  })

  test('the page of a payment has every key that REST prints, its timeline and its webhooks', async () => {
    const { payment } = await sandbox.pay(ORDER)
    await sandbox.cancel(payment!.imp_uid, { amount: 4_000, reason: '단순 변심' })
    await sandbox.settle()
    const page = await show(`/dashboard/payments/${payment!.imp_uid}`)
    const { timeline, ...printed } = sandbox.payment(payment!.imp_uid)
    for (const key of Object.keys(printed)) expect(page).toContain(`<dt>${key}</dt>`)
    expect(timeline).toHaveLength(3)
    for (const what of ['결제창 열림', '결제 승인', '부분취소'])
      expect(page).toContain(`<strong>${what}</strong>`)
    for (const text of ['단순 변심', printed.cancel_history[0]!.cancellation_id, '남은 금액 10,000원']) {
      expect(page).toContain(text)
    }
    const hooks = sectionOf(page, 'webhooks')
    for (const text of [`POST ${webhook}`, 'content-type: application/json', 'HTTP 200', '받았습니다']) {
      expect(hooks).toContain(text)
    }
    for (const delivery of sandbox.webhooks()) {
      expect(hooks).toContain(escaped(delivery.attempts[0]!.request.body))
    }
  })

  test('a payment that does not exist is 404 in words', async () => {
    const response = await fetch(`${sandbox.url}/dashboard/payments/imp_000000000000`)
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('존재하지 않는 결제정보입니다.')
    expect((await fetch(`${sandbox.url}/dashboard/nowhere`)).status).toBe(404)
  })

  test('texts of the shop are shown, not run', async () => {
    const { payment } = await sandbox.pay({
      ...ORDER,
      merchant_uid: '"><script>alert(1)</script>',
      name: SCRIPT_NAME,
      buyer_name: SCRIPT_NAME,
      custom_data: { text: SCRIPT_NAME },
    })
    await sandbox.cancel(payment!.imp_uid, { amount: 1_000, reason: SCRIPT_NAME })
    await sandbox.settle()
    for (const path of [
      '/dashboard',
      `/dashboard/payments/${payment!.imp_uid}`,
      '/dashboard?q=<script>alert(2)',
    ]) {
      const page = await show(path)
      expect(page).not.toContain('<script>alert')
      expect(page).toContain('&lt;script&gt;alert')
    }
  })

  test('what happens is told at once to an open page', async () => {
    const stop = new AbortController()
    const response = await fetch(`${sandbox.url}/dashboard/events`, { signal: stop.signal })
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    await sandbox.pay(ORDER)
    const decoder = new TextDecoder()
    let heard = ''
    for await (const chunk of response.body!) {
      heard += decoder.decode(chunk, { stream: true })
      if (heard.includes('"kind":"payment"')) break
    }
    expect(heard).toContain('event: happened\ndata: {')
    stop.abort()
  })
})

describe('forms', () => {
  test('a deposit pays a virtual account and writes a webhook', async () => {
    const imp_uid = await waiting()
    expect(await show(`/dashboard/payments/${imp_uid}`)).toContain(
      'name="amount" inputmode="decimal" autocomplete="off" required value="14000"',
    )
    const response = await submit(`/payments/${imp_uid}/deposit`, { amount: '14,000' })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe(`/dashboard/payments/${imp_uid}?done=deposited`)
    expect(await show(response.headers.get('location')!)).toContain('입금 처리했습니다.')
    expect(sandbox.payment(imp_uid)).toMatchObject({ status: 'paid', amount: 14_000 })
    expect(sandbox.webhooks({ imp_uid }).map(({ event }) => event)).toEqual(['ready', 'paid'])
  })

  test('a wrong deposit is refused in words, and goes through by force', async () => {
    const imp_uid = await waiting()
    const refused = await submit(`/payments/${imp_uid}/deposit`, { amount: '13999' })
    expect(refused.status).toBe(409)
    const page = await refused.text()
    expect(page).toContain('입금액이 결제금액과 다릅니다. (입금액: 13999, 결제금액: 14000)')
    expect(page).toContain('value="13999"')
    expect(sandbox.payment(imp_uid).status).toBe('ready')
    await submit(`/payments/${imp_uid}/deposit`, { amount: '13999', force: '1' })
    expect(sandbox.payment(imp_uid).status).toBe('paid')
  })

  test('the administrator cancels in part and then the rest, and each writes a webhook', async () => {
    const imp_uid = await paid()
    const first = await submit(`/payments/${imp_uid}/cancel`, { amount: '4000', reason: '단순 변심' })
    expect(first.headers.get('location')).toBe(`/dashboard/payments/${imp_uid}?done=cancelled`)
    expect(sandbox.payment(imp_uid)).toMatchObject({ cancel_amount: 4_000, cancel_reason: '단순 변심' })
    expect(await show(`/dashboard/payments/${imp_uid}`)).toContain('required value="10000"')
    await submit(`/payments/${imp_uid}/cancel`, { amount: '10000', reason: '' })
    expect(sandbox.payment(imp_uid)).toMatchObject({ cancel_amount: 14_000, status: 'cancelled' })
    expect(sandbox.webhooks({ imp_uid }).map(({ event }) => event)).toEqual([
      'paid',
      'cancelled',
      'cancelled',
    ])
    expect(await show(`/dashboard/payments/${imp_uid}`)).not.toContain('name="amount"')
  })

  test('the same cancel form sent twice cancels once', async () => {
    const imp_uid = await paid()
    const fields = { amount: '4000', checksum: '14000' }
    expect((await submit(`/payments/${imp_uid}/cancel`, fields)).status).toBe(303)
    expect((await submit(`/payments/${imp_uid}/cancel`, fields)).status).toBe(409)
    expect(sandbox.payment(imp_uid).cancel_amount).toBe(4_000)
  })

  test.each([
    [
      'more than is left',
      '14001',
      409,
      '취소 요청금액이 취소 가능한 잔액보다 큽니다. (취소 가능 잔액: 14000)',
    ],
    ['nothing', '', 422, '금액을 입력하세요.'],
    ['0, which does not mean all', '0', 422, '금액이 올바르지 않습니다: 0'],
    ['less than nothing', '-1000', 422, '금액이 올바르지 않습니다: -1000'],
    ['half a won', '10.5', 422, '금액이 올바르지 않습니다: 10.5'],
    ['no number', '만원', 422, '금액이 올바르지 않습니다: 만원'],
  ])('a cancel of %s is refused in words and changes nothing', async (_what, amount, status, text) => {
    const imp_uid = await paid()
    const before = sandbox.payment(imp_uid)
    const response = await submit(`/payments/${imp_uid}/cancel`, { amount })
    expect(response.status).toBe(status)
    expect(await response.text()).toContain(text)
    expect(sandbox.payment(imp_uid)).toEqual(before)
  })

  test('a deposit to a payment that waits for none is refused', async () => {
    const response = await submit(`/payments/${await paid()}/deposit`, { amount: '14000' })
    expect(response.status).toBe(409)
    expect(await response.text()).toContain('입금 대기 중인 가상계좌가 아닙니다.')
  })

  test('a form about a payment that does not exist is 404', async () => {
    expect((await submit('/payments/imp_000000000000/cancel', { amount: '1' })).status).toBe(404)
  })

  test('a webhook is sent again, and the page shows the new attempt', async () => {
    const imp_uid = await paid()
    shop_status = 503
    await sandbox.settle()
    const { id } = sandbox.webhooks({ imp_uid })[0]!
    const failed = await submit(`/webhooks/${id}/resend`, {})
    expect(failed.headers.get('location')).toBe(`/dashboard/payments/${imp_uid}?done=resend_failed`)
    shop_status = 200
    const sent = await submit(`/webhooks/${id}/resend`, {})
    expect(sent.headers.get('location')).toBe(`/dashboard/payments/${imp_uid}?done=resent`)
    expect(sandbox.webhooks({ imp_uid })[0]!.attempts.map(({ status }) => status)).toEqual([503, 503, 200])
    expect(sectionOf(await show(`/dashboard/payments/${imp_uid}`), 'webhooks')).toContain('3번째 시도')
    expect((await submit('/webhooks/999/resend', {})).status).toBe(404)
    expect((await submit('/webhooks/x/resend', {})).status).toBe(404)
  })

  test('Notification URLs and their Content-Type are set, several with a line each', async () => {
    const notification_url = 'http://127.0.0.1:3000/a\r\nhttps://shop.test/b'
    await submit('/settings', { notification_url, notification_content_type: 'form' })
    expect(sandbox.settings()).toMatchObject({
      notification_url: ['http://127.0.0.1:3000/a', 'https://shop.test/b'],
      notification_content_type: 'form',
    })
    await submit('/settings', { notification_url: '', notification_content_type: 'json' })
    expect(sandbox.settings().notification_url).toEqual([])
  })

  test.each(['127.0.0.1:3000/hook', 'ftp://127.0.0.1/', 'javascript:alert(1)', '/hook', 'http://'])(
    '%s is no Notification URL',
    async (notification_url) => {
      const response = await submit('/settings', { notification_url, notification_content_type: 'json' })
      expect(response.status).toBe(422)
      const page = await response.text()
      expect(page).toContain('Notification URL이 올바르지 않습니다')
      expect(page).toContain(`>${notification_url}</textarea>`)
      expect(sandbox.settings().notification_url).toEqual([webhook])
    },
  )

  test('what waits is done by hand', async () => {
    const imp_uid = await paid()
    expect((await submit('/settle', {})).headers.get('location')).toBe('/dashboard?done=settled')
    expect(sandbox.webhooks({ imp_uid })[0]!.state).toBe('delivered')
  })

  test('a reset asks to be confirmed', async () => {
    const imp_uid = await paid()
    const asked = await submit('/reset', {})
    expect(asked.status).toBe(422)
    expect(await asked.text()).toContain('확인란을 선택하세요')
    expect(sandbox.payment(imp_uid).status).toBe('paid')
    expect((await submit('/reset', { confirm: '1' })).status).toBe(303)
    expect(await show('/dashboard')).toContain('아직 결제가 없습니다')
  })

  test('a link cannot put words of its own into the message', async () => {
    const pages = await Promise.all(
      ['제 계좌로 보내세요', 'constructor'].map((word) => show(`/dashboard?done=${word}`)),
    )
    for (const page of pages) expect(page).not.toContain('role="status"')
  })
})

describe('access', () => {
  const FORMS = [
    '/payments/IMP_UID/cancel',
    '/payments/IMP_UID/deposit',
    '/webhooks/1/resend',
    '/settings',
    '/settle',
    '/reset',
  ]
  const EVERYTHING = {
    amount: '14000',
    confirm: '1',
    notification_url: 'http://127.0.0.1:9/',
    notification_content_type: 'form',
  }

  test.each(FORMS)('the form %s changes nothing without the token or from a foreign page', async (form) => {
    const imp_uid = await paid()
    const before = () => ({
      payment: sandbox.payment(imp_uid),
      hooks: sandbox.webhooks(),
      settings: sandbox.settings(),
    })
    const was = before()
    const path = form.replace('IMP_UID', imp_uid)
    const token = await formToken()
    const attempts = [
      send(path, EVERYTHING),
      send(path, { ...EVERYTHING, token: 'guessed' }),
      send(path, { ...EVERYTHING, token }, { origin: 'http://evil.test' }),
      send(path, { ...EVERYTHING, token }, { origin: 'null' }),
    ]
    for (const response of await Promise.all(attempts)) {
      expect(response.status).toBe(403)
      expect(await response.text()).toContain('아무것도 변경되지 않았습니다')
    }
    expect(before()).toEqual(was)
  })

  test('our own page may send its forms', async () => {
    const token = await formToken()
    const own = sandbox.url.replace('127.0.0.1', 'localhost')
    const response = await fetch(`${own}/dashboard/settle`, {
      method: 'POST',
      headers: { origin: own },
      body: new URLSearchParams({ token }),
      redirect: 'manual',
    })
    expect(response.status).toBe(303)
  })

  test.each(['/dashboard', '/dashboard/nowhere'])('%s may not be framed', async (path) => {
    const { headers } = await fetch(`${sandbox.url}${path}`)
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('x-frame-options')).toBe('DENY')
  })

  test('a foreign host name is refused', async () => {
    const { status, body } = await getAs('evil.test')
    expect(status).toBe(403)
    expect(body).toContain('허용되지 않은 호스트입니다')
    expect(body).not.toContain(sandbox.imp_secret)
  })

  test.each([
    ['api.iamport.kr', '존재하지 않는 API입니다'],
    ['service.iamport.kr', 'SDK와 결제창만 있습니다'],
  ])('there is no dashboard at %s, which is iamport’s own name', async (host, said) => {
    const { status, body } = await getAs(host)
    expect(status).toBe(404)
    expect(body).toContain(said)
    expect(body).not.toContain(sandbox.imp_secret)
  })

  test('an allowed host name is answered', async () => {
    await sandbox.close()
    sandbox = await open({ allow_host: 'sandbox' })
    expect((await getAs('sandbox')).status).toBe(200)
  })

  test('a sandbox with a token shows nothing without it, to browsers after a login', async () => {
    const world = createInstance(readSettings({ port: 0, db: ':memory:', token: 'open sesame' }))
    const url = await world.listen()
    const logIn = (secret: string) =>
      fetch(`${url}/dashboard/login`, {
        method: 'POST',
        body: new URLSearchParams({ secret, next: '/dashboard?status=paid' }),
        redirect: 'manual',
      })
    try {
      for (const path of ['/dashboard', '/dashboard/events', '/dashboard/payments/imp_1']) {
        const refused = await fetch(`${url}${path}`)
        expect(refused.status).toBe(401)
        expect(await refused.text()).not.toContain(world.merchants.byDefault().imp_secret)
      }
      const bearer = await fetch(`${url}/dashboard`, { headers: { authorization: 'Bearer open sesame' } })
      expect(bearer.status).toBe(200)

      const wrong = await logIn('sesame')
      expect(wrong.status).toBe(422)
      expect(wrong.headers.get('set-cookie')).toBeNull()
      const right = await logIn('open sesame')
      expect(right.headers.get('location')).toBe('/dashboard?status=paid')
      const [cookie = '', ...flags] = right.headers.get('set-cookie')!.split('; ')
      expect(flags).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Strict']))
      expect(cookie).not.toContain('sesame')
      expect((await fetch(`${url}/dashboard`, { headers: { cookie } })).status).toBe(200)
      const settle = await fetch(`${url}/dashboard/settle`, { method: 'POST', headers: { cookie } })
      expect(settle.status).toBe(403)
    } finally {
      await world.close()
    }
  })

  test.each(['https://evil.test/', '//evil.test', '/dashboard/../x', '/dashboardevil'])(
    'a login never leads to %s',
    async (next) => {
      const response = await send('/login', { next })
      expect(response.status).toBe(303)
      expect(response.headers.get('location')).toBe('/dashboard')
    },
  )
})

function open(options: SandboxOptions): Promise<Sandbox> {
  return createSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00', leaks: 'ignore', ...options })
}

async function show(path: string): Promise<string> {
  const response = await fetch(`${sandbox.url}${path}`)
  expect(response.status).toBe(200)
  return response.text()
}

async function formToken(): Promise<string> {
  return /name="token" value="([^"]+)"/.exec(await show('/dashboard'))![1]!
}

/** Sends a form as it stands: without a token, unless one is among the fields. */
function send(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  return fetch(`${sandbox.url}/dashboard${path}`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })
}

async function submit(path: string, fields: Record<string, string>): Promise<Response> {
  return send(path, { token: await formToken(), ...fields })
}

async function paid(): Promise<string> {
  return (await sandbox.pay(ORDER)).payment!.imp_uid
}

async function waiting(): Promise<string> {
  return (await sandbox.pay(VBANK)).payment!.imp_uid
}

/** fetch does not let anybody choose the Host header. */
function getAs(host: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(`${sandbox.url}/dashboard`, { headers: { host } }, (response) => {
      let body = ''
      response.on('data', (chunk) => {
        body += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode!, body }))
    })
    asked.on('error', reject)
    asked.end()
  })
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&#34;')
    .replaceAll("'", '&#39;')
}

/** The part of a page that has this id, up to the end of its section. */
function sectionOf(page: string, id: string): string {
  const from = page.indexOf(`id="${id}"`)
  expect(from).toBeGreaterThan(0)
  return page.slice(from, page.indexOf('</section>', from))
}

function rowOf(page: string, merchant_uid: string): string {
  const rows = sectionOf(page, 'payments').split('<tr')
  return rows.find((row) => row.includes(`>${merchant_uid}</a>`)) ?? ''
}

function merchantUids(page: string): string[] {
  const links = sectionOf(page, 'payments').matchAll(/<a href="\/dashboard\/payments\/imp_\d+">([^<]+)<\/a>/g)
  return [...links].map(([, merchant_uid]) => merchant_uid!)
}
