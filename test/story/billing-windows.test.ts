/** Windows that issue billing keys: what they charge, by PG, and which shop ids issue keys at all. Typed from the PGs' pages. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { type RestClient, restClient } from '../rest-client.ts'

let sandbox: Sandbox
let rest: RestClient
let orders = 0
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 1, clock: '2026-01-01T12:00:00+09:00' })
  rest = await restClient(sandbox)
})
afterAll(() => sandbox.close())

const buyer = {
  buyer_name: '홍길동',
  buyer_tel: '010-1234-5678',
  buyer_email: 'b@example.com',
  customer_id: 'b-1',
}
const order = (more: object) => ({
  name: '월간 구독',
  amount: 9900,
  ...buyer,
  merchant_uid: `w${++orders}`,
  ...more,
})
const again = (customer_uid: string) =>
  rest.post('/subscribe/payments/again', {
    customer_uid,
    merchant_uid: `a${++orders}`,
    amount: 9900,
    name: '재결제',
  })

describe('a window with customer_uid and 9,900 won', () => {
  test.each([
    ['html5_inicis', 'card', 0],
    ['kcp_billing', 'card', 0],
    ['kicc', 'card', 0],
    ['payco', 'card', 0],
    ['smartro_v2', 'card', 0],
    ['tosspay_v2', 'tosspay', 0],
    ['toss_brandpay', 'toss_brandpay', 0],
    ['welcome', 'card', 0],
    ['galaxia', 'card', 0],
    ['jtnet', 'card', 9900],
    ['danal', 'phone', 9900],
    ['danal_tpay', 'card', 9900],
    ['kakaopay', 'card', 9900],
    ['settle_acc', 'trans', 9900],
    ['mobilians', 'phone', 9900],
    ['mobilians_v2', 'card', 9900],
    ['mobilians_v2', 'phone', 9900],
    ['welcome', 'phone', 9900],
    ['galaxia', 'phone', 9900],
    ['payletter', 'card', 9900],
    ['paymentwall', 'card', 9900],
  ])('of %s by %s charges %d, and leaves a key that can be charged', async (pg, pay_method, charged) => {
    const customer_uid = `key-${pg}-${pay_method}`
    const { payment } = await sandbox.pay(order({ pg, pay_method, customer_uid }))
    expect(payment).toMatchObject({ status: 'paid', amount: charged, customer_uid })
    expect((await again(customer_uid)).response).toMatchObject({ status: 'paid', amount: 9900 })
  })

  test.each([
    ['danal_tpay', 'card'],
    ['kakaopay', 'card'],
    ['toss_brandpay', 'toss_brandpay'],
    ['tosspay_v2', 'tosspay'],
  ])('of %s leaves a key for nothing, too', async (pg, pay_method) => {
    for (const amount of [0, undefined]) {
      const customer_uid = `free-${pg}-${amount}`
      const { payment } = await sandbox.pay(order({ pg, pay_method, customer_uid, amount }))
      expect(payment).toMatchObject({ status: 'paid', amount: 0, customer_uid })
    }
  })
})

describe('a shop id for single payments', () => {
  test.each([
    ['html5_inicis', 'INIpayTest', 'INIBillTst'],
    ['kakaopay', 'TC0ONETIME', 'TCSUBSCRIP'],
    ['welcome', 'welcometst', 'wpaybill01'],
    ['jtnet', 'tpaytest0m', 'tpaytest2m'],
    ['smartro_v2', 't_2302141m', 't_2302142m'],
  ])('%s.%s charges and keeps no key: again says code 1; %s keeps one', async (pg, once, keys) => {
    const at = (mid: string) =>
      sandbox.pay(order({ pg: `${pg}.${mid}`, pay_method: 'card', customer_uid: `${pg}-${mid}` }))
    const single = await at(once)
    expect(single.payment).toMatchObject({ status: 'paid', amount: 9900, pg_id: once, customer_uid: null })
    expect(String(single.payment!.timeline[0]!.detail.remarks)).toContain(`${pg}.${keys}`)
    expect(await again(`${pg}-${once}`)).toMatchObject({
      status: 200,
      code: 1,
      message: '등록되지 않은 구매자입니다.',
    })
    expect((await at(keys)).payment).toMatchObject({ pg_id: keys, customer_uid: `${pg}-${keys}` })
    expect((await again(`${pg}-${keys}`)).code).toBe(0)
  })

  test('of a shop’s own is not known to be one: it issues keys', async () => {
    const { payment } = await sandbox.pay(order({ pg: 'html5_inicis.MOIshop001', customer_uid: 'own-mid' }))
    expect(payment).toMatchObject({ pg_id: 'MOIshop001', amount: 0, customer_uid: 'own-mid' })
  })
})
