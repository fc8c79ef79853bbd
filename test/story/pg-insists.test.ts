/** What single PGs insist on when the shop's server asks: typed here from the API document, not read from the table. It is told, and the call goes on. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { type RestClient, restClient } from '../rest-client.ts'

let sandbox: Sandbox
let rest: RestClient
beforeEach(async () => {
  sandbox = await createSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00' })
  rest = await restClient(sandbox)
})
afterEach(() => sandbox.close())

const card = { card_number: '5242-4242-4242-4242', expiry: '2030-12' }
const buyer = { name: '주문명', buyer_name: '홍길동', buyer_tel: '01012345678', buyer_email: 'b@example.com' }
const all = {
  ...card,
  ...buyer,
  birth: '900101',
  pwd_2digit: '00',
  cvc: '123',
  browser_ip: '127.0.0.1',
  product_type: 'real',
  customer_id: 'buyer1',
  customer_name: '홍길동',
  vbank_code: '088',
  vbank_due: 1900000000,
  vbank_holder: '아임포트',
  pg_api_key: 'key',
  currency: 'KRW',
}
const without = (field: string) => ({ ...all, [field]: undefined })
const saysSo = (field: string) => `필수 파라미터가 누락되었습니다. (${field})`
/** The reason for the developer, as people read it: the header is percent-encoded. */
const hintOf = ({ hint }: { hint: string | null }) => decodeURIComponent(hint ?? '')
const told = (text: string) => sandbox.events().filter((event) => event.text.includes(text)).length

describe('a charge with card data', () => {
  test.each([
    ['html5_inicis', 'name'],
    ['html5_inicis', 'buyer_name'],
    ['html5_inicis', 'buyer_email'],
    ['html5_inicis', 'buyer_tel'],
    ['ksnet', 'buyer_name'],
    ['welcome', 'buyer_name'],
    ['paymentwall', 'cvc'],
    ['paymentwall', 'browser_ip'],
  ])('at %s needs %s', async (pg, field) => {
    const charge = (body: object) =>
      rest.post('/subscribe/payments/onetime', { ...body, pg, merchant_uid: 'o1', amount: 1004 })
    const taken = await charge(without(field))
    expect(taken.response).toMatchObject({ status: 'paid', pg_provider: pg })
    expect(hintOf(taken)).toContain(saysSo(field))
    expect(told(saysSo(field))).toBe(1)
  })

  test('at ksnet without product_type cannot be paid: its page says so', async () => {
    const asked = { ...without('product_type'), pg: 'ksnet', merchant_uid: 'o1', amount: 1004 }
    const refused = await rest.post('/subscribe/payments/onetime', asked)
    expect(refused).toMatchObject({ status: 200, code: -1, response: null })
    expect(refused.message).toContain(saysSo('product_type'))
    expect((await rest.get('/payments/find/o1')).status).toBe(404)
  })

  test('at a PG that the shop never named is taken as it is', async () => {
    const bare = { ...card, merchant_uid: 'o1', amount: 1004 }
    expect((await rest.post('/subscribe/payments/onetime', bare)).response).toMatchObject({
      status: 'paid',
      pg_provider: 'html5_inicis',
    })
  })

  test('is asked for all when the merchant has configured its PG', async () => {
    const { channels } = {
      channels: [{ pg_provider: 'html5_inicis', pg_id: 'mine', type: 'api_payment' as const }],
    }
    sandbox.settings({ channels })
    const bare = { ...card, merchant_uid: 'o1', amount: 1004 }
    const charged = await rest.post('/subscribe/payments/onetime', bare)
    expect([charged.code, hintOf(charged)]).toEqual([0, expect.stringContaining(saysSo('name'))])
  })
})

describe('a billing key', () => {
  test.each([
    ['tosspayments', 'customer_id'],
    ['ksnet', 'birth'],
    ['ksnet', 'pwd_2digit'],
    ['welcome', 'customer_name'],
    ['paymentwall', 'cvc'],
  ])('at %s is issued with %s only', async (pg, field) => {
    const issued = await rest.post('/subscribe/customers/c1', { ...without(field), pg })
    expect(issued.response).toMatchObject({ customer_uid: 'c1', pg_provider: pg })
    expect(hintOf(issued)).toContain(saysSo(field))
    expect(hintOf(await rest.post('/subscribe/customers/c2', { ...all, pg }))).not.toContain('누락')
  })

  test('is charged with what its PG needs; what the key knows of the customer counts', async () => {
    await rest.post('/subscribe/customers/c1', { ...all, pg: 'ksnet' })
    const again = { customer_uid: 'c1', merchant_uid: 'o1', amount: 1004, name: '재결제' }
    const refused = await rest.post('/subscribe/payments/again', again)
    expect(refused).toMatchObject({ code: -1, message: expect.stringContaining(saysSo('product_type')) })
    const { response } = await rest.post('/subscribe/payments/again', { ...again, product_type: 'digital' })
    expect(response).toMatchObject({ status: 'paid', buyer_name: '홍길동' })
  })
})

describe('an account by API', () => {
  test.each([
    ['html5_inicis', 'vbank_holder'],
    ['html5_inicis', 'buyer_email'],
    ['html5_inicis', 'pg_api_key'],
    ['nice', 'vbank_holder'],
    ['ksnet', 'product_type'],
    ['smartro_v2', 'buyer_tel'],
    ['welcome', 'buyer_name'],
  ])('of %s needs %s', async (pg, field) => {
    const issue = (body: object, merchant_uid: string) =>
      rest.post('/vbanks', { ...body, pg, merchant_uid, amount: 1004 })
    const issued = await issue(without(field), 'o1')
    expect(issued.response).toMatchObject({ status: 'ready', pg_provider: pg })
    expect(hintOf(issued)).toContain(saysSo(field))
    expect(hintOf(await issue(all, 'o2'))).not.toContain('누락')
  })
})

describe('a cash receipt', () => {
  test.each([
    ['nice_v2', 'identifier_type', { identifier_type: 'phone' }],
    ['daou', 'company_tel', { company_tel: '0212345678', company_name: '상점', corp_reg_no: '1178178260' }],
    ['ksnet', 'product_type', { product_type: 'real', buyer_name: '홍길동' }],
  ])('of %s needs %s', async (pg, field, needed) => {
    const sale = { pg, pay_method: 'trans', merchant_uid: 'o1', amount: 11_000, name: '주문명' }
    const { payment } = await sandbox.pay({ ...sale, buyer_tel: '010-1234-5678', digital: false })
    const receipt = { identifier: '01012345678', ...needed }
    const issued = await rest.post(`/receipts/${payment!.imp_uid}`, { ...receipt, [field]: undefined })
    expect(issued.code).toBe(0)
    expect(hintOf(issued)).toContain(saysSo(field))
  })
})

describe('strictness strict refuses what is missing', () => {
  beforeEach(() => sandbox.settings({ strictness: 'strict' }))
  const charge = { ...buyer, ...card, birth: '900101', pwd_2digit: '00', amount: 1004 }

  test('of a charge, HTTP 200 and code -1: nothing is charged', async () => {
    const { buyer_name, ...asked } = { ...charge, merchant_uid: 'o1', pg: 'welcome' }
    const refused = await rest.post('/subscribe/payments/onetime', asked)
    expect(refused).toMatchObject({ status: 200, code: -1, response: null })
    expect(refused.message).toContain(saysSo('buyer_name'))
    expect((await rest.get('/payments/find/o1')).status).toBe(404)
    const whole = await rest.post('/subscribe/payments/onetime', { ...asked, buyer_name })
    expect(whole.response).toMatchObject({ status: 'paid' })
  })

  test('of a cash receipt, HTTP 400', async () => {
    const sale = { pg: 'ksnet', pay_method: 'trans', merchant_uid: 'o1', amount: 11_000 }
    const { payment } = await sandbox.pay({ ...sale, ...buyer })
    const refused = await rest.post(`/receipts/${payment!.imp_uid}`, { identifier: '01012345678' })
    expect(refused).toMatchObject({
      status: 400,
      code: -1,
      message: expect.stringContaining(saysSo('product_type')),
    })
  })
})
