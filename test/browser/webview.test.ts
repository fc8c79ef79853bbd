/** Apps: the card's app and back (manual 3.2), the wrappers' landing addresses, pages without an origin, strict pages. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { PHONE, payWindow, startSandbox, startShopPage, useBrowser } from '../harness.ts'
import { ORDER, queryOf, requestPay, visitShop } from './buyer.ts'

/** Chromium asks before a page at a data: address may reach loopback; in a WebView nobody asks. */
const browser = useBrowser({ args: ['--disable-features=LocalNetworkAccessChecks'] })

const ANDROID: BrowserContextOptions = {
  ...PHONE,
  userAgent:
    'Mozilla/5.0 (Linux; Android 14; SM-S921N; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/131.0.0.0 Mobile Safari/537.36',
}

/** A buyer at the page that starts the card's or bank's app: all steps are done. */
async function atTheApp(param: Readonly<Record<string, unknown>>, device: BrowserContextOptions = PHONE) {
  const at = await visitShop(browser, {
    device,
    pay: (shop_url) =>
      requestPay({ ...ORDER, app_scheme: 'iamporttest', m_redirect_url: `${shop_url}/done`, ...param }),
  })
  const { view } = await at.open()
  const page = view as Page
  for (let step = 0; step < 8 && !page.url().endsWith('/app'); step++) {
    await page
      .locator('form.step')
      .evaluate(
        (form: {
          querySelectorAll(
            s: string,
          ): Iterable<{ type: string; checked: boolean; value: string; placeholder: string }>
        }) => {
          for (const input of form.querySelectorAll('input')) {
            if (input.type === 'checkbox') input.checked = true
            else if (input.type !== 'radio') input.value ||= input.placeholder
          }
        },
      )
    await Promise.all([page.waitForNavigation(), page.locator('form.step .next').click()])
  }
  expect(page.url()).toMatch(/\/app$/)
  return at
}

async function approveInApp(page: Page, button = '승인'): Promise<string> {
  await page.getByRole('link', { name: '설치되어 있음' }).click()
  await page.getByRole('button', { name: button }).click()
  const link = page.locator('a.return')
  return (await link.getAttribute('href')) ?? ''
}

describe('the card’s or bank’s app opens the shop’s app again', () => {
  test('nice: the address to load stands behind the scheme and three more characters (manual 3.2.a)', async () => {
    const { sandbox, shop, page } = await atTheApp({ pg: 'nice' })
    const url = await approveInApp(page)
    expect(url).toMatch(/^iamporttest:\/\/:\/\/http:\/\/127\.0\.0\.1:/)
    // The manual's own code: url.substring(APP_SCHEME.length() + 3)
    await page.goto(url.substring('iamporttest://'.length + 3))
    await page.waitForURL(`${shop.url}/done?**`)
    const { imp_uid = '', imp_success } = queryOf(page)
    expect(imp_success).toBe('true')
    expect(sandbox.payment(imp_uid)).toMatchObject({ status: 'paid' })
  })

  test('nice by bank transfer: BankPay’s codes go with the address, and a wrong one is a cancel', async () => {
    const { shop, page } = await atTheApp({ pg: 'nice', pay_method: 'trans' })
    await page.getByText('뱅크페이 앱으로 결제합니다').waitFor()
    const url = new URL(await approveInApp(page, '취소'))
    expect(Object.fromEntries(url.searchParams)).toMatchObject({ bankpay_code: '091' })
    const target = new URL(url.searchParams.get('callbackparam1') ?? '')
    target.searchParams.set('bankpay_code', '091')
    await page.goto(target.href)
    await page.waitForURL(`${shop.url}/done?**`)
    expect(queryOf(page)).toMatchObject({ imp_success: 'false' })
  })

  test('inicis by bank transfer on iOS: one encoded value, loaded with POST, and POST arrives at m_redirect_url', async () => {
    const { shop, sandbox, page } = await atTheApp({ pg: 'html5_inicis', pay_method: 'trans' })
    const url = await approveInApp(page)
    const target = decodeURIComponent(/^iamporttest:\/\/\?url=(.+)$/.exec(url)?.[1] ?? '')
    const webview = await page.context().newPage()
    await webview.setContent(`<form method="post" action="${target}"></form>`)
    await webview.locator('form').evaluate((form: { submit(): void }) => form.submit())
    await webview.waitForURL(`${shop.url}/done?**`)
    const arrived = shop.requests.find((request) => request.url.startsWith('/done'))
    const { imp_uid = '' } = queryOf(webview)
    expect(queryOf(webview)).toEqual({ imp_uid, merchant_uid: 'order_1' })
    expect(arrived).toMatchObject({ method: 'POST', body: `imp_uid=${imp_uid}&merchant_uid=order_1` })
    expect(sandbox.payment(imp_uid)).toMatchObject({ status: 'paid' })
  })

  test('inicis on Android steps aside by itself: no scheme is needed', async () => {
    const { shop, page } = await atTheApp({ pg: 'html5_inicis' }, ANDROID)
    const launch = (await page.locator('a.launch').getAttribute('href')) ?? ''
    expect(launch).toMatch(/^intent:\/\/pay\?txn=imp_\d{12}#Intent;scheme=[\w.-]+;package=[\w.]+;end$/)
    await page.getByRole('link', { name: '설치되어 있음' }).click()
    await page.getByRole('button', { name: '승인' }).click()
    await page.waitForURL(`${shop.url}/done?**`)
    expect(queryOf(page)).toMatchObject({ imp_success: 'true' })
  })

  test('an app that is not installed is found in the market, and the buyer can pay otherwise', async () => {
    const { page } = await atTheApp({ pg: 'html5_inicis', pay_method: 'trans' }, ANDROID)
    await page.getByRole('link', { name: '설치되어 있지 않음' }).click()
    const market = await page.locator('a.market').getAttribute('href')
    expect(market).toBe('market://details?id=com.kftc.bankpay.android')
    await page.getByRole('link', { name: '다른 방법으로 결제' }).click()
    await payWindow(page)
  })

  test.each([
    ['process', true],
    ['cancel', false],
  ])('kakao: the shop’s app calls IMP.communicate with %s', async (result, success) => {
    const { page, open, back } = await visitShop(browser, {
      device: PHONE,
      pay: requestPay({ ...ORDER, pg: 'kakao', app_scheme: 'iamporttest' }),
    })
    await open()
    await page.evaluate(`IMP.communicate({ result: '${result}' })`)
    expect((await back()).rsps).toMatchObject([{ success, pg_provider: 'kakao' }])
  })
})

test.each([
  'http://detectchangingwebview/iamport/rn',
  'http://detectchangingwebview/iamport/f',
  'http://detectchangingwebview/iamport/capacitor',
  'http://detectchangingwebview/iamport/cor',
  'http://detectchangingwebview/iamport/a',
  'http://localhost/iamport',
])('%s is reached by the page itself, although nothing listens there', async (m_redirect_url) => {
  const { page, open } = await visitShop(browser, {
    device: PHONE,
    pay: requestPay({ ...ORDER, m_redirect_url }),
  })
  const { approve } = await open()
  const left = page.waitForRequest(
    (request) => request.isNavigationRequest() && request.url().startsWith(m_redirect_url),
  )
  await Promise.all([left, approve().catch(() => undefined)])
  expect((await left).frame()).toBe(page.mainFrame())
  expect(Object.fromEntries(new URL((await left).url()).searchParams)).toMatchObject({ imp_success: 'true' })
})

describe('a page without an origin of its own', () => {
  const html = (script: string) => `<!doctype html><meta charset="utf-8"><title>상점</title><body>
    <script src="${script}"></script>
    <script>IMP.init('imp00000000'); IMP.request_pay(${JSON.stringify(ORDER)}, function (rsp) { window.rsp = rsp; document.title = rsp.status })</script>`

  test('file: pays', async () => {
    const { scriptUrl } = await startSandbox()
    const folder = await mkdtemp(join(tmpdir(), 'shop-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    await writeFile(join(folder, 'shop.html'), html(scriptUrl))
    const { page } = await browser.visit(`file://${folder}/shop.html`)
    await (await payWindow(page)).approve()
    await page.waitForFunction('window.rsp')
    expect(await page.evaluate('rsp')).toMatchObject({ success: true, status: 'paid' })
  })

  test('data: pays, where the browser lets it reach loopback', async () => {
    const { scriptUrl } = await startSandbox()
    const { page } = await browser.visit(
      `data:text/html;charset=utf-8,${encodeURIComponent(html(scriptUrl))}`,
    )
    await (await payWindow(page)).approve()
    await page.waitForFunction('window.rsp')
    expect(await page.evaluate('rsp')).toMatchObject({ success: true, status: 'paid' })
  })

  test('srcdoc pays', async () => {
    const { scriptUrl } = await startSandbox()
    const shop = await startShopPage(
      '<!doctype html><title>상점</title><iframe id="app" style="width:100%;height:700px"></iframe>',
    )
    const { page } = await browser.visit(shop.url)
    await page.evaluate(`document.getElementById('app').srcdoc = ${JSON.stringify(html(scriptUrl))}`)
    const inner = page.frameLocator('#app')
    const layer = inner.frameLocator('iframe.imp-frame-active').frameLocator('iframe')
    await layer
      .getByRole('region', { name: 'iamport-sandbox' })
      .getByRole('button', { name: '승인', exact: true })
      .click()
    await expect.poll(() => page.frames()[1]?.title()).toBe('paid')
  })
})

test('a strict CSP needs four sources, and no cookie is ever set', async () => {
  const { page, visitor, open } = await visitShop(browser, {
    pay: requestPay(ORDER),
    headers: (sandbox_url) => ({
      'content-security-policy': `default-src 'none'; script-src 'unsafe-inline' ${sandbox_url}; connect-src ${sandbox_url}; frame-src ${sandbox_url}; form-action ${sandbox_url}`,
    }),
  })
  await (await open()).approve()
  await expect.poll(() => page.evaluate('recorded.rsps')).toMatchObject([{ success: true }])
  expect(visitor.errors).toEqual([])
  expect(
    visitor.console.filter((line) => line.includes('Content Security Policy') && line.includes('127.0.0.1')),
  ).toEqual([])
  expect(await page.context().cookies()).toEqual([])
})
