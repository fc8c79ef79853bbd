/** Every window of the catalogue as a browser shows it, for whoever wants to look at all of them. */
import type { Browser, Page } from 'playwright-core'
import type { Pg } from '../../src/catalog/pg.ts'
import { PGS } from '../../src/catalog/pgs/index.ts'
import { chooseWindow } from '../../src/choice/choose.ts'
import type { Sandbox } from '../../src/index.ts'
import { PHONE } from '../harness.ts'
import { type Device, openWindow, orderOf } from '../matrix/buyer.ts'

export interface Shown {
  readonly pg: Pg
  readonly pay_method: string
  readonly device: Device
  /** Whether it is worth all its steps: the first window of its PG, steps of its own, or the first PG with that pay_method. */
  readonly is_whole: boolean
}

export const ALL_WINDOWS: readonly Shown[] = PGS.flatMap((pg) =>
  pg.sells.pay_methods.flatMap((pay_method, i) =>
    (['pc', 'mobile'] as const).map((device) => ({
      pg,
      pay_method,
      device,
      is_whole:
        i === 0 ||
        pg.window.instead?.[pay_method] !== undefined ||
        pg === PGS.find((other) => other.sells.pay_methods.includes(pay_method)),
    })),
  ),
)

/** A page of the size that the window has. */
export async function newPage(browser: Browser, device: Device): Promise<Page> {
  const options = device === 'mobile' ? PHONE : { viewport: { width: 1000, height: 760 } }
  const context = await browser.newContext(options)
  return context.newPage()
}

export async function visitWindow(
  sandbox: Sandbox,
  page: Page,
  { pg, pay_method, device }: Shown,
  more: object = {},
) {
  const merchant_uid = `${pg.code}${pay_method}${device}`.replace(/[^a-z0-9]/gi, '').slice(-40)
  const opened = await openWindow(sandbox, { ...orderOf(pg, pay_method, merchant_uid), ...more }, device)
  const { width = 1000, height = 760 } = chooseWindow(pg, device, '1.1.5')
  if (device === 'pc') await page.setViewportSize({ width, height })
  await page.goto(sandbox.url + opened.url)
  return merchant_uid
}

/** Fills the step as its placeholders suggest, and goes on. */
export async function goOn(page: Page): Promise<void> {
  for (const field of await page.locator('.step input, .step select').all()) {
    const kind = await field.getAttribute('type')
    if (kind === 'checkbox') await field.check()
    else if (kind !== 'radio' && (await field.inputValue()) === '') {
      await field.fill((await field.getAttribute('placeholder')) ?? '')
    }
  }
  await page.locator('.step .next').click()
}
