/** Payments on a phone: most PGs take the browser away and bring it back to m_redirect_url (manual 2.1.3, 2.2.b, 2.2.c). */
import { describe, expect, test } from 'vitest'
import { type PayWindow, PHONE, payWindow, startSandbox, useBrowser } from '../harness.ts'
import { findPayments, ORDER, queryOf, requestPay, requestPayWithoutCallback, visitShop } from './buyer.ts'
import { SAMPLE_2_2_B } from './manual-samples.ts'

const browser = useBrowser()

const PAID = { ...ORDER, outcome: 'approve' } as const

/** The frame is iamport's; what stands in it is the PG's. */
describe.each([
  ['html5_inicis', '01 | 사용자가 결제를 취소 하였습니다.'],
  ['nice', '사용자가 결제를 취소하셨습니다'],
])('%s on a phone', (pg, given_up) => {
  test('paid: back at m_redirect_url, the result after its own query and before its hash', async () => {
    const { sandbox, shop, page, open } = await visitShop(browser, {
      device: PHONE,
      pay: (shop_url) =>
        requestPay({ ...ORDER, pg, m_redirect_url: `${shop_url}/done?utm_source=mobile&a=%20b#order` }),
    })
    await (await open()).approve()
    await page.waitForURL(`${shop.url}/done?**`)
    const { imp_uid = '' } = queryOf(page)
    expect(page.url()).toBe(
      `${shop.url}/done?utm_source=mobile&a=%20b&imp_uid=${imp_uid}&merchant_uid=order_1&imp_success=true#order`,
    )
    expect(shop.requests.at(-1)).toMatchObject({ method: 'GET', body: '' })
    expect(sandbox.payment(imp_uid)).toMatchObject({ status: 'paid', channel: 'mobile', pg_provider: pg })
  })

  test.each([
    ['presses 취소', (window: PayWindow) => window.cancel()],
    ['closes the window', (window: PayWindow) => window.close()],
  ])('the buyer %s: back with the reason, and the payment has failed', async (_does, end) => {
    const { sandbox, shop, page, open } = await visitShop(browser, {
      device: PHONE,
      pay: (shop_url) => requestPay({ ...ORDER, pg, m_redirect_url: `${shop_url}/done` }),
    })
    await end(await open())
    await page.waitForURL(`${shop.url}/done?**`)
    const query = queryOf(page)
    expect(query).toEqual({
      imp_uid: expect.stringMatching(/^imp_\d{12}$/),
      merchant_uid: 'order_1',
      imp_success: 'false',
      error_msg: `F0005:결제가 중단되었습니다(${query.imp_uid}).${given_up}`,
    })
    expect(sandbox.payment(String(query.imp_uid))).toMatchObject({ status: 'failed' })
  })
})

test.each([
  ['html5_inicis', '120054', '120054, 잔액부족'],
  ['nice', '3095', '3095, 카드사 한도초과'],
])('%s declines the card on a phone: back with its own code and text', async (pg, code, error_msg) => {
  const { shop, page, open } = await visitShop(browser, {
    device: PHONE,
    pay: (shop_url) => requestPay({ ...ORDER, pg, m_redirect_url: `${shop_url}/done` }),
  })
  await (await open()).decline(code)
  await page.waitForURL(`${shop.url}/done?**`)
  expect(queryOf(page)).toMatchObject({ imp_success: 'false', error_msg: expect.stringContaining(error_msg) })
})

test.each([
  [320, 568],
  [360, 640],
  [390, 844],
])(
  'at %i×%i the reasons of a decline can be read and pressed, and the step’s own buttons, too',
  async (width, height) => {
    const { page, open } = await visitShop(browser, {
      device: { ...PHONE, viewport: { width, height } },
      pay: (shop_url) => requestPay({ ...ORDER, m_redirect_url: `${shop_url}/done` }),
    })
    const { panel, view } = await open()
    const reasons = (await panel.getByLabel('거절 사유').boundingBox())!
    expect(reasons.width).toBeGreaterThan(170)
    expect(reasons.x + reasons.width).toBeLessThanOrEqual(width)
    expect(reasons.y + reasons.height).toBeLessThanOrEqual(height)
    const next = (await view.locator('.actions').boundingBox())!
    expect(next.y + next.height).toBeLessThanOrEqual((await panel.boundingBox())!.y)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
  },
)

test('without m_redirect_url the browser stays at a page that says so, and the payment is paid all the same', async () => {
  const { sandbox, page, open } = await visitShop(browser, { device: PHONE, pay: requestPay(ORDER) })
  await (await open()).approve()
  await page.getByText('m_redirect_url').first().waitFor()
  expect(page.url()).toContain(sandbox.url)
  const [payment] = await findPayments(sandbox)
  expect(payment).toMatchObject({ status: 'paid' })
})

test.each([
  ['kakao', 'card'],
  ['danal', 'phone'],
])('%s comes home by callback on a phone, too: the shop’s page never leaves', async (pg, pay_method) => {
  const { shop, page, visitor, open, back } = await visitShop(browser, {
    device: PHONE,
    pay: (shop_url) => requestPay({ ...ORDER, pg, pay_method, m_redirect_url: `${shop_url}/done` }),
  })
  const { panel } = await open()
  expect(await page.locator('body').getAttribute('class')).toContain('imp-payment-progress')
  await panel.getByRole('button', { name: '승인' }).click()
  const { rsps } = await back()
  expect(rsps).toMatchObject([{ success: true, pg_provider: pg, pay_method, paid_amount: 14000 }])
  expect(page.url()).toBe(`${shop.url}/`)
  expect(await page.getByRole('button', { name: '결제', exact: true }).isVisible()).toBe(true)
  expect(visitor.errors).toEqual([])
})

test('danal opens in a layer of 720×700 in the middle of a PC page', async () => {
  const { page, open, back } = await visitShop(browser, {
    pay: requestPay({ ...ORDER, pg: 'danal', pay_method: 'phone' }),
  })
  const { panel } = await open()
  expect(await page.locator('iframe.imp-frame-active').boundingBox()).toEqual({
    x: (1280 - 720) / 2,
    y: (900 - 700) / 2,
    width: 720,
    height: 700,
  })
  await panel.getByRole('button', { name: '취소' }).click()
  expect((await back()).rsps).toMatchObject([
    { success: false, error_msg: '[결제포기] 사용자가 결제를 취소하셨습니다' },
  ])
})

describe('the sample of section 2.2.b: a phone, no callback', () => {
  const sample = (shop_url: string) => SAMPLE_2_2_B.replace('https://www.myservice.com', shop_url)
  const fixedOrder = (shop_url: string) =>
    sample(shop_url).replace("'merchant_' + new Date().getTime()", "'order_1'")

  test('the browser goes away and lands at /payments/complete', async () => {
    const { sandbox, shop, page, open } = await visitShop(browser, { device: PHONE, pay: sample })
    await (await open()).approve()
    await page.waitForURL(`${shop.url}/payments/complete?**`)
    const { imp_uid = '', merchant_uid, imp_success } = queryOf(page)
    expect(merchant_uid).toMatch(/^merchant_\d{13}$/)
    expect(imp_success).toBe('true')
    expect(sandbox.payment(imp_uid)).toMatchObject({ status: 'paid', merchant_uid })
  })

  test('an order that is paid already never opens a window: m_redirect_url learns why (1.1.5)', async () => {
    const { sandbox, shop, page, press } = await visitShop(browser, { device: PHONE, pay: fixedOrder })
    await sandbox.pay(PAID)
    await press()
    await page.waitForURL(`${shop.url}/payments/complete?**`)
    expect(queryOf(page)).toEqual({
      imp_uid: '',
      merchant_uid: 'order_1',
      imp_success: 'false',
      error_msg: '이미 결제가 이루어진 거래건입니다.',
    })
  })

  test('the same without m_redirect_url ends at /payments/fail, which says why', async () => {
    const { sandbox, page, press } = await visitShop(browser, {
      device: PHONE,
      pay: requestPayWithoutCallback(ORDER),
    })
    await sandbox.pay(PAID)
    await press()
    await page.waitForURL(`${sandbox.url}/payments/fail?**`)
    await page.getByText('이미 결제가 이루어진 거래건입니다.').waitFor()
    expect(queryOf(page)).toMatchObject({ success: 'false', merchant_uid: 'order_1' })
  })
})

test('a window works without JavaScript: its forms alone lead to the redirect', async () => {
  const sandbox = await startSandbox()
  const response = await fetch(`${sandbox.url}/checkout/requests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': String(PHONE.userAgent) },
    body: JSON.stringify({
      user_code: sandbox.user_code,
      version: '1.1.5',
      data: { ...ORDER, pg: 'html5_inicis', m_redirect_url: `${sandbox.url}/payments/fail?from=shop` },
    }),
  })
  const { window } = (await response.json()) as { window: { url: string } }
  const { page } = await browser.visit(sandbox.url + window.url, { ...PHONE, javaScriptEnabled: false })
  const { view } = await payWindow(page)
  await view.getByLabel('전자금융거래 이용약관에 동의합니다').check()
  await view.getByLabel('개인정보 수집 및 이용에 동의합니다').check()
  await view.getByRole('button', { name: '다음' }).click()
  await view.getByLabel('현대카드').check()
  await view.getByRole('button', { name: '다음' }).click()
  await view.getByLabel('카드번호').fill('5242420000000000')
  await view.getByLabel('비밀번호 앞 2자리').fill('12')
  await view.getByRole('button', { name: '결제하기' }).click()
  await page.waitForURL('**/payments/fail?**')
  const { imp_uid = '', from, imp_success } = queryOf(page)
  expect({ from, imp_success }).toEqual({ from: 'shop', imp_success: 'true' })
  expect(sandbox.payment(imp_uid)).toMatchObject({ status: 'paid', card_name: '현대카드' })
})
