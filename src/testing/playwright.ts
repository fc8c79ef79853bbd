/**
 * iamport-sandbox/playwright: a sandbox per worker, its script in the shop's pages, and a buyer's hand on the window.
 *
 *     import { test as base } from '@playwright/test'
 *     export const test = base.extend<SandboxFixtures, SandboxWorkerFixtures>(sandboxFixtures({ seed: 1 }))
 *     test('an order is paid', async ({ page, sandbox, payAs }) => {
 *       await page.goto(shop_url)
 *       await page.getByRole('button', { name: '결제하기' }).click()
 *       await payAs('approve')
 *     })
 */
import type { BrowserContext, Page } from 'playwright-core'
import { type BuyerOutcome, payAs as payAsOn } from '../chromium/pay-as.ts'
import { PHONE } from '../chromium/phone.ts'
import { serveScript } from '../chromium/serve-script.ts'
import { createClock } from '../core/clock.ts'
import { createSandbox } from '../library/create-sandbox.ts'
import type { Sandbox, SandboxOptions } from '../library/sandbox-api.ts'
import { readerOf } from '../library/speaking.ts'
import { enter, langIn, leave } from './current.ts'
import { describeSandbox } from './timeline.ts'

export interface SandboxFixtures {
  /** Ends the payment window that this test's page opened. */
  payAs(outcome?: BuyerOutcome): Promise<void>
  /** Serves the sandbox's script to pages that load it from iamport's addresses, and cleans up between tests. */
  sandboxPages: undefined
}

export interface SandboxWorkerFixtures {
  /** One for each worker; each test begins with the state that it had when the worker's first test began. */
  sandbox: Sandbox
}

const BEGINNING = 'iamport-sandbox: beginning of each test'

/** What Playwright tells a fixture of its test; the part of TestInfo that is needed here. */
interface Info {
  readonly status?: string | undefined
  readonly expectedStatus?: string | undefined
  attach(name: string, content: { body: string; contentType: string }): Promise<void>
}

type Use<T> = (value: T) => Promise<void>

/** For `base.extend<SandboxFixtures, SandboxWorkerFixtures>(…)`. By default webhooks leave by themselves, as in reality. */
export function sandboxFixtures(options: SandboxOptions = {}) {
  let is_kept = false
  const withSandbox = async (use: Use<Sandbox>): Promise<void> => {
    const sandbox = await createSandbox({ live: true, ...options })
    enter(sandbox, readerOf(options))
    await use(sandbox)
    leave(sandbox)
    await sandbox.close()
  }
  const withPages = async ({ context, sandbox }: Needed, use: Use<undefined>, info: Info): Promise<void> => {
    // Not when the sandbox starts: what automatic fixtures of the worker have set up since shall be there in every test.
    if (!is_kept) await sandbox.snapshot(BEGINNING)
    is_kept = true
    await serveScript(context, sandbox)
    await use(undefined)
    const story = info.status === info.expectedStatus ? '' : describeSandbox(sandbox, langIn(sandbox))
    if (story !== '') await info.attach('iamport-sandbox', { body: story, contentType: 'text/plain' })
    await sandbox.restore(BEGINNING)
  }
  const withBuyer = async ({ page }: { page: Page }, use: Use<SandboxFixtures['payAs']>): Promise<void> => {
    await use((outcome) => payAsOn(page, outcome))
  }
  const sandbox = pair(
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures that are needed from here
    ({}: object, use: Use<Sandbox>) => withSandbox(use),
    { scope: 'worker' as const },
  )
  const sandboxPages = pair(
    ({ context, sandbox }: Needed, use: Use<undefined>, info: Info) =>
      withPages({ context, sandbox }, use, info),
    { auto: true as const },
  )
  const payAs = ({ page }: { page: Page }, use: Use<SandboxFixtures['payAs']>) => withBuyer({ page }, use)
  return { sandbox, sandboxPages, payAs }
}

interface Needed {
  context: BrowserContext
  sandbox: Sandbox
}

/** A fixture and its options, as Playwright takes them. */
function pair<F, O>(fixture: F, options: O): [F, O] {
  return [fixture, options]
}

/**
 * Serves the sandbox's script, and jQuery, to the pages of a context that load them from the vendor's addresses. What else a
 * page or its frames ask of iamport's names needs a browser of `captureBrowser`.
 */
export async function route(context: BrowserContext, sandbox: Pick<Sandbox, 'url'>): Promise<void> {
  await serveScript(context, sandbox)
}

/** What `launch` of a browser is given, and how to end it. */
export interface CapturedBrowser {
  readonly args: string[]
  /** With `offline`: the hosts outside that its pages asked for, such as other CDNs. */
  refused(): string[]
  close(): Promise<void>
}

/**
 * For shops with hard-coded names and archived scripts: `chromium.launch({ args: (await captureBrowser(sandbox)).args })` is a
 * browser in which iamport's names are this sandbox, for pages, frames, popups and redirects alike.
 */
export async function captureBrowser(
  sandbox: Pick<Sandbox, 'url' | 'app'>,
  { offline = false, allow = [] }: { offline?: boolean; allow?: readonly string[] } = {},
): Promise<CapturedBrowser> {
  const [{ openCapture }, { captureFlags }, { createCalls }] = await Promise.all([
    import('../capture/capture.ts'),
    import('../capture/browser.ts'),
    import('../capture/calls.ts'),
  ])
  const http_port = Number(new URL(sandbox.url).port)
  const calls = createCalls()
  const capture = await openCapture({
    handler: (req, res) => sandbox.app(req, res),
    calls,
    http_port,
    tls_port: 0,
    host: '127.0.0.1',
    now_ms: createClock().wall_ms,
    policy: { offline, allow },
    env: {},
  })
  return { args: captureFlags(capture, http_port), refused: calls.refusedHosts, close: capture.close }
}

/** For `projects` of playwright.config: the same tests on a PC and on a phone. */
export const projects = [
  { name: 'pc', use: {} },
  { name: 'mobile', use: PHONE },
]

export { type BuyerOutcome, payAs } from '../chromium/pay-as.ts'
export { PHONE } from '../chromium/phone.ts'
export { serveScript } from '../chromium/serve-script.ts'
export { matchers, type PaymentMatchers } from './matchers.ts'
