/** 데이터, 장애 and 설정 in a real browser: every act and every setting is pressed, in Korean on a phone and in English on a wide page. */
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inLang } from '../../src/core/bilingual.ts'
import type { Form } from '../../src/dashboard/page.ts'
import { PAGES } from '../../src/dashboard/pages/index.ts'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { SETTING_WORDS } from '../../src/telling/setting-words.ts'
import { seriousIn } from '../gallery/axe.ts'
import { launchBrowser, type Receiver, startReceiver } from '../harness.ts'
import { LOOKS } from './looks-of-pages.ts'
import { WRONG } from './wrong-fields.ts'

const LANGS = ['ko', 'en'] as const
const ORDER = { name: '양말', amount: 9000, buyer_tel: '010-1234-5678' }
const FORMS: readonly Form[] = PAGES.filter(({ path }) =>
  ['/data', '/faults', '/settings'].includes(path),
).flatMap(({ forms = [] }) => forms)

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser?.close())

describe.each(LANGS)('in %s', (lang) => {
  const t = (ko: string, en: string) => (lang === 'ko' ? ko : en)
  const told = new Set<string>()
  let sandbox: Sandbox
  let shop: Receiver
  let page: Page

  beforeAll(async () => {
    shop = await startReceiver()
    sandbox = await createSandbox({
      seed: 1,
      clock: '2026-01-01T00:00:00+09:00',
      webhook: shop.url,
      leaks: 'ignore',
    })
    page = await browser.newPage(LOOKS[lang])
    page.setDefaultTimeout(20_000)
  })
  afterAll(async () => {
    await page?.context().close()
    await sandbox?.close()
    await shop?.close()
  })

  const address = (path: string) => `${sandbox.url.replace('127.0.0.1', 'localhost')}/dashboard${path}`
  const visit = (path: string) => page.goto(address(path))

  /** Fills the form that leads there, opened if it is folded, and presses a button of it; answers what the next page says. */
  async function send(
    path: string,
    fields: Record<string, string | true> = {},
    button?: string,
  ): Promise<string> {
    const buttonIn = (place: Page | Locator) =>
      (button ? place.getByRole('button', { name: button, exact: true }) : place.locator('button')).first()
    const form = page
      .locator(`form[action="/dashboard${path}"]`)
      .filter({ has: buttonIn(page) })
      .first()
    await form.evaluate((one: unknown) => {
      const { parentElement } = one as { parentElement: { tagName: string; open: boolean } }
      if (parentElement.tagName === 'DETAILS') parentElement.open = true
    })
    for (const [name, value] of Object.entries(fields)) {
      const field = form.locator(`[name="${name}"]`)
      if (value === true) await field.check()
      else if ((await field.evaluate((one: unknown) => (one as { tagName: string }).tagName)) === 'SELECT')
        await field.selectOption(value)
      else await field.fill(value)
    }
    await page.evaluate("document.body.dataset.old = ''")
    await buttonIn(form).click()
    const came = page.locator('body:not([data-old])').locator('#message, #problem').first()
    return came.innerText()
  }

  /** The same, and the page must say that it was done, by the name of what it says. */
  async function act(says: string, path: string, fields?: Record<string, string | true>, button?: string) {
    const said = await send(path, fields, button)
    const words = FORMS.map((form) => form.says[says]).find(Boolean)
    expect({ says, said }).toEqual({ says, said: inLang(words!, lang) })
    told.add(says)
  }
  const text = (place: string) => page.locator(place).innerText()

  test('데이터: keys are issued, charged and removed; schedules made, run and revoked', async () => {
    await visit('/data')
    await act('key_issued', '/data/keys', { customer_uid: 'kim' })
    await act('key_charged', '/data/keys/charge', { amount: '9,900', name: '월간 구독' })
    expect(sandbox.payments()).toMatchObject([{ status: 'paid', amount: 9900, customer_uid: 'kim' }])
    await act('scheduled', '/data/schedules', { merchant_uid: 'm1', schedule_at: '2 days' })
    await act('schedule_paid', '/data/schedules/run', {}, t('지금 실행: m1', 'Run now: m1'))
    expect(sandbox.payments({ merchant_uid: 'm1' })).toMatchObject([{ status: 'paid' }])
    await act('scheduled', '/data/schedules', { merchant_uid: 'm2' })
    await act('schedule_revoked', '/data/schedules/revoke', {}, t('예약 취소: m2', 'Revoke: m2'))
    expect(await text('#schedule-list')).toContain(t('취소됨', 'Revoked'))
    await act('key_issued', '/data/keys', { customer_uid: 'lee', card_number: '4000-0000-0000-0002' })
    await act('key_declined', '/data/keys/charge', { customer_uid: 'lee', merchant_uid: 'declined' })
    await act('scheduled', '/data/schedules', { customer_uid: 'lee', merchant_uid: 'm4' })
    await act('schedule_failed', '/data/schedules/run', {}, t('지금 실행: m4', 'Run now: m4'))
    await act('key_removed', '/data/keys/remove', {}, t('지우기: lee', 'Remove: lee'))
    await act('key_removed', '/data/keys/remove', {}, t('지우기: kim', 'Remove: kim'))
    await page.locator('#key-list .empty').waitFor()
  })

  test('데이터: people are certified and an OTP is shown; receipts, amounts and product orders', async () => {
    await sandbox.certify({ merchant_uid: 'cert_1', outcome: 'abandon', person: { name: '김하늘' } })
    const { payment } = await sandbox.pay({
      ...ORDER,
      merchant_uid: 'by_transfer',
      pg: 'nice',
      pay_method: 'trans',
    })
    const { imp_uid } = payment!
    const naverProducts = [{ id: 'a', name: '양말', basePrice: 9000, quantity: 1 }]
    await sandbox.pay({ ...ORDER, merchant_uid: 'by_naver', pg: 'naverco', naverProducts })
    await visit('/data')
    expect(await text('#certification-list .copy')).toMatch(/^\d{6}$/)
    await act('certified', '/data/certifications', {
      person: '남궁민수',
      birth: '900131',
      phone: '01012345678',
    })
    expect(await text('#certification-list')).toContain('남궁민수')
    await act('receipt_issued', '/data/receipts', { imp_uid, identifier: '123-45-67890', type: 'company' })
    await act('receipt_cancelled', '/data/receipts/cancel', {}, t(`취소: ${imp_uid}`, `Cancel: ${imp_uid}`))
    expect(await text('#receipt-list')).toContain(t('취소됨', 'Cancelled'))
    await act('prepared', '/data/prepared', { merchant_uid: 'order_9', amount: '1,000' })
    expect((await sandbox.pay({ ...ORDER, merchant_uid: 'order_9' })).payment).toBe(null)
    await act('order_moved', '/data/orders', {}, t('발송', 'ships'))
    sandbox.settings({ naverco_sync: 'minute' })
    await act('order_kept', '/data/orders', {}, t('배송 완료', 'gets the goods'))
    await sandbox.advance('1m')
    await page.locator('#order-list').getByText('DELIVERED').waitFor()
    await visit('/settings')
    await act('settings_saved', '/settings/all', { naverco_sync: 'at_once' })
  })

  test('장애: scenarios are armed, counted and taken away; one’s own is pasted, opened, kept and removed', async () => {
    await visit('/faults')
    await act('armed', '/faults/arm', {}, t('걸기: webhook-lost', 'Arm: webhook-lost'))
    await sandbox.pay({ ...ORDER, merchant_uid: 'unheard' })
    await page
      .locator('#armed-list')
      .getByText(t('해당 1회, 적용 1회', 'met 1 times, acted 1 times'))
      .waitFor()
    await page.locator('#armed').getByText(t('장애 1개 걸려 있음', '1 fault armed')).waitFor()
    await visit('/webhooks')
    await page.locator('#deliveries .line > summary').first().click()
    expect(await text('#deliveries .line[open]')).toContain(
      t('시나리오 webhook-lost', 'scenario webhook-lost'),
    )
    await visit('/faults')
    await page
      .getByRole('link', { name: t('열어서 고치기: request-refused', 'Open: request-refused') })
      .click()
    await page.waitForURL(/open=request-refused/)
    const yaml = await page.locator('#yaml').inputValue()
    await act('pasted', '/faults/paste', { yaml: yaml.replace(/^name: .*$/m, 'name: mine') })
    expect((await sandbox.pay({ ...ORDER, merchant_uid: 'refused' })).payment).toBe(null)
    await act('disarmed', '/faults/disarm', {}, t('모두 풀기', 'Take all away'))
    await page.locator('#armed-list .empty').waitFor()
    await act('armed', '/faults/arm', {}, t('걸기: mine', 'Arm: mine'))
    await act('scenario_removed', '/faults/remove', {}, t('지우기: mine', 'Remove: mine'))
    expect(await page.locator('#own').count()).toBe(0)
    sandbox.webhookRule({ copies: 2, match: { merchant_uid: 'nobody' } })
    await visit('/faults')
    expect(await text('#armed')).toBe(t('장애 1개 걸려 있음', '1 fault armed'))
    expect(await text('#armed-list')).toContain(t('웹훅 규칙 1개', '1 webhook rule'))
  })

  test('장애: what was just done becomes a scenario', async () => {
    await visit('/faults')
    await page.getByRole('button', { name: t('만들기', 'Make it'), exact: true }).click()
    await page.waitForURL(/from=10m/)
    expect(await page.locator('#yaml').inputValue()).toMatch(/^name: recorded[\s\S]*shopper:/m)
    expect(await text('[role=status]')).toContain('replay')
  })

  test('장애: a mistake leads to its line, and what was typed stays', async () => {
    await visit('/faults')
    const yaml = 'name: mine\nfaults:\n  - at: reqest\n    do: { refuse: F1 }\n'
    const said = await send('/faults/paste', { yaml })
    expect(said).toContain(t('1군데가 잘못되었습니다', '1 mistake'))
    const place = t('3행 9열', 'line 3, column 9')
    expect(said).toContain(`${place} faults[0].at`)
    expect(await page.locator('#yaml').inputValue()).toBe(yaml)
    await page.getByRole('link', { name: place }).click()
    const selected =
      'document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)'
    expect(await page.evaluate(selected)).toBe('  - at: reqest')
  })

  test('설정: default PG, webhook address, keys and channels', async () => {
    await visit('/settings')
    await act('default_pg_saved', '/settings/default-pg', { default_pg: 'nice_v2' })
    expect(sandbox.settings().default_pg).toBe('nice_v2')
    const hook = { notification_url: `${shop.url}/new`, notification_content_type: 'form' }
    await act('notification_saved', '/settings/notification', hook)
    expect(sandbox.settings()).toMatchObject({ ...hook, notification_url: [hook.notification_url] })
    const test_call = t('저장하고 테스트 호출', 'Save and send a test call')
    await act('notification_tested', '/settings/notification', {}, test_call)
    expect(shop.received.at(-1)).toMatchObject({ path: expect.stringContaining('/new') })
    shop.answer(500)
    await act('notification_failed', '/settings/notification', {}, test_call)
    shop.answer(200)
    const secret = () => text('.keys > div:nth-child(3) .copy')
    const before = await secret()
    await act('keys_renewed', '/settings/keys')
    expect(await secret()).not.toBe(before)
    await act('keys_renewed', '/settings/keys', { imp_key: 'my_key', imp_secret: 'my_secret' })
    expect(await secret()).toBe('my_secret')
    const channel = {
      pg_provider: 'nice_v2',
      pg_id: 'nictest00m',
      channel_name: '본점',
      is_live: true,
    } as const
    await act('channel_added', '/settings/channels', channel)
    expect(await text('table')).toMatch(/nictest00m\s+channel-key-[\s\S]*본점/)
    await act(
      'channel_removed',
      '/settings/channels/remove',
      {},
      t('빼기: nice_v2 nictest00m', 'Remove: nice_v2 nictest00m'),
    )
    await page.locator('#every-channel').waitFor()
  })

  test('설정: every setting stands there with its default, and takes another value', async () => {
    const elsewhere = ['channels', 'notification_url', 'notification_content_type']
    await visit('/settings')
    const names = Object.keys(SETTING_WORDS).filter((name) => !elsewhere.includes(name))
    const shown = await page.locator('.setting .about code').allInnerTexts()
    expect(shown.sort()).toEqual(names.sort())
    expect(await page.locator('.setting .field small code').count()).toBe(names.length)
    const before = sandbox.settings() as unknown as Record<string, unknown>
    const typed: Record<string, string> = { ...OTHERS }
    for (const name of names) {
      const choices = await page.locator(`#field-${name} option`).allInnerTexts()
      if (choices.length > 0) typed[name] = choices.find((choice) => choice !== String(before[name]))!
    }
    expect(Object.keys(typed).sort()).toEqual(names)
    await act('settings_saved', '/settings/all', typed)
    const now = sandbox.settings() as unknown as Record<string, unknown>
    for (const name of names) expect({ name, now: textOf(now[name]) }).toEqual({ name, now: typed[name] })
    expect(await page.locator('.setting.changed').count()).toBe(names.length)
  })

  test('설정: shops are opened, each with its own, and removed', async () => {
    await visit('/settings')
    await act('shop_added', '/settings/shops', { new_user_code: 'imp11111111', new_name: '둘째' })
    await page.locator('#notification_url').waitFor()
    await act(
      'notification_saved',
      '/settings/notification',
      { notification_url: `${shop.url}/second` },
      t('저장', 'Save'),
    )
    expect(page.url()).toContain('shop=imp11111111')
    await sandbox.pay({ ...ORDER, merchant_uid: 'of_second', user_code: 'imp11111111' })
    await sandbox.settle()
    expect(shop.received.at(-1)).toMatchObject({ path: expect.stringContaining('/second') })
    await act('shop_removed', '/settings/shops/remove', { confirm: true }, t('지우기: 둘째', 'Remove: 둘째'))
    expect(await text('main')).not.toContain('imp11111111')
  })

  test('설정: the world is exported, kept, brought back, forgotten, started over and imported', async () => {
    await visit('/settings')
    const paid = sandbox.payments().length
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('a[href$="world.json"]').click(),
    ])
    expect(file.suggestedFilename()).toBe('iamport-sandbox-world.json')
    await act('snapshot_saved', '/settings/snapshots', { id: '하나' })
    // The page is long: it is where it was, and what it says is in sight.
    expect(await page.evaluate('scrollY')).toBeGreaterThan(1000)
    const said = (await page.locator('#message').boundingBox())!
    expect(said.y).toBeGreaterThanOrEqual(0)
    expect(said.y).toBeLessThan(100)
    await sandbox.pay({ ...ORDER, merchant_uid: 'afterwards' })
    await act('snapshot_restored', '/settings/snapshots/restore', {}, t('되돌리기: 하나', 'Bring back: 하나'))
    expect(sandbox.payments()).toHaveLength(paid)
    await act('snapshot_removed', '/settings/snapshots/remove', {}, t('지우기: 하나', 'Forget: 하나'))
    await act('reset', '/settings/reset', { confirm: true })
    expect(sandbox.payments()).toHaveLength(0)
    await page.locator('#import').evaluate((one: unknown) => Object.assign(one as object, { open: true }))
    await page.locator('#world-file').setInputFiles(await file.path())
    await expect.poll(() => page.locator('#world-text').inputValue()).toContain('merchant_uid')
    await act('imported', '/settings/world')
    expect(sandbox.payments()).toHaveLength(paid)
  })

  test('everything that these forms say when they are done was said', () => {
    const all = FORMS.flatMap(({ says }) => Object.keys(says))
    expect(all.filter((name) => !told.has(name))).toEqual([])
  })

  test('wrong input is answered in its place, in the words of the field, and is kept as it was typed', async () => {
    await sandbox.issueBillingKey({ customer_uid: 'kim' })
    await sandbox.pay({ ...ORDER, merchant_uid: 'paid_before' })
    // One half in each language: a page load is dear, and each language has its words in the same place.
    const mine = WRONG.filter((_one, n) => LANGS[n % LANGS.length] === lang)
    let before = { on: '', path: '' }
    for (const { on, path, fields, field, said } of mine) {
      // What was wrong before is still in its form.
      if (on !== before.on || path === before.path) await visit(on)
      before = { on, path }
      expect({ path, said: await send(path, fields) }).toEqual({
        path,
        said: expect.stringContaining(said[lang]),
      })
      const form = page.locator(`form[action="/dashboard${path}"]`).filter({ has: page.locator('#problem') })
      for (const [name, value] of Object.entries(fields)) {
        const typed = form.locator(`[name="${name}"]`)
        expect({ path, name, typed: await typed.inputValue() }).toEqual({ path, name, typed: value })
      }
      expect(await form.locator('[aria-invalid=true]').getAttribute('name')).toBe(field)
      await expect.poll(() => page.evaluate('document.activeElement.name')).toBe(field)
    }
  })

  test('axe finds nothing serious, on the pages as they are and with what is wrong, and they fit', async () => {
    for (const { path, wrong } of [
      { path: '/data', wrong: ['/data/prepared', { merchant_uid: '', amount: '1' }] },
      { path: '/faults', wrong: ['/faults/paste', { yaml: 'a: [' }] },
      { path: '/settings', wrong: ['/settings/shops', { new_user_code: 'a b' }] },
    ] as const) {
      await visit(`${path}?done=prepared`)
      expect(await seriousIn(page, '#message')).toEqual([])
      await send(wrong[0], wrong[1])
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

/** Other values than the defaults, where a setting is no choice among words. */
const OTHERS: Readonly<Record<string, string>> = {
  default_pg: 'nice_v2.iamport01m',
  window_lifetime_s: '0',
  webhook_delay_ms: '1500',
  webhook_headers: '{"x-shop":"1"}',
  webhook_rewrites: '[{"from":"https://shop.example","to":"http://127.0.0.1:9"}]',
  auto_cancel_interval_s: '60',
  tiers: '[{"tier_code":"ABC","tier_name":"하위"}]',
  channel_groups: '[{"channel_group_id":"g","channels":["nice_v2.iamport01m"]}]',
  promotions: '[{"promotion_id":"p1","discount":1000,"min_amount":10000}]',
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
