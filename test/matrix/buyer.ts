/** A buyer without JavaScript, for every window of the catalogue. */
import type { PayMethod } from '../../src/catalog/method.ts'
import type { Pg } from '../../src/catalog/pg.ts'
import type { Sandbox } from '../../src/index.ts'

export type Device = 'pc' | 'mobile'

const AGENTS = {
  pc: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/131.0.0.0',
  mobile: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Mobile/15E148',
} as const

/** An amount that no PG finds too small, with instalments where there are any. */
export const majorAmount = (pg: Pg): number => (pg.sells.currencies[0] === 'KRW' ? 60_000 : 60)

/** What the order of any PG says of the goods and the buyer. */
export const COMPLETE = {
  name: '주문명:결제테스트',
  buyer_name: '구매자이름',
  buyer_tel: '010-1234-5678',
  buyer_email: 'iamport@siot.do',
  buyer_addr: '서울특별시 중구 세종대로 110',
  buyer_first_name: 'Gildong',
  buyer_last_name: 'Hong',
  digital: false,
  company: '테스트상점',
  company_en: 'Test shop',
  biz_num: '1234567890',
  customer_id: 'buyer1',
  vbank_due: '20991231',
  order_description: '주문 설명',
  m_redirect_url: 'http://shop.example/done?from=phone',
}

const naverProducts = [
  { categoryType: 'BOOK', categoryId: 'GENERAL', uid: '107922211', name: '한국사', count: 1 },
]

/** What single PGs insist on beside it. */
const INSISTED: Readonly<Record<string, object>> = {
  naverpay: { naverProducts },
  naverco: { naverProducts },
  kcp_billing: { customer_uid: 'buyer1_card' },
  kcp_quick: { bypass: { kcpQuick: { actionType: 'Pay', memberID: 'member1' } } },
  galaxia: { bypass: { galaxia: { ITEM_CODE: 'item1' } } },
  paymentwall: { buyer_name: 'Gildong Hong' },
  inicis_jp: {
    name: 'テスト商品',
    buyer_first_name_kana: 'タロウ',
    buyer_last_name_kana: 'ヤマダ',
    cvs: { payment_deadline: { valid_hours: 72 } },
  },
}

/** An order that has all that its PG insists on. */
export function orderOf(pg: Pg, pay_method: string, merchant_uid: string) {
  return {
    pg: pg.code,
    pay_method,
    merchant_uid,
    amount: majorAmount(pg),
    currency: pg.sells.currencies[0],
    ...COMPLETE,
    ...INSISTED[pg.code],
  }
}

/** What the ready frame does. */
export async function openWindow(sandbox: Sandbox, order: object, device: Device, version = '1.1.5') {
  const answer = await fetch(`${sandbox.url}/checkout/requests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': AGENTS[device] },
    body: JSON.stringify({ user_code: sandbox.user_code, version, data: order }),
  })
  const body = (await answer.json()) as {
    window: { kind: string; home: string; url: string; events: string }
  }
  if (!body.window) throw new Error(`no window: ${JSON.stringify(body)}`)
  return body.window
}

/** Fills each step with what its placeholders and choices suggest, until the end; an issued account is read and left. */
export async function walk(
  sandbox: Sandbox,
  url: string,
  typed: Record<string, string> = {},
): Promise<Response> {
  let page = await fetch(`${sandbox.url}${url}`)
  for (let steps = 0; steps < 12; steps++) {
    const html = await page.text()
    const action = /action="(\/checkout\/[^"]+\/(?:steps\/[^"?]+|leave))"/.exec(html)?.[1]
    if (!action) return page
    const answer = await fetch(`${sandbox.url}${action}`, {
      method: 'POST',
      body: new URLSearchParams({ ...suggested(html), ...typed }),
      redirect: 'manual',
    })
    if (answer.status === 302) return answer
    const location = answer.headers.get('location')
    page = location === null ? answer : await fetch(new URL(location, sandbox.url))
  }
  throw new Error('the window has no end')
}

/** What a page suggests: what is filled in, else the placeholder; the chosen tile and option; every box that must be ticked. */
export function suggested(html: string): Record<string, string> {
  const form: Record<string, string> = {}
  for (const [tag] of html.matchAll(/<input [^>]*>/g)) {
    const at = (name: string) => new RegExp(`[ ]${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
    if (at('type') === 'radio' && !tag.includes(' checked')) continue
    if (at('type') === 'checkbox' && !tag.includes(' required')) continue
    form[at('name')] = at('value') || at('placeholder')
  }
  for (const [, name = '', options = ''] of html.matchAll(
    /<select [^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g,
  )) {
    form[name] = /value="([^"]*)" selected/.exec(options)?.[1] ?? /value="([^"]*)"/.exec(options)?.[1] ?? ''
  }
  return form
}

/** What a buyer who takes what is suggested has typed into this window. */
export function samplesOf({ window }: Pg, method: PayMethod): Record<string, string> {
  const steps = [...(window.before ?? []), ...(window.instead?.[method.code] ?? method.steps)]
  return Object.fromEntries(steps.flatMap((step) => step.fields).map(({ name, sample }) => [name, sample]))
}
