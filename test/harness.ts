/** What tests share: sandboxes that close themselves, shops' pages on another origin, receivers, a browser, a buyer's hand. */
import { accessSync, constants } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { delimiter, join } from 'node:path'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type FrameLocator,
  type Locator,
  type Page,
} from 'playwright-core'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { createSandbox, type Sandbox, type SandboxOptions } from '../src/index.ts'
import { npmChromium } from './browser/npm-chromium.ts'

export { type Receiver, startReceiver } from './receiver.ts'

/** A sandbox that closes when the test is over. Time waits for no shop: those of most tests only listen. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await createSandbox({ shop_quiet_ms: 0, ...options })
  onTestFinished(() => sandbox.close())
  return sandbox
}

// Servers of the merchant -------------------------------------------------------------------------------------------

export interface Received {
  readonly method: string
  /** Path and query. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
  /** The raw body. */
  readonly body: string
}

/**
 * Browsers in tests allow every popup, and small ones without a window of their own know no blocker at all. With this, a
 * page's popup is blocked as users' browsers block it: when no click asked for it.
 */
const BLOCKER = `(() => {
  const open = window.open
  window.open = (...asked) => (navigator.userActivation.isActive ? open.apply(window, asked) : null)
})()`

export interface ShopPage {
  /** `http://localhost:PORT`: another site than the sandbox's 127.0.0.1. */
  readonly url: string
  /** Everything that came in, oldest first. */
  readonly requests: readonly Received[]
}

/** What a page without a handler of its own answers: the place where a redirect lands. */
const LANDING = '<!doctype html><meta charset="utf-8"><title>상점</title><h1>상점으로 돌아왔습니다</h1>'

/**
 * A shop's web server that only has pages: `html` at `/`, others by their path, and a landing page everywhere else.
 * Pages that name the shop's own address are made from it.
 */
export async function startShopPage(
  html: string | ((shop_url: string) => string),
  pages: Readonly<Record<string, string>> = {},
  headers: (shop_url: string) => Readonly<Record<string, string>> = () => ({}),
): Promise<ShopPage> {
  const requests: Received[] = []
  const port = await serve((received) => {
    requests.push(received)
    const path = received.url.split('?')[0] ?? ''
    return { status: 200, body: path === '/' ? home() : (pages[path] ?? LANDING), headers: headers(url) }
  })
  const url = `http://localhost:${port}`
  const home = () => (typeof html === 'string' ? html : html(url))
  return { url, requests }
}

/** Listens on a free port until the test is over; answers the port. */
async function serve(
  handle: (received: Received) => {
    status: number
    body: string
    headers?: Readonly<Record<string, string>>
  },
): Promise<number> {
  const server: Server = createServer((req, res) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () => {
      const { method = '', url = '', headers } = req
      const {
        status,
        body,
        headers: more,
      } = handle({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') })
      res.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...more }).end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

// The browser -------------------------------------------------------------------------------------------------------

const BROWSERS = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome']
const PLACES = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']

/**
 * Chromium with web security as users have it: the machine's own, else the one from npm. `IAMPORT_SANDBOX_TEST_BROWSER`
 * names another by its path, or says `npm`.
 */
export async function launchBrowser(
  wanted: string | undefined = process.env.IAMPORT_SANDBOX_TEST_BROWSER,
  more: readonly string[] = [],
): Promise<Browser> {
  const args = ['--no-sandbox', ...more]
  const executablePath = wanted === 'npm' ? undefined : wanted || findBrowser()
  if (executablePath) return chromium.launch({ executablePath, args })
  const { env, ...npm } = await npmChromium()
  return chromium.launch({ ...npm, args, env: { ...process.env, ...env } })
}

export function findBrowser(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const candidates = BROWSERS.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...candidates, ...PLACES].find(isExecutable)
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** A phone: iamport knows it by its user agent. */
export const PHONE: BrowserContextOptions = {
  userAgent:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
}

/** A buyer: a browser context of its own, and everything that its page said. */
export interface Visitor {
  readonly page: Page
  readonly context: BrowserContext
  /** Texts of alert(), each of them closed at once. */
  readonly alerts: string[]
  /** `warning: text` of the page and of every frame in it. */
  readonly console: string[]
  /** Exceptions that nobody caught, and alerts that went before they were closed. */
  readonly errors: string[]
}

export interface TestBrowser {
  visit(url: string, options?: BrowserContextOptions): Promise<Visitor>
}

/** One browser for the test file; every visitor gets a fresh context. Call it outside the tests. */
export function useBrowser({ blocks_popups = false, args = [] as readonly string[] } = {}): TestBrowser {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser(undefined, args)
  })
  afterAll(() => browser?.close())
  return {
    async visit(url, options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
      onTestFinished(() => context.close())
      context.setDefaultTimeout(10_000)
      if (blocks_popups) await context.addInitScript(BLOCKER)
      const page = await context.newPage()
      const visitor: Visitor = { page, context, alerts: [], console: [], errors: [] }
      page.on('dialog', (dialog) => {
        visitor.alerts.push(dialog.message())
        dialog.accept().catch((error: Error) => visitor.errors.push(`alert() was gone: ${error.message}`))
      })
      page.on('console', (message) => visitor.console.push(`${message.type()}: ${message.text()}`))
      page.on('pageerror', (error) => visitor.errors.push(error.message))
      await page.goto(url)
      return visitor
    },
  }
}

// The buyer's hand on the payment window ----------------------------------------------------------------------------

export interface PayWindow {
  /** The window's document: the page itself, or a layer in it. Its fields and step buttons are found here. */
  readonly view: Page | FrameLocator
  readonly panel: Locator
  approve(): Promise<void>
  cancel(): Promise<void>
  /** Chooses a reason by its code first. */
  decline(code: string): Promise<void>
  close(): Promise<void>
}

/** Waits for the payment window, wherever it opens, and lays a hand on its `iamport-sandbox` panel. */
export async function payWindow(page: Page): Promise<PayWindow> {
  /** Under v1 it stands where the ready frame would. */
  const frame = page.frameLocator('iframe.imp-frame-active')
  const layer = frame.frameLocator('iframe')
  const panelOf = (view: Page | FrameLocator) => view.getByRole('region', { name: 'iamport-sandbox' })
  const whenShown = (view: Page | FrameLocator) =>
    panelOf(view)
      .waitFor()
      .then(() => view)
  const popups = page
    .context()
    .pages()
    .filter((other) => other !== page)
  const next_popup = page.context().waitForEvent('page').then(whenShown)
  const view = await Promise.any([...[page, frame, layer, ...popups].map(whenShown), next_popup])
  const panel = panelOf(view)
  const press = (name: string) => panel.getByRole('button', { name, exact: true }).click()
  return {
    view,
    panel,
    approve: () => press('승인'),
    cancel: () => press('취소'),
    decline: async (code) => {
      await panel.getByLabel('거절 사유').selectOption(code)
      await press('거절')
    },
    close: () => press('닫기'),
  }
}
