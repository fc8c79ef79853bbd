/** A browser in which iamport's names are the sandbox: shops' pages, app wrappers' pages, and what such a page is told. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BrowserContextOptions } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { captureBrowser, route } from '../../src/testing/playwright.ts'
import { makeFolder } from '../cli/command-line.ts'
import { launchBrowser, PHONE, payWindow, startSandbox, startShopPage } from '../harness.ts'

/** A sandbox, and a page of a browser that takes iamport's names for it. */
async function captured(options: BrowserContextOptions = {}, more = {}) {
  process.env.IAMPORT_SANDBOX_HOME = makeFolder()
  onTestFinished(() => void delete process.env.IAMPORT_SANDBOX_HOME)
  const sandbox = await startSandbox({ seed: 1 })
  const { args, refused, close } = await captureBrowser(sandbox, more)
  onTestFinished(close)
  const browser = await launchBrowser(undefined, args)
  onTestFinished(() => browser.close())
  const page = await (await browser.newContext(options)).newPage()
  page.setDefaultTimeout(20_000)
  return { sandbox, page, refused }
}

const order = (more: object) =>
  JSON.stringify({
    pg: 'html5_inicis',
    merchant_uid: 'o1',
    name: '주문명',
    amount: 1000,
    buyer_tel: '010-1234-5678',
    ...more,
  })
const wrapper = (
  more: object,
) => `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
  <script src="https://code.jquery.com/jquery-1.12.4.min.js" integrity="sha256-ZosEbRLbNQzLpnKIkEdrPv7lOy9C27hHQ+Xp8a4MxAQ=" crossorigin="anonymous"></script>
  <script src="https://cdn.iamport.kr/v1/iamport.js"></script>
  <script>IMP.init('imp00000000'); IMP.request_pay(${order(more)}, function (rsp) { window.rsp = rsp })</script>`

test('an app wrapper’s page without an origin pays, and comes to the address that the app waits for', {
  timeout: 60_000,
}, async () => {
  const { sandbox, page } = await captured(PHONE)
  const m_redirect_url = 'http://detectchangingwebview/iamport/rn'
  const waited = page.waitForRequest((request) => request.url().startsWith(m_redirect_url))
  await page.route(`${m_redirect_url}**`, (asked) => asked.fulfill({ body: 'app' }))
  await page.goto(`data:text/html;charset=utf-8,${encodeURIComponent(wrapper({ m_redirect_url }))}`)
  await (await payWindow(page)).approve()
  const url = new URL((await waited).url())
  expect(url.searchParams.get('imp_success')).toBe('true')
  expect(sandbox.payment(url.searchParams.get('imp_uid') ?? '')).toMatchObject({ status: 'paid' })
})

test('a shop’s page on http loads the vendor’s addresses, and jQuery with its published bytes', {
  timeout: 60_000,
}, async () => {
  const { page } = await captured()
  const shop = await startShopPage(wrapper({}))
  await page.goto(shop.url)
  await (await payWindow(page)).approve()
  await page.waitForFunction('window.rsp')
  expect(await page.evaluate('[rsp.success, jQuery.fn.jquery]')).toEqual([true, '1.12.4'])
})

test('the internal server of archived v1 scripts answers with a sentence that the page may read', {
  timeout: 60_000,
}, async () => {
  const { page } = await captured()
  const shop = await startShopPage('<p>shop</p>')
  await page.goto(shop.url)
  const answer = await page.evaluate(
    "fetch('https://checkout-service.prod.iamport.co/api/prepare/v1').then(async (r) => [r.status, (await r.json()).message])",
  )
  expect(answer).toEqual([501, expect.stringContaining('tosspayments')])
})

test('route() serves the script alone, in any browser', { timeout: 60_000 }, async () => {
  const sandbox = await startSandbox({ seed: 1 })
  const browser = await launchBrowser()
  onTestFinished(() => browser.close())
  const context = await browser.newContext()
  await route(context, sandbox)
  const page = await context.newPage()
  const shop = await startShopPage(
    `<script src="https://cdn.iamport.kr/js/iamport.payment-1.1.5.js"></script><script>IMP.init('imp00000000')</script><button onclick='IMP.request_pay(${order({})}, function (rsp) { window.rsp = rsp })'>pay</button>`,
  )
  await page.goto(shop.url)
  await page.getByRole('button').click()
  await (await payWindow(page)).approve()
  await page.waitForFunction('window.rsp')
  expect(await page.evaluate('rsp')).toMatchObject({ success: true })
})

test('offline, a page’s other CDNs fail at once and are named, and what is iamport’s is there', {
  timeout: 60_000,
}, async () => {
  const { page, refused } = await captured({}, { offline: true })
  const failed: string[] = []
  page.on('requestfailed', (request) => failed.push(request.url()))
  const axios = 'https://cdn.jsdelivr.net/npm/axios/dist/axios.min.js'
  const shop = await startShopPage(`<script src="${axios}"></script>${wrapper({})}`)
  await page.goto(shop.url)
  await (await payWindow(page)).approve()
  await page.waitForFunction('window.rsp')
  expect(failed).toContain(axios)
  expect(refused()).toContain('cdn.jsdelivr.net')
})

test('a wrapper’s page out of a file pays, and the app hears it by its redirect', {
  timeout: 60_000,
}, async () => {
  const { sandbox, page } = await captured(PHONE)
  const m_redirect_url = 'http://detectchangingwebview/iamport/a'
  const waited = page.waitForRequest((request) => request.url().startsWith(m_redirect_url))
  await page.route(`${m_redirect_url}**`, (asked) => asked.fulfill({ body: 'app' }))
  const file = join(makeFolder(), 'iamportcdn.html')
  writeFileSync(file, wrapper({ m_redirect_url }))
  await page.goto(pathToFileURL(file).href)
  await (await payWindow(page)).approve()
  const imp_uid = new URL((await waited).url()).searchParams.get('imp_uid') ?? ''
  expect(sandbox.payment(imp_uid)).toMatchObject({ status: 'paid' })
})

test('an app’s inline HTML, a page on about:blank, pays', {
  timeout: 60_000,
}, async () => {
  const { sandbox, page } = await captured(PHONE)
  const m_redirect_url = 'http://detectchangingwebview/iamport/i'
  const waited = page.waitForRequest((request) => request.url().startsWith(m_redirect_url))
  await page.route(`${m_redirect_url}**`, (asked) => asked.fulfill({ body: 'app' }))
  await page.goto('about:blank')
  await page.setContent(wrapper({ m_redirect_url }))
  await (await payWindow(page)).approve()
  const imp_uid = new URL((await waited).url()).searchParams.get('imp_uid') ?? ''
  expect(sandbox.payment(imp_uid)).toMatchObject({ status: 'paid' })
})
