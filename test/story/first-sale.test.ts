/** The manual's sections 2.1 to 2.4, as a shop's server lives them. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type PayOrder, type Sandbox } from '../../src/index.ts'
import { type RestClient, restClient } from '../rest-client.ts'

const sample = {
  pg: 'html5_inicis',
  pay_method: 'card',
  merchant_uid: 'merchant_1448280088556',
  name: '주문명:결제테스트',
  amount: 14000,
  buyer_email: 'iamport@siot.do',
  buyer_name: '구매자이름',
  buyer_tel: '010-1234-5678',
  buyer_addr: '서울특별시 강남구 삼성동',
  buyer_postcode: '123-456',
}

let sandbox: Sandbox
let rest: RestClient

beforeEach(async () => {
  sandbox = await createSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00' })
  rest = await restClient(sandbox)
})
afterEach(() => sandbox.close())

describe('a card payment', () => {
  test('is paid in the browser, and REST tells the same', async () => {
    const { rsp, payment } = await sandbox.pay(sample)
    expect(rsp).toMatchObject({ success: true, status: 'paid', paid_amount: 14000, pay_method: 'card' })
    const { response, code, message } = await rest.get(`/payments/${rsp!.imp_uid}`)
    expect({ code, message }).toEqual({ code: 0, message: null })
    expect(response).toMatchObject({
      status: 'paid',
      amount: 14000,
      merchant_uid: sample.merchant_uid,
      name: sample.name,
      buyer_name: sample.buyer_name,
      buyer_tel: sample.buyer_tel,
      buyer_addr: sample.buyer_addr,
      buyer_postcode: sample.buyer_postcode,
      channel: 'pc',
      pg_provider: 'html5_inicis',
      pg_id: 'INIpayTest',
      apply_num: rsp!.apply_num,
      receipt_url: rsp!.receipt_url,
    })
    expect(payment!.timeline.map(({ what }) => what)).toEqual(['window opened', 'approved'])
  })

  test('has every key of the default key set, in alphabetical order, and no other', async () => {
    const { payment } = await sandbox.pay(sample)
    const { response } = await rest.get(`/payments/${payment!.imp_uid}`)
    const keys = Object.keys(response)
    expect(keys).toEqual([...keys].sort())
    expect(keys).toEqual(DEFAULT_KEYS)
  })

  test('has the ids that iamport gives', async () => {
    const { rsp } = await sandbox.pay(sample)
    expect(rsp!.imp_uid).toMatch(/^imp_\d{12}$/)
    expect(rsp!.apply_num).toMatch(/^\d{8}$/)
    expect(rsp!.pg_tid).toMatch(/^StdpayCARDINIpayTest20260101000000\d{6}$/)
    expect(rsp!.card_number).toMatch(/^\d{6}\*+\d$/)
  })

  test('can be read on its sales slip', async () => {
    const { rsp } = await sandbox.pay(sample)
    const slip = await fetch(String(rsp!.receipt_url))
    expect(slip.status).toBe(200)
    expect(await slip.text()).toContain('14,000원')
  })

  test('declined by the PG is failed, with the PG’s code and text, and can be tried again', async () => {
    const { rsp, payment } = await sandbox.pay({ ...sample, outcome: { decline: '120049' } })
    expect(rsp).toMatchObject({
      success: false,
      error_code: '120049',
      error_msg: declinedText(payment!.imp_uid),
    })
    expect(payment).toMatchObject({
      status: 'failed',
      fail_reason: declinedText(payment!.imp_uid),
      paid_at: 0,
      pg_tid: null,
    })
    expect(payment!.failed_at).toBeGreaterThan(0)
    const again = await sandbox.pay(sample)
    expect(again.rsp).toMatchObject({ success: true, merchant_uid: sample.merchant_uid })
  })

  test('given up by the buyer is failed without an error_code', async () => {
    const { rsp } = await sandbox.pay({ ...sample, outcome: 'cancel' })
    expect(rsp).toEqual({
      success: false,
      imp_uid: expect.stringMatching(/^imp_/),
      merchant_uid: sample.merchant_uid,
      pay_method: 'card',
      pg_provider: 'html5_inicis',
      pg_type: 'payment',
      error_msg: '사용자가 결제를 취소하셨습니다',
    })
  })

  test('abandoned stays ready, and nobody comes home', async () => {
    const { rsp, redirect_url, payment } = await sandbox.pay({ ...sample, outcome: 'abandon' })
    expect({ rsp, redirect_url }).toEqual({ rsp: null, redirect_url: null })
    expect(payment).toMatchObject({ status: 'ready', paid_at: 0, failed_at: 0 })
  })

  test('approved with a tampered amount shows that amount to the shop that looks', async () => {
    const { rsp } = await sandbox.pay({ ...sample, outcome: { approve: { amount: 100 } } })
    expect(rsp).toMatchObject({ success: true, paid_amount: 100 })
    const { response } = await rest.get(`/payments/${rsp!.imp_uid}`)
    expect(response).toMatchObject({ status: 'paid', amount: 100 })
  })

  test('stores custom_data as JSON text and gives it back to the page as it was', async () => {
    const { rsp } = await sandbox.pay({ ...sample, custom_data: { cart: [1, 2] } })
    expect(rsp!.custom_data).toEqual({ cart: [1, 2] })
    const { response } = await rest.get(`/payments/${rsp!.imp_uid}`)
    expect(response.custom_data).toBe('{"cart":[1,2]}')
  })
})

describe('on a phone', () => {
  test('the browser comes home to m_redirect_url, query and hash kept', async () => {
    const m_redirect_url = 'https://www.myservice.com/payments/complete?utm_source=mobile#done'
    const { redirect_url, rsp, payment } = await sandbox.pay({ ...sample, device: 'mobile', m_redirect_url })
    expect(redirect_url).toBe(
      `https://www.myservice.com/payments/complete?utm_source=mobile&imp_uid=${rsp!.imp_uid}&merchant_uid=${sample.merchant_uid}&imp_success=true#done`,
    )
    expect(payment).toMatchObject({ channel: 'mobile', status: 'paid' })
  })

  test('a failure comes home with imp_success=false and its text', async () => {
    const m_redirect_url = 'https://www.myservice.com/payments/complete'
    const { redirect_url } = await sandbox.pay({
      ...sample,
      device: 'mobile',
      m_redirect_url,
      outcome: 'cancel',
    })
    const query = new URL(redirect_url!).searchParams
    expect(Object.fromEntries(query)).toEqual({
      imp_uid: expect.stringMatching(/^imp_/),
      merchant_uid: sample.merchant_uid,
      imp_success: 'false',
      error_msg: `F0005:결제가 중단되었습니다(${query.get('imp_uid')}).01 | 사용자가 결제를 취소 하였습니다.`,
    })
  })

  test.each(['kakao', 'danal'])('%s comes home by callback', async (pg) => {
    const m_redirect_url = 'https://www.myservice.com/payments/complete'
    const pay_method = pg === 'danal' ? 'phone' : 'card'
    const { redirect_url, rsp } = await sandbox.pay({
      ...sample,
      pg,
      pay_method,
      device: 'mobile',
      m_redirect_url,
    })
    expect(redirect_url).toBeNull()
    expect(rsp).toMatchObject({ success: true, pg_provider: pg })
  })

  test('an order that is refused before the window goes to m_redirect_url from 1.1.5 on, not before', async () => {
    await sandbox.pay(sample)
    const phone = { ...sample, device: 'mobile', m_redirect_url: 'https://shop.example/done' } as const
    const now = await sandbox.pay(phone)
    expect(now).toMatchObject({ payment: null, rsp: { success: false, imp_uid: null, error_code: 'F1002' } })
    expect(new URL(now.redirect_url!).searchParams.get('error_msg')).toBe(
      '이미 결제가 이루어진 거래건입니다.',
    )
    const before = await sandbox.pay({ ...phone, sdk: '1.1.4' })
    expect(before.redirect_url).toBeNull()
  })
})

describe('a virtual account', () => {
  const vbank = { ...sample, pay_method: 'vbank' } as const

  test('is issued: success, but ready, with an account and a deadline', async () => {
    const { rsp, payment } = await sandbox.pay(vbank)
    expect(rsp).toMatchObject({ success: true, status: 'ready', paid_amount: 14000, paid_at: 0 })
    expect(rsp!.vbank_num).toMatch(/^\d+$/)
    expect(payment).toMatchObject({
      status: 'ready',
      vbank_code: '088',
      vbank_name: '신한은행',
      receipt_url: null,
    })
    expect(new Date(payment!.vbank_date * 1000).toISOString()).toBe('2026-01-31T14:59:59.000Z')
  })

  test('keeps the deadline that the order asks for', async () => {
    const { payment } = await sandbox.pay({ ...vbank, vbank_due: '202601051200' })
    expect(new Date(payment!.vbank_date * 1000).toISOString()).toBe('2026-01-05T03:00:00.000Z')
  })

  test('is paid when the money arrives, and keeps its account', async () => {
    const { payment } = await sandbox.pay(vbank)
    const paid = await sandbox.deposit(payment!.imp_uid, { at: '2026-01-03T10:00:00+09:00' })
    expect(paid).toMatchObject({ status: 'paid', vbank_num: payment!.vbank_num })
    expect(new Date(paid.paid_at * 1000).toISOString()).toBe('2026-01-03T01:00:00.000Z')
    expect(paid.receipt_url).not.toBeNull()
  })

  test('takes no wrong, no late and no second deposit unless forced', async () => {
    const { payment } = await sandbox.pay(vbank)
    const { imp_uid } = payment!
    await expect(sandbox.deposit(imp_uid, { amount: 1 })).rejects.toThrow('입금액이 결제금액과 다릅니다')
    await expect(sandbox.deposit(imp_uid, { at: '2026-02-01T00:00:00+09:00' })).rejects.toThrow(
      '입금기한이 지났습니다',
    )
    expect(sandbox.payment(imp_uid).status).toBe('ready')
    await sandbox.deposit(imp_uid, { force: true })
    await expect(sandbox.deposit(imp_uid)).rejects.toThrow('입금 대기 중인 가상계좌가 아닙니다')
  })

  test('is given back only to an account that the shop names', async () => {
    const { payment } = await sandbox.pay(vbank)
    await sandbox.deposit(payment!.imp_uid)
    const { imp_uid } = payment!
    const refused = await rest.post('/payments/cancel', { imp_uid })
    expect(refused).toMatchObject({ status: 200, code: 1, response: null })
    expect(refused.message).toContain('refund_holder')
    const refund = { refund_holder: '홍길동', refund_bank: '88', refund_account: '110123456789' }
    const { code, response } = await rest.post('/payments/cancel', { imp_uid, ...refund })
    expect(code).toBe(0)
    expect(response).toMatchObject({ status: 'cancelled', cancel_amount: 14000 })
  })
})

describe('the default PG', () => {
  test.each([undefined, '', 'nonesuch', 'nonesuch.mid'])('is taken silently for pg %j', async (pg) => {
    const { rsp } = await sandbox.pay({ ...sample, pg })
    expect(rsp).toMatchObject({ success: true, pg_provider: 'html5_inicis' })
  })

  test('is the one of the settings', async () => {
    sandbox.settings({ default_pg: 'nice' })
    const { payment } = await sandbox.pay({ ...sample, pg: undefined })
    expect(payment).toMatchObject({ pg_provider: 'nice', pg_id: 'nictest00m' })
  })

  test('of a merchant with channels is one of these, and a shop id is matched exactly or not at all', async () => {
    const type = 'payment' as const
    sandbox.settings({
      channels: [
        { pg_provider: 'nice', pg_id: 'A', type },
        { pg_provider: 'nice', pg_id: 'B', type },
        { pg_provider: 'danal', pg_id: 'C', type },
      ],
    })
    const chosen = async (pg: string, merchant_uid: string) => {
      const { payment } = await sandbox.pay({ ...sample, pg, merchant_uid })
      return [payment!.pg_provider, payment!.pg_id]
    }
    expect(await chosen('nice.B', 'o1')).toEqual(['nice', 'B'])
    expect(await chosen('nice.X', 'o2')).toEqual(['nice', 'A'])
    expect(await chosen('html5_inicis', 'o3')).toEqual(['nice', 'A'])
  })

  test('a shop id in pg becomes the payment’s pg_id', async () => {
    const { payment } = await sandbox.pay({ ...sample, pg: 'html5_inicis.MYSHOP' })
    expect(payment).toMatchObject({ pg_provider: 'html5_inicis', pg_id: 'MYSHOP' })
    expect(payment!.pg_tid).toContain('MYSHOP')
  })
})

describe('an order that iamport refuses before the window', () => {
  test.each([
    [
      'an amount that is no number',
      { amount: '39,000원' },
      '결제금액(amount)이 올바르지 않습니다. 숫자여야 합니다.',
    ],
    ['no amount', { amount: undefined }, '결제금액(amount)은 필수 입력입니다.'],
    ['a negative amount', { amount: -1 }, '결제금액(amount)이 올바르지 않습니다. 0보다 커야 합니다.'],
    ['an amount of nothing', { amount: 0 }, '결제금액(amount)이 올바르지 않습니다. 0보다 커야 합니다.'],
    ['half a won', { amount: 0.5 }, '결제금액(amount)이 올바르지 않습니다. KRW에 맞는 단위여야 합니다.'],
    ['an unknown pay_method', { pay_method: 'gold' }, '알 수 없는 결제수단(pay_method)입니다: gold'],
    [
      'a method the PG lacks',
      { pg: 'kakao', pay_method: 'vbank' },
      'kakao에서 지원하지 않는 결제수단(pay_method)입니다: vbank (사용 가능: card)',
    ],
    [
      'a currency the PG lacks',
      { currency: 'USD' },
      'html5_inicis에서 지원하지 않는 화폐(currency)입니다: USD (사용 가능: KRW)',
    ],
  ])('%s: told in words, nothing stored', async (_what, wrong, message) => {
    const { rsp, payment } = await sandbox.pay({ ...sample, ...wrong } as PayOrder)
    expect(payment).toBeNull()
    expect(rsp).toMatchObject({ success: false, imp_uid: null, error_code: 'F1000', error_msg: message })
    expect((await rest.get('/payments/status/all')).response.total).toBe(0)
    expect(sandbox.webhooks()).toEqual([])
    const said = sandbox.events().filter(({ kind }) => kind === 'refused')
    expect(said).toHaveLength(1)
    expect(said[0]!.text).toContain(message)
  })

  test('danal takes an order without an amount as one of 0 won', async () => {
    const { rsp } = await sandbox.pay({ ...sample, pg: 'danal', pay_method: 'phone', amount: undefined })
    expect(rsp).toMatchObject({ success: true, paid_amount: 0 })
  })

  test('a merchant_uid that was paid, even if cancelled since', async () => {
    const { payment } = await sandbox.pay(sample)
    const second = await sandbox.pay(sample)
    expect(second.rsp).toMatchObject({
      error_code: 'F1002',
      error_msg: '이미 결제가 이루어진 거래건입니다.',
      imp_uid: null,
    })
    await rest.post('/payments/cancel', { imp_uid: payment!.imp_uid })
    expect((await sandbox.pay(sample)).rsp).toMatchObject({ error_code: 'F1002' })
  })

  test('an amount other than the prepared one', async () => {
    await rest.post('/payments/prepare', { merchant_uid: sample.merchant_uid, amount: 15000 })
    const { rsp, payment } = await sandbox.pay(sample)
    expect(payment).toBeNull()
    expect(rsp).toMatchObject({ success: false, imp_uid: null, error_code: 'F1003' })
    await rest.put('/payments/prepare', { merchant_uid: sample.merchant_uid, amount: 14000 })
    expect((await sandbox.pay(sample)).rsp).toMatchObject({ success: true })
  })
})

test('a decline that the PG does not know is told by name, and opens no window', async () => {
  const unknown = { ...sample, outcome: { decline: '999' } }
  await expect(sandbox.pay(unknown)).rejects.toThrow(
    'html5_inicis에 없는 거절 코드입니다: 999 (사용 가능: 500644',
  )
  expect((await rest.get('/payments/status/all')).response.total).toBe(0)
})

test('two windows of one order: the second approval fails with the text of a paid order', async () => {
  const first = await sandbox.open(sample)
  const second = await sandbox.open(sample)
  expect((await sandbox.end(first.imp_uid, 'approve')).rsp).toMatchObject({ success: true })
  const late = await sandbox.end(second.imp_uid, 'approve')
  expect(late.rsp).toMatchObject({
    success: false,
    error_code: 'F1002',
    error_msg: '이미 결제가 이루어진 거래건입니다.',
  })
  expect(late.payment).toMatchObject({ status: 'failed' })
})

test('the same seed gives the same world, and reset gives it again', async () => {
  const ids = async (world: Sandbox) => {
    const { payment } = await world.pay(sample)
    const { receipt_url: _own_port, ...facts } = payment!
    return facts
  }
  const first = await ids(sandbox)
  await sandbox.reset()
  expect(await ids(sandbox)).toEqual(first)
  const other = await createSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00' })
  expect(await ids(other)).toEqual(first)
  await other.close()
  const stranger = await createSandbox({ seed: 2, clock: '2026-01-01T00:00:00+09:00' })
  expect((await ids(stranger)).imp_uid).not.toBe(first.imp_uid)
  await stranger.close()
})

const DEFAULT_KEYS =
  `amount apply_num bank_code bank_name buyer_addr buyer_email buyer_name buyer_postcode buyer_tel
  cancel_amount cancel_history cancel_reason cancel_receipt_urls cancelled_at card_code
  card_issuer_code card_issuer_name card_name card_number card_publisher_code card_publisher_name
  card_quota card_type cash_receipt_issued channel currency custom_data customer_uid customer_uid_usage
  deposit_history emb_pg_provider escrow fail_reason failed_at imp_uid merchant_uid name paid_at
  pay_method pg_id pg_provider pg_tid promotion receipt_url sandbox started_at status user_agent
  vbank_code vbank_date vbank_holder vbank_issued_at vbank_name vbank_num`.split(/\s+/)

/** What a shop reads when iamport asked the PG for its approval, and the PG said no. */
function declinedText(imp_uid: string): string {
  return `F0004:PG사 결제요청에 실패하여 중단합니다.(${imp_uid}) 120049, 사용한도초과`
}
