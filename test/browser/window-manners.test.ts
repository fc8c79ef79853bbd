/** Windows under real hands: back, reload, a second press, a mistake, Escape. On PC and phone. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { pgByCode } from '../../src/catalog/pgs/index.ts'
import { PHONE, payWindow, startReceiver, startSandbox, useBrowser } from '../harness.ts'
import { openWindow, orderOf } from '../matrix/buyer.ts'
import { findPayments, ORDER, requestPay, visitShop } from './buyer.ts'

const browser = useBrowser()

const TERMS = ['전자금융거래 이용약관에 동의합니다', '개인정보 수집 및 이용에 동의합니다']

async function agree(page: Page): Promise<void> {
  for (const label of TERMS) await page.getByLabel(label).check()
  await page.getByRole('button', { name: '다음' }).click()
}

describe('a phone, where windows take the place of the page', () => {
  test('goes back and forth, and reloads, at every step and after the end: no page is asked for twice', async () => {
    const { shop, page, open, sandbox } = await visitShop(browser, {
      device: PHONE,
      pay: (shop_url) => requestPay({ ...ORDER, m_redirect_url: `${shop_url}/done` }),
    })
    await open()
    const posts: string[] = []
    const was_posted = (await page.evaluate('performance.getEntriesByType("navigation")[0].type')) as string
    expect(was_posted).toBe('navigate')
    page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()))
    await page.reload()
    await page.getByRole('heading', { name: '약관 동의' }).waitFor()
    await page.getByRole('button', { name: '다음' }).click()
    await page.locator('.problems').waitFor()
    expect(new URL(page.url()).pathname).toMatch(/^\/checkout\/[0-9a-f]{32}$/)
    await page.reload()
    await page.locator('.problems').waitFor()
    expect(posts).toHaveLength(1)
    await agree(page)
    await page.getByRole('heading', { name: '카드 선택' }).waitFor()
    await page.goBack()
    await page.getByRole('heading', { name: '카드 선택' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: '카드 선택' }).waitFor()
    expect(posts).toHaveLength(2)
    await (await payWindow(page)).approve()
    await page.waitForURL(`${shop.url}/done?**`)
    const landed = page.url()
    await page.goBack()
    await page.waitForURL(`${shop.url}/done?**`)
    expect(page.url()).toBe(landed)
    expect(posts).toHaveLength(3)
    expect((await findPayments(sandbox)).map(({ status }) => status)).toEqual(['paid'])
  })

  test('goes back to the shop from the first step, and can pay after all', async () => {
    const { shop, page, open } = await visitShop(browser, {
      device: PHONE,
      pay: (shop_url) => requestPay({ ...ORDER, m_redirect_url: `${shop_url}/done` }),
    })
    await open()
    await page.goBack()
    await page.waitForURL(`${shop.url}/`)
    await page.goForward()
    await (await payWindow(page)).approve()
    await page.waitForURL(`${shop.url}/done?**`)
  })
})

test('a window of identity verification is reloaded after a mistake, at its second step, and after its end', async () => {
  const sandbox = await startSandbox()
  const asked = await fetch(`${sandbox.url}/certificates/requests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'Mozilla/5.0 (X11)' },
    body: JSON.stringify({ user_code: sandbox.user_code, version: '1.1.5', data: { merchant_uid: 'm1' } }),
  })
  const { window } = (await asked.json()) as { window: { url: string } }
  const { page } = await browser.visit(sandbox.url + window.url)
  await page.getByRole('button', { name: '인증번호 요청' }).click()
  await page.locator('.problems').waitFor()
  await page.reload()
  await page.locator('.problems').waitFor()
  await page.getByLabel('본인인증 이용약관에 모두 동의합니다').check()
  await page.getByLabel('이름').fill('홍길동')
  await page.getByLabel('생년월일 6자리').fill('900131')
  await page.getByLabel('주민등록번호 뒷자리 첫 숫자').fill('1')
  await page.getByLabel('휴대폰번호').fill('01012345678')
  await page.getByRole('button', { name: '인증번호 요청' }).click()
  await page.getByLabel('인증번호 6자리').waitFor()
  await page.goBack()
  await page.getByLabel('인증번호 6자리').waitFor()
  await page.getByRole('button', { name: '인증 완료' }).click()
  await page.getByText('본인인증이 완료되었습니다').waitFor()
  await page.reload()
  await page.getByText('본인인증이 완료되었습니다').waitFor()
  expect(page.url()).toBe(sandbox.url + window.url)
})

test('the bank’s page is reloaded without a second deposit', async () => {
  const sandbox = await startSandbox()
  const { payment } = await sandbox.pay({ ...ORDER, pg: 'html5_inicis', pay_method: 'vbank' })
  const { page } = await browser.visit(`${sandbox.url}/checkout/deposits/${payment!.imp_uid}`)
  await page.getByLabel('입금액').fill('1')
  await page.getByRole('button', { name: '입금하기' }).click()
  await page.getByRole('alert').waitFor()
  expect(await page.getByLabel('입금액').inputValue()).toBe('1')
  await page.getByLabel('입금액').fill('14000')
  await page.getByRole('button', { name: '입금하기' }).click()
  await page.getByText('14,000원이 입금되었습니다.').waitFor()
  await page.reload()
  expect(await page.getByRole('alert').count()).toBe(0)
  await page.getByText('입금완료').waitFor()
  expect(page.url()).toMatch(/\/checkout\/deposits\/imp_\d+$/)
})

describe('a mistake', () => {
  test('in a layer: the summary takes the focus inside the frame, and the fields are marked', async () => {
    const { open } = await visitShop(browser, {
      pay: requestPay({ ...ORDER, pg: 'danal', pay_method: 'phone' }),
    })
    const { view } = await open()
    await view.getByRole('button', { name: '다음' }).click()
    await view.locator('.problems:focus').waitFor()
  })

  test.each([
    ['a text', '#field-card_number'],
    ['a box to tick', '.check:has([aria-invalid]) label'],
  ])('%s that is wrong has the colour of what is wrong', async (what, selector) => {
    const sandbox = await startSandbox()
    const { url } = await openWindow(sandbox, orderOf(pgByCode('html5_inicis')!, 'card', 'm1'), 'pc')
    const { page } = await browser.visit(sandbox.url + url)
    if (what === 'a text') {
      await agree(page)
      await page.getByRole('button', { name: '다음' }).click()
      await page.getByRole('button', { name: '결제하기' }).click()
    } else {
      await page.getByRole('button', { name: '다음' }).click()
    }
    await page.locator('.problems').waitFor()
    const colour = await page.evaluate(
      `getComputedStyle(document.querySelector('${selector}')).borderTopColor`,
    )
    expect(colour).toBe('rgb(179, 38, 30)')
  })
})

describe('the button that pays', () => {
  /** A shop that takes its time to say whether it still wants the sale. */
  async function slowShop() {
    const asked: (() => void)[] = []
    const shop = await startReceiver({ onRequest: () => new Promise((resolve) => asked.push(resolve)) })
    const answer = () => {
      for (const go of asked) go()
    }
    return { url: shop.url, asked, answer }
  }

  test('says that it works, and a second press sends nothing', async () => {
    const shop = await slowShop()
    const sandbox = await startSandbox()
    sandbox.settings({ confirm_process: true })
    const order = { ...orderOf(pgByCode('html5_inicis')!, 'card', 'm1'), confirm_url: shop.url }
    const { url } = await openWindow(sandbox, order, 'pc')
    const { page } = await browser.visit(sandbox.url + url)
    await walkTo(page, '결제하기')
    const pressed = await page.evaluate(`(() => {
      const held_back = []
      addEventListener('submit', (event) => held_back.push(event.defaultPrevented))
      const pay = document.querySelector('.next')
      pay.click()
      pay.click()
      return { held_back, is_disabled: pay.getAttribute('aria-disabled'), says: pay.textContent }
    })()`)
    expect(pressed).toEqual({ held_back: [false, true], is_disabled: 'true', says: '처리 중입니다' })
    await expect.poll(() => shop.asked.length).toBe(1)
    shop.answer()
    await page.getByText('결제가 승인되었습니다').waitFor()
    expect(await findPayments(sandbox)).toMatchObject([{ status: 'paid' }])
  })

  test('pressed twice without a script, the order is paid once, and both presses hear so', async () => {
    const shop = await slowShop()
    const sandbox = await startSandbox()
    sandbox.settings({ confirm_process: true })
    const order = { ...orderOf(pgByCode('html5_inicis')!, 'card', 'm1'), confirm_url: shop.url }
    const { url } = await openWindow(sandbox, order, 'pc')
    const post = (step: string, form: Record<string, string>) =>
      fetch(`${sandbox.url}${url}/steps/${step}`, {
        method: 'POST',
        body: new URLSearchParams(form),
        redirect: 'manual',
      })
    await post('terms', { terms_finance: 'on', terms_privacy: 'on' })
    await post('card', { card_code: '381', card_quota: '0' })
    const last = { card_number: '5242420000000000', card_password: '12' }
    const both = [post('authenticate', last), post('authenticate', last)]
    await expect.poll(() => shop.asked.length).toBeGreaterThan(0)
    const page = fetch(sandbox.url + url)
    shop.answer()
    for (const answer of await Promise.all([...both, page])) {
      expect(answer.status).toBe(200)
      expect(await answer.text()).toContain('결제가 승인되었습니다')
    }
    expect(shop.asked).toHaveLength(1)
    expect(await findPayments(sandbox)).toMatchObject([{ status: 'paid', merchant_uid: 'm1' }])
    await sandbox.settle()
    expect(sandbox.webhooks({ merchant_uid: 'm1' })).toHaveLength(1)
  })
})

async function walkTo(page: Page, button: string): Promise<void> {
  for (let step = 0; step < 8; step++) {
    for (const field of await page.locator('.step input').all()) {
      const kind = await field.getAttribute('type')
      if (kind === 'checkbox') await field.check()
      else if (kind !== 'radio' && kind !== 'hidden' && (await field.inputValue()) === '')
        await field.fill((await field.getAttribute('placeholder')) ?? '')
    }
    const next = page.locator('.step .next')
    if ((await next.textContent()) === button) return
    await next.click()
  }
  throw new Error(`no button ${button}`)
}

describe('a layer', () => {
  test('is a dialog that takes the focus, and gives it back', async () => {
    const { page, open, back } = await visitShop(browser, {
      pay: requestPay({ ...ORDER, pg: 'html5_inicis' }),
    })
    const { view, cancel } = await open()
    const dialog = page.getByRole('dialog', { name: '결제창' })
    expect(await dialog.getAttribute('aria-modal')).toBe('true')
    await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('IFRAME')
    await page.keyboard.press('Tab')
    await view.locator('.x:focus').waitFor()
    await cancel()
    await back()
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(await page.evaluate('document.activeElement.textContent')).toBe('결제')
  })

  test.each([
    ['inside it', true],
    ['in the page around it', false],
  ])('Escape %s asks as its X does', async (_where, is_inside) => {
    const { page, open, back, sandbox } = await visitShop(browser, {
      pay: requestPay({ ...ORDER, pg: 'html5_inicis' }),
    })
    const { view } = await open()
    if (is_inside) await view.locator('.x').press('Escape')
    else await page.evaluate(`document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))`)
    const { rsps } = await back()
    expect(rsps).toMatchObject([{ success: false }])
    expect((await findPayments(sandbox)).map(({ status }) => status)).toEqual(['failed'])
  })
})

describe('an issued account', () => {
  test('stands in the PG’s frame with all that is of the shop; its ids stand in the panel alone', async () => {
    const sandbox = await startSandbox()
    const hostile = '"><img src=x onerror=alert(1)>'
    const order = { ...orderOf(pgByCode('html5_inicis')!, 'vbank', 'm1'), name: hostile, buyer_name: hostile }
    const { url } = await openWindow(sandbox, { ...order, company: hostile }, 'mobile')
    const { page, alerts } = await browser.visit(sandbox.url + url, PHONE)
    await walkTo(page, '계좌 발급받기')
    await page.locator('.step .next').click()
    await page.getByRole('heading', { name: '가상계좌가 발급되었습니다' }).waitFor()
    expect(await page.locator('.head').textContent()).toContain('KG이니시스')
    const [payment] = (await findPayments(sandbox)) as { imp_uid: string }[]
    const buyers = (await page.locator('main').textContent()) ?? ''
    for (const words of [hostile, '60,000원', '입금기한']) expect(buyers).toContain(words)
    for (const id of [payment!.imp_uid, 'm1', 'ready']) expect(buyers).not.toContain(id)
    const panel = page.getByRole('region', { name: 'iamport-sandbox' })
    expect(await panel.textContent()).toContain(payment!.imp_uid)
    expect(await panel.getByRole('link', { name: '입금하기' }).getAttribute('href')).toContain(
      payment!.imp_uid,
    )
    await page.reload()
    await page.getByRole('heading', { name: '가상계좌가 발급되었습니다' }).waitFor()
    expect(alerts).toEqual([])
  })
})

test('tiles of two to four options fill the row at every width', async () => {
  const sandbox = await startSandbox()
  const { page } = await browser.visit(sandbox.url)
  let rows = 0
  for (const pg of ['kakaopay', 'payco', 'eximbay', 'tosspayments']) {
    const known = pgByCode(pg)!
    const { url } = await openWindow(sandbox, orderOf(known, known.sells.pay_methods[0]!, `m${pg}`), 'pc')
    await page.goto(sandbox.url + url)
    for (let step = 0; step < 4 && (await page.locator('.step').count()) > 0; step++) {
      for (const width of [320, 390, 650]) {
        await page.setViewportSize({ width, height: 700 })
        const gaps = () =>
          page.evaluate<number[]>(`[...document.querySelectorAll('.tiles.few')].map((tiles) => {
            const rights = [...tiles.children].map((tile) => tile.getBoundingClientRect().right)
            return Math.round(tiles.getBoundingClientRect().right - Math.max(...rights))
          })`)
        // The page may still be moving to its new width.
        const wide = async () => ({ pg, step, width, wide: (await gaps()).filter((gap) => gap > 1) })
        await expect.poll(wide).toEqual({ pg, step, width, wide: [] })
        rows += (await gaps()).length
      }
      await walkTo(page, (await page.locator('.step .next').textContent()) ?? '')
      await page.locator('.step .next').click()
    }
  }
  expect(rows).toBeGreaterThan(12)
})
