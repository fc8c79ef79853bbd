/** The ten questions that a developer opens the dashboard with: from its first page, each is answered after two presses at most. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { samplePage } from '../browser/manual-samples.ts'
import { launchBrowser, payWindow, type Receiver, startReceiver } from '../harness.ts'
import { restClient } from '../rest-client.ts'

const ORDER = { name: '겨울 장갑', amount: 14_000, buyer_tel: '010-1234-5678', buyer_name: '김하늘' }

let sandbox: Sandbox
let receiver: Receiver
let browser: Browser
let shop: Server
const pages: Partial<Record<Lang, Page>> = {}
type Lang = 'ko' | 'en'

/** A shop's week in short: a sale that its server heard of first, a second try that was refused, an account that waits, and a server that fails. */
beforeAll(async () => {
  receiver = await startReceiver()
  sandbox = await createSandbox({
    seed: 1,
    clock: '2026-01-05T10:00:00+09:00',
    webhook: receiver.url,
    leaks: 'ignore',
    live: true,
  })
  browser = await launchBrowser()
  shop = createServer((_req, res) =>
    res.setHeader('content-type', 'text/html; charset=utf-8').end(shopPage()),
  )
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve))
  const buyer = await browser.newContext({ locale: 'ko-KR' })
  sandbox.settings({ webhook_order: 'webhook_first' })
  await payAtShop(buyer)
  const rest = await restClient(sandbox)
  await rest.get(`/payments/${sandbox.payments()[0]!.imp_uid}`)
  sandbox.settings({ webhook_order: 'at_once' })
  await askAgain(buyer)
  await sandbox.pay({ ...ORDER, merchant_uid: 'order_account', pay_method: 'vbank' })
  await sandbox.settle()
  receiver.answer(500)
  await sandbox.pay({ ...ORDER, merchant_uid: 'order_unheard' })
  await sandbox.settle()
  await buyer.close()
})
afterAll(async () => {
  await browser?.close()
  await sandbox?.close()
  await receiver?.close()
  shop?.closeAllConnections()
  shop?.close()
})

function shopPage(): string {
  const order = { ...ORDER, merchant_uid: 'order_raced', pg: 'html5_inicis' }
  const pay = `IMP.request_pay(${JSON.stringify(order)}, function (rsp) {});`
  return samplePage({ script: sandbox.scriptUrl, pay })
}

/** A real page with the real script, on a site of its own; `order_raced` is paid in a real window. */
async function payAtShop(buyer: BrowserContext): Promise<void> {
  const page = await visitShop(buyer)
  await page.getByRole('button', { name: '결제', exact: true }).click()
  const window = await payWindow(page)
  await window.approve()
  await page.waitForFunction('recorded.rsps.length === 1')
}

/** The same order once more: it is refused before any window. */
async function askAgain(buyer: BrowserContext): Promise<void> {
  const page = await visitShop(buyer)
  await page.getByRole('button', { name: '결제', exact: true }).click()
  await page.waitForFunction('recorded.rsps.length === 1')
}

async function visitShop(buyer: BrowserContext): Promise<Page> {
  const page = await buyer.newPage()
  await page.goto(`http://localhost:${(shop.address() as AddressInfo).port}/`)
  return page
}

/** One window for each language, led back to the first page. */
async function firstPage(lang: Lang): Promise<Page> {
  const locale = lang === 'ko' ? 'ko-KR' : 'en-US'
  pages[lang] ??= await browser.newPage({ locale, viewport: { width: 1280, height: 900 } })
  const page = pages[lang]
  page.setDefaultTimeout(5_000)
  await page.goto(`${sandbox.url.replace('127.0.0.1', 'localhost')}/dashboard`)
  return page
}

interface Question {
  readonly question: string
  /** What is pressed, by what stands on it: two at most. */
  readonly presses: readonly [Press] | readonly [Press, Press]
  /** Where the answer is in sight then. */
  readonly place: string
  readonly answer: Readonly<Record<Lang, readonly (string | RegExp)[]>>
}
type Press = (page: Page, t: (ko: string, en: string) => string) => Locator

/** The order's payment among the newest; beside it stands the same order that was refused. */
const newest = (merchant_uid: string) => (page: Page) =>
  page.locator('#newest a[href*="/payments/"]').filter({ hasText: merchant_uid })
const both = (...texts: (string | RegExp)[]) => ({ ko: texts, en: texts })

const QUESTIONS: readonly Question[] = [
  {
    question: 'why did my webhook not arrive',
    presses: [
      (page, t) =>
        page.getByRole('link', { name: t('웹훅이 상점에 닿지 않음', 'Webhooks do not reach the shop') }),
    ],
    place: '#webhooks',
    answer: {
      ko: ['2xx가 아닌 응답', 'HTTP 500', '"merchant_uid":"order_unheard"', '다시 보내기'],
      en: ['not 2xx', 'HTTP 500', '"merchant_uid":"order_unheard"', 'Send again'],
    },
  },
  {
    question: 'what did my server call',
    presses: [
      (page, t) => page.getByRole('navigation').getByRole('link', { name: t('요청', 'Requests') }),
      (page) => page.locator('#calls summary').filter({ hasText: '/payments/imp_' }).first(),
    ],
    place: '#calls .line[open]',
    answer: both(/GET \/payments\/imp_\d{12}/, 'HTTP 200', '"merchant_uid": "order_raced"'),
  },
  {
    question: 'what did the callback get',
    presses: [newest('order_raced'), (page) => page.getByRole('link', { name: 'rsp', exact: true })],
    place: '#tab',
    answer: both('"success": true', '"paid_amount": 14000', '"merchant_uid": "order_raced"'),
  },
  {
    question: 'which order raced',
    presses: [
      (page, t) => page.locator('#newest tr', { hasText: t('먼저 옴', 'came first') }).getByRole('link'),
    ],
    place: '#axis',
    answer: { ko: [/웹훅이 콜백보다 \d+ ms 먼저/], en: [/webhook was \d+ ms ahead of the callback/] },
  },
  {
    question: 'why was request_pay refused',
    presses: [(page, t) => page.getByRole('link', { name: t('request_pay 거절', 'request_pay refused') })],
    place: 'main',
    answer: {
      ko: [
        '왜 거절됐나',
        '이미 결제가 이루어진 거래건입니다.',
        'order_already_paid',
        '"merchant_uid": "order_raced"',
      ],
      en: ['Why it was refused', 'order_already_paid', '"merchant_uid": "order_raced"'],
    },
  },
  {
    question: 'where is the raw JSON',
    presses: [newest('order_raced'), (page) => page.getByRole('link', { name: 'JSON', exact: true })],
    place: '#tab',
    answer: both(/GET \/payments\/imp_\d{12}/, '"code": 0', '"apply_num": "', '"status": "paid"'),
  },
  {
    question: 'how do I replay',
    presses: [
      newest('order_raced'),
      (page, t) => page.getByRole('link', { name: t('시나리오', 'Scenario'), exact: true }),
    ],
    place: '#tab',
    answer: both(
      'iamport-sandbox replay recorded-order-raced.yml --target',
      'name: recorded-order-raced',
      'approve',
    ),
  },
]

async function ask({ presses, place, answer }: Question, lang: Lang): Promise<void> {
  const page = await firstPage(lang)
  for (const press of presses) await press(page, (ko, en) => (lang === 'ko' ? ko : en)).click()
  const shown = page.locator(place)
  for (const text of answer[lang])
    await shown
      .getByText(text)
      .first()
      .or(shown.filter({ hasText: text }))
      .first()
      .waitFor()
  expect(await shown.first().isVisible()).toBe(true)
}

describe('in two presses from the first page', () => {
  test.each(QUESTIONS.map((one) => [one.question, one] as const))('%s?', (_question, one) => ask(one, 'ko'))

  test.each(QUESTIONS.filter((_one, n) => [0, 3, 4].includes(n)).map((one) => [one.question, one] as const))(
    '%s, in English?',
    (_question, one) => ask(one, 'en'),
  )

  test('how do I deposit? The account’s row, and the button beside its amount', async () => {
    receiver.answer(200)
    const page = await firstPage('ko')
    await newest('order_account')(page).click()
    await page.getByRole('button', { name: '입금 처리' }).click()
    expect(await page.locator('#message').innerText()).toContain('입금 처리했습니다')
    expect(sandbox.payments({ merchant_uid: 'order_account' })).toMatchObject([
      { status: 'paid', amount: 14_000 },
    ])
  })

  test('how do I change the PG? The settings, and the choice that stands first under it', async () => {
    const page = await firstPage('ko')
    await page.getByRole('navigation').getByRole('link', { name: '설정' }).click()
    await page.getByLabel('기본 PG').selectOption('nice_v2')
    await page.getByRole('button', { name: '기본 PG 저장' }).click()
    expect(await page.locator('#message').innerText()).toContain('기본 PG')
    expect(sandbox.settings().default_pg).toBe('nice_v2')
  })

  test('how do I jump to tomorrow? One press, from any page', async () => {
    const before = sandbox.now()
    const page = await firstPage('ko')
    await page.getByRole('button', { name: '+1일' }).click()
    expect(await page.locator('#message').innerText()).toContain('시각을 옮겼습니다')
    expect(Date.parse(sandbox.now()) - Date.parse(before)).toBeGreaterThanOrEqual(86_400_000)
    expect(await page.locator('#clock time').innerText()).toContain('2026-01-06')
  })
})
