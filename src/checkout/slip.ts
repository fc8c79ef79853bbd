/** What a sales slip shows: the model that views/checkout/slip.ejs draws, for a payment or for one of its cancellations. */

import { refusal } from '../catalog/refusals.ts'
import { say } from '../core/bilingual.ts'
import { kstText } from '../core/kst.ts'
import { formatMoney, toMinor } from '../core/money.ts'
import type { Cancel, Payment } from '../payments/payment.ts'
import { contract } from '../payments/payments.ts'

type Row = readonly [label: string, value: string]

export interface SlipModel {
  readonly title: string
  /** Why this is no proof of anything, where it is none. */
  readonly notice: string | null
  /** Rows that belong together. */
  readonly blocks: readonly (readonly Row[])[]
  readonly total_label: string
  readonly total: string
}

/** A shop behind a platform, as `POST /partners/receipts` put it on the slip. */
export interface SlipPartner {
  readonly company_name: string
  readonly business_registration_number: string
  /** Minor units. */
  readonly amount: number
}

/** `n` counts the payment's cancellations from 1; null is the sale itself. */
export function slipModel(
  payment: Payment,
  n: number | null,
  partners: readonly SlipPartner[] = [],
): SlipModel {
  const cancel = n === null ? null : payment.cancels[n - 1]
  if (cancel === undefined) {
    throw refusal(
      'payment_not_found',
      {},
      say(`${payment.imp_uid}에 ${n}번째 취소가 없습니다.`, `${payment.imp_uid} has no cancellation ${n}.`),
    )
  }
  const amount = cancel?.amount ?? payment.amount
  const blocks = [
    orderRows(payment),
    approvalRows(payment),
    timeRows(payment, cancel),
    taxRows(payment, amount),
    partnerRows(payment, partners),
  ]
  return {
    title: cancel ? '취소전표' : '매출전표',
    notice: payment.paid_at === 0 ? '승인된 거래가 아닙니다.' : null,
    blocks: blocks.filter((rows) => rows.length > 0),
    total_label: cancel ? '취소금액' : '합계',
    total: formatMoney(amount, payment.currency),
  }
}

function orderRows(payment: Payment): Row[] {
  const { pg } = contract(payment)
  return rows([
    ['결제대행사', pg.name.ko],
    ['상점아이디', payment.pg_id],
    ['주문번호', payment.merchant_uid],
    ['거래번호', payment.pg_tid],
    ['상품명', payment.order.name],
    ['구매자', payment.order.buyer_name],
  ])
}

function approvalRows(payment: Payment): Row[] {
  const { approval } = payment
  const { method } = contract(payment)
  return rows([
    ['결제수단', method.name.ko],
    ['카드사', approval.card_name],
    ['카드번호', approval.card_number],
    ['할부', approval.card_name && (approval.card_quota > 0 ? `${approval.card_quota}개월` : '일시불')],
    ['은행', approval.bank_name ?? approval.vbank_name],
    ['입금계좌', approval.vbank_num],
    ['승인번호', approval.apply_num],
  ])
}

function timeRows(payment: Payment, cancel: Cancel | null): Row[] {
  return rows([
    ['거래일시', payment.paid_at > 0 ? kstText(payment.paid_at) : null],
    ['취소일시', cancel && kstText(cancel.cancelled_at)],
    ['취소사유', cancel?.reason],
  ])
}

/**
 * Won only: a price in another currency carries no Korean VAT. The tax-free part of a partial cancellation is its share
 * of the payment's (assumed: the cancellation keeps none of its own).
 */
function taxRows({ amount: paid, currency, order }: Payment, amount: number): Row[] {
  if (currency !== 'KRW' || paid === 0) return []
  const tax_free = Math.round(((toMinor(order.tax_free, currency) ?? 0) * amount) / paid)
  const vat = Math.round((amount - tax_free) / 11)
  const won = (value: number) => formatMoney(value, currency)
  return rows([
    ['공급가액', won(amount - tax_free - vat)],
    ['부가세', won(vat)],
    ['면세금액', tax_free > 0 ? won(tax_free) : null],
  ])
}

/** 하위 가맹점: who sold what part of it, and what the platform keeps. */
function partnerRows({ currency, amount }: Payment, partners: readonly SlipPartner[]): Row[] {
  if (partners.length === 0) return []
  const sum = partners.reduce((total, partner) => total + partner.amount, 0)
  return rows([
    ...partners.map(
      (partner) =>
        [
          `${partner.company_name} (${partner.business_registration_number})`,
          formatMoney(partner.amount, currency),
        ] as const,
    ),
    ['그 외', sum < amount ? formatMoney(amount - sum, currency) : null],
  ])
}

/** Those that have a value. */
export function rows(all: readonly (readonly [label: string, value: string | null | undefined])[]): Row[] {
  return all.flatMap(([label, value]): Row[] => (value ? [[label, value]] : []))
}
