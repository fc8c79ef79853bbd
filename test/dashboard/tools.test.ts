/** The dashboard's pages of webhooks, calls, faults, data and settings in a real browser: every act and setting, in Korean and English. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Sandbox } from '../../src/index.ts'
import { SETTING_WORDS } from '../../src/telling/setting-words.ts'
import { type Receiver, startReceiver, startSandbox, useBrowser } from '../harness.ts'
import { restClient } from '../rest-client.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
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
  test.each([
    ['ko-KR', 'light'],
    ['en-US', 'dark'],
  ] as const)('is accessible and fits a phone: %s, %s', { timeout: 240_000 }, async (locale, colorScheme) => {
    await fill()
    for (const name of PAGES) {
      await visit(`/${name}`, { locale, colorScheme, viewport: { width: 390, height: 844 } })
      await page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
      await page.evaluate(AXE)
      const found = await page.evaluate(
        `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then(({ violations }) =>
          violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 200) + ' ' + nodes[0].failureSummary))`,
      )
      expect({ name, found }).toEqual({ name, found: [] })
      expect({ name, width: await page.evaluate('document.documentElement.scrollWidth') }).toEqual({
        name,
        width: 390,
      })
      await page.context().close()
    }
  })

  test('says nothing Korean to an English browser but names, and is small', async () => {
    await fill()
    for (const name of PAGES) {
      await visit(`/${name}`, { locale: 'en-US' })
      const text = await page.locator('main').innerText()
      const korean = text
        .split('\n')
        .filter((line) => /[가-힣]/.test(line))
        .filter(
          (line) => !/\d원|양말|김하늘|기본 상점|존재하지 않는|KG이니시스|카드|{"code"|"message"/.test(line),
        )
      expect({ name, korean }).toEqual({ name, korean: [] })
      await page.context().close()
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
    for (const name of PAGES) {
      await visit(
        `/${name}?q=${encodeURIComponent(hostile)}&shop=${encodeURIComponent(hostile)}&open=${encodeURIComponent(hostile)}`,
      )
      expect(await page.title()).not.toBe('bad')
      expect(await page.locator('img').count()).toBe(0)
      await page.goto(address(`/${name}`))
      expect(await page.title()).not.toBe('bad')
      expect(await page.locator('img').count()).toBe(0)
      await page.context().close()
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

  test('each event of a payment stands under the name of its lane', async () => {
    const { payment } = await sandbox.pay(ORDER)
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

describe('장애', () => {
  test.each([
    ['ko-KR', '걸기: webhook-lost', '장애를 걸었습니다', '해당 1회, 적용 1회', '시나리오 webhook-lost'],
    [
      'en-US',
      'Arm: webhook-lost',
      'The faults are armed',
      'met 1 times, acted 1 times',
      'scenario webhook-lost',
    ],
  ])(
    'one of the package is armed, acts, is counted and taken away (%s)',
    async (locale, press, said, counted, by) => {
      await visit('/faults', { locale })
      await page.getByRole('button', { name: press, exact: true }).click()
      expect(await message()).toContain(said)
      await sandbox.pay(ORDER)
      await page.goto(address('/faults'))
      expect(await page.locator('#armed-list').innerText()).toContain(counted)
      await page.goto(address('/webhooks'))
      await page.locator('#deliveries .line > summary').first().click()
      expect(await page.locator('#deliveries .line[open]').innerText()).toContain(by)
      await page.goto(address('/faults'))
      await page.locator('#armed-list button').click()
      await page.locator('#armed-list .empty').waitFor()
      expect(await page.locator('#armed-list button').count()).toBe(0)
    },
  )

  test('what is pasted is checked by line, kept as typed, and armed when it is right', async () => {
    await visit('/faults')
    const box = page.getByLabel(/시나리오 파일/)
    await box.fill('name: mine\nfaults:\n  - at: reqest\n    do: { refuse: F1 }\n')
    await page.getByRole('button', { name: '검사하고 걸기' }).click()
    const told = await page.locator('#problem').innerText()
    expect(told).toContain('3행 9열')
    expect(told).toContain("'request'")
    expect(await box.inputValue()).toContain('at: reqest')
    await page.getByRole('link', { name: '3행 9열' }).click()
    expect(
      await page.evaluate(
        'document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)',
      ),
    ).toBe('  - at: reqest')
    await box.fill('name: mine\nfaults:\n  - at: request\n    do: { refuse: F1 }\n')
    await page.getByRole('button', { name: '검사하고 걸기' }).click()
    expect((await sandbox.pay(ORDER)).payment).toBe(null)
    await page.goto(address('/faults'))
    expect(await page.locator('#own').innerText()).toContain('mine')
  })
})

describe('데이터', () => {
  test('a billing key is issued and charged now, a schedule is made and run now', async () => {
    await visit('/data')
    await page.locator('#key-new > summary').click()
    await page.locator('#key-issue-customer_uid').fill('kim')
    await page.getByRole('button', { name: '발급', exact: true }).first().click()
    expect(await message()).toContain('빌링키를 발급했습니다')
    await page.locator('#key-charge-amount').fill('9,900')
    await page.getByRole('button', { name: '지금 결제' }).click()
    expect(sandbox.payments()).toMatchObject([{ status: 'paid', amount: 9900, customer_uid: 'kim' }])
    await page.locator('#key-charge-amount').fill('구천')
    await page.getByRole('button', { name: '지금 결제' }).click()
    expect(await message()).toContain('금액이 올바르지 않습니다: 구천')
    expect(await page.locator('#key-charge-amount').inputValue()).toBe('구천')
    await page.locator('#schedule-new > summary').click()
    await page.locator('#schedule-add-merchant_uid').fill('m1')
    await page.getByRole('button', { name: '예약', exact: true }).click()
    await page.getByRole('button', { name: '지금 실행: m1' }).click()
    expect(await message()).toContain('지금 결제했습니다')
    expect(sandbox.payments({ merchant_uid: 'm1' })).toMatchObject([{ status: 'paid' }])
    await page.getByRole('button', { name: '지우기: kim' }).click()
    await expect.poll(() => page.locator('#key-list .empty').count()).toBe(1)
  })

  test('an OTP is shown, a receipt issued and cancelled, an amount registered, a Naver order shipped', async () => {
    await sandbox.certify({ merchant_uid: 'cert_1', outcome: 'abandon', person: { name: '김하늘' } })
    const { payment } = await sandbox.pay({ ...ORDER, pg: 'nice', pay_method: 'trans' })
    await sandbox.pay({
      ...ORDER,
      merchant_uid: 'order_3',
      pg: 'naverco',
      naverProducts: [{ id: 'a', name: '양말', basePrice: 9000, quantity: 1 }],
    })
    await visit('/data', { locale: 'en-US' })
    expect(await page.locator('#certification-list .copy').innerText()).toMatch(/^\d{6}$/)
    await page.locator('#receipt-new > summary').click()
    await page.locator('#receipt-issue-imp_uid').fill('imp_000000000000')
    await page.locator('#receipt-new').getByRole('button', { name: 'Issue' }).click()
    expect(await message()).toContain('존재하지 않는')
    await page.locator('#receipt-issue-imp_uid').fill(payment!.imp_uid)
    await page.locator('#receipt-new').getByRole('button', { name: 'Issue' }).click()
    expect(await message()).toContain('The cash receipt is issued')
    await page.getByRole('button', { name: `Cancel: ${payment!.imp_uid}` }).click()
    await expect.poll(() => page.locator('#receipt-list').innerText()).toContain('Cancelled')
    await page.locator('#prepare-new > summary').click()
    await page.locator('#prepare-merchant_uid').fill('order_9')
    await page.locator('#prepare-amount').fill('1000')
    await page.getByRole('button', { name: 'Register' }).click()
    expect((await sandbox.pay({ ...ORDER, merchant_uid: 'order_9' })).payment).toBe(null)
    await page.getByRole('button', { name: 'ships' }).click()
    await page.getByRole('button', { name: 'gets the goods' }).click()
    await expect.poll(() => page.locator('#order-list').innerText()).toContain('DELIVERED')
  })
})

describe('설정', () => {
  test('every setting stands there with its default and source, the default PG with a MID among them', async () => {
    await visit('/settings')
    await page.getByLabel('default_pg').fill('nice_v2.iamport01m')
    await page.getByRole('button', { name: '설정 저장' }).click()
    expect(sandbox.settings().default_pg).toBe('nice_v2.iamport01m')
    expect(await page.getByLabel('기본 PG').inputValue()).toBe('nice_v2.iamport01m')
    const shown = await page.locator('.setting code').allInnerTexts()
    const elsewhere = ['channels', 'notification_url', 'notification_content_type']
    for (const name of Object.keys(SETTING_WORDS))
      if (!elsewhere.includes(name)) expect(shown).toContain(name)
    expect(Object.keys(SETTING_WORDS).sort()).toEqual(Object.keys(sandbox.settings()).sort())
  })

  test('each setting takes another value, and says what it does not take', async () => {
    await visit('/settings', { locale: 'en-US' })
    const others: Record<string, string> = {
      webhook_retries: 'true',
      webhook_order: 'webhook_first',
      webhook_delay_ms: '1500',
      webhook_headers: '{"x-shop":"1"}',
      webhook_rewrites: `[{"from":"https://shop.example","to":"${shop.url}"}]`,
      strictness: 'strict',
      digital_contract: 'true',
      tiers: '[{"tier_code":"ABC","tier_name":"하위"}]',
      window_lifetime_s: '0',
    }
    for (const [name, text] of Object.entries(others)) {
      const field = page.locator(`#field-${name}`)
      const is_choice = await field.evaluate((one) => one.tagName === 'SELECT')
      await (is_choice ? field.selectOption(text) : field.fill(text))
    }
    await page.getByRole('button', { name: 'Save the settings' }).click()
    expect(await message()).toContain('The settings are saved')
    const now = sandbox.settings() as unknown as Record<string, unknown>
    for (const [name, text] of Object.entries(others))
      expect(now[name]).toEqual(
        /^[a-z]+_?[a-z]*$/.test(text) && !['true'].includes(text) ? text : JSON.parse(text),
      )
    for (const [name, text] of [
      ['webhook_delay_ms', '-1'],
      ['webhook_headers', '{broken'],
      ['tiers', '[{"tier_code":"abc"}]'],
      ['default_pg', 'nobody'],
    ] as const) {
      await page.locator(`#field-${name}`).fill(text)
      await page.getByRole('button', { name: 'Save the settings' }).click()
      expect(await message()).toContain(name)
      expect(await page.locator(`#field-${name}`).inputValue()).toBe(text)
      expect(await page.locator(`#field-${name}`).getAttribute('aria-invalid')).toBe('true')
      await page.goto(address('/settings'))
    }
    expect(sandbox.settings()).toEqual(now)
  })

  test('keys are renewed, channels added and removed, each shop for itself', async () => {
    await visit('/settings')
    await page.locator('#shop-new > summary').click()
    await page.locator('#new_user_code').fill('a b')
    await page.getByRole('button', { name: '상점 열기' }).click()
    expect(await message()).toContain('user_code는')
    await page.locator('#new_user_code').fill('imp11111111')
    await page.locator('#new_name').fill('둘째')
    await page.getByRole('button', { name: '상점 열기' }).click()
    await expect.poll(() => page.url()).toContain('shop=imp11111111')
    const secret = () => page.locator('.keys .copy').nth(2).innerText()
    const before = await secret()
    await page.locator('#keys-new > summary').click()
    await page.getByRole('button', { name: '새 키 받기' }).click()
    expect(await secret()).not.toBe(before)
    await page.locator('#channel-new > summary').click()
    await page.locator('#channel-pg').selectOption('nice_v2')
    await page.getByRole('button', { name: '채널 더하기' }).click()
    expect(await message()).toContain('pg_id')
    await page.locator('#channel-mid').fill('nictest00m')
    await page.getByRole('button', { name: '채널 더하기' }).click()
    expect(await message()).toContain('채널을 더했습니다')
    expect(await page.locator('table').innerText()).toContain('channel-key-')
    await page.locator('#notification_url').fill(`${shop.url}/second`)
    await page.getByRole('button', { name: '저장', exact: true }).click()
    await sandbox.pay({ ...ORDER, user_code: 'imp11111111' })
    await sandbox.settle()
    expect(shop.received.map(({ path }) => path)).toEqual([expect.stringContaining('/second')])
    await page.goto(address('/webhooks?shop=imp11111111'))
    expect(await page.locator('#deliveries .line').count()).toBe(1)
    await page.goto(address('/webhooks'))
    expect(await page.locator('#deliveries .line').count()).toBe(0)
    await page.goto(address('/settings?shop=imp11111111'))
    await page.getByRole('button', { name: '빼기: nice_v2 nictest00m' }).click()
    await page.getByRole('button', { name: '지우기: 둘째' }).click()
    expect(await message()).toContain('확인란')
    await page.getByLabel('결제까지').check()
    await page.getByRole('button', { name: '지우기: 둘째' }).click()
    await expect.poll(() => page.locator('main').innerText()).not.toContain('imp11111111')
  })

  test('the world is exported, kept, brought back, started over and imported', async () => {
    await sandbox.pay(ORDER)
    await visit('/settings')
    const world = await (await fetch(address('/settings/world.json'))).text()
    await page.locator('#snapshot-id').fill('하나')
    await page.getByRole('button', { name: '지금 상태 보관' }).click()
    await sandbox.pay({ ...ORDER, merchant_uid: 'order_2' })
    await page.getByRole('button', { name: '되돌리기: 하나' }).click()
    expect(sandbox.payments()).toHaveLength(1)
    await page.getByRole('button', { name: '초기화' }).click()
    expect(await message()).toContain('확인란')
    expect(sandbox.payments()).toHaveLength(1)
    await page.getByLabel(/기록을 모두 지우고/).check()
    await page.getByRole('button', { name: '초기화' }).click()
    expect(sandbox.payments()).toHaveLength(0)
    await page.locator('#import > summary').click()
    await page.locator('#world-text').fill('{"payments":[{"amount":"x"}]}')
    await page.getByRole('button', { name: /지우고 시작/ }).click()
    expect(await page.locator('#problem').innerText()).toContain('world:1:')
    expect(await page.locator('#world-text').inputValue()).toContain('"x"')
    await page.locator('#world-text').fill(world)
    await page.getByRole('button', { name: /지우고 시작/ }).click()
    expect(sandbox.payments()).toMatchObject([{ merchant_uid: 'order_1', status: 'paid' }])
  })
})
