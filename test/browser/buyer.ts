/** A buyer in front of a shop's page, and what that page knows afterwards. */
import type { BrowserContextOptions, Page } from 'playwright-core'
import type { Sandbox, SandboxOptions } from '../../src/index.ts'
import {
  type PayWindow,
  payWindow,
  type ShopPage,
  startSandbox,
  startShopPage,
  type TestBrowser,
  type Visitor,
} from '../harness.ts'
import { type Recorded, samplePage } from './manual-samples.ts'

export interface Shop {
  /** What the button 결제 does: a script, or one made from the shop's address. */
  readonly pay: string | ((shop_url: string) => string)
  readonly device?: BrowserContextOptions
  /** What the page gives to IMP.init; null where it forgets to call it. */
  readonly user_code?: string | null
  /** Path of the script that the page loads. Default: that of the manual's version. */
  readonly script?: string
  readonly sandbox?: SandboxOptions
  /** Headers of the shop's page. */
  readonly headers?: (sandbox_url: string) => Readonly<Record<string, string>>
}

export interface AtShop {
  readonly sandbox: Sandbox
  readonly shop: ShopPage
  readonly visitor: Visitor
  readonly page: Page
  /** Presses the shop's button. */
  press(): Promise<void>
  /** Presses the shop's button and waits for the payment window. */
  open(): Promise<PayWindow>
  /** The dialog closes after the callback has returned: waits for it, and answers what the page wrote down. */
  back(): Promise<Recorded>
}

export async function visitShop(browser: TestBrowser, { pay, device, user_code, script, ...more }: Shop) {
  const sandbox = await startSandbox(more.sandbox)
  const address = script === undefined ? sandbox.scriptUrl : sandbox.url + script
  const shop = await startShopPage(
    (shop_url) =>
      samplePage({ script: address, user_code, pay: typeof pay === 'string' ? pay : pay(shop_url) }),
    {},
    () => more.headers?.(sandbox.url) ?? {},
  )
  const visitor = await browser.visit(shop.url, device)
  const { page } = visitor
  const press = () => page.getByRole('button', { name: '결제', exact: true }).click()
  const at: AtShop = {
    sandbox,
    shop,
    visitor,
    page,
    press,
    open: async () => {
      await press()
      return payWindow(page)
    },
    back: async () => {
      await page.waitForFunction('recorded.rsps.length === recorded.params.length')
      await page.locator('.imp-dialog').waitFor({ state: 'hidden' })
      return recorded(page)
    },
  }
  return at
}

/** What the page's wrapper around request_pay wrote down so far. */
export function recorded(page: Page): Promise<Recorded> {
  return page.evaluate('window.recorded')
}

export type Param = Readonly<Record<string, unknown>>

/** A plain order that every PG takes. */
export const ORDER = { merchant_uid: 'order_1', name: '주문명', amount: 14000, buyer_tel: '010-1234-5678' }

/** A call of request_pay with a callback that does nothing. */
export function requestPay(param: Param): string {
  return `IMP.request_pay(${JSON.stringify(param)}, function (rsp) {});`
}

/** A call of request_pay without a callback, as manual 2.2.b has it for phones. */
export function requestPayWithoutCallback(param: Param): string {
  return `IMP.request_pay(${JSON.stringify(param)});`
}

/** The query of the page's address. */
export function queryOf(page: Page): Record<string, string> {
  return Object.fromEntries(new URL(page.url()).searchParams)
}

/** A call of the REST API with a fresh token; answers the envelope. */
export async function rest(sandbox: Sandbox, method: 'GET' | 'POST', path: string, body?: object) {
  const send = async (headers: Record<string, string>, to: string, content?: object) => {
    const response = await fetch(sandbox.url + to, {
      method: content || method === 'POST' ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', ...headers },
      body: content && JSON.stringify(content),
    })
    return (await response.json()) as { code: number; message: string | null; response: unknown }
  }
  const { imp_key, imp_secret } = sandbox
  const token = await send({}, '/users/getToken', { imp_key, imp_secret })
  const { access_token } = token.response as { access_token: string }
  return send({ authorization: access_token }, path, body)
}

/** Every payment there is, newest first, as REST lists them. */
export async function findPayments(sandbox: Sandbox): Promise<{ imp_uid: string; status: string }[]> {
  const { response } = await rest(sandbox, 'GET', '/payments/status/all')
  return (response as { list: { imp_uid: string; status: string }[] }).list
}
