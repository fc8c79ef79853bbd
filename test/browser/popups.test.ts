/** Payment windows in popups: opened in the click, closed by the buyer, blocked by the browser, cut off by COOP. */
import { describe, expect, test } from 'vitest'
import { PHONE, payWindow, startSandbox, startShopPage, useBrowser } from '../harness.ts'
import { findPayments, ORDER, queryOf, requestPay, visitShop } from './buyer.ts'

const browser = useBrowser({ blocks_popups: true })

const BUYER = { buyer_name: '구매자이름', buyer_email: 'iamport@siot.do' }
const DOLLARS = { ...ORDER, ...BUYER, amount: 10, currency: 'USD' }

test.each([
  ['payco', { ...ORDER, ...BUYER, pg: 'payco' }, '1.1.5', 'IMP_PAYCO'],
  ['eximbay', { ...DOLLARS, pg: 'eximbay' }, '1.1.5', 'payment2'],
  ['paypal with popup: true', { ...DOLLARS, pg: 'paypal', popup: true }, '1.1.7', 'IMP_PAYPAL_MODAL'],
])('%s opens in a popup and comes home by callback', async (_pg, param, version, name) => {
  const { page, context, visitor, open, back } = await visit(param, version)
  const { view, approve } = await open()
  const popup = context.pages().find((other) => other !== page)!
  expect(view).toBe(popup)
  expect(await popup.evaluate('window.name')).toBe(name)
  const closed = popup.waitForEvent('close')
  await approve()
  const { rsps } = await back()
  await closed
  expect(rsps).toMatchObject([{ success: true, status: 'paid', pg_provider: param.pg }])
  expect(visitor.errors).toEqual([])
})

async function visit(param: Readonly<Record<string, unknown>>, version = '1.1.5', headers = {}) {
  const script = `/js/iamport.payment-${version}.js`
  const at = await visitShop(browser, { script, pay: requestPay(param), headers: () => headers })
  return { ...at, context: at.page.context() }
}

describe('a buyer who closes the popup', () => {
  test.each([
    ['of an ordinary page', {}],
    ['of a page with a COOP header', { 'cross-origin-opener-policy': 'same-origin' }],
  ])('%s has given up: the callback says so', async (_of, headers) => {
    const { sandbox, page, context, open, back } = await visit(
      { ...ORDER, ...BUYER, pg: 'payco' },
      '1.1.5',
      headers,
    )
    await open()
    await context
      .pages()
      .find((other) => other !== page)!
      .close()
    const { rsps } = await back()
    expect(rsps).toMatchObject([
      { success: false, pg_provider: 'payco', imp_uid: expect.stringMatching(/^imp_/) },
    ])
    expect(sandbox.payment(String(rsps[0]?.imp_uid))).toMatchObject({ status: 'failed' })
  })
})

test('a page with a COOP header sees its popup as closed at once, and the payment goes on all the same', async () => {
  const { page, sandbox, open, back } = await visit({ ...ORDER, ...BUYER, pg: 'payco' }, '1.1.5', {
    'cross-origin-opener-policy': 'same-origin',
  })
  const closed = page.waitForRequest('**/closed')
  const { approve } = await open()
  await closed
  await approve()
  const { rsps } = await back()
  expect(rsps).toMatchObject([{ success: true }])
  expect(sandbox.payment(String(rsps[0]?.imp_uid))).toMatchObject({ status: 'paid' })
})

test('a popup that no click asked for is blocked: an alert says so, no payment begins, and the page goes on', async () => {
  const sandbox = await startSandbox()
  const param = JSON.stringify({ ...ORDER, ...BUYER, pg: 'payco' })
  const shop =
    await startShopPage(`<!doctype html><title>상점</title><body><script src="${sandbox.scriptUrl}"></script>
    <script>IMP.init('${sandbox.user_code}'); IMP.request_pay(${param}, function () { window.called = true })</script>`)
  const { page, alerts, console } = await browser.visit(shop.url)
  await expect.poll(() => alerts).toEqual(['Please allow pop-ups for this site to see the payment window.'])
  await expect
    .poll(() => console)
    .toContainEqual(expect.stringMatching(/^warning: \[iamport-sandbox\] .*popup/))
  expect(await page.locator('.imp-dialog').isVisible()).toBe(false)
  expect(await page.evaluate('window.called')).toBeUndefined()
  expect(await findPayments(sandbox)).toEqual([])
})

test('a popup that is closed before its window is there is not opened again', async () => {
  const { page, context, press, back } = await visit({ ...ORDER, ...BUYER, pg: 'payco' })
  await page.route('**/checkout/requests', async (route) => {
    const frame = route.request().frame()
    await frame.evaluate(`void (window.said = new Promise((resolve) =>
      addEventListener('message', ({ data }) => String(data).includes('check.closing') && resolve(true))))`)
    const popup = context.pages().find((other) => other !== page) ?? (await context.waitForEvent('page'))
    await popup.close()
    // The SDK has seen it and said so before the frame knows of any window.
    await frame.evaluate('window.said')
    await route.continue()
  })
  await press()
  expect((await back()).rsps).toMatchObject([{ success: false, pg_provider: 'payco' }])
  expect(context.pages()).toHaveLength(1)
})

describe('popup and no popup', () => {
  test.each([
    ['paypal leaves the page unless popup: true', { ...DOLLARS, pg: 'paypal' }, '1.2.0', {}],
    ['paypal knows no popup before 1.1.7', { ...DOLLARS, pg: 'paypal', popup: true }, '1.1.6', {}],
    [
      'eximbay leaves with popup: false from 1.1.8 on',
      { ...DOLLARS, pg: 'eximbay', popup: false },
      '1.1.8',
      {},
    ],
    ['kakaopay leaves a phone from 1.1.8 on', { ...ORDER, pg: 'kakaopay' }, '1.1.8', PHONE],
  ])('%s', async (_what, param, version, device) => {
    const { shop, page, open } = await visitShop(browser, {
      device,
      script: `/js/iamport.payment-${version}.js`,
      pay: (shop_url) => requestPay({ ...BUYER, ...param, m_redirect_url: `${shop_url}/done` }),
    })
    await (await open()).approve()
    await page.waitForURL(`${shop.url}/done?**`)
    expect(queryOf(page)).toMatchObject({ imp_success: 'true', merchant_uid: 'order_1' })
    expect(page.context().pages()).toHaveLength(1)
  })

  test('kakaopay on a phone comes home by callback before 1.1.8', async () => {
    const { open, back } = await visitShop(browser, {
      device: PHONE,
      script: '/js/iamport.payment-1.1.7.js',
      pay: requestPay({ ...ORDER, ...BUYER, pg: 'kakaopay' }),
    })
    await (await open()).approve()
    expect((await back()).rsps).toMatchObject([{ success: true, pg_provider: 'kakaopay' }])
  })
})

test('naverco: nobody comes home, and the dialog does not stay', async () => {
  const { page, context, open } = await visit(
    {
      ...ORDER,
      ...BUYER,
      pg: 'naverco',
      popup: true,
      naverProducts: [{ uid: 'p1', name: '상품', count: 1 }],
    },
    '1.1.8',
  )
  const { approve } = await open()
  expect(context.pages()).toHaveLength(2)
  expect(await page.locator('.imp-dialog').isVisible()).toBe(false)
  await approve()
  expect(await page.evaluate('recorded.rsps')).toEqual([])
})

test('smilepay: a cancel shows an alert, and the callback is not called', async () => {
  const { page, visitor, open } = await visit({ ...ORDER, ...BUYER, pg: 'smilepay' })
  await (await open()).cancel()
  await page.locator('.imp-dialog').waitFor({ state: 'hidden' })
  expect(visitor.alerts).toEqual(['사용자가 결제를 취소하였습니다.'])
  expect(await page.evaluate('recorded.rsps')).toEqual([])
})

test('a popup that is blocked says so in the page, until the next one opens', async () => {
  const sandbox = await startSandbox()
  const param = JSON.stringify({ ...ORDER, pg: 'payco', buyer_name: 'x', buyer_email: 'a@b.kr' })
  const shop =
    await startShopPage(`<!doctype html><title>상점</title><body><script src="${sandbox.scriptUrl}"></script>
    <button onclick='IMP.request_pay(${param}, function () {})'>결제</button>
    <script>IMP.init('${sandbox.user_code}'); IMP.request_pay(${param}, function () {})</script>`)
  const { page, alerts } = await browser.visit(shop.url, { locale: 'ko-KR' })
  await page.getByRole('alert').filter({ hasText: '팝업이 차단되어' }).waitFor()
  expect(alerts).toEqual(['팝업차단을 해제해주셔야 결제창이 나타납니다.'])
  expect(await page.locator('.imp-dialog').isVisible()).toBe(false)
  await page.getByRole('button', { name: '결제', exact: true }).click()
  await payWindow(page)
  expect(await page.getByRole('alert').count()).toBe(0)
})
