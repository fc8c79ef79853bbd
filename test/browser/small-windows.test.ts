/** Windows at the sizes that PGs give their popups and frames: the first field is in sight, and it says that it is a test. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pgByCode } from '../../src/catalog/pgs/index.ts'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { seriousIn } from '../gallery/axe.ts'
import { goOn, newPage, SIZED } from '../gallery/windows.ts'
import { launchBrowser } from '../harness.ts'
import { openWindow, orderOf } from '../matrix/buyer.ts'

let sandbox: Sandbox
let page: Page
let close: () => Promise<void>

beforeAll(async () => {
  sandbox = await createSandbox({ seed: 1 })
  const browser = await launchBrowser()
  page = await newPage(browser, 'pc')
  close = () => browser.close()
})
afterAll(async () => {
  await close()
  await sandbox.close()
})

interface Seen {
  /** Upper and lower edge of what the buyer sees of the first field, and of the whole of it, cut at a row of tiles. */
  readonly field: { readonly top: number; readonly bottom: number } | null
  /** Where the buttons of the step begin, and those of the sandbox. */
  readonly actions: number
  readonly panel: number
  readonly strip: number
  readonly rows_of_panel: number
  readonly is_wider: boolean
}

const SEE = `(() => {
  const box = (element) => element && element.getBoundingClientRect()
  const shown = (element) => (element && element.offsetHeight > 0 ? box(element) : null)
  const first = document.querySelector('.step .field input, .step .field select')
  const field = first && box(first.closest('.tile, .field'))
  const tops = [...document.querySelectorAll('.sandbox form > .outcomes > button, .sandbox .decline > *, .more > summary')]
    .map((element) => Math.round((box(element).top + box(element).bottom) / 16))
  return {
    field: field && { top: field.top, bottom: field.bottom },
    actions: box(document.querySelector('.actions')).top,
    panel: box(document.querySelector('.sandbox')).top,
    strip: shown(document.querySelector('.strip'))?.top ?? null,
    rows_of_panel: new Set(tops).size,
    is_wider: document.documentElement.scrollWidth > innerWidth,
  }
})()`

test.each(SIZED.map((sized) => [sized.code, `${sized.width}×${sized.height}`, sized] as const))(
  '%s at %s shows its first field, what the sandbox offers, and that it is a test',
  async (_code, _size, { width, height, open }) => {
    await page.setViewportSize({ width, height })
    await page.goto(sandbox.url + (await open(sandbox)))
    const is_low = height < 340 || (width < 320 && height <= 500)
    const seen: Seen = await page.evaluate(SEE)
    expect(await page.title()).toMatch(/^\[테스트\] /)
    expect(seen.is_wider).toBe(false)
    if (seen.field) {
      expect(seen.field.top).toBeGreaterThan(0)
      if (!is_low) expect(seen.field.bottom).toBeLessThanOrEqual(seen.actions)
    }
    if (is_low) {
      expect(seen.strip).toBeGreaterThan(height - 40)
      await page.locator('.strip').click()
      await expect.poll(() => page.locator('.sandbox').getByRole('button').first().isVisible()).toBe(true)
      expect(((await page.evaluate(SEE)) as Seen).panel).toBeLessThan(height)
    } else {
      expect(seen.strip).toBeNull()
      expect(seen.panel).toBeLessThan(height - 30)
      if (width >= 340) expect(seen.rows_of_panel).toBe(1)
    }
  },
)

test.each([
  ['a window', '/checkout/requests'],
  ['a frame that asks', '/payments/ready/imp00000000'],
  ['a failure', '/payments/fail?error_msg=x'],
  ['what is not there', '/checkout/00000000000000000000000000000000'],
])('the title of %s begins with [테스트]', async (_what, path) => {
  const url = path === '/checkout/requests' ? await SIZED[0]!.open(sandbox) : path
  const html = await (await fetch(sandbox.url + url)).text()
  expect(/<title>([^<]*)/.exec(html)?.[1]).toMatch(/^\[테스트\] /)
})

test.each([
  [650, 650],
  [320, 200],
])('an issued account at %i×%i is accessible, and nothing of it is cut off', async (width, height) => {
  const pg = pgByCode('uplus')!
  const { url } = await openWindow(sandbox, orderOf(pg, 'vbank', `issued${width}`), 'pc')
  await page.setViewportSize({ width, height })
  await page.goto(sandbox.url + url)
  while ((await page.locator('.step').count()) > 0) await goOn(page)
  await page.locator('.leave').waitFor()
  expect(await seriousIn(page)).toEqual([])
  const is_wider = 'document.documentElement.scrollWidth > innerWidth'
  expect(await page.evaluate(is_wider)).toBe(false)
  const row = page.locator('.facts > div').last()
  await row.scrollIntoViewIfNeeded()
  expect(await row.isVisible()).toBe(true)
})
