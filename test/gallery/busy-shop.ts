/**
 * A sandbox as a developer leaves it after a week: many payments, long names, webhooks that fail, refused orders, calls that went
 * wrong, accounts that wait, escrow, faults that are armed, and one of everything that a shop has beside payments.
 */
import type { Sandbox } from '../../src/index.ts'
import { controlClient } from '../control-client.ts'
import { startReceiver, startSandbox } from '../harness.ts'
import { restClient } from '../rest-client.ts'

const PRODUCTS = [
  ['겨울 장갑', 14_000],
  ['오가닉 코튼 라운드넥 반팔 티셔츠 (화이트, 95) 외 12건, 선물 포장 포함', 59_000],
  ['Baby Blue Windbreaker & Socks <limited> "edition"', 79_000],
  ['양말', 3_300],
  ['캠핑용 접이식 의자 2개', 1_490_000],
] as const
const METHODS = [
  ['html5_inicis', 'card'],
  ['tosspayments', 'card'],
  ['kakaopay', 'card'],
  ['html5_inicis', 'vbank'],
  ['nice_v2', 'trans'],
  ['danal', 'phone'],
] as const
const BUYER = { buyer_tel: '010-1234-5678', buyer_name: '김하늘', buyer_email: 'kim@shop.example' }

export async function openBusyShop(payments = 130): Promise<{ sandbox: Sandbox; hook: string }> {
  const shop = await startReceiver({ body: '받았습니다' })
  const sandbox = await startSandbox({
    seed: 1,
    clock: '2026-03-02T10:00:00+09:00',
    webhook: shop.url,
    leaks: 'ignore',
  })
  const rest = await restClient(sandbox)
  await fillData(sandbox)
  for (let n = 1; n <= payments; n++) {
    const [pg, pay_method] = METHODS[n % METHODS.length]!
    const [name, amount] = PRODUCTS[pay_method === 'phone' ? 3 : n % PRODUCTS.length]!
    const { payment } = await sandbox.pay({
      pg,
      pay_method,
      merchant_uid: `order_2026030${(n % 9) + 1}_${1000 + n}`,
      name,
      amount,
      buyer_name: n % 3 === 0 ? '남궁민수' : '김하늘',
      buyer_tel: '010-1234-5678',
      buyer_email: `buyer${n}@shop.example`,
      device: n % 2 === 0 ? 'pc' : 'mobile',
      m_redirect_url: 'http://127.0.0.1:3000/done',
      outcome:
        n % 11 === 0
          ? { decline: { code: '3001', message: '한도초과(3001)' } }
          : n % 13 === 0
            ? 'cancel'
            : 'approve',
    })
    if (n % 10 === 3 && payment?.status === 'paid' && pay_method === 'card')
      await sandbox.cancel(payment.imp_uid, { amount: 1000, reason: '배송 지연' })
    if (n === 100) await sandbox.advance('3h')
    if (n === 120) shop.answer(500)
    if (payment && n > 118) await rest.get(`/payments/${payment.imp_uid}`)
    await sandbox.advance(n % 5 === 0 ? '7m' : 40)
  }
  await goWrong(sandbox)
  await fetch(`${sandbox.url}/payments/imp_000000000000`)
  await rest.get('/payments/imp_000000000000')
  await rest.post('/payments/cancel', { merchant_uid: 'order_nobody', reason: '고객 변심' })
  await controlClient(() => sandbox)('POST', '/scenarios/library/rest-slow-on-verify/arm')
  return { sandbox, hook: shop.url }
}

/** What a shop has beside payments. */
async function fillData(sandbox: Sandbox): Promise<void> {
  await sandbox.issueBillingKey({ customer_uid: 'customer_kim_0001' })
  await sandbox.issueBillingKey({
    customer_uid: 'b0a1c4f2-7b1e-4a67-9d4f-customer-with-a-long-id-000000000001',
  })
  for (const [merchant_uid, schedule_at] of [
    ['monthly_2026_03', '30 days'],
    ['monthly_2026_04_with_a_long_order_number', '60 days'],
  ] as const)
    await sandbox.schedule({ customer_uid: 'customer_kim_0001', merchant_uid, amount: 19_900, schedule_at })
  await sandbox.certify({ merchant_uid: 'cert_1', person: { name: '남궁민수' } })
  await sandbox.certify({ merchant_uid: 'cert_2', outcome: 'abandon', person: { name: '김하늘' } })
  const rest = await restClient(sandbox)
  await rest.post('/payments/prepare', { merchant_uid: 'order_prepared', amount: 59_000 })
  await sandbox.pay({
    ...BUYER,
    merchant_uid: 'naver_order',
    name: '캠핑용 접이식 의자 2개',
    amount: 1_490_000,
    pg: 'naverco',
    naverProducts: [{ id: 'a', name: '캠핑용 접이식 의자', basePrice: 1_490_000, quantity: 1 }],
  })
  const { payment } = await sandbox.pay({
    ...BUYER,
    merchant_uid: 'transfer_with_receipt',
    name: '양말',
    amount: 3_300,
    pg: 'nice',
    pay_method: 'trans',
  })
  await rest.post(`/receipts/${payment!.imp_uid}`, { identifier: '010-1234-5678' })
}

/** What a developer opens the dashboard for. */
async function goWrong(sandbox: Sandbox): Promise<void> {
  await sandbox.pay({
    ...BUYER,
    pg: 'html5_inicis',
    merchant_uid: 'transfer_with_receipt',
    name: '장갑',
    amount: 14_000,
  })
  const { payment: tampered } = await sandbox.pay({
    ...BUYER,
    pg: 'html5_inicis',
    merchant_uid: 'order_tampered',
    name: '캠핑용 접이식 의자 2개',
    amount: 100,
  })
  const { payment: escrow } = await sandbox.pay({
    ...BUYER,
    pg: 'html5_inicis',
    pay_method: 'vbank',
    merchant_uid: 'order_escrow',
    name: PRODUCTS[1][0],
    amount: 59_000,
    escrow: true,
  })
  await sandbox.deposit(escrow!.imp_uid)
  await sandbox.cancel(tampered!.imp_uid, { amount: 40, reason: PRODUCTS[1][0] })
  await sandbox.settle()
  sandbox.webhookRule({ copies: 2, match: { event: 'paid' } })
  await sandbox.pay({ ...BUYER, pg: 'kakaopay', merchant_uid: 'order_doubled', name: '양말', amount: 3_300 })
  await sandbox.settle()
  await sandbox.pay({
    ...BUYER,
    pg: 'html5_inicis',
    pay_method: 'vbank',
    merchant_uid: 'order_waiting',
    name: '겨울 장갑',
    amount: 14_000,
  })
  await sandbox.open({
    ...BUYER,
    pg: 'tosspayments',
    merchant_uid: 'order_open',
    name: '겨울 장갑',
    amount: 14_000,
  })
  sandbox.settings({
    webhook_rewrites: [{ from: 'https://a-long-name-1234.ngrok-free.app', to: 'http://127.0.0.1:3000' }],
  })
}
