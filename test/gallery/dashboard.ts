/**
 * `npm run gallery`: the dashboard's pages with the data of a busy shop, wide and narrow, light and dark, in both languages, as
 * large as at 200 %, and as they are printed, into gallery/dashboard/. `PAGES=payments,webhooks` draws only these, `LOOKS=phone`
 * only so.
 */
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { test } from 'vitest'
import { PAGES } from '../../src/dashboard/pages/index.ts'
import { fill } from '../../src/dashboard/paths.ts'
import type { Sandbox } from '../../src/index.ts'
import { launchBrowser } from '../harness.ts'
import { openBusyShop } from './busy-shop.ts'

const FOLDER = resolve(import.meta.dirname, '../../gallery/dashboard')
const wanted = (name: string, list = process.env.PAGES) => !list || list.split(',').includes(name)

const LOOKS: Readonly<Record<string, BrowserContextOptions>> = {
  wide: { viewport: { width: 1280, height: 900 }, colorScheme: 'light', locale: 'ko-KR' },
  'wide-en': { viewport: { width: 1280, height: 900 }, colorScheme: 'light', locale: 'en-US' },
  'wide-dark': { viewport: { width: 1280, height: 900 }, colorScheme: 'dark', locale: 'en-US' },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: 'light', locale: 'ko-KR' },
  'phone-dark': { viewport: { width: 390, height: 844 }, colorScheme: 'dark', locale: 'en-US' },
  /** 1280 wide at 200 %. */
  zoomed: { viewport: { width: 640, height: 450 }, colorScheme: 'light', locale: 'ko-KR' },
  printed: { viewport: { width: 794, height: 1123 }, colorScheme: 'light', locale: 'ko-KR' },
}

/** Pages by what they show. */
function placesOf(sandbox: Sandbox): { name: string; path: string }[] {
  const by = (merchant_uid: string) => sandbox.payments({ merchant_uid })[0]?.imp_uid ?? ''
  const payments: Readonly<Record<string, string>> = {
    failed: sandbox.payments({ status: 'failed' })[0]!.imp_uid,
    tampered: by('order_tampered'),
    escrow: by('order_escrow'),
    doubled: by('order_doubled'),
    waiting: by('order_waiting'),
    open: by('order_open'),
  }
  const plain = PAGES.filter(({ path }) => !path.includes(':')).map(({ view, path }) => ({
    name: view,
    path: fill(path, {}),
  }))
  return [
    ...plain,
    ...Object.entries(payments).map(([name, imp_uid]) => ({
      name: `payment-${name}`,
      path: fill('/payments/:imp_uid', { imp_uid }),
    })),
    { name: 'payment-json', path: `${fill('/payments/:imp_uid', { imp_uid: by('order_escrow') })}?tab=json` },
    { name: 'refused-list', path: fill('/payments?status=refused', {}) },
    { name: 'nothing-found', path: fill('/payments?q=nobody', {}) },
  ].filter(({ name }) => wanted(name) || wanted(name.split('-')[0]!))
}

async function shoot(page: Page, name: string, look: string): Promise<void> {
  if (look === 'printed') await page.emulateMedia({ media: 'print' })
  await page.screenshot({ path: join(FOLDER, `${name}-${look}.png`), fullPage: true })
}

test('every page of the dashboard is drawn', { timeout: 600_000 }, async () => {
  mkdirSync(FOLDER, { recursive: true })
  const { sandbox } = await openBusyShop(Number(process.env.PAYMENTS ?? 130))
  const browser = await launchBrowser()
  const origin = sandbox.url.replace('127.0.0.1', 'localhost')
  const refused = /href="(\/dashboard\/refused\/\d+)"/.exec(
    await (await fetch(`${origin}/dashboard/payments?status=refused`)).text(),
  )
  const places = [
    ...placesOf(sandbox),
    ...(refused && wanted('refused') ? [{ name: 'refused', path: refused[1]! }] : []),
  ]
  for (const [look, options] of Object.entries(LOOKS).filter(([look]) => wanted(look, process.env.LOOKS))) {
    const context = await browser.newContext(options)
    const page = await context.newPage()
    for (const { name, path } of places) {
      await page.goto(`${origin}${path}`)
      await shoot(page, name, look)
    }
    await context.close()
  }
  await browser.close()
})
