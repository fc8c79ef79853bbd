/** `PICTURE=1 npm run gallery`: README's picture, in both languages: a shop's order page with the PG's window, beside the dashboard's page of the payment. */
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Browser } from 'playwright-core'
import { onTestFinished, test } from 'vitest'
import { startDemoShop } from '../../fixtures/shops/demo/shop.js'
import { demoPgs } from '../../src/cli/demo.ts'
import { launchBrowser, payWindow, startSandbox } from '../harness.ts'

const FOLDER = resolve(import.meta.dirname, '../../docs/pictures')
const SIZE = { width: 600, height: 520 }

test.each([
  { lang: 'ko', locale: 'ko-KR', button: '주문하고 결제하기' },
  { lang: 'en', locale: 'en-US', button: 'Order and pay' },
])('the picture in $lang', { timeout: 120_000 }, async ({ lang, locale, button }) => {
  mkdirSync(FOLDER, { recursive: true })
  const sandbox = await startSandbox({ seed: 1, clock: '2026-03-02T10:00:00+09:00', live: true })
  const { imp_key, imp_secret, user_code } = sandbox
  const shop = await startDemoShop({
    sandbox_url: sandbox.url,
    imp_key,
    imp_secret,
    user_code,
    pgs: demoPgs(),
  })
  onTestFinished(() => shop.close())
  sandbox.settings({ notification_url: [shop.webhook_url] })
  const browser = await launchBrowser()
  onTestFinished(() => browser.close())
  const context = await browser.newContext({ viewport: { width: 800, height: 693 }, locale })
  const page = await context.newPage()
  await page.goto(shop.url)
  await page.getByRole('button', { name: button }).click()
  const window = await payWindow(page)
  const left = await page.screenshot()
  await window.panel.getByRole('button').first().click()
  await sandbox.waitFor('webhook', { state: 'delivered' })
  await page.waitForLoadState('networkidle')
  const [payment] = sandbox.payments()
  const dashboard = await context.newPage()
  await dashboard.goto(
    `${sandbox.url.replace('127.0.0.1', 'localhost')}/dashboard/payments/${payment!.imp_uid}`,
  )
  const right = await dashboard.screenshot()
  await sideBySide(browser, [left, right], join(FOLDER, `sale.${lang}.png`))
})

async function sideBySide(browser: Browser, halves: readonly Buffer[], path: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: SIZE.width * 2 + 12, height: SIZE.height } })
  const images = halves.map((half) => `<img src="data:image/png;base64,${half.toString('base64')}">`)
  await page.setContent(`<style>body { margin: 0; display: flex; gap: 12px; background: #fff }
    img { width: ${SIZE.width}px; height: ${SIZE.height}px }</style>${images.join('')}`)
  await page.screenshot({ path })
}
