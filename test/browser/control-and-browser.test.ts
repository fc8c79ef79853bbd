/** `POST /_sandbox/payments` answers exactly what a browser would have got: each kind of window and device, both ways. */
import { expect, test } from 'vitest'
import type { Sandbox } from '../../src/index.ts'
import { PHONE, startReceiver, useBrowser } from '../harness.ts'
import { ORDER, queryOf, requestPay, rest, visitShop } from './buyer.ts'

const browser = useBrowser()

/** One of each kind of window and way home; test/sdk/matrix.test.ts asks about all the others without a browser. */
const ALL = [
  ['html5_inicis', 'card', 'pc'],
  ['html5_inicis', 'vbank', 'pc'],
  ['html5_inicis', 'card', 'mobile'],
  ['html5_inicis', 'trans', 'mobile'],
  ['nice', 'card', 'pc'],
  ['nice', 'phone', 'mobile'],
  ['kakao', 'card', 'pc'],
  ['kakao', 'card', 'mobile'],
  ['danal', 'phone', 'pc'],
  ['danal', 'phone', 'mobile'],
  ['payco', 'card', 'pc'],
  ['payco', 'card', 'mobile'],
  ['kcp', 'card', 'mobile'],
  ['tosspayments', 'card', 'pc'],
] as const

/** What one payment comes to, seen from the page, from REST and from the receiver of webhooks. */
interface Outcome {
  readonly rsp: unknown
  readonly redirect_query: unknown
  readonly payment: unknown
  readonly webhooks: unknown[]
}

/** The clock stands still, so that times are the same both ways. Two shops' orders differ in their numbers alone. */
const CLOCK = '2026-01-01T12:00:00+09:00'

test.each(ALL)(
  '%s %s on %s: the control API and the browser come to the same',
  async (pg, pay_method, device) => {
    const orderOf = (merchant_uid: string, shop_url: string) => ({
      ...ORDER,
      merchant_uid,
      pg,
      pay_method,
      buyer_name: '구매자이름',
      buyer_email: 'iamport@siot.do',
      custom_data: { basket: [1, 2] },
      m_redirect_url: `${shop_url}/done?from=shop`,
    })
    const receiver = await startReceiver()
    const { sandbox, shop, page, open, back } = await visitShop(browser, {
      device: device === 'mobile' ? PHONE : {},
      sandbox: { clock: CLOCK, webhook: receiver.url },
      pay: (shop_url) => requestPay(orderOf('order_1', shop_url)),
    })

    const walked = await walkByControl(sandbox, { ...orderOf('order_2', shop.url), device })
    const pressed = await open()
    await pressed.approve()
    const comesHome = walked.redirect_url === null
    const rsp = comesHome ? (await back()).rsps[0] : null
    if (!comesHome) await page.waitForURL(`${shop.url}/done?**`)
    const imp_uid = String(comesHome ? rsp?.imp_uid : queryOf(page).imp_uid)
    await sandbox.settle()

    const seen = async (imp_uid: string, rsp: unknown, url: string | null): Promise<Outcome> => ({
      rsp,
      redirect_query: url === null ? null : Object.fromEntries(new URL(url).searchParams),
      payment: (await rest(sandbox, 'GET', `/payments/${imp_uid}`)).response,
      webhooks: receiver.received
        .map(({ body }) => JSON.parse(body))
        .filter((body) => body.imp_uid === imp_uid),
    })
    const by_browser = await seen(imp_uid, rsp, comesHome ? null : page.url())
    const by_control = await seen(walked.payment.imp_uid, comesHome ? walked.rsp : null, walked.redirect_url)
    expect(by_browser.webhooks).toHaveLength(1)
    expect(alike(by_control)).toEqual(alike(by_browser))
  },
)

interface Walked {
  readonly payment: { readonly imp_uid: string }
  readonly rsp: unknown
  readonly redirect_url: string | null
}

async function walkByControl(sandbox: Sandbox, order: object): Promise<Walked> {
  const response = await fetch(`${sandbox.url}/_sandbox/payments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(order),
  })
  return (await response.json()) as Walked
}

/** Drawn for each payment: only the shape has to be the same. */
const DRAWN = ['imp_uid', 'merchant_uid', 'pg_tid', 'apply_num', 'vbank_num', 'receipt_url']

function alike(outcome: Outcome): unknown {
  return JSON.parse(JSON.stringify(outcome), (key, value) => {
    if (key === 'user_agent') return 'of a browser'
    return DRAWN.includes(key) && typeof value === 'string' ? value.replace(/\d/g, '#') : value
  })
}
