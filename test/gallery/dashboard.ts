/**
 * `npm run gallery`: the dashboard's pages with the data of a busy shop, wide and narrow, light and dark, in both languages, into
 * gallery/dashboard/. `PAGES=payments,webhooks` draws only these.
 */
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'vitest'
import { PAGES } from '../../src/dashboard/pages/index.ts'
import { fill } from '../../src/dashboard/paths.ts'
import { launchBrowser } from '../harness.ts'
import { openBusyShop } from './busy-shop.ts'

const FOLDER = resolve(import.meta.dirname, '../../gallery/dashboard')
const WANTED = process.env.PAGES?.split(',')
const LOOKS = [
  { name: 'wide', width: 1280, colorScheme: 'light', locale: 'ko-KR' },
  { name: 'wide-dark', width: 1280, colorScheme: 'dark', locale: 'en-US' },
  { name: 'phone', width: 390, colorScheme: 'light', locale: 'ko-KR' },
  { name: 'phone-dark', width: 390, colorScheme: 'dark', locale: 'en-US' },
] as const

test('every page of the dashboard is drawn', { timeout: 600_000 }, async () => {
  mkdirSync(FOLDER, { recursive: true })
  const { sandbox } = await openBusyShop(Number(process.env.PAYMENTS ?? 130))
  const browser = await launchBrowser()
  const newest = (status: 'paid' | 'failed' | 'ready') => sandbox.payments({ status })[0]?.imp_uid ?? ''
  const pages = PAGES.flatMap(({ path, view }) =>
    path.includes(':')
      ? (['paid', 'failed', 'ready'] as const).map((status) => ({
          name: `${view}-${status}`,
          path: fill(path, { imp_uid: newest(status) }),
        }))
      : [{ name: view, path: fill(path, {}) }],
  ).filter(({ name }) => !WANTED || WANTED.includes(name))
  const origin = sandbox.url.replace('127.0.0.1', 'localhost')
  for (const { name, width, ...look } of LOOKS) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, ...look })
    const page = await context.newPage()
    for (const shown of pages) {
      await page.goto(`${origin}${shown.path}`)
      await page.screenshot({ path: join(FOLDER, `${shown.name}-${name}.png`), fullPage: true })
    }
    await context.close()
  }
  await browser.close()
})
