/** What an order asks a window to show besides name and amount: tax, escrow, period of service, products, the shop's name. */

import { formatMoney, toMinor } from '../../core/money.ts'
import { textOf } from '../../core/record.ts'
import { isRecord } from '../../core/schema.ts'
import { BILLING_NOTICES } from '../../kit/billing-steps.ts'
import { type Text, text } from '../../kit/steps.ts'
import type { Payment } from '../../payments/payment.ts'
import { issuesKey } from './steps.ts'

type Row = readonly [label: Text, value: string]

/** `company` is the shop's name in the windows of settle, danal and kcp; here in all of them. */
export function shopName({ order, pg_id }: Payment, t: (text: Text) => string): string {
  const company = order.extra?.company
  return `${typeof company === 'string' ? company : t(text('테스트 상점', 'Test shop', 'テスト加盟店'))} (${pg_id})`
}

export function orderRows(payment: Payment): Row[] {
  return [
    ...promotionRows(payment),
    ...taxRows(payment),
    ...kindRows(payment),
    ...periodRows(payment),
    ...productRows(payment),
  ]
}

/** `promotion_id`: what the card company takes off. The order's amount stays what it is. */
function promotionRows({ order, currency }: Payment): Row[] {
  if (!order.promotion) return []
  const discount = toMinor(order.promotion.discount, currency) ?? 0
  return [[text('프로모션 할인', 'Promotion', '割引'), `-${formatMoney(discount, currency)}`]]
}

/** Only where the shop says something of tax: VAT is (amount - tax_free) / 11 then (manual 2.1.1), or what it says itself. */
function taxRows({ amount, currency, order }: Payment): Row[] {
  const minor = (value: unknown) => (typeof value === 'number' ? (toMinor(value, currency) ?? 0) : 0)
  const given = order.extra?.vat_amount ?? order.extra?.vat
  const tax_free = minor(order.tax_free)
  if (tax_free === 0 && given === undefined) return []
  const vat = given === undefined ? Math.round((amount - tax_free) / 11) : minor(given)
  return [
    [text('면세금액', 'Tax-free', '非課税金額'), formatMoney(tax_free, currency)],
    [text('부가세', 'VAT', '消費税'), formatMoney(vat, currency)],
  ]
}

/** `period: {from, to}` as YYYYMMDD, or a text of its own. */
function periodRows({ order }: Payment): Row[] {
  const period = order.extra?.period
  if (!isRecord(period)) return []
  const day = (value: unknown) => textOf(value ?? '').replace(/^(\d{4})-?(\d{2})-?(\d{2}).*$/, '$1.$2.$3')
  const interval = typeof period.interval === 'string' ? period.interval : null
  const value =
    typeof period.text === 'string' ? period.text : (interval ?? `${day(period.from)} ~ ${day(period.to)}`)
  return [[text('제공기간', 'Period', '提供期間'), value]]
}

/** `digital`, which phone payments must say (manual 2.1.2). */
function kindRows({ pay_method, order }: Payment): Row[] {
  if (pay_method !== 'phone') return []
  return [[text('상품구분', 'Kind of product', '商品の種類'), order.digital ? '디지털 콘텐츠' : '실물']]
}

/** `products`, or what single PGs call them. */
function productRows({ order, currency }: Payment): Row[] {
  const { extra = {}, naver_products } = order
  const lists = [extra.products, extra.kcpProducts, extra.kiccProducts, extra.escrowProducts, naver_products]
  const products = lists.find(Array.isArray)
  if (!products) return []
  return products.filter(isRecord).map(({ name = '-', quantity, count, unitPrice, amount }) => {
    const price = toMinor(Number(unitPrice ?? amount), currency)
    const how_many = `× ${textOf(quantity ?? count ?? 1)}`
    return [
      text(textOf(name), textOf(name), textOf(name)),
      price === null ? how_many : `${formatMoney(price, currency)} ${how_many}`,
    ]
  })
}

export function noticesOf(payment: Payment): Text[] {
  const { order } = payment
  const notices: Text[] = []
  if (order.escrow) {
    notices.push(
      text(
        '에스크로(구매안전서비스)가 적용된 결제입니다. 배송이 끝나고 구매를 확정하면 상점에 정산됩니다.',
        'Escrow: the shop gets the money once you confirm the delivery.',
        'エスクロー決済です。商品の受け取りを確認すると、代金が加盟店に支払われます。',
      ),
    )
  }
  const charges = issuesKey(payment)
  if (charges) notices.push(BILLING_NOTICES[charges])
  return notices
}
