/** 홈, 결제 and 결제 한 건 in a real browser: what their scripts do, every act of a payment by its state, in Korean and English. */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { seriousIn } from '../gallery/axe.ts'
import { launchBrowser, type Receiver, startReceiver } from '../harness.ts'

const ORDER = { pg: 'html5_inicis', name: '겨울 장갑', amount: 14_000, buyer_tel: '010-1234-5678' }
const LANGS = ['ko', 'en'] as const
type Lang = (typeof LANGS)[number]

let sandbox: Sandbox
let shop: Receiver
let browser: Browser
const pages = {} as Record<Lang, Page>
let orders = 0

beforeAll(async () => {
  shop = await startReceiver()
  sandbox = await createSandbox({
    seed: 1,
    clock: '2026-01-05T10:00:00+09:00',
    webhook: shop.url,
    leaks: 'ignore',
  })
  browser = await launchBrowser()
  for (const lang of LANGS) {
    const context = await browser.newContext({
      locale: lang === 'ko' ? 'ko-KR' : 'en-US',
      colorScheme: lang === 'ko' ? 'light' : 'dark',
      viewport: lang === 'ko' ? { width: 390, height: 844 } : { width: 1280, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    pages[lang] = await context.newPage()
    pages[lang].setDefaultTimeout(30_000)
  }
})
afterAll(async () => {
  await browser?.close()
  await sandbox?.close()
  await shop?.close()
})

const own = () => sandbox.url.replace('127.0.0.1', 'localhost')
const visit = (lang: Lang, path: string) =>
  pages[lang].goto(`${own()}/dashboard${path}`).then(() => pages[lang])
const words = (lang: Lang) => (ko: string, en: string) => (lang === 'ko' ? ko : en)
const clipboard = (page: Page) => page.evaluate<string>('navigator.clipboard.readText()')

/** A payment of its own for each test, and its page. */
async function paymentOf(lang: Lang, more: object = {}) {
  const { payment } = await sandbox.pay({ ...ORDER, merchant_uid: `order_${++orders}`, ...more })
  await sandbox.settle()
  const { imp_uid } = payment!
  const page = await visit(lang, `/payments/${imp_uid}`)
  return { imp_uid, page, t: words(lang), now: () => sandbox.payment(imp_uid) }
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
/** Among what can be done to the payment: the clock has buttons of like names. */
const act = (page: Page, name: string) =>
  page.locator('#acts').getByRole('button', { name, exact: true }).click()
const said = async (page: Page, text: string | RegExp) => page.locator('#message').getByText(text).waitFor()

describe('홈', () => {
  test('its three steps tick themselves while the page is open', async () => {
    const page = await visit('ko', '')
    expect(await page.locator('.tick.done').count()).toBe(0)
    await fetch(`${own()}/js/iamport.payment-1.1.5.js`)
    await page.locator('#step-script .tick.done').waitFor()
    await fetch(`${sandbox.url}/users/getToken`, { method: 'POST' })
    await page.locator('#step-rest .tick.done').waitFor()
    await press(page, '첫 결제 만들어 보기')
    await said(page, '결제 한 건을 만들었습니다')
    await sandbox.settle()
    await visit('ko', '')
    await page.locator('#step-webhook .tick.done').waitFor()
  })

  test('copies the script tag and each key, and says so', async () => {
    const page = await visit('en', '')
    await press(page, 'Copy script tag')
    await page.getByText('Copied').first().waitFor()
    expect(await clipboard(page)).toBe(`<script src="${sandbox.scriptUrl}"></script>`)
    await press(page, 'Copy imp_secret')
    await expect.poll(() => clipboard(page)).toBe(sandbox.imp_secret)
  })
})

describe('결제', () => {
  test('a choice narrows at once, a search finds, and a new payment comes by itself', async () => {
    await sandbox.pay({ ...ORDER, merchant_uid: 'order_vbank', pay_method: 'vbank' })
    await sandbox.pay({ ...ORDER, merchant_uid: 'order_no', outcome: 'cancel' })
    const page = await visit('en', '/payments')
    await page.getByLabel('Method').selectOption('vbank')
    await page.waitForURL(/pay_method=vbank/)
    expect(await page.locator('#payments tbody tr').count()).toBe(1)
    await page.getByLabel('Search').fill('order_')
    await page.getByLabel('Search').press('Enter')
    await page.waitForURL(/q=order_/)
    await sandbox.pay({ ...ORDER, merchant_uid: 'order_later', pay_method: 'vbank' })
    await page.getByRole('link', { name: 'order_later' }).waitFor()
    await page.getByRole('link', { name: 'Clear' }).click()
    await page
      .getByRole('navigation', { name: 'Status' })
      .getByRole('link', { name: /Failed/ })
      .click()
    await page.waitForURL(/status=failed/)
    expect(await page.locator('#payments tbody tr').count()).toBe(1)
  })

  test('what somebody has opened stays open when the page freshens itself', async () => {
    const { imp_uid, page } = await paymentOf('en')
    await page.locator('#axis summary').first().click()
    await page.evaluate("document.querySelector('#axis li:has([open])').isTheSame = true")
    await sandbox.cancel(imp_uid, { amount: 1000 })
    await page.locator('#axis').getByText('partly cancelled').waitFor()
    expect(await page.locator('#axis details[open]').count()).toBe(1)
    expect(await page.evaluate("document.querySelector('#axis li:has([open])').isTheSame")).toBe(true)
  })

  test('where one is stands in sight in the navigation of a phone', async () => {
    const page = await visit('ko', '/settings')
    const nav = page.locator('#nav')
    await page.setViewportSize({ width: 240, height: 844 })
    await page.reload()
    const current = (await nav.locator('[aria-current]').boundingBox())!
    expect(current.x + current.width).toBeLessThanOrEqual(240)
    await page.setViewportSize({ width: 390, height: 844 })
  })

  test('what happens while the page still loads is not missed', async () => {
    const page = pages.en
    let listen = () => {}
    const loaded = new Promise<void>((resolve) => {
      listen = resolve
    })
    await page.route('**/dashboard/events*', (route) => loaded.then(() => route.continue()))
    await visit('en', '/payments')
    await sandbox.pay({ ...ORDER, merchant_uid: 'order_meanwhile' })
    listen()
    await page.getByRole('link', { name: 'order_meanwhile' }).waitFor()
    await page.unroute('**/dashboard/events*')
  })
})

describe.each(LANGS)('결제 한 건 (%s)', (lang) => {
  test('is cancelled in part, and then the rest', async () => {
    const { page, t, now } = await paymentOf(lang)
    await page.locator('#cancel_amount').fill('4,000')
    await page.locator('#reason').fill('단순 변심')
    await act(page, t('결제 취소', 'Cancel the payment'))
    await said(page, t('취소했습니다', 'Cancelled'))
    expect(now()).toMatchObject({ cancel_amount: 4_000, cancel_reason: '단순 변심' })
    await act(page, t('결제 취소', 'Cancel the payment'))
    await page.locator('#summary').getByText(t('0원', '0 KRW'), { exact: false }).first().waitFor()
    expect(now()).toMatchObject({ status: 'cancelled', cancel_amount: 14_000 })
  })

  test('an account takes another amount by force, and goes back to a refund account', async () => {
    const { page, t, now } = await paymentOf(lang, { pay_method: 'vbank' })
    await page.locator('#deposit_amount').fill('13,000')
    await act(page, t('입금 처리', 'Deposit'))
    await page.locator('#problem').waitFor()
    expect(await page.locator('#deposit_amount').inputValue()).toBe('13,000')
    await page.getByLabel(t('강제 입금', 'Force')).check()
    await act(page, t('입금 처리', 'Deposit'))
    await said(page, t('입금 처리했습니다', 'Deposited'))
    await page
      .locator('#summary')
      .getByText(t('입금한 금액이 다릅니다', 'Not what the account asked for'))
      .waitFor()
    await page.locator('#refund > summary').click()
    await page.getByLabel(t('예금주', 'Holder')).fill('홍길동')
    await page.getByLabel(t('은행', 'Bank')).selectOption('088')
    await page.getByLabel(t('계좌번호', 'Account')).fill('1101234567')
    await act(page, t('결제 취소', 'Cancel the payment'))
    await said(page, t('취소했습니다', 'Cancelled'))
    expect(now().status).toBe('cancelled')
  })

  test('an account expires', async () => {
    const { page, t, now } = await paymentOf(lang, { pay_method: 'vbank' })
    await act(page, t('입금기한 만료', 'Let the account expire'))
    await said(page, t('기한이 지난 것으로 했습니다', 'Its time is over'))
    expect(now().timeline.at(-1)!.what).toBe('vbank expired')
  })

  test('a failed payment is approved late', async () => {
    const { page, t, now } = await paymentOf(lang, { pg: 'paymentwall', outcome: 'cancel' })
    await act(page, t('뒤늦게 승인', 'Approve late'))
    await said(page, t('뒤늦게 승인했습니다', 'approved after all'))
    expect(now().status).toBe('paid')
  })

  test('an escrow sale tells what 이니시스 tells', async () => {
    const { page, t, imp_uid } = await paymentOf(lang, { escrow: true })
    await page.getByLabel('escrow_status').fill('넷')
    await act(page, t('Inicis.Escrow.Changed 보내기', 'Send Inicis.Escrow.Changed'))
    await page.locator('#problem').waitFor()
    await page.getByLabel('escrow_status').fill('4')
    await act(page, t('Inicis.Escrow.Changed 보내기', 'Send Inicis.Escrow.Changed'))
    await said(page, t('에스크로 웹훅을 보냈습니다', 'escrow webhook is on its way'))
    expect(sandbox.webhooks({ imp_uid }).map(({ event }) => event)).toContain('Inicis.Escrow.Changed')
  })

  test('a webhook goes again, and twice at once', async () => {
    const { page, t, imp_uid } = await paymentOf(lang)
    await press(page, t('다시 보내기', 'Send again'))
    await said(page, t('상점 서버가 받았습니다', 'took it'))
    await press(page, t('동시에 두 번', 'Twice at once'))
    await said(page, t('동시에 두 번 보냈습니다', 'sent twice at once'))
    expect(sandbox.webhooks({ imp_uid })[0]!.attempts).toHaveLength(4)
  })

  test('an open window is opened again at its own address, and ended by hand', async () => {
    const { imp_uid } = await sandbox.open({ ...ORDER, merchant_uid: `order_${++orders}` })
    const t = words(lang)
    const page = await visit(lang, `/payments/${imp_uid}`)
    await page.getByRole('link', { name: t('결제창 다시 열기', 'Open the window again') }).click()
    await page.getByRole('region', { name: 'iamport-sandbox' }).waitFor()
    expect(page.url()).toContain(`${sandbox.url}/checkout/`)
    await visit(lang, `/payments/${imp_uid}`)
    await act(page, t('구매자 취소', 'Buyer cancels'))
    await said(page, t('결제창을 끝냈습니다', 'The window has ended'))
    expect(sandbox.payment(imp_uid).status).toBe('failed')
  })

  test('axe finds nothing serious on 홈, 결제 and 결제 한 건, and they fit', async () => {
    const { imp_uid } = await paymentOf(lang, { pay_method: 'vbank', escrow: true })
    for (const path of ['', '/payments', `/payments/${imp_uid}`]) {
      const page = await visit(lang, path)
      await page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
      expect({ path, found: await seriousIn(page) }).toEqual({ path, found: [] })
      const { width } = page.viewportSize()!
      expect({ path, width: await page.evaluate('document.documentElement.scrollWidth') }).toEqual({
        path,
        width,
      })
    }
  })
})

describe('what leaves the page of a payment', () => {
  test('is shown as JSON, rsp, redirect, slip, cancels and scenario, each behind its tab', async () => {
    const { page, imp_uid } = await paymentOf('en', {
      device: 'mobile',
      m_redirect_url: 'http://127.0.0.1:9/done?a=1',
    })
    for (const [tab, text] of [
      ['json', '"code": 0'],
      ['redirect', `imp_uid=${imp_uid}`],
      ['slip', `/checkout/slips/${imp_uid}`],
      ['scenario', 'replay it'],
    ] as const) {
      await page.locator(`.tabs a[href*="tab=${tab}"]`).click()
      await page.locator('#tab').getByText(text).first().waitFor()
    }
    await page.locator('.tabs a[href*="tab=rsp"]').click()
    await page.locator('#tab .empty, #tab pre').first().waitFor()
  })

  test('the curl asks for the same payment, whoever pastes it', async () => {
    const { page, imp_uid } = await paymentOf('en')
    await press(page, 'Copy as curl')
    await page.getByText('Copied').first().waitFor()
    const { stdout } = await promisify(execFile)('bash', ['-c', await clipboard(page)])
    expect(JSON.parse(stdout)).toMatchObject({ code: 0, response: { imp_uid, amount: 14_000 } })
  })

  test('the file to share is whole: it opens without the sandbox, runs nothing and asks for nothing', async () => {
    const hostile = '<img src=x onerror=document.title=1>'
    const { page, imp_uid } = await paymentOf('ko', { name: hostile })
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '한 파일로 공유' }).click(),
    ])
    const html = await readFile(await file.path(), 'utf8')
    const alone = await browser.newPage()
    const asked: string[] = []
    alone.on('request', (request) => asked.push(request.url()))
    await alone.setContent(html)
    for (const text of [imp_uid, '결제 승인', '"merchant_uid"']) await alone.getByText(text).first().waitFor()
    expect(asked).toEqual([])
    expect(await alone.title()).not.toBe('1')
    expect(await alone.locator('script, img, form').count()).toBe(0)
    await alone.close()
  })

  test('its HAR, its JSON lines and its scenario are downloaded under their names', async () => {
    const { page, imp_uid } = await paymentOf('en')
    for (const [name, as] of [
      ['HAR', `${imp_uid}.har`],
      ['JSON Lines', `${imp_uid}.jsonl`],
    ] as const) {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name, exact: true }).click(),
      ])
      expect(file.suggestedFilename()).toBe(as)
    }
    await page.getByRole('link', { name: 'As a scenario' }).click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download' }).click(),
    ])
    expect(file.suggestedFilename()).toMatch(/^recorded-order-\d+\.yml$/)
  })

  test('an English browser reads English on 홈, 결제 and 결제 한 건, but for names and iamport’s own texts', async () => {
    const { imp_uid } = await paymentOf('en', { outcome: 'cancel' })
    for (const path of ['', '/payments', `/payments/${imp_uid}`]) {
      const page = await visit('en', path)
      const text = await page.locator('main').innerText()
      const korean = text
        .split('\n')
        .filter((line) => /[가-힣]/.test(line))
        .filter(
          (line) =>
            !/장갑|양말|홍길동|결제포기|결제를 취소|파라메터|첫 결제|img src|카드|은행|아임포트/.test(line),
        )
      expect({ path, korean }).toEqual({ path, korean: [] })
    }
  })
})
