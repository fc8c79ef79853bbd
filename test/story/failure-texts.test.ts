/** What a shop reads when nothing comes of a payment: PG's words, and around them what iamport adds on that way. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { frameOf } from '../../src/catalog/failure-texts.ts'
import { PGS } from '../../src/catalog/pgs/index.ts'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { restClient } from '../rest-client.ts'

let sandbox: Sandbox
let orders = 0
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00' })
})
afterAll(() => sandbox.close())

const order = (pg: string, pay_method: string, more: object = {}) => ({
  ...{ pg, pay_method, merchant_uid: `o${++orders}`, amount: 14_000, name: '주문' },
  ...{
    buyer_name: '홍길동',
    buyer_tel: '010-1234-5678',
    buyer_email: 'buyer@example.com',
    customer_id: 'c1',
  },
  ...{ m_redirect_url: 'https://shop.example/done', digital: false },
  ...more,
})
const lost = async (param: object) => {
  const { rsp, payment } = await sandbox.pay(param as Parameters<Sandbox['pay']>[0])
  const error_msg = String(rsp?.error_msg)
  if (!payment) throw new Error(error_msg)
  expect(payment.fail_reason).toBe(error_msg)
  return error_msg.replace(payment.imp_uid, 'imp_…')
}

describe('a buyer who cancels', () => {
  test.each([
    ['html5_inicis', 'card', 'pc', '사용자가 결제를 취소하셨습니다'],
    [
      'html5_inicis',
      'card',
      'mobile',
      'F0005:결제가 중단되었습니다(imp_…).01 | 사용자가 결제를 취소 하였습니다.',
    ],
    [
      'html5_inicis',
      'vbank',
      'mobile',
      'F0005:결제가 중단되었습니다(imp_…).01 | 사용자가 결제를 취소 하였습니다.',
    ],
    ['kcp', 'card', 'mobile', 'F0005:결제가 중단되었습니다(imp_…).사용자가 결제를 취소하셨습니다'],
    ['danal', 'phone', 'mobile', '[결제포기] 사용자가 결제를 취소하셨습니다'],
    ['tosspayments', 'card', 'pc', '[PAY_PROCESS_CANCELED] 사용자가 결제를 취소하였습니다'],
    ['tosspayments', 'card', 'mobile', '[PAY_PROCESS_CANCELED] 사용자가 결제를 취소하였습니다'],
  ])('at %s by %s on a %s leaves: %3$s', async (pg, pay_method, device, text) => {
    expect(await lost(order(pg, pay_method, { device, outcome: 'cancel' }))).toBe(text)
  })
})

describe('a card that is declined', () => {
  const limit = { code: '3112', message: '한도가 초과하였습니다.' }
  test.each([
    ['danal_tpay', 'card', 'F0004:PG사 결제요청에 실패하여 중단합니다.(imp_…) 3112, 한도가 초과하였습니다.'],
    [
      'html5_inicis',
      'card',
      'F0004:PG사 결제요청에 실패하여 중단합니다.(imp_…) 3112, 한도가 초과하였습니다.',
    ],
    ['tosspayments', 'card', '[3112] 한도가 초과하였습니다.'],
    // Approved together with the authentication: iamport has nothing to ask.
    ['mobilians_v2', 'cultureland', '[3112] 한도가 초과하였습니다.'],
  ])('once iamport asks %s to approve (%s) is told so: %s', async (pg, pay_method, text) => {
    expect(await lost(order(pg, pay_method, { outcome: { decline: limit } }))).toBe(text)
  })

  test('in a charge by the shop’s server has no words of a window around it', async () => {
    const rest = await restClient(sandbox)
    const key = { customer_uid: 'c1', card_number: '5242424242424242', expiry: '2030-12', birth: '900131' }
    await rest.post('/subscribe/customers/c1', key)
    const charge = {
      customer_uid: 'c1',
      merchant_uid: 'again',
      amount: 1000,
      name: '정기',
      buyer_name: '거절:120054',
    }
    const { response } = await rest.post('/subscribe/payments/again', charge)
    expect(response.fail_reason).toBe('[120054|잔액부족]')
  })
})

test('every text says how it is known, and only what was seen is called observed', () => {
  const seen = PGS.flatMap((pg) =>
    (['layer', 'redirect', 'approval'] as const).flatMap((way) =>
      (['cancelled', 'declined'] as const).map((failure) => ({
        pg,
        way,
        failure,
        ...frameOf(pg, way, failure),
      })),
    ),
  )
  for (const { known } of seen) expect(known.source).not.toBe('')
  const observed = (way: string, failure: string) =>
    seen
      .filter((row) => row.way === way && row.failure === failure && row.known.how === 'observed')
      .filter(({ pg }) => !pg.home.short_result)
      .map(({ pg }) => pg.code)
  expect(observed('approval', 'declined')).toEqual(['danal_tpay'])
  expect(observed('redirect', 'cancelled').sort()).toEqual(['html5_inicis', 'inicis'])
})
