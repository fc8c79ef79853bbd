/** Every window of the catalogue as a browser shows it, for whoever wants to look at all of them. */
import type { Browser, Page } from 'playwright-core'
import { CERTIFICATION_PGS } from '../../src/catalog/certifications/index.ts'
import type { Pg, WindowRule } from '../../src/catalog/pg.ts'
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

/** A popup or frame of a size of its own, as the PG's file has it, and as small as its page is at 200 %. */
export interface Sized {
  readonly code: string
  readonly width: number
  readonly height: number
  readonly is_zoomed: boolean
  open(sandbox: Sandbox): Promise<string>
}

type Rules = { readonly pc: readonly WindowRule[]; readonly mobile: readonly WindowRule[] } | null

function sizesOf(rules: Rules): [number, number][] {
  const sized = [...(rules?.pc ?? []), ...(rules?.mobile ?? [])]
  const sizes = sized.map(({ width = 0, height = 0 }) => `${width}x${height}`)
  return [...new Set(sizes)]
    .map((size) => size.split('x').map(Number) as [number, number])
    .filter(([width]) => width > 0)
}

let sized_orders = 0

/** Every size that a window of the catalogue has, by PG and by PG of identity verification. */
export const SIZED: readonly Sized[] = [
  ...PGS.filter(({ sells }) => sells.pay_methods.length > 0).map((pg) => ({
    code: pg.code,
    rules: pg.window.opens,
    open: async (sandbox: Sandbox) => {
      const order = orderOf(pg, pg.sells.pay_methods[0]!, `sized${++sized_orders}`)
      return (await openWindow(sandbox, order, 'pc')).url
    },
  })),
  ...CERTIFICATION_PGS.filter(({ windows }) => windows !== null).map((pg) => ({
    code: `certification-${pg.code}`,
    rules: pg.windows,
    open: (sandbox: Sandbox) => openCertification(sandbox, pg.code),
  })),
].flatMap(({ code, rules, open }) =>
  sizesOf(rules).flatMap(([width, height]) => [
    { code, width, height, is_zoomed: false, open },
    { code, width: Math.round(width / 2), height: Math.round(height / 2), is_zoomed: true, open },
  ]),
)

async function openCertification(sandbox: Sandbox, pg: string): Promise<string> {
  const answer = await fetch(`${sandbox.url}/certificates/requests`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)',
    },
    body: JSON.stringify({
      user_code: sandbox.user_code,
      version: '1.2.0',
      data: {
        pg,
        merchant_uid: `sized${++sized_orders}`,
        company: '테스트상점',
        name: '홍길동',
        phone: '01012345678',
      },
    }),
  })
  return ((await answer.json()) as { window: { url: string } }).window.url
}
