/** axe looks at every window, PC and phone, and at the pages around them: nothing serious. */

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { seriousIn } from '../gallery/axe.ts'
import { ALL_WINDOWS, goOn, newPage, visitWindow } from '../gallery/windows.ts'
import { launchBrowser } from '../harness.ts'

/** The first window of each PG on both devices, and each pay_method once: what they share is one template. */
const WINDOWS = ALL_WINDOWS.filter(
  ({ is_whole, device, pg, pay_method }) =>
    is_whole && (device === 'pc' || pay_method === pg.sells.pay_methods[0]),
)

let sandbox: Sandbox
let pages: Record<'pc' | 'mobile', Page>
let close: () => Promise<void>

beforeAll(async () => {
  sandbox = await createSandbox({ seed: 1 })
  const browser = await launchBrowser()
  pages = { pc: await newPage(browser, 'pc'), mobile: await newPage(browser, 'mobile') }
  close = () => browser.close()
})
afterAll(async () => {
  await close()
  await sandbox.close()
})

test('axe itself works here', async () => {
  await pages.pc.setContent(
    '<html lang="ko"><title>x</title><img src="x.png"><p style="color:#ddd">text</p></html>',
  )
  expect((await seriousIn(pages.pc)).map((found) => found.split(':')[0]).sort()).toEqual([
    'color-contrast',
    'image-alt',
  ])
})

describe.each(['pc', 'mobile'] as const)('on %s', (device) => {
  test.each(
    WINDOWS.filter((window) => window.device === device).map((w) => [w.pg.code, w.pay_method, w] as const),
  )('the window of %s for %s', async (_code, _method, window) => {
    const page = pages[device]
    await visitWindow(sandbox, page, window)
    await page.locator('.more summary').click()
    expect(await seriousIn(page)).toEqual([])
  })
})

test('the rarer presses of the panel are reached by keyboard', async () => {
  const page = pages.pc
  const window = WINDOWS.find(({ pg }) => pg.code === 'nice')!
  await visitWindow(sandbox, page, window, { merchant_uid: 'by-keyboard' })
  await page.locator('.more summary').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await page.evaluate('document.activeElement.textContent')).toBe('승인 후 이탈')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '승인되었지만 구매자가 돌아가지 않았습니다' }).waitFor()
})

test('every step of a window, its mistakes, the issued account and the bank’s page', async () => {
  const page = pages.pc
  const window = WINDOWS.find(({ pg, pay_method }) => pg.code === 'danal_tpay' && pay_method === 'card')!
  await visitWindow(sandbox, page, { ...window, pay_method: 'vbank' }, { escrow: true, tax_free: 1000 })
  await page.locator('.step .next').click()
  expect(await seriousIn(page)).toEqual([])
  for (let n = 0; n < 8 && (await page.locator('.step').count()) > 0; n++) {
    expect(await seriousIn(page)).toEqual([])
    await goOn(page)
  }
  await page.getByRole('button', { name: '확인', exact: true }).waitFor()
  expect(await seriousIn(page)).toEqual([])
  const href = await page.getByRole('link', { name: '입금하기' }).getAttribute('href')
  await page.goto(sandbox.url + href)
  expect(await seriousIn(page)).toEqual([])
  await page.getByRole('button', { name: '입금하기' }).click()
  await page.getByRole('status').waitFor()
  expect(await seriousIn(page)).toEqual([])
})
