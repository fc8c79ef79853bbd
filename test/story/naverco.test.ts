/** A naverco sale: its product orders are placed, shipped, exchanged, returned, withheld and reviewed, each on its own. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { Sandbox } from '../../src/index.ts'
import { startReceiver, startSandbox } from '../harness.ts'
import { type RestClient, restClient } from '../rest-client.ts'

const naverProducts = [
  {
    id: 'shirt',
    name: '셔츠',
    basePrice: 4000,
    options: [
      {
        optionQuantity: 2,
        optionPrice: 500,
        selectionCode: 'R_M',
        selections: [{ code: 'R', label: '색상', value: '빨강' }],
      },
      {
        optionQuantity: 1,
        optionPrice: 0,
        selectionCode: 'B_M',
        selections: [{ code: 'B', label: '색상', value: '파랑' }],
      },
    ],
  },
]
const parcel = { delivery_method: 'DELIVERY', delivery_company: 'CJGLS', tracking_number: '123456789012' }
const dispatched_at = 1_767_193_200

let sandbox: Sandbox
let rest: RestClient
let imp_uid: string
let red: string
let blue: string

beforeEach(async () => {
  sandbox = await startSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00' })
  rest = await restClient(sandbox)
  const order = {
    pg: 'naverco',
    merchant_uid: 'o1',
    name: '셔츠 외',
    amount: 16000,
    naverProducts,
    buyer_tel: '010-1234-5678',
  }
  const { payment } = await sandbox.pay(order)
  imp_uid = payment!.imp_uid
  const { response } = await rest.get(`/payments/${imp_uid}/naver/product-orders`)
  ;[red, blue] = response.map((row: { product_order_id: string }) => row.product_order_id)
})

const shop = (act: string, body: object = {}) => rest.post(`/payments/${imp_uid}/naver/${act}`, body)
const one = async (id: string) => (await rest.get(`/naver/product-orders/${id}`)).response
const payment = async () => (await rest.get(`/payments/${imp_uid}`)).response
async function buyer(id: string, act: string): Promise<Response> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"reason":"마음이 바뀌었어요"}',
  }
  return fetch(`${sandbox.url}/_sandbox/product-orders/${id}/${act}`, init)
}
const states = async () =>
  [await one(red), await one(blue)].map((row) => [row.product_order_status, row.claim_status])

describe('product orders', () => {
  test('one for each option, and their amounts add up to the payment', async () => {
    expect(red).toMatch(/^20260101\d{8}$/)
    expect(await one(red)).toMatchObject({
      product_order_status: 'PAYED',
      product_name: '셔츠',
      product_option_name: '색상: 빨강',
      quantity: 2,
      product_amount: 9000,
      delivery_amount: 3000,
      claim_type: null,
    })
    expect(await one(blue)).toMatchObject({ product_amount: 4000, delivery_amount: 0, quantity: 1 })
  })

  test('go from placed to shipped to decided', async () => {
    expect((await shop('place')).response).toHaveLength(2)
    expect((await shop('ship', { ...parcel, dispatched_at })).status).toBe(200)
    expect(await states()).toEqual([
      ['DELIVERING', null],
      ['DELIVERING', null],
    ])
    expect((await buyer(red, 'deliver')).status).toBe(200)
    expect((await buyer(red, 'decide-purchase')).status).toBe(200)
    expect(await states()).toEqual([
      ['PURCHASE_DECIDED', null],
      ['DELIVERING', null],
    ])
  })

  test('207 when some were taken, 500 when none was; what was refused is as before', async () => {
    expect((await shop('place', { product_order_id: [red] })).status).toBe(200)
    const some = await shop('place', { product_order_id: [red, blue] })
    expect([some.status, some.response.length, some.response[0].product_order_id]).toEqual([207, 1, blue])
    const none = await shop('place')
    expect(none).toMatchObject({ status: 500, code: -1, response: null })
    expect(none.message).toContain('처리할 수 없는 상품주문상태입니다')
    expect(await states()).toEqual([
      ['PAYED', null],
      ['PAYED', null],
    ])
  })

  test('are not shipped without courier and number, nor by a method that is none', async () => {
    const { delivery_company: _, ...no_courier } = parcel
    expect(await shop('ship', { ...no_courier, dispatched_at })).toMatchObject({
      status: 400,
      message: 'delivery_company 파라메터가 누락되었습니다.',
    })
    expect(await shop('ship', { ...parcel, delivery_method: 'DRONE', dispatched_at })).toMatchObject({
      status: 400,
    })
    expect(await shop('ship', parcel)).toMatchObject({
      status: 400,
      message: 'dispatched_at 파라메터가 누락되었습니다.',
    })
    expect((await shop('ship', { delivery_method: 'VISIT_RECEIPT', dispatched_at })).status).toBe(200)
  })
})

describe('money goes back', () => {
  test('for one product order that is cancelled, and the payment is partly cancelled', async () => {
    const { response } = await shop('cancel', { product_order_id: [blue], reason: 'SOLD_OUT' })
    expect(response).toMatchObject([{ product_order_status: 'CANCELED', claim_status: 'CANCEL_DONE' }])
    expect(await payment()).toMatchObject({
      status: 'cancelled',
      cancel_amount: 4000,
      cancel_reason: '상품 품절',
    })
    expect(await states()).toEqual([
      ['PAYED', null],
      ['CANCELED', 'CANCEL_DONE'],
    ])
    await shop('cancel', { reason: 'NO_SUCH_REASON' })
    expect(await payment()).toMatchObject({ cancel_amount: 16000, cancel_reason: '서비스 및 상품 불만족' })
  })

  test('when the buyer asks for it and the shop approves', async () => {
    expect((await shop('approve-cancel', { product_order_id: [red] })).status).toBe(500)
    await buyer(red, 'request-cancel')
    expect(await one(red)).toMatchObject({
      product_order_status: 'PAYED',
      claim_type: 'CANCEL',
      claim_status: 'CANCEL_REQUEST',
    })
    expect((await shop('ship', { ...parcel, dispatched_at, product_order_id: [red] })).status).toBe(500)
    expect((await shop('approve-cancel', { product_order_id: [red] })).status).toBe(200)
    expect(await payment()).toMatchObject({ cancel_amount: 12000 })
  })

  test('after a return that was withheld and resolved', async () => {
    await shop('ship', { ...parcel, dispatched_at })
    const asked = await shop('request-return', {
      product_order_id: [blue],
      delivery_method: 'RETURN_DELIVERY',
      delivery_company: 'EPOST',
      tracking_number: '1',
    })
    expect(asked.response).toMatchObject([{ claim_type: 'RETURN', claim_status: 'RETURN_REQUEST' }])
    expect(await shop('withhold-return', { product_order_id: [blue] })).toMatchObject({
      status: 400,
      message: 'memo 파라메터가 누락되었습니다.',
    })
    await shop('withhold-return', {
      product_order_id: [blue],
      memo: '반품 배송비',
      reason: 'RETURN_DELIVERYFEE',
      extra_charge: 3000,
    })
    expect((await shop('approve-return', { product_order_id: [blue] })).status).toBe(500)
    await shop('resolve-return', { product_order_id: [blue] })
    expect((await shop('approve-return', { product_order_id: [blue] })).status).toBe(200)
    expect(await one(blue)).toMatchObject({ product_order_status: 'RETURNED', claim_status: 'RETURN_DONE' })
    expect(await payment()).toMatchObject({ cancel_amount: 4000 })
  })

  test('not for a return that the shop rejects', async () => {
    await shop('ship', { ...parcel, dispatched_at })
    await buyer(red, 'request-return')
    await shop('reject-return', { product_order_id: [red], memo: '사용한 상품입니다' })
    expect(await one(red)).toMatchObject({
      product_order_status: 'DELIVERING',
      claim_status: 'RETURN_REJECT',
    })
    expect(await payment()).toMatchObject({ status: 'paid', cancel_amount: 0 })
  })

  test('never more than there is: what the cancel API gave back is not given back again', async () => {
    await rest.post('/payments/cancel', { imp_uid, amount: 14000 })
    expect((await shop('cancel', { product_order_id: [blue] })).status).toBe(500)
    expect(await one(blue)).toMatchObject({ product_order_status: 'PAYED' })
    expect(await payment()).toMatchObject({ cancel_amount: 14000 })
  })

  test('all at once by the administrator, and every product order is closed', async () => {
    await sandbox.cancel(imp_uid)
    expect(await states()).toEqual([
      ['CANCELED', 'ADMIN_CANCEL_DONE'],
      ['CANCELED', 'ADMIN_CANCEL_DONE'],
    ])
  })
})

test('a shop can always send the goods: Naver knows the buyer’s name, address and postcode', async () => {
  const { shipping_address } = await one(red)
  expect(shipping_address).toMatchObject({
    name: expect.stringMatching(/./),
    base: expect.stringMatching(/./),
    postcode: expect.stringMatching(/^\d{5}$/),
    tel1: '010-1234-5678',
  })
})

test('an exchange: asked for, collected, shipped again, arrived', async () => {
  await shop('ship', { ...parcel, dispatched_at })
  await buyer(red, 'request-exchange')
  expect((await shop('ship-exchanged', { product_order_id: [red], ...parcel })).status).toBe(500)
  expect((await shop('collect-exchanged', { product_order_id: [red] })).response).toMatchObject([
    { claim_status: 'COLLECT_DONE' },
  ])
  expect((await shop('ship-exchanged', { product_order_id: [red], ...parcel })).response).toMatchObject([
    { claim_status: 'EXCHANGE_REDELIVERING' },
  ])
  await buyer(red, 'deliver')
  expect(await one(red)).toMatchObject({ product_order_status: 'EXCHANGED', claim_status: 'EXCHANGE_DONE' })
})

test('a review is read back in its period and by its kind', async () => {
  const write = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"type":"premium","score":4,"title":"좋아요","content":"색이 예뻐요"}',
  }
  expect((await fetch(`${sandbox.url}/_sandbox/product-orders/${red}/reviews`, write)).status).toBe(201)
  const period = 'from=1767193200&to=1767193200'
  expect((await rest.get(`/naver/reviews?${period}&review_type=premium`)).response).toMatchObject([
    { product_order_id: red, score: '4', title: '좋아요', content: '색이 예뻐요', product_name: '셔츠' },
  ])
  expect((await rest.get(`/naver/reviews?${period}&review_type=general`)).response).toEqual([])
  expect((await rest.get('/naver/reviews?from=1&to=2&review_type=premium')).response).toEqual([])
  expect((await rest.get('/naver/reviews?from=2&to=1&review_type=premium')).status).toBe(400)
  expect((await rest.get(`/naver/reviews?${period}`)).status).toBe(400)
})

describe('what is not there', () => {
  test('is 404: an unknown payment, a payment of another PG, an unknown product order', async () => {
    const { payment: card } = await sandbox.pay({
      pg: 'html5_inicis',
      merchant_uid: 'o2',
      amount: 100,
      buyer_tel: '010',
    })
    for (const id of ['imp_x', card!.imp_uid]) {
      expect(await rest.post(`/payments/${id}/naver/place`)).toMatchObject({ status: 404, response: null })
      expect((await rest.get(`/payments/${id}/naver/product-orders`)).status).toBe(404)
    }
    expect((await rest.get('/naver/product-orders/1')).status).toBe(404)
  })

  test('a product order of another payment is not taken', async () => {
    const { payment: second } = await sandbox.pay({
      pg: 'naverco',
      merchant_uid: 'o3',
      name: '모자',
      amount: 100,
      naverProducts,
      buyer_tel: '010',
    })
    expect(
      (await rest.post(`/payments/${second!.imp_uid}/naver/place`, { product_order_id: [red] })).status,
    ).toBe(500)
    expect((await shop('place', { product_order_id: [red] })).status).toBe(200)
  })
})

test('acts of the shop are announced by no webhook', async () => {
  const receiver = await startReceiver()
  sandbox.settings({ notification_url: [receiver.url] })
  await shop('cancel')
  await sandbox.settle()
  expect(receiver.received).toEqual([])
})
