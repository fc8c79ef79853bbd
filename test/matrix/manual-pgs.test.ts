/** The manual's own PGs: what the manual and the vendor's documents say of them, typed here and not read from the catalogue. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { startReceiver } from '../receiver.ts'
import { restClient } from '../rest-client.ts'
import { openWindow, walk } from './buyer.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 1 })
})
afterAll(() => sandbox.close())

interface Row {
  readonly pg: string
  readonly pay_methods: readonly string[]
  readonly pc: 'layer' | 'popup' | 'redirect'
  readonly mobile: 'callback' | 'redirect'
  readonly cancelled: string
  readonly currency?: string
  readonly card_of_payment?: null
}

const PLAIN = '사용자가 결제를 취소하셨습니다'
const GAVE_UP = '[결제포기] 사용자가 결제를 취소하셨습니다'
const FOUR = ['card', 'trans', 'vbank', 'phone']

const ROWS: readonly Row[] = [
  {
    pg: 'html5_inicis',
    pay_methods: [...FOUR, 'samsung', 'kpay', 'cultureland', 'smartculture', 'happymoney'],
    pc: 'layer',
    mobile: 'redirect',
    cancelled: PLAIN,
  },
  {
    pg: 'inicis',
    pay_methods: [...FOUR, 'samsung', 'kpay', 'cultureland', 'smartculture', 'happymoney'],
    pc: 'layer',
    mobile: 'redirect',
    cancelled: PLAIN,
  },
  {
    pg: 'uplus',
    pay_methods: [...FOUR, 'cultureland', 'smartculture', 'booknlife'],
    pc: 'layer',
    mobile: 'redirect',
    cancelled: PLAIN,
  },
  { pg: 'kcp', pay_methods: FOUR, pc: 'layer', mobile: 'redirect', cancelled: PLAIN },
  { pg: 'nice', pay_methods: FOUR, pc: 'layer', mobile: 'redirect', cancelled: PLAIN },
  { pg: 'jtnet', pay_methods: FOUR, pc: 'layer', mobile: 'redirect', cancelled: PLAIN },
  { pg: 'kicc', pay_methods: FOUR, pc: 'layer', mobile: 'redirect', cancelled: PLAIN },
  { pg: 'kakao', pay_methods: ['card'], pc: 'layer', mobile: 'callback', cancelled: GAVE_UP },
  { pg: 'danal', pay_methods: ['phone'], pc: 'layer', mobile: 'callback', cancelled: GAVE_UP },
  {
    pg: 'danal_tpay',
    pay_methods: ['card', 'trans', 'vbank'],
    pc: 'layer',
    mobile: 'callback',
    cancelled: GAVE_UP,
  },
  { pg: 'mobilians', pay_methods: ['phone'], pc: 'layer', mobile: 'callback', cancelled: PLAIN },
  { pg: 'syrup', pay_methods: ['card'], pc: 'layer', mobile: 'redirect', cancelled: PLAIN },
  { pg: 'payco', pay_methods: ['card'], pc: 'popup', mobile: 'callback', cancelled: PLAIN },
  {
    pg: 'paypal',
    pay_methods: ['card'],
    pc: 'redirect',
    mobile: 'redirect',
    cancelled: PLAIN,
    currency: 'USD',
    card_of_payment: null,
  },
  {
    pg: 'eximbay',
    pay_methods: ['card'],
    pc: 'popup',
    mobile: 'callback',
    cancelled: PLAIN,
    currency: 'USD',
  },
]

const orderOf = (pg: string, pay_method: string, merchant_uid: string) => ({
  pg,
  pay_method,
  merchant_uid,
  name: '주문명:결제테스트',
  amount: 14_000,
  buyer_name: '구매자이름',
  buyer_tel: '010-1234-5678',
  buyer_email: 'iamport@siot.do',
  biz_num: '1234567890',
  m_redirect_url: 'https://shop.example/done',
})

describe.each(ROWS.flatMap((row) => row.pay_methods.map((pay_method) => ({ ...row, pay_method }))))(
  '$pg $pay_method',
  ({ pg, pay_method, pc, mobile, cancelled, currency = 'KRW', card_of_payment }) => {
    test('on a PC: its window, its result and its payment', async () => {
      const merchant_uid = `${pg}-${pay_method}-pc`
      const opened = await openWindow(sandbox, orderOf(pg, pay_method, merchant_uid), 'pc')
      expect(opened).toMatchObject({ kind: pc, home: pc === 'redirect' ? 'redirect' : 'callback' })
      const { rsp, payment } = await sandbox.pay(orderOf(pg, pay_method, `${merchant_uid}-paid`))
      const status = pay_method === 'vbank' ? 'ready' : 'paid'
      expect(rsp).toMatchObject({ success: true, status, pg_provider: pg, paid_amount: 14_000, currency })
      const result = pay_method === 'kpay' ? 'kpay' : pay_method
      expect(payment).toMatchObject({ status, pay_method: result, pg_provider: pg, currency, channel: 'pc' })
      if (pay_method === 'card') expect(payment!.card_name === null).toBe(card_of_payment === null)
      if (pay_method === 'phone') expect(payment!.apply_num).toBe('')
      if (pay_method === 'vbank')
        expect(payment!.vbank_num).toMatch(pg === 'uplus' ? /^X\d{13}$/ : /^\d{14}$/)
    })

    test('on a phone: which way home, and the words of a cancel', async () => {
      const order = { ...orderOf(pg, pay_method, `${pg}-${pay_method}-phone`), device: 'mobile' as const }
      const { rsp, redirect_url } = await sandbox.pay({ ...order, outcome: 'cancel' })
      const error_msg = String(rsp?.error_msg)
      if (mobile === 'callback') {
        expect([error_msg, redirect_url]).toEqual([cancelled, null])
        return
      }
      const words = pg.includes('inicis') ? '01 | 사용자가 결제를 취소 하였습니다.' : cancelled
      expect(error_msg).toBe(`F0005:결제가 중단되었습니다(${rsp!.imp_uid}).${words}`)
      expect(redirect_url).toContain('https://shop.example/done?imp_uid=')
    })
  },
)

describe('sizes of layers and popups on PC', () => {
  test.each([
    ['uplus', 650, 650],
    ['danal', 720, 700],
    ['danal_tpay', 720, 700],
    ['mobilians', 820, 700],
    ['kakaopay', 426, 550],
    ['payco', 727, 512],
    ['eximbay', 640, 400],
    ['tosspay', 460, 670],
    ['settle', 720, 630],
    ['smartro', 620, 405],
  ])('%s: %d × %d', async (code, width, height) => {
    const { pgByCode } = await import('../../src/catalog/pgs/index.ts')
    expect(pgByCode(code)!.window.opens.pc[0]).toMatchObject({ width, height })
  })
})

describe('what differs from the request', () => {
  const values: [string, string, Record<string, string>, object][] = [
    ['kakaopay', 'trans', { kakao_means: 'money' }, { pay_method: 'point', apply_num: '', card_name: null }],
    ['kakaopay', 'vbank', {}, { pay_method: 'card', card_name: '신한카드' }],
    ['payco', 'card', { payco_means: 'account' }, { pay_method: 'trans', bank_name: '신한은행' }],
    ['tosspay', 'card', {}, { pay_method: 'trans', receipt_url: null }],
    [
      'html5_inicis',
      'kakaopay',
      { wallet_means: 'money' },
      { pay_method: 'point', emb_pg_provider: 'kakaopay' },
    ],
    ['html5_inicis', 'naverpay', {}, { pay_method: 'card', emb_pg_provider: 'naverpay' }],
    ['kcp', 'card', {}, { card_number: '5242420000000000', pg_tid: expect.stringMatching(/^\d{14}$/) }],
    ['html5_inicis', 'card', {}, { card_number: '524242*********0' }],
    ['uplus', 'card', {}, { pay_method: 'card', apply_num: '00000000' }],
    ['tosspayments', 'vbank', {}, { pay_method: 'vbank', vbank_holder: null, status: 'ready' }],
    ['eximbay', 'econtext', {}, { pay_method: 'vbank', vbank_num: 'unknown', status: 'ready' }],
    ['nice_v2', 'cultureland', {}, { pay_method: 'cultureland', apply_num: null }],
    [
      'mobilians_v2',
      'kakaopay',
      { wallet_means: 'money' },
      { pay_method: 'card', emb_pg_provider: 'kakaopay' },
    ],
  ]
  test.each(values)('%s, ordered as %s, with %j', async (pg, pay_method, typed, expected) => {
    const merchant_uid = `differs-${pg}-${pay_method}`
    const order = { ...orderOf(pg, pay_method, merchant_uid), m_redirect_url: undefined }
    const opened = await openWindow(sandbox, order, 'pc')
    await walk(sandbox, opened.url, typed)
    expect(await byOrder(merchant_uid)).toMatchObject({ merchant_uid, ...expected })
  })
})

describe('what the shop reads of a paid order, over REST and by webhook', () => {
  const tids: [string, string, RegExp, boolean][] = [
    ['html5_inicis', 'card', /^StdpayCARDINIpayTest\d{14}\d{6}$/, true],
    ['inicis', 'card', /INIpayTest\d{14}/, true],
    ['uplus', 'card', /^tlgda\d{4}/, true],
    ['kcp', 'card', /^\d{14}$/, true],
    ['nice', 'card', /^nictest00m01\d+$/, true],
    ['danal', 'phone', /^\d+$/, true],
    ['kakaopay', 'card', /^T/, true],
    ['tosspay', 'card', /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, false],
    ['paypal', 'card', /./, false],
  ]
  test.each(tids)('%s %s: pg_tid, slip, webhook, status', async (pg, pay_method, tid, has_slip) => {
    const shop = await startReceiver()
    const rest = await restClient(sandbox)
    const merchant_uid = `read-${pg}`
    const currency = pg === 'paypal' ? { currency: 'USD' } : {}
    const order = { ...orderOf(pg, pay_method, merchant_uid), ...currency, notice_url: shop.url }
    const { rsp } = await sandbox.pay(order)
    await sandbox.settle()
    const { response } = await rest.get(`/payments/find/${merchant_uid}`)
    expect(response.pg_tid).toMatch(tid)
    expect(rsp).toMatchObject({ pg_tid: response.pg_tid, imp_uid: response.imp_uid, paid_amount: 14_000 })
    expect(Boolean(response.receipt_url)).toBe(has_slip)
    if (has_slip) expect((await fetch(response.receipt_url)).status).toBe(200)
    expect(response).toMatchObject({ amount: 14_000, status: 'paid', fail_reason: null, cancel_amount: 0 })
    expect(shop.received.map(({ body }) => JSON.parse(body))).toEqual([
      { imp_uid: response.imp_uid, merchant_uid, status: 'paid' },
    ])
    await shop.close()
  })

  test.each(['html5_inicis', 'kcp', 'nice', 'uplus', 'jtnet', 'kicc'])(
    '%s on a phone comes home with the query of 1.1.5, success and failure',
    async (pg) => {
      const phone = { device: 'mobile', sdk: '1.1.5' } as const
      const paid = await sandbox.pay({ ...orderOf(pg, 'card', `query-${pg}`), ...phone })
      const home = new URL(paid.redirect_url!)
      expect(Object.fromEntries(home.searchParams)).toEqual({
        imp_uid: paid.payment!.imp_uid,
        merchant_uid: `query-${pg}`,
        imp_success: 'true',
      })
      const left = await sandbox.pay({ ...orderOf(pg, 'card', `left-${pg}`), ...phone, outcome: 'cancel' })
      expect(Object.fromEntries(new URL(left.redirect_url!).searchParams)).toMatchObject({
        imp_uid: left.payment!.imp_uid,
        merchant_uid: `left-${pg}`,
        imp_success: 'false',
        error_msg: expect.stringMatching(/^F0005:결제가 중단되었습니다\(imp_\d{12}\)\./),
      })
    },
  )
})

/** The payment of an order, as the control API has it. */
async function byOrder(merchant_uid: string): Promise<Record<string, unknown>> {
  const answer = await fetch(`${sandbox.url}/_sandbox/payments?merchant_uid=${merchant_uid}`)
  const { list } = (await answer.json()) as { list: Record<string, unknown>[] }
  return list[0]!
}
