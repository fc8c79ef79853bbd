/** Operations that only one PG has: naverpay, payco, paymentwall, platforms’ slips, KCP 퀵페이, Benepia, Kakao Pay’s list. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { Sandbox } from '../../src/index.ts'
import { startReceiver, startSandbox } from '../harness.ts'
import { type RestClient, restClient } from '../rest-client.ts'

let sandbox: Sandbox
let rest: RestClient
let remove: (path: string) => ReturnType<RestClient['get']>
beforeEach(async () => {
  sandbox = await startSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00' })
  rest = await restClient(sandbox)
  remove = (path) => rest.raw('DELETE', path, undefined, { authorization: rest.token })
})

async function pay(pg: string, more: object = {}): Promise<string> {
  const order = {
    pg,
    merchant_uid: `order_${pg}`,
    name: '주문명',
    amount: 11000,
    buyer_name: '구매자',
    buyer_email: 'b@example.com',
    buyer_tel: '010-1234-5678',
  }
  const { payment, rsp } = await sandbox.pay({ ...order, ...more })
  if (!payment) throw new Error(String(rsp?.error_msg))
  return payment.imp_uid
}
const naverProducts = [{ categoryType: 'PRODUCT', categoryId: 'GENERAL', uid: 'u1', name: '상품', count: 1 }]

describe('naverpay', () => {
  test('points and the confirmation are told once, and stand in the timeline', async () => {
    const imp_uid = await pay('naverpay', { naverProducts })
    expect(await rest.post(`/payments/${imp_uid}/naver/point`)).toMatchObject({
      status: 200,
      code: 0,
      response: null,
    })
    expect(await rest.post(`/payments/${imp_uid}/naver/point`)).toMatchObject({ status: 500, code: -1 })
    expect(await rest.post(`/payments/${imp_uid}/naver/confirm`, { requester: 'nobody' })).toMatchObject({
      status: 200,
      code: -1,
    })
    expect((await rest.post(`/payments/${imp_uid}/naver/confirm`, { requester: 'customer' })).code).toBe(0)
    const said = sandbox.payment(imp_uid).timeline.map(({ what }) => what)
    expect(said).toEqual(expect.arrayContaining(['naver points credited', 'purchase confirmed']))
  })

  test('a cash receipt may be issued for what was paid by points and is left', async () => {
    const imp_uid = await pay('naverpay', { naverProducts })
    const by_card = (await rest.get(`/payments/${imp_uid}/naver/cash-amount`)).response
    expect(by_card).toEqual({
      amount_by_npoint: 0,
      amount_by_primary: 0,
      amount_supply: 0,
      amount_total: 0,
      amount_vat: 0,
    })
    const card = await pay('html5_inicis')
    expect((await rest.get(`/payments/${card}/naver/cash-amount`)).status).toBe(400)
    expect((await rest.post(`/payments/${card}/naver/point`)).status).toBe(404)
  })
})

describe('payco', () => {
  test('is told how far an order is, until it is over', async () => {
    const imp_uid = await pay('payco')
    const tell = (status: string) => rest.post(`/payco/orders/status/${imp_uid}`, { status })
    expect((await tell('DELIVERY_START')).response).toEqual({ status: 'DELIVERY_START' })
    const wrong = await tell('asdf')
    expect(wrong).toMatchObject({ code: -1, response: null })
    expect(wrong.message).toContain(
      'expected OrderProductStatusType{DELIVERY_START, PURCHASE_DECISION, CANCELED}, but [asdf]',
    )
    expect((await tell('PURCHASE_DECISION')).code).toBe(0)
    expect(await tell('DELIVERY_START')).toMatchObject({ code: -1, response: null })
    expect(
      await rest.post(`/payco/orders/status/${await pay('html5_inicis')}`, { status: 'CANCELED' }),
    ).toMatchObject({ status: 200, code: -1 })
  })
})

describe('paymentwall', () => {
  test('takes a digital delivery at once, and a parcel with its address', async () => {
    const imp_uid = await pay('paymentwall', { currency: 'USD', amount: 10 })
    const times = { estimated_delivery_datetime: 1_767_193_200, estimated_update_datetime: 1_767_193_200 }
    const body = {
      imp_uid,
      merchant_uid: 'order_paymentwall',
      status: 'delivered',
      refundable: 'yes',
      shipping_address_email: 'b@example.com',
      ...times,
    }
    expect((await rest.post('/paymentwall/delivery', { ...body, type: 'digital' })).response).toEqual({
      success: 1,
    })
    const { code, response } = await rest.post('/paymentwall/delivery', { ...body, type: 'physical' })
    expect([code, response.notices.length]).toEqual([0, 10])
    expect(
      await rest.post('/paymentwall/delivery', { ...body, type: 'digital', merchant_uid: 'x' }),
    ).toMatchObject({ status: 200, code: -1, message: '존재하지 않는 결제정보입니다.' })
    const told = sandbox.payment(imp_uid).timeline.filter(({ what }) => what.startsWith('paymentwall'))
    expect(told).toHaveLength(1)
  })
})

describe('the shops behind a platform', () => {
  test('stand on the slip, and together never exceed the sale', async () => {
    const imp_uid = await pay('html5_inicis')
    const line = (amount: number) => ({
      data: [{ business_registration_number: '123-45-67890', company_name: '하위', amount }],
    })
    const first = await rest.post(`/partners/receipts/${imp_uid}`, line(10000))
    expect(first.response.receipt_url).toContain(imp_uid)
    expect(await rest.post(`/partners/receipts/${imp_uid}`, line(1001))).toMatchObject({
      status: 400,
      code: -1,
    })
    expect((await rest.post(`/partners/receipts/${imp_uid}`, line(1000))).code).toBe(0)
    const slip = await (await fetch(first.response.receipt_url)).text()
    expect(slip).toMatch(/<dt>하위 \([\d-]+\)<\/dt><dd>10,000원<\/dd>/)
    expect((await rest.post(`/partners/receipts/${imp_uid}`, { data: [] })).status).toBe(400)
    expect((await rest.post(`/partners/receipts/${await pay('nice')}`, line(1))).status).toBe(501)
    expect(
      (
        await rest.post(
          `/partners/receipts/${await pay('html5_inicis', { merchant_uid: 'f', outcome: 'cancel' })}`,
          line(1),
        )
      ).status,
    ).toBe(400)
  })
})

describe('KCP 퀵페이', () => {
  const money = { member_id: 'm1', channel_key: 'channel-key-x', name: '선불', amount: 3000 }

  test('a member pays with prepaid money, is released from FIDO once, and is deleted once', async () => {
    const receiver = await startReceiver()
    sandbox.settings({ notification_url: [receiver.url] })
    const pin = await pay('kcp_quick')
    const { response } = await rest.post('/kcpquick/payment/money', {
      ...money,
      merchant_uid: 'k1',
      imp_uid: pin,
    })
    expect(response).toMatchObject({
      status: 'paid',
      pg_provider: 'kcp_quick',
      pay_method: 'point',
      channel: 'api',
      amount: 3000,
    })
    expect(response.imp_uid).toMatch(/^imps_/)
    expect((await rest.get(`/payments/${response.imp_uid}`)).response).toEqual(response)
    await sandbox.settle()
    expect(receiver.received.map(({ body }) => JSON.parse(body).merchant_uid)).toEqual([
      'order_kcp_quick',
      'k1',
    ])
    expect(
      await rest.post('/kcpquick/payment/money', { ...money, merchant_uid: 'k1', imp_uid: pin }),
    ).toMatchObject({ code: 1, response: null })
    const release = () => rest.post('/kcpquick/members/m1/fido/release', { channel_key: 'channel-key-x' })
    expect(await release()).toMatchObject({
      code: 0,
      message: '생체인증 사용이 정상적으로 해제되었습니다.',
      response: { member_id: 'm1' },
    })
    expect(await release()).toMatchObject({ status: 200, code: -1, response: null, error: { code: 'C210' } })
    const path = '/kcpquick/members/m1?site_code=IX0XX&partner_type=IX99&partner_subtype=99IX'
    expect((await remove(path)).response).toMatchObject({ member_id: 'm1', pg_provider: 'kcp_quick' })
    expect(await remove(path)).toMatchObject({ status: 404, message: '유효하지 않은 member_id입니다.' })
  })

  test('prepaid money needs the PIN check of a kcp_quick payment', async () => {
    const card = await pay('html5_inicis')
    expect(
      await rest.post('/kcpquick/payment/money', { ...money, merchant_uid: 'k1', imp_uid: card }),
    ).toMatchObject({ status: 200, code: -1 })
    expect(
      await rest.post('/kcpquick/payment/money', { ...money, merchant_uid: 'k1', imp_uid: 'imp_x' }),
    ).toMatchObject({ status: 200, code: -1 })
    expect((await rest.get('/payments/find/k1')).status).toBe(404)
  })

  test('a deal is registered once and changed', async () => {
    const deal = { btid: 'B1', cust_ip: '127.0.0.1', code_verifier: 'v' }
    expect((await rest.put('/kcpquick/prepare/o1', deal)).status).toBe(404)
    expect((await rest.post('/kcpquick/prepare/o1', deal)).response).toMatchObject({
      btid: 'B1',
      merchant_uid: 'o1',
    })
    expect((await rest.post('/kcpquick/prepare/o1', deal)).status).toBe(409)
    expect((await rest.put('/kcpquick/prepare/o1', { ...deal, prepaid_auth_yn: 'Y' })).status).toBe(400)
    expect(
      (await rest.put('/kcpquick/prepare/o1', { ...deal, prepaid_auth_yn: 'Y', prepaid_amount: 10 }))
        .response,
    ).toMatchObject({ prepaid_amount: 10 })
  })

  test('a stored key is charged until it is deleted', async () => {
    const bypass = { kcpQuick: { actionType: 'Register', memberID: 'member1' } }
    await pay('kcp_quick', { amount: 0, customer_uid: 'c1', bypass })
    const order = { customer_uid: 'c1', name: '정기', buyer_name: '구매자', amount: 1000 }
    expect(
      (await rest.post('/kcpquick/payment/autopay', { ...order, merchant_uid: 'a1' })).response,
    ).toMatchObject({ status: 'paid', customer_uid: 'c1' })
    expect(await remove('/kcpquick/autopay/c1')).toMatchObject({
      code: 0,
      message: '자동결제 키가 정상적으로 삭제되었습니다.',
      response: { customer_uid: 'c1' },
    })
    expect((await remove('/kcpquick/autopay/c1')).status).toBe(404)
    const card = { card_number: '4242-4242-4242-4242', expiry: '2030-12', birth: '900101', pwd_2digit: '00' }
    await rest.post('/subscribe/customers/c2', { ...card, pg: 'nice' })
    const of_another_pg = { ...order, customer_uid: 'c2', merchant_uid: 'a3' }
    expect(await rest.post('/kcpquick/payment/autopay', of_another_pg)).toMatchObject({
      status: 200,
      code: -1,
    })
    expect((await remove('/kcpquick/autopay/c2')).status).toBe(404)
    expect((await rest.get('/subscribe/customers/c2')).code).toBe(0)
    expect((await rest.post('/kcpquick/payment/autopay', { ...order, merchant_uid: 'a2' })).code).not.toBe(0)
  })
})

describe('Benepia', () => {
  const account = { benepia_user: 'u1', benepia_password: 'p', channel_key: 'channel-key-x' }
  const points = async () => (await rest.post('/benepia/point', account)).response.point

  test('points are spent, and come back with a cancel', async () => {
    const before = await points()
    const { response } = await rest.post('/benepia/payment', {
      ...account,
      merchant_uid: 'b1',
      amount: 3000,
      name: '복지',
    })
    expect(response).toMatchObject({ status: 'paid', pay_method: 'point', pg_provider: 'kcp' })
    expect(await points()).toBe(before - 3000)
    await rest.post('/payments/cancel', { imp_uid: response.imp_uid, amount: 1000 })
    expect(await points()).toBe(before - 2000)
  })

  test('too few points make a payment that failed; a wrong password makes none', async () => {
    const { response } = await rest.post('/benepia/payment', {
      ...account,
      merchant_uid: 'b1',
      amount: 1_000_000,
      name: '복지',
    })
    expect(response).toMatchObject({ status: 'failed', amount: 1_000_000 })
    expect(response.fail_reason).toContain('포인트 잔액 부족')
    const wrong = { ...account, benepia_password: 'wrong' }
    expect(await rest.post('/benepia/point', wrong)).toMatchObject({ status: 500, code: -1, response: null })
    expect(
      (await rest.post('/benepia/payment', { ...wrong, merchant_uid: 'b2', amount: 1, name: 'x' })).status,
    ).toBe(500)
    expect((await rest.get('/payments/find/b2')).status).toBe(404)
  })
})

test('Kakao Pay lists the orders of a day and a cid', async () => {
  const imp_uid = await pay('kakaopay', { merchant_uid: 'k1' })
  await rest.post('/payments/cancel', { imp_uid, amount: 1000 })
  await pay('html5_inicis')
  const list = async (date: string, cid = 'TC0ONETIME') =>
    (await rest.get(`/kakao/payment/orders?payment_request_date=${date}&cid=${cid}`)).response
  expect(await list('20260101')).toMatchObject({
    page: { total_size: 1, first: true, last: true },
    orders: [
      {
        partner_order_id: 'k1',
        status: 'PART_CANCEL_PAYMENT',
        amount: { total: 11000 },
        canceled_amount: { total: 1000 },
      },
    ],
  })
  expect((await list('20260102')).orders).toEqual([])
  expect((await list('20260101', 'OTHER')).orders).toEqual([])
  expect((await rest.get('/kakao/payment/orders?payment_request_date=x&cid=y')).status).toBe(400)
})
