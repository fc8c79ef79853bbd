/** Names of an order that nobody reads. */
import { expect, test } from 'vitest'
import { misspeltIn } from '../../src/payments/misspelt.ts'
import { RequestPay } from '../../src/payments/request-pay.ts'
import { startSandbox } from '../harness.ts'

const NAMES = Object.keys(RequestPay.shape)

const ORDER = { pg: 'html5_inicis', merchant_uid: 'order_1', name: '주문명', amount: 1000 }

test.each([
  ['buyer_tell', 'buyer_tel'],
  ['buyerTel', 'buyer_tel'],
  ['redirect_url', 'm_redirect_url'],
  ['m_redirct_url', 'm_redirect_url'],
  ['customData', 'custom_data'],
  ['taxFree', 'tax_free'],
])('%s was meant for %s', (name, meant) => {
  expect(misspeltIn({ ...ORDER, [name]: 'x' }, NAMES)).toEqual([
    `${name}: 결제창이 읽지 않는 이름입니다. ${meant}을(를) 쓰려던 것인가요?`,
  ])
})

test.each([
  'customer_id',
  'bypass',
  'period',
  'company',
  'products',
  'naverProducts',
  'order_no',
  '__proto__',
])('%s is a name of its own', (name) =>
  expect(misspeltIn(JSON.parse(`{"merchant_uid":"a","${name}":"x"}`), NAMES)).toEqual([]),
)

test('a name that stands beside the right one was not meant for it', () => {
  expect(misspeltIn({ ...ORDER, buyer_tel: '010', buyer_tel2: '02' }, NAMES)).toEqual([])
})

test('of very many names only the first are looked at', () => {
  const order = Object.fromEntries(
    Array.from({ length: 250 }, (_, n) => [`buyer${'_'.repeat(n % 16)}t${'_'.repeat(n / 16)}e_l`, 'x']),
  )
  expect(misspeltIn(order, NAMES)).toHaveLength(200)
})

test('the payment goes through, and its timeline says so', async () => {
  const sandbox = await startSandbox({ leaks: 'ignore' })
  const { payment } = await sandbox.pay({ ...ORDER, buyerTel: '010-1234-5678' })
  expect(payment).toMatchObject({ status: 'paid', buyer_tel: null })
  expect(payment!.timeline[0]!.detail.remarks).toContain(
    'buyerTel: 결제창이 읽지 않는 이름입니다. buyer_tel을(를) 쓰려던 것인가요?',
  )
})
