/** The dashboard over real HTTP: what it shows, what its forms do, and whom it refuses. */
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PAGES } from '../../src/dashboard/pages/index.ts'
import { fill } from '../../src/dashboard/paths.ts'
import { SHELL_FORMS } from '../../src/dashboard/shell-forms.ts'
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
let shop_says: string

beforeEach(async () => {
  shop_status = 200
  shop_says = '받았습니다'
  shop = createServer((_req, res) => res.writeHead(shop_status).end(shop_says))
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
    const row = rowOf(await show('/dashboard/payments'), 'order_1')
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
    expect(rowOf(await show('/dashboard/payments'), 'order_1')).toContain(`>${word}</span>`)
  })

  test('the newest payment comes first, fifty to a page, and one page leads to the first and the last', async () => {
    for (let n = 1; n <= 51; n++) {
      await sandbox.pay({ ...ORDER, merchant_uid: `order_${n}` })
      await sandbox.advance(60)
    }
    const first = await show('/dashboard/payments')
    expect(merchantUids(first)).toHaveLength(50)
    expect(merchantUids(first).slice(0, 2)).toEqual(['order_51', 'order_50'])
    expect(first).toContain('rel="last"')
    expect(merchantUids(await show('/dashboard/payments?page=2'))).toEqual(['order_1'])
    expect(await show('/dashboard/payments?page=2')).toContain('rel="first"')
    expect(merchantUids(await show('/dashboard/payments?page=99'))).toEqual([])
  })

  test('a part of a word finds ids, product, buyer and amount, and choices narrow the list', async () => {
    const { payment } = await sandbox.pay({ ...ORDER, buyer_name: '남궁민수' })
    await sandbox.pay({ ...ORDER, merchant_uid: 'order_2', name: '양말', amount: 3_300, outcome: 'cancel' })
    await sandbox.pay({ ...VBANK, merchant_uid: 'other_3', name: 'Winter Socks', amount: 1_490_000 })
    const found = async (query: string) => merchantUids(await show(`/dashboard/payments?${query}`))
    expect(await found('status=failed')).toEqual(['order_2'])
    expect(await found('q=rder_2')).toEqual(['order_2'])
    expect(await found(`q=${payment!.imp_uid.slice(4)}`)).toEqual(['order_1'])
    expect(await found(`q=${encodeURIComponent('장갑')}`)).toEqual(['order_1'])
    expect(await found(`q=${encodeURIComponent('궁민')}`)).toEqual(['order_1'])
    expect(await found('q=winter+socks')).toEqual(['other_3'])
    expect(await found(`q=${encodeURIComponent('1,490,000원')}`)).toEqual(['other_3'])
    expect(await found('q=order_2&status=paid')).toEqual([])
    expect(await found('pay_method=vbank')).toEqual(['other_3'])
    expect(await found('pg=html5_inicis')).toHaveLength(3)
    expect(await found('pg=nice')).toEqual([])
    expect(await found('from=2026-01-01&to=2026-01-01')).toHaveLength(3)
    expect(await found('from=2026-01-02')).toEqual([])
    expect(await show('/dashboard/payments?q=nobody')).toContain('찾는 결제가 없습니다')
    expect(await found('status[]=x&page=-1&from=soon')).toHaveLength(3)
  })

  test('each row says how its webhooks fared', async () => {
    await sandbox.pay(ORDER)
    expect(rowOf(await show('/dashboard/payments'), 'order_1')).toContain('>대기</span>')
    shop_status = 500
    await sandbox.settle()
    expect(rowOf(await show('/dashboard/payments'), 'order_1')).toContain('>실패</span>')
    shop_status = 200
    await sandbox.resend(1)
    expect(rowOf(await show('/dashboard/payments'), 'order_1')).toContain('>성공</span>')
  })

  test('webhooks that do not reach the shop are one problem, with what the last attempt came to', async () => {
    shop_status = 500
    await sandbox.pay(ORDER)
    await sandbox.pay({ ...ORDER, merchant_uid: 'order_2' })
    await sandbox.settle()
    const problems = sectionOf(await show('/dashboard'), 'problems')
    expect(problems).toContain('<span class="count">2</span>')
    expect(problems).toContain('웹훅이 상점에 닿지 않음')
    expect(problems).toContain('500 2xx가 아닌 응답')
    expect(problems).toContain(new URL(webhook).origin)
  })

  test('a refused connection is named', async () => {
    sandbox.settings({ notification_url: ['http://127.0.0.1:1/'] })
    await sandbox.pay(ORDER)
    await sandbox.settle()
    expect(sectionOf(await show('/dashboard'), 'problems')).toContain('연결 거부')
  })

  test('a refused order is a row, a problem, and a page with the reason', async () => {
    await sandbox.pay(ORDER)
    await sandbox.pay(ORDER)
    const row = sectionOf(await show('/dashboard/payments?status=refused'), 'payments')
    for (const text of ['겨울 장갑', '14,000원', 'KG이니시스', '이미 결제가 이루어진 거래건입니다.'])
      expect(row).toContain(text)
    expect(sectionOf(await show('/dashboard'), 'problems')).toContain('이미 결제가 이루어진 거래건입니다.')
    const list = await show('/dashboard/payments?status=refused')
    const [, href = ''] = /href="(\/dashboard\/refused\/\d+)"/.exec(sectionOf(list, 'payments'))!
    const page = await show(href)
    expect(page).toContain('이미 결제가 이루어진 거래건입니다.')
    expect(page).toContain('order_already_paid')
    expect((await fetch(`${sandbox.url}/dashboard/refused/999999`)).status).toBe(404)
  })

  test('an amount that is not what was ordered is red in the list, on the first page and on its own', async () => {
    const chair = { ...ORDER, name: '접이식 의자', amount: 1_490_000 }
    for (const merchant_uid of ['order_1', 'order_2']) await sandbox.pay({ ...chair, merchant_uid })
    expect(await show('/dashboard')).not.toContain('금액이 이상함')
    const { payment } = await sandbox.pay({ ...chair, merchant_uid: 'order_3', amount: 100 })
    const said = '같은 상품의 다른 결제는 1,490,000원입니다. 이 결제는 100원'
    expect(rowOf(await show('/dashboard/payments'), 'order_3')).toContain(said)
    expect(rowOf(await show('/dashboard/payments'), 'order_1')).not.toContain('같은 상품')
    expect(sectionOf(await show('/dashboard'), 'problems')).toContain(`order_3: ${said}`)
    expect(await show(`/dashboard/payments/${payment!.imp_uid}`)).toContain(said)
  })

  test('money that came to an account in another amount is told, and none where it fits', async () => {
    const imp_uid = await waiting()
    await sandbox.deposit(imp_uid, { amount: 13_000, force: true })
    const said = '입금한 금액이 다릅니다: 계좌 14,000원, 입금 13,000원'
    expect(sectionOf(await show(`/dashboard/payments/${imp_uid}`), 'summary')).toContain(said)
    expect(rowOf(await show('/dashboard/payments'), 'order_1')).toContain(said)
    const other = (await sandbox.pay({ ...VBANK, merchant_uid: 'order_2', name: '양말' })).payment!.imp_uid
    await sandbox.deposit(other)
    expect(await show(`/dashboard/payments/${other}`)).not.toContain('입금한 금액이 다릅니다')
  })

  test('the navigation counts what failed since its page was looked at, and webhooks until they arrive', async () => {
    const counts = (page: string) =>
      [
        ...page.matchAll(
          /<a href="\/dashboard(\/\w+)?"[^>]*>[^<]+<span class="count".*?<\/span>(\d+)<\/span>/g,
        ),
      ].map(([, path = '', n]) => `${path} ${n}`)
    let cookie = ''
    const look = async (path: string) => {
      const answer = await fetch(`${sandbox.url}/dashboard${path}`, { headers: { cookie } })
      cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie
      return counts(await answer.text())
    }
    shop_status = 500
    await sandbox.pay(ORDER)
    await sandbox.pay(ORDER)
    await sandbox.pay({ ...ORDER, merchant_uid: 'order_2', outcome: 'cancel' })
    await sandbox.settle()
    await fetch(`${sandbox.url}/payments/imp_000000000000`)
    expect(await look('')).toEqual(['/payments 2', '/webhooks 1', '/requests 1'])
    expect(await look('/payments')).toEqual(['/webhooks 1', '/requests 1'])
    expect(await look('/webhooks')).toEqual(['/webhooks 1', '/requests 1'])
    await sandbox.pay({ ...ORDER, merchant_uid: 'order_3', outcome: 'cancel' })
    expect(await look('/requests')).toEqual(['/payments 1', '/webhooks 1'])
    shop_status = 200
    await sandbox.resend(1)
    expect(await look('')).toEqual(['/payments 1'])
    cookie = ''
    expect(await look('')).toEqual(['/payments 3', '/requests 1'])
  })

  test('the page of a payment has every key that REST prints, its timeline and its webhooks', async () => {
    const { payment } = await sandbox.pay(ORDER)
    await sandbox.cancel(payment!.imp_uid, { amount: 4_000, reason: '단순 변심' })
    await sandbox.settle()
    const path = `/dashboard/payments/${payment!.imp_uid}`
    const page = await show(path)
    const { timeline, ...printed } = sandbox.payment(payment!.imp_uid)
    for (const key of Object.keys(printed)) expect(page).toContain(`<dt>${key}</dt>`)
    expect(timeline).toHaveLength(3)
    const axis = sectionOf(page, 'axis')
    for (const what of ['결제창 열림 · 구매자', '결제 승인 · PG', '부분취소 · 관리자'])
      expect(axis).toContain(what)
    expect(page).toContain('남은 금액 10,000원')
    const cancels = await show(`${path}?tab=cancels`)
    for (const text of ['단순 변심', printed.cancel_history[0]!.cancellation_id])
      expect(cancels).toContain(text)
    const json = await show(`${path}?tab=json`)
    expect(json).toContain(escaped(JSON.stringify({ code: 0, message: null, response: printed }, null, 2)))
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
      '/dashboard/payments',
      ...['axis', 'json', 'rsp', 'redirect', 'cancels', 'scenario', SCRIPT_NAME].map(
        (tab) => `/dashboard/payments/${payment!.imp_uid}?tab=${encodeURIComponent(tab)}`,
      ),
      `/dashboard/payments/${payment!.imp_uid}/share.html`,
      `/dashboard/payments/${payment!.imp_uid}`,
      '/dashboard/payments?q=<script>alert(2)',
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
    const resend = `/payments/${imp_uid}/webhooks/${id}/resend`
    const failed = await submit(resend, {})
    expect(failed.headers.get('location')).toBe(`/dashboard/payments/${imp_uid}?done=resend_failed`)
    shop_status = 200
    const sent = await submit(resend, {})
    expect(sent.headers.get('location')).toBe(`/dashboard/payments/${imp_uid}?done=resent`)
    expect(sandbox.webhooks({ imp_uid })[0]!.attempts.map(({ status }) => status)).toEqual([503, 503, 200])
    expect(sectionOf(await show(`/dashboard/payments/${imp_uid}`), 'webhooks')).toContain('3번째 시도')
    const twice = await submit(resend, { twice: '1' })
    expect(twice.headers.get('location')).toBe(`/dashboard/payments/${imp_uid}?done=doubled`)
    expect(sandbox.webhooks({ imp_uid })[0]!.attempts).toHaveLength(5)
    for (const none of ['999', 'x']) {
      const response = await submit(`/payments/${imp_uid}/webhooks/${none}/resend`, {})
      expect(response.status).toBe(404)
      expect(await response.text()).toContain('role="alert"')
    }
  })

  test('of a long answer to a webhook both pages say that it is not all there', async () => {
    const said = '앞 64KB만 남깁니다; 뒤가 더 있었습니다.'
    const imp_uid = await paid()
    await sandbox.settle()
    const pages = async () => [
      await show('/dashboard/webhooks'),
      await show(`/dashboard/payments/${imp_uid}`),
    ]
    for (const page of await pages()) expect(page).not.toContain(said)
    shop_says = 'x'.repeat(70_000)
    const { id } = sandbox.webhooks({ imp_uid })[0]!
    await submit(`/payments/${imp_uid}/webhooks/${id}/resend`, {})
    for (const page of await pages()) expect(page.split(said)).toHaveLength(2)
  })

  test.each(['approve', 'cancel', 'decline', 'abandon'])(
    'an open window is ended by hand: %s',
    async (outcome) => {
      const { imp_uid } = await sandbox.open(ORDER)
      expect(await show(`/dashboard/payments/${imp_uid}`)).toContain(`${sandbox.url}/checkout/`)
      expect((await submit(`/payments/${imp_uid}/end`, { outcome })).status).toBe(303)
      const status = { approve: 'paid', abandon: 'ready' }[outcome] ?? 'failed'
      expect(sandbox.payment(imp_uid).status).toBe(status)
      const again = await submit(`/payments/${imp_uid}/end`, { outcome })
      expect(again.status).toBe(409)
      expect(await again.text()).toContain('role="alert"')
    },
  )

  test('a window ends in no other way', async () => {
    const { imp_uid } = await sandbox.open(ORDER)
    const response = await submit(`/payments/${imp_uid}/end`, { outcome: 'explode' })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('결제창을 이렇게 끝낼 수 없습니다: explode')
  })

  test('time runs out by hand, and a failed payment is approved late', async () => {
    const account = await waiting()
    await submit(`/payments/${account}/expire`, {})
    expect(sandbox.payment(account).timeline.at(-1)!.what).toBe('vbank expired')
    const { payment } = await sandbox.pay({
      ...ORDER,
      pg: 'paymentwall',
      merchant_uid: 'o2',
      outcome: 'cancel',
    })
    await submit(`/payments/${payment!.imp_uid}/approve-late`, {})
    expect(sandbox.payment(payment!.imp_uid).status).toBe('paid')
  })

  test('money that came to an account goes back to one, where the form has it', async () => {
    const imp_uid = await waiting()
    await sandbox.deposit(imp_uid)
    expect(await show(`/dashboard/payments/${imp_uid}`)).toContain('name="refund_bank"')
    const account = { refund_holder: '홍길동', refund_bank: '088', refund_account: '1101234567' }
    expect((await submit(`/payments/${imp_uid}/cancel`, { amount: '14000', ...account })).status).toBe(303)
    expect(sandbox.payment(imp_uid).status).toBe('cancelled')
    const card = (await sandbox.pay({ ...ORDER, merchant_uid: 'card' })).payment!.imp_uid
    expect(await show(`/dashboard/payments/${card}`)).not.toContain('name="refund_bank"')
  })

  test('what was typed stands in the form that comes back, and only in that one', async () => {
    const imp_uid = await paid()
    const typed = { amount: '15000', reason: '"><b>변심' }
    const page = await (await submit(`/payments/${imp_uid}/cancel`, typed)).text()
    expect(page).toContain('value="15000"')
    expect(page).toContain(`value="${escaped(typed.reason)}"`)
    expect(page.indexOf('role="alert"')).toBeGreaterThan(page.indexOf('id="acts"'))
  })

  test('a first payment is made by a button, and its page says so', async () => {
    const made = await submit('/first-payment', {})
    const page = await show(made.headers.get('location')!)
    expect(page).toContain('결제 한 건을 만들었습니다.')
    expect(page).toContain('첫 결제')
    await submit('/first-payment', {})
    expect(sandbox.payments().map(({ status }) => status)).toEqual(['paid', 'paid'])
  })

  test('a link cannot put words of its own into the message', async () => {
    const pages = await Promise.all(
      ['제 계좌로 보내세요', 'constructor'].map((word) => show(`/dashboard?done=${word}`)),
    )
    for (const page of pages) expect(page).not.toContain('role="status"')
  })
})

describe('access', () => {
  /** Of the rows themselves: a form that is added is held to it. */
  const FORMS = [...SHELL_FORMS, ...PAGES.flatMap(({ forms = [] }) => forms)].map(({ path }) => path)
  const EVERYTHING = {
    amount: '14000',
    outcome: 'approve',
    turn: '1h',
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
      now: sandbox.now(),
      payments: sandbox.payments(),
    })
    const was = before()
    const path = fill(form, { imp_uid, id: '1', name: 'default' }).replace('/dashboard', '')
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
    const response = await fetch(`${own}/dashboard/first-payment`, {
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
    const world = await createInstance(readSettings({ port: 0, db: ':memory:', token: 'open-sesame' }))
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
      const bearer = await fetch(`${url}/dashboard`, { headers: { authorization: 'Bearer open-sesame' } })
      expect(bearer.status).toBe(200)

      const wrong = await logIn('sesame')
      expect(wrong.status).toBe(422)
      expect(wrong.headers.get('set-cookie')).toBeNull()
      const right = await logIn('open-sesame')
      expect(right.headers.get('location')).toBe('/dashboard?status=paid')
      const [cookie = '', ...flags] = right.headers.get('set-cookie')!.split('; ')
      expect(flags).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Strict']))
      expect(cookie).not.toContain('sesame')
      expect((await fetch(`${url}/dashboard`, { headers: { cookie } })).status).toBe(200)
      const settle = await fetch(`${url}/dashboard/first-payment`, { method: 'POST', headers: { cookie } })
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
  const links = sectionOf(page, 'payments').matchAll(
    /<a href="\/dashboard\/payments\/imp_\d+"[^>]*>([^<]+)<\/a>/g,
  )
  return [...links].map(([, merchant_uid]) => merchant_uid!)
}
