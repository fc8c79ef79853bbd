/** The demo shop, end to end: a merchant made of the manual's sample code, and buyers with real browsers. */
import type { BrowserContextOptions } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startDemoShop } from '../../fixtures/shops/demo/shop.js'
import { demoPgs } from '../../src/cli/demo.ts'
import type { Sandbox } from '../../src/index.ts'
import { seriousIn } from '../gallery/axe.ts'
import { PHONE, payWindow, startSandbox, useBrowser } from '../harness.ts'

const browser = useBrowser()

interface Order {
  merchant_uid: string
  imp_uid: string | null
  amount: number
  status: string
  message: string | null
  history: string[]
  vbank: { vbank_num: string } | null
}

interface Open {
  readonly sandbox: Sandbox
  readonly url: string
  readonly webhook_url: string
  orders(): Promise<Order[]>
}

async function openShop(webhook_type: 'json' | 'form' = 'json', pgs = demoPgs()): Promise<Open> {
  const sandbox = await startSandbox({ webhook_type })
  const { imp_key, imp_secret, user_code } = sandbox
  const shop = await startDemoShop({ sandbox_url: sandbox.url, imp_key, imp_secret, user_code, pgs })
  onTestFinished(() => shop.close())
  sandbox.settings({ notification_url: [shop.webhook_url] })
  const { url, webhook_url } = shop
  const orders = async (): Promise<Order[]> => (await (await fetch(`${url}/orders.json`)).json()) as Order[]
  return { sandbox, url, webhook_url, orders }
}

/** Fills in the order form and presses the button. */
async function order(
  { url }: Open,
  choice: { pg: string; pay_method: string },
  device: BrowserContextOptions,
) {
  const visitor = await browser.visit(url, { locale: 'ko-KR', ...device })
  const { page } = visitor
  await page.getByLabel('이름').fill('김<b>구매</b>')
  await page.getByLabel('PG사').selectOption(choice.pg)
  await page.getByLabel('결제수단').selectOption(choice.pay_method)
  await page.getByRole('button', { name: '주문하고 결제하기' }).click()
  return { ...visitor, window: await payWindow(page) }
}

/** An order as a shop's server makes it, before any window. */
async function createOrder({ url }: Open): Promise<{ merchant_uid: string; amount: number }> {
  const response = await fetch(`${url}/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ product_id: 'beans', name: '홍길동', tel: '010-1234-5678' }),
  })
  return (await response.json()) as { merchant_uid: string; amount: number }
}

function complete({ url }: Open, imp_uid: string): Promise<Response> {
  return fetch(`${url}/payments/complete`, { method: 'POST', body: new URLSearchParams({ imp_uid }) })
}

describe('a purchase from the form to the paid order', () => {
  test.each([
    ['PC', 'html5_inicis', 'card', {}],
    ['PC', 'nice', 'trans', {}],
    ['phone', 'html5_inicis', 'card', PHONE],
    ['phone', 'kakao', 'card', PHONE],
    ['phone', 'danal', 'phone', PHONE],
  ] as const)(
    'on a %s with %s and %s: paid once, although browser and webhook both say so',
    async (_on, pg, pay_method, device) => {
      const shop = await openShop()
      const { page, window } = await order(shop, { pg, pay_method }, device)
      await window.approve()
      await page.getByRole('heading', { name: '결제 완료' }).waitFor()
      const [before] = await shop.orders()
      expect(await shop.sandbox.settle()).toHaveLength(1)

      expect(await shop.orders()).toEqual([before])
      expect(before).toMatchObject({ status: 'paid', amount: 14000, history: ['pending', 'paid'] })
      const delivered = shop.sandbox.webhooks({ merchant_uid: before?.merchant_uid })
      expect(delivered).toMatchObject([{ state: 'delivered', attempts: [{ status: 200 }] }])
      expect(shop.sandbox.payment(String(before?.imp_uid))).toMatchObject({ status: 'paid', pg_provider: pg })
    },
  )

  test.each(['json', 'form'] as const)(
    'a virtual account waits until the %s webhook of the deposit',
    async (webhook_type) => {
      const shop = await openShop(webhook_type)
      const { page, window } = await order(shop, { pg: 'html5_inicis', pay_method: 'vbank' }, {})
      await window.approve()
      await page.getByRole('heading', { name: '입금 대기' }).waitFor()
      const [waiting] = await shop.orders()
      await page
        .getByRole('definition')
        .filter({ hasText: String(waiting?.vbank?.vbank_num) })
        .waitFor()
      expect(waiting).toMatchObject({ status: 'waiting' })

      await shop.sandbox.deposit(String(waiting?.imp_uid))
      await shop.sandbox.settle()
      expect(await shop.orders()).toMatchObject([{ status: 'paid', history: ['pending', 'waiting', 'paid'] }])
      await page.reload()
      await page.getByRole('heading', { name: '결제 완료' }).waitFor()
    },
  )

  test('the buyer cancels on a PC: the order has failed, the form says why and can be sent again', async () => {
    const shop = await openShop()
    const { page, window } = await order(shop, { pg: 'html5_inicis', pay_method: 'card' }, {})
    await window.cancel()
    await page.getByText('사용자가 결제를 취소하셨습니다').waitFor()
    await page.locator('.imp-dialog').waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: '주문하고 결제하기' }).click()
    await (await payWindow(page)).approve()
    await page.getByRole('heading', { name: '결제 완료' }).waitFor()
    expect(await shop.orders()).toMatchObject([{ status: 'paid' }, { status: 'failed' }])
  })

  test('the card is declined on a phone: the order page says why', async () => {
    const shop = await openShop()
    const { page, window } = await order(shop, { pg: 'html5_inicis', pay_method: 'card' }, PHONE)
    await window.decline('120054')
    await page.getByRole('heading', { name: '결제 실패' }).waitFor()
    await page.getByRole('alert').filter({ hasText: '120054, 잔액부족' }).waitFor()
  })

  test('the browser dies before it is back: the webhook alone marks the order paid', async () => {
    const shop = await openShop()
    const { window, page } = await order(shop, { pg: 'nice', pay_method: 'card' }, PHONE)
    await page.route('**/payments/complete**', (route) => route.abort())
    await window.approve()
    await shop.sandbox.settle()
    expect(await shop.orders()).toMatchObject([{ status: 'paid', history: ['pending', 'paid'] }])
  })

  test('what a buyer types is shown as text, never as markup', async () => {
    const shop = await openShop()
    const { page } = await order(shop, { pg: 'html5_inicis', pay_method: 'card' }, {})
    await page.goto(`${shop.url}/orders`)
    await page.getByRole('cell', { name: '김<b>구매</b>' }).waitFor()
  })
})

describe('what the shop does not believe', () => {
  test('an amount changed in the browser is paid back, however often it is reported', async () => {
    const shop = await openShop()
    const { merchant_uid } = await createOrder(shop)
    const { payment } = await shop.sandbox.pay({ merchant_uid, amount: 100, buyer_tel: '010-1234-5678' })
    const imp_uid = String(payment?.imp_uid)
    await Promise.all([complete(shop, imp_uid), complete(shop, imp_uid), shop.sandbox.settle()])
    expect(shop.sandbox.payment(imp_uid)).toMatchObject({ status: 'cancelled', cancel_amount: 100 })
    expect(await shop.orders()).toMatchObject([
      {
        status: 'failed',
        message: '결제를 자동으로 취소했습니다: 결제 금액 불일치 (주문 14,000원, 결제 100원)',
        history: ['pending', 'failed'],
      },
    ])
  })

  test('a payment of another shop, or one that does not exist, changes nothing', async () => {
    const shop = await openShop()
    await createOrder(shop)
    const foreign = await shop.sandbox.pay({
      merchant_uid: 'elsewhere',
      amount: 14000,
      buyer_tel: '010-1234-5678',
    })
    const statuses = [
      (await complete(shop, String(foreign.payment?.imp_uid))).status,
      (await complete(shop, 'imp_000000000000')).status,
      (await fetch(`${shop.url}/payments/complete?merchant_uid=elsewhere&imp_success=true`)).status,
    ]
    const webhook = await fetch(shop.webhook_url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ imp_uid: 'imp_000000000000', merchant_uid: 'elsewhere', status: 'paid' }),
    })
    expect(statuses).toEqual([404, 404, 404])
    expect(webhook.status).toBe(200)
    expect(await shop.orders()).toMatchObject([{ status: 'pending', history: ['pending'] }])
  })

  test('a cancel on the admin page reaches the order', async () => {
    const shop = await openShop()
    const { merchant_uid } = await createOrder(shop)
    const { payment } = await shop.sandbox.pay({ merchant_uid, amount: 14000, buyer_tel: '010-1234-5678' })
    await shop.sandbox.settle()
    await shop.sandbox.cancel(String(payment?.imp_uid))
    await shop.sandbox.settle()
    expect(await shop.orders()).toMatchObject([
      { status: 'cancelled', history: ['pending', 'paid', 'cancelled'] },
    ])
  })
})

describe('the tour', () => {
  const choices = demoPgs().flatMap(({ code, currency, pay_methods }) =>
    pay_methods.map((method) => ({ pg: code, pay_method: method.code, currency })),
  )

  test('every PG and pay method of the sandbox can be bought with, without a remark', async () => {
    const shop = await openShop()
    const wrong: unknown[] = []
    for (const choice of choices) {
      const created = await fetch(`${shop.url}/orders`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          product_id: 'beans',
          name: '홍길동',
          tel: '010-1234-5678',
          email: 'a@b.kr',
          ...choice,
        }),
      })
      const { param } = (await created.json()) as { param: { merchant_uid: string } }
      const asked = await fetch(`${shop.sandbox.url}/checkout/requests`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64)' },
        body: JSON.stringify({ user_code: shop.sandbox.user_code, version: '1.1.5', data: param }),
      })
      const { window, remarks, hint } = (await asked.json()) as {
        window?: { url: string }
        remarks?: string[]
        hint?: string
      }
      if (!window || remarks?.length) wrong.push([choice.pg, choice.pay_method, hint ?? remarks])
      if (!window) continue
      await fetch(`${shop.sandbox.url}${window.url}/outcome`, {
        method: 'POST',
        body: new URLSearchParams({ outcome: 'approve' }),
        redirect: 'manual',
      })
    }
    await shop.sandbox.settle()
    const unpaid = (await shop.orders()).filter(({ status }) => !['paid', 'waiting'].includes(status))
    expect([wrong, unpaid.map(({ message, merchant_uid }) => [merchant_uid, message])]).toEqual([[], []])
  })

  test('after a payment: what the callback got, what the server verified, the code, and the dashboard’s page', async () => {
    const shop = await openShop()
    const {
      page,
      window,
      console: said,
      errors,
    } = await order(shop, { pg: 'html5_inicis', pay_method: 'card' }, {})
    await window.approve()
    await page.getByRole('heading', { name: '결제 완료' }).waitFor()
    const [paid] = await shop.orders()
    const shown = async () => (await page.locator('#rsp').textContent()) ?? ''
    await expect.poll(shown).toContain('rsp = ')
    const rsp = JSON.parse((await shown()).replace('rsp = ', '')) as object
    expect(rsp).toMatchObject({ success: true, imp_uid: paid!.imp_uid, merchant_uid: paid!.merchant_uid })
    const tour = page.locator('#tour')
    expect(await tour.textContent()).toContain(`GET /payments/${paid!.imp_uid}`)
    expect(await tour.textContent()).toContain('IMP.request_pay({')
    expect(await seriousIn(page)).toEqual([])
    expect(said.filter((line) => /^(warning|error)/.test(line))).toEqual([])
    expect(errors).toEqual([])
    await page.getByRole('link', { name: '대시보드에서 이 결제 보기' }).click()
    await page.waitForURL(`**/dashboard/payments/${paid!.imp_uid}`)
    await page.getByText(paid!.merchant_uid).first().waitFor()
  })

  test('a payment is refunded in part and then whole with the button, and more than is left is said in place', async () => {
    const shop = await openShop()
    const { page, window } = await order(shop, { pg: 'html5_inicis', pay_method: 'card' }, {})
    await window.approve()
    await page.getByLabel('환불 금액').fill('4000')
    await page.getByRole('button', { name: '환불하기' }).click()
    await page.getByText('4,000원이 취소되었습니다.').waitFor()
    await page.getByLabel('환불 금액').fill('99999')
    await page.getByRole('button', { name: '환불하기' }).click()
    await expect.poll(() => page.getByRole('alert').textContent()).not.toContain('4,000원')
    await page.getByRole('button', { name: '환불하기' }).click()
    await page.getByRole('heading', { name: '결제 취소' }).waitFor()
    expect(await shop.orders()).toMatchObject([{ status: 'cancelled', refunded: 14000 }])
  })

  test('on a phone: as wide as the phone, what m_redirect_url brought, and a deposit that turns the page to paid', async () => {
    const shop = await openShop()
    const { page, window, context } = await order(shop, { pg: 'html5_inicis', pay_method: 'vbank' }, PHONE)
    await window.approve()
    await page.getByRole('heading', { name: '입금 대기' }).waitFor()
    // The webhook may have turned the heading before the browser is home.
    await page.locator('#rsp', { hasText: '"imp_success": "true"' }).waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    expect(await seriousIn(page)).toEqual([])
    const bank = context.waitForEvent('page')
    await page.getByRole('link', { name: '입금하기' }).click()
    await (await bank).getByRole('button', { name: '입금하기' }).click()
    await shop.sandbox.settle()
    await page.getByRole('heading', { name: '결제 완료' }).waitFor()
    await page.getByRole('button', { name: '환불하기' }).click()
    await page.getByRole('heading', { name: '결제 취소' }).waitFor()
  })

  test('speaks English to an English browser, and to whoever chooses it', async () => {
    const shop = await openShop()
    const { page } = await browser.visit(shop.url, { locale: 'en-US' })
    await page.getByRole('button', { name: 'Order and pay' }).waitFor()
    await page.getByRole('link', { name: '한국어' }).click()
    await page.goto(`${shop.url}/orders`)
    await page.getByText('아직 주문이 없습니다.').waitFor()
    await page.getByRole('link', { name: 'English' }).click()
    await page.getByText('No orders yet.').waitFor()
    await page.goto(shop.url)
    expect(await page.locator('.product strong').first().textContent()).toMatch(/^KRW [\d,]+$/)
    await page.locator('[name=pg]').selectOption('paypal')
    expect(await page.locator('.product strong').first().textContent()).toBe('USD 12')
    expect(await seriousIn(page)).toEqual([])
  })

  test('hostile words in every field stay words, on every page', async () => {
    const shop = await openShop()
    const hostile = `'"><img src=x onerror=alert(1)>`
    const { page, alerts } = await browser.visit(shop.url, { locale: 'ko-KR' })
    await page.getByLabel('이름').fill(hostile)
    await page.getByLabel('연락처').fill(hostile)
    await page.getByLabel('PG사').selectOption('html5_inicis')
    await page.getByRole('button', { name: '주문하고 결제하기' }).click()
    await (await payWindow(page)).approve()
    await page.getByRole('heading', { name: '결제 완료' }).waitFor()
    expect(await page.locator('#tour').textContent()).toContain('onerror=alert(1)')
    for (const path of [
      '/orders',
      `/payments/complete?merchant_uid=x&error_msg=${encodeURIComponent(hostile)}`,
    ])
      await page.goto(shop.url + path)
    expect(await page.locator('img').count()).toBe(0)
    expect(alerts).toEqual([])
  })
})
