/**
 * Every parameter of request_pay in the shapes that pages send: as documented, as text, left out, or of another pay_method. The
 * rule: what can be understood is taken, what nobody refuses is taken, too, and the developer is told.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { RequestPay } from '../../src/payments/request-pay.ts'
import { openWindow } from './buyer.ts'

let sandbox: Sandbox
let orders = 0
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 1, clock: '2026-01-01T12:00:00+09:00' })
})
afterAll(() => sandbox.close())

/** One value of each parameter as the manual has it; typed here, so that a new parameter has to be thought of. */
const RIGHT: Record<string, unknown> = {
  pg: 'html5_inicis',
  pay_method: 'card',
  merchant_uid: 'sweep',
  name: '주문명',
  amount: 39_000,
  currency: 'KRW',
  tax_free: 1000,
  vat_amount: 2000,
  language: 'ko',
  escrow: true,
  digital: false,
  buyer_name: '홍길동',
  buyer_tel: '010-1234-5678',
  buyer_email: 'buyer@example.com',
  buyer_addr: '서울특별시 중구 세종대로 110',
  buyer_postcode: '04524',
  custom_data: { order: 1 },
  notice_url: ['http://127.0.0.1:1/hook'],
  display: { card_quota: [3] },
  card: { direct: { code: '366', quota: 0 } },
  appCard: true,
  useCardPoint: true,
  useFreeInterestFromMall: false,
  niceMobileV2: true,
  kakaopayMobileAsPC: false,
  naverPopupMode: false,
  confirm_url: 'http://127.0.0.1:1/confirm',
  vbank_due: '20260131',
  m_redirect_url: 'http://shop.example/done',
  app_scheme: 'shop',
  biz_num: '1234567890',
  customer_uid: 'key-1',
  popup: false,
  channelKey: 'channel-key-none',
  channelGroupId: 'channel-group-none',
  promotion_id: 'promotion-none',
}
/** Those without which nothing can be sold. */
const NEEDED = ['amount']
/** What the developer hears of it though it is as documented. */
const ALWAYS_TOLD = ['confirm_url']

const complete = {
  pg: 'html5_inicis',
  pay_method: 'card',
  name: '주문명',
  amount: 39_000,
  buyer_name: '홍길동',
  buyer_tel: '010-1234-5678',
}

async function pay(more: Record<string, unknown>) {
  const asked = { ...complete, merchant_uid: `sweep${++orders}`, ...more }
  if ('merchant_uid' in more) asked.merchant_uid = `${String(more.merchant_uid)}${orders}`
  const { payment, rsp } = await sandbox.pay(asked)
  const remarks = payment?.timeline[0]?.detail.remarks ?? []
  return { payment, rsp, remarks: Array.isArray(remarks) ? remarks.map(String) : [] }
}

/** The same value with every number and boolean in it as text. */
function asText(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return value.map(asText)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asText(inner)]))
}
const hasNumbers = (value: unknown): boolean => JSON.stringify(asText(value)) !== JSON.stringify(value)

test('every parameter that is read has its row here', () => {
  expect(Object.keys(RIGHT).sort()).toEqual(Object.keys(RequestPay.shape).sort())
})

describe.each(Object.keys(RIGHT))('%s', (name) => {
  const value = RIGHT[name]
  const told = ALWAYS_TOLD.includes(name)

  test('as the manual has it is taken without a word', async () => {
    const { payment, remarks } = await pay({ [name]: value })
    expect(payment?.status).toBe('paid')
    expect(remarks.length > 0).toBe(told)
  })

  test('left out, or null, refuses nothing that can be sold without it', async () => {
    for (const nothing of [undefined, null]) {
      const { payment, rsp } = await pay({ [name]: nothing, merchant_uid: `none-${name}-` })
      expect(payment === null).toBe(NEEDED.includes(name))
      if (payment === null) expect(rsp!.error_msg).toContain(name)
    }
  })

  test.each(['vbank', 'trans', 'phone'])('refuses nothing of %s', async (pay_method) => {
    const { payment } = await pay({ [name]: value, pay_method })
    expect(payment).not.toBeNull()
  })
})

describe.each(Object.entries(RIGHT).filter(([name, value]) => name !== 'custom_data' && hasNumbers(value)))(
  '%s as text',
  (name, value) => {
    test('is understood, and the developer is told; strictness strict refuses it', async () => {
      const plain = await pay({ [name]: value })
      const typed = await pay({ [name]: asText(value) })
      expect(typed.payment).toMatchObject({ status: 'paid', amount: plain.payment!.amount })
      expect(typed.payment!.escrow).toBe(plain.payment!.escrow)
      expect(typed.remarks.join()).toContain(name)
      sandbox.settings({ strictness: 'strict' })
      const refused = await pay({ [name]: asText(value) })
      sandbox.settings({ strictness: 'lenient' })
      expect([refused.payment, refused.rsp!.imp_uid]).toEqual([null, null])
      expect(refused.rsp!.error_msg).toContain(name)
    })
  },
)

describe('what cannot be read', () => {
  const { amount: _a, tax_free: _t, vat_amount: _v, ...others } = RIGHT
  const unreadable = Object.entries(others).filter(
    ([name, value]) => name !== 'custom_data' && (hasNumbers(value) || typeof value === 'object'),
  )
  test.each(unreadable.map(([name]) => name))('%s is as if it were not there, and told', async (name) => {
    const { payment, remarks } = await pay({ [name]: name === 'notice_url' ? { url: 1 } : 'maybe' })
    expect(payment?.status).toBe('paid')
    if (name !== 'display' && name !== 'card') expect(remarks.join()).toContain(name)
  })

  test.each(['amount', 'tax_free', 'vat_amount'])(
    '%s that is no number is refused: nobody guesses a sum',
    async (name) => {
      for (const wrong of ['39,000', '삼만구천원', {}, [39_000, 1]]) {
        const { payment, rsp } = await pay({ [name]: wrong })
        expect(payment).toBeNull()
        expect(rsp!.error_msg).toContain(name)
      }
    },
  )
})

test("an amount of text, as the vendor's app examples send it, is what is charged", async () => {
  const { payment, remarks } = await pay({ amount: '39000' })
  expect(payment).toMatchObject({ status: 'paid', amount: 39_000 })
  expect(remarks).toEqual(['amount은(는) 문자열이 아닌 숫자여야 합니다. (39000(으)로 읽었습니다.)'])
})

test.each(['true', true])('escrow %j is escrow', async (escrow) => {
  const { payment } = await pay({ pay_method: 'trans', escrow })
  expect(payment!.escrow).toBe(true)
})

test("digital: 'false' is no digital good", async () => {
  sandbox.settings({ digital_contract: false })
  const { payment } = await pay({ pg: 'nice_v2', pay_method: 'phone', digital: 'false' })
  sandbox.settings({ digital_contract: null })
  expect(payment?.status).toBe('paid')
})

test('a browser reads remarks beside its window, in the answer and in the hint header', async () => {
  const opened = await fetch(`${sandbox.url}/checkout/requests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      user_code: sandbox.user_code,
      version: '1.1.5',
      data: { ...complete, merchant_uid: 'in-a-browser', buyer_tel: '' },
    }),
  })
  const { remarks } = (await opened.json()) as { remarks: string[] }
  expect(remarks).toEqual(['구매자 연락처(buyer_tel)는 필수 입력입니다.'])
  expect(decodeURIComponent(opened.headers.get('x-iamport-sandbox-hint')!)).toBe(remarks[0])
})

test('PAYCO takes any pay_method, as the sample page of the manual says', async () => {
  for (const pay_method of ['phone', 'samsung', 'payco']) {
    const { payment } = await pay({ pg: 'payco', pay_method, merchant_uid: `payco-${pay_method}-` })
    expect(payment).toMatchObject({ status: 'paid', pg_provider: 'payco' })
  }
})

test('elsewhere a vbank test does not turn green by a card', async () => {
  const { payment, rsp } = await pay({ pg: 'kakao', pay_method: 'vbank' })
  expect([payment, rsp!.imp_uid]).toEqual([null, null])
})

test('Galaxia asks neither for an item code nor for an e-mail', async () => {
  const asked = {
    pg: 'galaxia',
    pay_method: 'card',
    sdk: 'v1',
    buyer_name: undefined,
    buyer_email: undefined,
  }
  const { payment, remarks } = await pay(asked)
  expect([payment?.status, remarks]).toEqual(['paid', []])
  const by_transfer = await pay({ ...asked, pay_method: 'trans' })
  expect(by_transfer.remarks.join()).toContain('buyer_name')
})

test('the layers of a window are opened for what is remarked only', async () => {
  const { url } = await openWindow(
    sandbox,
    { ...complete, merchant_uid: 'opened', amount: '39000', buyer_tel: '' },
    'pc',
  )
  expect(await (await fetch(sandbox.url + url)).text()).toContain('39,000원')
})
