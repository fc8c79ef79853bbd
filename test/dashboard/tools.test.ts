/** The dashboard's pages of webhooks and calls in a real browser, and what holds for all pages of tools: language, size, hostile texts, tokens. */
import { execFile } from 'node:child_process'
import { connect } from 'node:net'
import { finished } from 'node:stream/promises'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Sandbox } from '../../src/index.ts'
import { seriousIn } from '../gallery/axe.ts'
import { type Receiver, startReceiver, startSandbox, useBrowser } from '../harness.ts'
import { restClient } from '../rest-client.ts'
import { LOOKS } from './looks-of-pages.ts'

const ORDER = { merchant_uid: 'order_1', name: '양말', amount: 9000, buyer_tel: '010-1234-5678' }
const PAGES = ['webhooks', 'requests', 'faults', 'data', 'settings']

const browser = useBrowser()
let sandbox: Sandbox
let shop: Receiver
let page: Page

beforeEach(async () => {
  shop = await startReceiver()
  sandbox = await startSandbox({
    seed: 1,
    clock: '2026-01-01T00:00:00+09:00',
    webhook: shop.url,
    leaks: 'ignore',
  })
})

const address = (path: string) => `${sandbox.url.replace('127.0.0.1', 'localhost')}/dashboard${path}`

async function visit(path: string, more: object = {}): Promise<Page> {
  ;({ page } = await browser.visit(address(path), { locale: 'ko-KR', ...more }))
  return page
}
const message = () => page.locator('.message').first().innerText()

/** So many calls in one write: they are answered one after the other, however busy the machine is. */
async function askAtOnce(count: number, path: string, token: string): Promise<void> {
  const { hostname, port } = new URL(sandbox.url)
  const socket = connect(Number(port), hostname)
  const call = (more: string) =>
    `GET ${path} HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: ${token}\r\n${more}\r\n`
  socket.end(`${call('').repeat(count - 1)}${call('connection: close\r\n')}`)
  await finished(socket.resume())
}

/** One of everything that these pages show. */
async function fill(): Promise<void> {
  await sandbox.pay(ORDER)
  await sandbox.pay({ ...ORDER, merchant_uid: 'order_2', outcome: 'cancel' })
  await sandbox.settle()
  await sandbox.pay({
    ...ORDER,
    merchant_uid: 'order_3',
    pg: 'naverco',
    naverProducts: [{ id: 'a', name: '양말', basePrice: 9000, quantity: 1 }],
  })
  await sandbox.pay({ ...ORDER, merchant_uid: 'order_4', pg: 'nice', pay_method: 'trans' })
  await sandbox.issueBillingKey({ customer_uid: 'kim' })
  await sandbox.schedule({ customer_uid: 'kim', merchant_uid: 'm1', amount: 9900, schedule_at: '30 days' })
  await sandbox.certify({ merchant_uid: 'cert_1', outcome: 'abandon', person: { name: '김하늘' } })
  const rest = await restClient(sandbox)
  await rest.post('/payments/prepare', { merchant_uid: 'order_9', amount: 1000 })
  await rest.get('/payments/imp_000000000000')
  sandbox.webhookRule({ copies: 2, match: { event: 'paid' } })
  sandbox.settings({ webhook_rewrites: [{ from: 'https://shop.example', to: shop.url }] })
}

describe('every page', () => {
  test.each(['ko', 'en'] as const)('of webhooks and calls is accessible and fits: %s', async (lang) => {
    const look = LOOKS[lang]
    await fill()
    await visit('/webhooks', look)
    for (const name of ['webhooks', 'requests']) {
      await page.goto(address(`/${name}`))
      await page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
      expect({ name, found: await seriousIn(page) }).toEqual({ name, found: [] })
      const { width } = look.viewport
      expect({ name, width: await page.evaluate('document.documentElement.scrollWidth') }).toEqual({
        name,
        width,
      })
    }
  })

  test('says nothing Korean to an English browser but names, and is small', async () => {
    await fill()
    await visit('', { locale: 'en-US' })
    for (const name of PAGES) {
      await page.goto(address(`/${name}`))
      const text = await page.locator('main').innerText()
      const korean = text
        .split('\n')
        .filter((line) => /[가-힣]/.test(line))
        .filter(
          (line) => !/\d원|양말|김하늘|기본 상점|존재하지 않는|KG이니시스|카드|{"code"|"message"/.test(line),
        )
      expect({ name, korean }).toEqual({ name, korean: [] })
      const sent = await fetch(address(`/${name}`), { headers: { 'accept-encoding': 'gzip' } })
      expect(Number(sent.headers.get('content-length'))).toBeLessThan(60_000)
    }
  })

  test('shows what came from a shop as text, in every field', async () => {
    const hostile = `"><img src=x onerror=document.title='bad'><script>document.title='bad'</script>'`
    await sandbox.pay({ ...ORDER, merchant_uid: hostile, name: hostile, buyer_name: hostile })
    await sandbox.settle()
    await sandbox.issueBillingKey({ customer_uid: hostile })
    await sandbox.schedule({
      customer_uid: hostile,
      merchant_uid: hostile.slice(0, 39),
      amount: 1,
      schedule_at: '2h',
    })
    await sandbox.certify({ merchant_uid: hostile, person: { name: hostile } })
    const rest = await restClient(sandbox)
    await rest.get(`/payments/find/${encodeURIComponent(hostile)}?x=${encodeURIComponent(hostile)}`)
    await rest.post('/payments/cancel', { merchant_uid: hostile, reason: hostile })
    const hostile_shop = { user_code: 'imp2', name: hostile }
    await fetch(`${sandbox.url}/_sandbox/merchants`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(hostile_shop),
    })
    await sandbox.snapshot(hostile)
    sandbox.settings({ webhook_headers: { 'x-shop': hostile } })
    await visit('')
    for (const name of PAGES) {
      const asked = encodeURIComponent(hostile)
      for (const query of [`?q=${asked}&shop=${asked}&open=${asked}`, '']) {
        await page.goto(address(`/${name}${query}`))
        expect(await page.title()).not.toBe('bad')
        expect(await page.locator('img').count()).toBe(0)
      }
    }
  })

  test('takes no form without the page’s token, nor from another site', async () => {
    const send = (token: string, origin: string) =>
      fetch(address('/settings/reset'), {
        method: 'POST',
        redirect: 'manual',
        headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ token, confirm: '1' }),
      })
    const html = await (await fetch(address('/settings'))).text()
    const token = /name="token" value="([^"]+)"/.exec(html)![1]!
    await sandbox.pay(ORDER)
    expect((await send('', new URL(address('')).origin)).status).toBe(403)
    expect((await send(token, 'http://evil.example')).status).toBe(403)
    expect(sandbox.payments()).toHaveLength(1)
    expect((await send(token, new URL(address('')).origin)).status).toBe(303)
    expect(sandbox.payments()).toHaveLength(0)
  })
})

/** Classes of one page have moved the rows of another before. */
describe('on a wide page', () => {
  test('each webhook and each call is one line, its address to be read whole', async () => {
    await fill()
    await sandbox.settle()
    for (const [path, list, address_of] of [
      ['/webhooks', '#deliveries', '.url'],
      ['/requests', '#calls', '.path'],
    ] as const) {
      await visit(path, { viewport: { width: 1280, height: 900 } })
      const rows = await page.locator(`${list} .line > summary`).all()
      expect(rows.length).toBeGreaterThan(1)
      for (const row of rows) {
        const tops = await row
          .locator('> *')
          .evaluateAll((cells: { getBoundingClientRect(): { top: number; height: number } }[]) =>
            cells
              .map((cell) => cell.getBoundingClientRect())
              .flatMap(({ top, height }) => (height > 0 ? [top] : [])),
          )
        expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(12)
        const { is_cut } = await row
          .locator(address_of)
          .evaluate((cell: { scrollWidth: number; clientWidth: number }) => ({
            is_cut: cell.scrollWidth > cell.clientWidth + 1,
          }))
        expect(is_cut).toBe(false)
      }
    }
  })

  test('each event of a payment stands under the name of its lane, and its words end within the panel', async () => {
    const { payment } = await sandbox.pay({ ...ORDER, buyerTel: '010-1234-5678', customData: 'x' })
    await sandbox.settle()
    await visit(`/payments/${payment!.imp_uid}`, { viewport: { width: 1280, height: 900 } })
    const names = page.locator('.lane-names > span')
    for (const [lane, nth] of [
      ['pg', 2],
      ['webhook', 4],
    ] as const) {
      const name = (await names.nth(nth).boundingBox())!
      const event = (await page.locator(`.axis > .${lane} .what`).first().boundingBox())!
      expect(Math.abs(event.x - name.x)).toBeLessThan(4)
    }
    const panel = (await page.locator('.axis').boundingBox())!
    const words = await page
      .locator('.axis .what > span')
      .evaluateAll((all: { getBoundingClientRect(): { right: number } }[]) =>
        all.map((one) => one.getBoundingClientRect().right),
      )
    expect(Math.max(...words)).toBeLessThan(panel.x + panel.width + 1)
  })
})

describe('웹훅', () => {
  test('why did my webhook not arrive: two presses from the first page', async () => {
    shop.answer(500)
    await sandbox.pay(ORDER)
    await sandbox.settle()
    await visit('')
    await page.getByRole('link', { name: /^웹훅/ }).first().click()
    await page.locator('#deliveries .line > summary').first().click()
    const opened = await page.locator('#deliveries .line[open]').innerText()
    for (const text of ['2xx가 아닌 응답', 'HTTP 500', '"merchant_uid":"order_1"'])
      expect(opened).toContain(text)
  })

  test('is narrowed by state, event and failure, and what is shown is sent again together', async () => {
    shop.answer(500)
    for (const merchant_uid of ['o1', 'o2']) await sandbox.pay({ ...ORDER, merchant_uid })
    await sandbox.settle()
    shop.answer(200)
    await sandbox.pay({ ...ORDER, merchant_uid: 'o3' })
    await sandbox.settle()
    await visit('/webhooks')
    await page.getByLabel('상태').selectOption('failed')
    await page.getByRole('button', { name: '찾기' }).click()
    await expect.poll(() => page.locator('#deliveries .line').count()).toBe(2)
    await page.getByRole('button', { name: /2건 모두 다시 보내기/ }).click()
    expect(await message()).toContain('상점 서버가 모두 받았습니다')
    expect(sandbox.webhooks({ state: 'failed' })).toEqual([])
    await page.goto(address('/webhooks?error=status'))
    expect(await page.locator('#deliveries .line').count()).toBe(2)
    await page.goto(address('/webhooks?event=ready'))
    expect(await page.locator('#deliveries').innerText()).toContain('조건에 맞는 웹훅이 없습니다')
  })

  test.each([
    ['ko-KR', '저장하고 테스트 호출', '받았습니다'],
    ['en-US', 'Save and send a test call', 'took the test webhook'],
  ])(
    'the address is saved and tried (%s); what is no address is said in place',
    async (locale, press, said) => {
      await visit('/webhooks', { locale })
      await page.locator('#notification_url').fill(`${shop.url}/new`)
      await page.getByLabel('Content-Type').selectOption('form')
      await page.getByRole('button', { name: press }).click()
      expect(await message()).toContain(said)
      expect(shop.received.at(-1)).toMatchObject({ path: expect.stringContaining('/new') })
      expect(sandbox.settings()).toMatchObject({ notification_content_type: 'form' })
      await page.locator('#notification_url').fill('shop.example/hook')
      await page.getByRole('button', { name: press }).click()
      expect(await message()).toContain('shop.example/hook')
      expect(await page.locator('#notification_url').inputValue()).toBe('shop.example/hook')
      expect(await page.locator('#notification_url').getAttribute('aria-invalid')).toBe('true')
      expect(sandbox.settings().notification_url).toEqual([`${shop.url}/new`])
    },
  )

  test('a rule is set, counts, and is taken back; a lost webhook says which rule or scenario', async () => {
    await visit('/webhooks')
    await page.locator('#rule-new > summary').click()
    await page.getByRole('button', { name: '규칙 걸기' }).click()
    expect(await message()).toContain('하나 이상 고르세요')
    await page.getByLabel(/보낼 횟수/).fill('0')
    await page.locator('#rule-event').fill('paid')
    await page.getByRole('button', { name: '규칙 걸기' }).click()
    expect(sandbox.webhookRules()).toMatchObject([{ copies: 0, match: { event: 'paid' } }])
    await sandbox.pay(ORDER)
    await page.goto(address('/webhooks'))
    expect(await page.locator('#rule-list').innerText()).toContain('해당 1회, 적용 1회')
    expect(await page.locator('#silences').innerText()).toContain('웹훅 규칙 1')
    await page.getByRole('button', { name: '풀기: 규칙 1' }).click()
    expect(sandbox.webhookRules()).toEqual([])
  })

  test('every silence has its sentence, with its source', async () => {
    await sandbox.pay({ ...ORDER, outcome: 'cancel' })
    const { payment } = await sandbox.pay({ ...ORDER, merchant_uid: 'order_2' })
    const rest = await restClient(sandbox)
    await rest.post('/payments/cancel', { imp_uid: payment!.imp_uid })
    sandbox.settings({ notification_url: [] })
    await sandbox.pay({ ...ORDER, merchant_uid: 'order_3' })
    await visit('/webhooks', { locale: 'en-US' })
    const told = await page.locator('#silences').innerText()
    for (const text of [
      'A failed payment sends no webhook',
      'enable_webhook: true',
      'There is no Notification URL',
    ])
      expect(told).toContain(text)
    expect(told).toContain('vendor’s documents: developers page on webhooks, V1')
  })
})

describe('요청', () => {
  test('what did my server call, and why was it refused: two presses from the first page', async () => {
    const rest = await restClient(sandbox)
    await rest.get('/payments/imp_000000000000')
    await visit('')
    await page.getByRole('link', { name: /^요청/ }).first().click()
    await page.locator('#calls .line > summary').first().click()
    const opened = await page.locator('#calls .line[open]').innerText()
    for (const text of [
      'GET /payments/imp_000000000000',
      'HTTP 404',
      '존재하지 않는 결제정보입니다',
      '힌트',
      '응답의 근거',
    ])
      expect(opened).toContain(text)
  })

  test('an answer that was left out in a rush is not shown as an empty one', async () => {
    const { payment } = await sandbox.pay({ ...ORDER, custom_data: 'x'.repeat(50_000) })
    const rest = await restClient(sandbox)
    const path = `/payments/${payment!.imp_uid}`
    await askAtOnce(60, path, rest.token)
    const left_out = /본문 5\d,\d{3}자는 호출이 몰려 남기지 않았습니다/
    await visit('/requests')
    expect(await page.locator('#calls').evaluate((calls) => calls.textContent)).toMatch(left_out)
    await page.goto(address(path))
    expect(await page.locator('.axis').evaluate((axis) => axis.textContent)).toMatch(left_out)
  })

  test('is narrowed by 4xx, code and assumed; the curl of a call does the same again', async () => {
    const { payment } = await sandbox.pay({ ...ORDER, merchant_uid: `it's` })
    const rest = await restClient(sandbox)
    await rest.get(`/payments/find/${encodeURIComponent(`it's`)}`)
    await rest.get('/payments/imp_000000000000')
    await visit('/requests?answer=4xx')
    expect(await page.locator('#calls .line').count()).toBe(1)
    await page.goto(address('/requests?answer=refused'))
    expect(await page.locator('#calls .line').count()).toBe(1)
    await page.goto(address('/requests?answer=assumed'))
    expect(await page.locator('#calls').innerText()).not.toContain('imp_000000000000')
    await page.goto(address('/requests?q=find'))
    await page.locator('#calls .line > summary').first().click()
    await page.locator('#calls .line details > summary').first().click()
    const curl = await page.locator('.curl .copy').first().innerText()
    const { stdout } = await promisify(execFile)('bash', ['-c', curl])
    expect(JSON.parse(stdout).response).toMatchObject({ imp_uid: payment!.imp_uid, merchant_uid: `it's` })
    // The call of the curl is a line of its own by now, above the one that is open.
    await page.locator('#calls .line[open] .acts a').first().click()
    await expect.poll(() => page.url()).toContain(payment!.imp_uid)
  })
})
