/** What must be there before an example can be run: payments in the right state, and calls that were made before. */
import type { WorldCall, WorldFile } from '../../src/world/schema.ts'

type Payment = NonNullable<WorldFile['payments']>[number]
type Call = WorldCall

export interface Prelude {
  readonly payments?: readonly Payment[]
  readonly calls?: readonly Call[]
  /** Orders that a buyer has gone through a window with. */
  readonly bought?: readonly object[]
  readonly settings?: Readonly<Record<string, unknown>>
  /** The example's path takes this of the last call's answer, because nobody chooses it. */
  readonly take?: string
}

/** The payment that most examples speak of. */
const sale = ({ order, ...more }: Partial<Payment> = {}): Payment => ({
  imp_uid: 'imp_448280090638',
  merchant_uid: 'merchant_1448280088556',
  pg_provider: 'html5_inicis',
  amount: 14000,
  order: { name: '주문명:결제테스트', buyer_name: '구매자', buyer_tel: '010-1234-5678', ...order },
  ...more,
})
const naverco = (imp_uid: string, ...naver_acts: NonNullable<Payment['naver_acts']>): Prelude => ({
  payments: [sale({ imp_uid, pg_provider: 'naverco', naver_acts })],
})

const key: Call = {
  operation: 'POST /subscribe/customers/{customer_uid}',
  params: { customer_uid: 'customer_1' },
  body: {
    pg: 'nice',
    card_number: '5242-4242-4242-4242',
    expiry: '2030-12',
    birth: '900101',
    pwd_2digit: '00',
  },
}
/** KCP 퀵페이 keeps a key in its window alone. */
const quick_key = {
  pg: 'kcp_quick',
  merchant_uid: 'order_register',
  name: '퀵페이 등록',
  amount: 0,
  buyer_name: '홍길동',
  customer_uid: 'customer_1',
  bypass: { kcpQuick: { actionType: 'Register', memberID: 'member1' } },
}
const second_key: Call = { ...key, params: { customer_uid: 'customer_2' } }
const schedule: Call = {
  operation: 'POST /subscribe/payments/schedule',
  body: {
    customer_uid: 'customer_1',
    schedules: [{ merchant_uid: 'order_2', schedule_at: 1900000000, amount: 9900, name: '월간 구독' }],
  },
}
const unschedule: Call = {
  operation: 'POST /subscribe/payments/unschedule',
  body: { customer_uid: 'customer_1', merchant_uid: ['order_2'] },
}
const registered: Call = {
  operation: 'POST /payments/prepare',
  body: { merchant_uid: 'order_1', amount: 14000 },
}
const delivery: Call = {
  operation: 'POST /escrows/logis/{imp_uid}',
  params: { imp_uid: 'imp_205852873957' },
  body: {
    sender: { name: '김상점', tel: '02-1234-5678', addr: '서울시 성동구', postcode: '04783' },
    receiver: { name: '이구매', tel: '010-1234-5678', addr: '서울시 강남구', postcode: '06018' },
    logis: { company: 'CJGLS', invoice: '123456789012', sent_at: 1767193200 },
  },
}
const member: Call = {
  operation: 'POST /kcpquick/payment/money',
  body: {
    member_id: 'member_1',
    merchant_uid: 'order_member',
    name: '선불머니 결제',
    amount: 1000,
    imp_uid: 'imp_448280090005',
  },
}
const otp: Call = {
  operation: 'POST /certifications/otp/request',
  body: { name: '홍길동', phone: '010-1234-5678', birth: '900131', gender_digit: '1', carrier: 'SKT' },
}
const slip: Call = {
  operation: 'POST /receipts/{imp_uid}',
  params: { imp_uid: 'imp_448280090638' },
  body: { identifier: '010-1234-5678', type: 'person' },
}
const external_slip: Call = {
  operation: 'POST /receipts/external/{merchant_uid}',
  params: { merchant_uid: 'order_1' },
  body: { name: '주문명', amount: 11000, identifier: '010-1234-5678', type: 'person' },
}
const account: Call = {
  operation: 'POST /vbanks',
  body: {
    pg: 'settle',
    merchant_uid: 'order_vbank',
    amount: 14000,
    vbank_code: '004',
    vbank_due: 1900000000,
    vbank_holder: '상점',
    name: '주문명',
    buyer_name: '구매자',
    buyer_email: 'buyer@example.com',
    buyer_tel: '010-1234-5678',
  },
}
const barcode: Call = {
  operation: 'POST /cvs',
  body: { merchant_uid: 'order_cvs', amount: 14000, name: '주문명' },
}
const quick: Payment = sale({ imp_uid: 'imp_448280090005', pg_provider: 'kcp_quick' })
const by_transfer = sale({ pay_method: 'trans' })

/** By operation; one that is not here needs the one sale alone. */
export const PRELUDES: Readonly<Record<string, Prelude>> = {
  'GET /tiers/{tier_code}': { settings: { tiers: [{ tier_code: 'ABC', tier_name: '하위상점' }] } },
  'GET /payments/{imp_uid}/balance': { payments: [sale({ pg_provider: 'payco' })] },
  'PUT /payments/prepare': { calls: [registered] },
  'GET /payments/prepare/{merchant_uid}': { calls: [registered] },
  'GET /subscribe/customers': { calls: [key, second_key] },
  'GET /subscribe/customers/{customer_uid}': { calls: [key] },
  'DELETE /subscribe/customers/{customer_uid}': { calls: [key] },
  'POST /subscribe/payments/again': { calls: [key] },
  'POST /subscribe/payments/schedule': { calls: [key] },
  'POST /subscribe/payments/unschedule': { calls: [key, schedule] },
  'GET /subscribe/payments/schedule/{merchant_uid}': { calls: [key, schedule] },
  'PUT /subscribe/payments/schedule/{merchant_uid}': { calls: [key, schedule] },
  'POST /subscribe/payments/schedule/{merchant_uid}/reschedule': { calls: [key, schedule, unschedule] },
  'POST /subscribe/payments/schedule/{merchant_uid}/retry': { calls: [key, schedule, unschedule] },
  'PUT /vbanks/{imp_uid}': { calls: [account], take: 'imp_uid' },
  'DELETE /vbanks/{imp_uid}': { calls: [account], take: 'imp_uid' },
  'DELETE /cvs/{imp_uid}': { calls: [barcode], take: 'imp_uid' },
  'GET /receipts/{imp_uid}': { payments: [by_transfer], calls: [slip] },
  'POST /receipts/{imp_uid}': { payments: [by_transfer] },
  'DELETE /receipts/{imp_uid}': { payments: [by_transfer], calls: [slip] },
  'GET /receipts/external/{merchant_uid}': { calls: [external_slip] },
  'DELETE /receipts/external/{merchant_uid}': { calls: [external_slip] },
  'GET /certifications/{imp_uid}': { calls: [otp], take: 'imp_uid' },
  'DELETE /certifications/{imp_uid}': { calls: [otp], take: 'imp_uid' },
  'POST /certifications/otp/confirm/{imp_uid}': { calls: [otp], take: 'imp_uid' },
  'GET /escrows/logis/{imp_uid}': {
    payments: [sale({ imp_uid: 'imp_205852873957', order: { escrow: true } })],
    calls: [delivery],
  },
  'PUT /escrows/logis/{imp_uid}': {
    payments: [sale({ imp_uid: 'imp_205852873957', order: { escrow: true } })],
    calls: [delivery],
  },
  'POST /escrows/logis/{imp_uid}': {
    payments: [sale({ imp_uid: 'imp_205852873956', order: { escrow: true } })],
  },
  'POST /payments/{imp_uid}/naver/place': naverco('imp_964732188684'),
  'POST /payments/{imp_uid}/naver/ship': naverco('imp_964732188684'),
  'POST /payments/{imp_uid}/naver/cancel': naverco('imp_964732188684'),
  'GET /payments/{imp_uid}/naver/product-orders': naverco('imp_964732188684'),
  'GET /naver/product-orders/{product_order_id}': {
    ...naverco('imp_964732188684'),
    calls: [
      { operation: 'GET /payments/{imp_uid}/naver/product-orders', params: { imp_uid: 'imp_964732188684' } },
    ],
    take: 'product_order_id',
  },
  'POST /payments/{imp_uid}/naver/request-return': naverco('imp_964732188685', 'ship'),
  'POST /payments/{imp_uid}/naver/approve-return': naverco('imp_964732188686', 'ship', 'request-return'),
  'POST /payments/{imp_uid}/naver/reject-return': naverco('imp_964732188686', 'ship', 'request-return'),
  'POST /payments/{imp_uid}/naver/withhold-return': naverco('imp_964732188686', 'ship', 'request-return'),
  'POST /payments/{imp_uid}/naver/resolve-return': naverco(
    'imp_964732188687',
    'ship',
    'request-return',
    'withhold-return',
  ),
  'POST /payments/{imp_uid}/naver/approve-cancel': naverco('imp_964732188688', 'request-cancel'),
  'POST /payments/{imp_uid}/naver/collect-exchanged': naverco('imp_964732188689', 'ship', 'request-exchange'),
  'POST /payments/{imp_uid}/naver/ship-exchanged': naverco(
    'imp_964732188690',
    'ship',
    'request-exchange',
    'collect-exchanged',
  ),
  'POST /payments/{imp_uid}/naver/point': {
    payments: [sale({ imp_uid: 'imp_448280090002', pg_provider: 'naverpay' })],
  },
  'POST /payments/{imp_uid}/naver/confirm': {
    payments: [sale({ imp_uid: 'imp_448280090002', pg_provider: 'naverpay' })],
  },
  'GET /payments/{imp_uid}/naver/cash-amount': {
    payments: [sale({ imp_uid: 'imp_448280090002', pg_provider: 'naverpay' })],
  },
  'POST /kcpquick/payment/money': { payments: [quick] },
  'PUT /kcpquick/prepare/{merchant_uid}': {
    calls: [
      {
        operation: 'POST /kcpquick/prepare/{merchant_uid}',
        params: { merchant_uid: 'merchant_1448280090005' },
        body: { btid: 'BT20260101', cust_ip: '127.0.0.1', code_verifier: 'verifier' },
      },
    ],
  },
  'DELETE /kcpquick/members/{member_id}': { payments: [quick], calls: [member] },
  'POST /kcpquick/members/{member_id}/fido/release': { payments: [quick], calls: [member] },
  'POST /kcpquick/payment/autopay': { bought: [quick_key] },
  'DELETE /kcpquick/autopay/{customer_uid}': { bought: [quick_key] },
  'POST /payco/orders/status/{imp_uid}': {
    payments: [sale({ imp_uid: 'imp_436389624339', pg_provider: 'payco' })],
  },
  'POST /paymentwall/delivery': {
    payments: [
      sale({
        imp_uid: 'imp_448280090004',
        merchant_uid: 'merchant_1448280090004',
        pg_provider: 'paymentwall',
      }),
    ],
  },
}

/** The prelude of an operation. */
export function preludeOf(operation: string): Prelude {
  return { payments: [sale()], ...PRELUDES[operation] }
}
