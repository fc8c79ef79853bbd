/** How many months a card payment may be spread over, and what they are called. */
import { allowsInstalments } from '../../catalog/instalments.ts'
import { pgByCode } from '../../catalog/pgs/index.ts'
import { given } from '../../catalog/rules.ts'
import { textOf } from '../../core/record.ts'
import { isRecord } from '../../core/schema.ts'
import { type Text, text } from '../../kit/steps.ts'
import type { Payment } from '../../payments/payment.ts'
import { contract } from '../../payments/payments.ts'

const TWO_TO_TWELVE = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

/**
 * Instalments need 50,000 won. No `display.card_quota`: the PG's list; `[]`: one payment; a list: what that PG makes of it
 * (manual 2.1.1.a, and the PG's `quota`).
 */
export function quotas(payment: Payment): number[] {
  const { amount, currency } = payment
  const { pg } = contract(payment)
  const is_large =
    currency === 'KRW' ? allowsInstalments(amount, currency) : pg.window.quota?.offers !== undefined
  if (!is_large) return [0]
  const { reads = 'list', offers = TWO_TO_TWELVE } = pg.window.quota ?? {}
  const asked = isQuotaRead(payment) ? quotaAsked(payment) : null
  if (asked === null) return reads === 'none' ? [0] : [0, ...offers]
  const months = asked.filter((month) => month > 1)
  const longest = Math.max(0, ...months)
  if (reads === 'fixed' && asked.length === 1) return [longest]
  if (reads === 'exactly') return asked.map((month) => (month > 1 ? month : 0))
  if (reads === 'up to') return withoutSingle(payment, [0, ...offers.filter((month) => month <= longest)])
  return [0, ...(pg.window.quota?.offers ? months.filter((month) => offers.includes(month)) : months)]
}

function isQuotaRead({ channel, pay_method, pg_provider, order }: Payment): boolean {
  const quota = pgByCode(pg_provider)?.window.quota
  if (quota?.reads === 'ignored')
    return quota.param !== undefined && given(order.extra ?? {}, quota.param) !== undefined
  return !(quota?.ignored_on_phones && channel === 'mobile' && pay_method === 'card')
}

/** `display.card_quota`, or this PG's own parameter: `2:3:4`. */
function quotaAsked({ pg_provider, order }: Payment): readonly number[] | null {
  const param = pgByCode(pg_provider)?.window.quota?.param
  const own = param === undefined ? undefined : given(order.extra ?? {}, param)
  if (own === undefined) return order.card_quota
  return textOf(own)
    .split(/[:,]/)
    .map(Number)
    .filter((month) => Number.isInteger(month) && month >= 0)
}

/** `display.only_installment`: 일시불 is not offered (tosspayments). */
function withoutSingle({ order }: Payment, months: number[]): number[] {
  const { display } = order.extra ?? {}
  const is_only = isRecord(display) && display.only_installment === true && months.length > 1
  return is_only ? months.slice(1) : months
}

/** `card.interest_free`: so many months without interest. `card.detail[].max_month`: the same, borne by the shop. */
export function quotaLabel(months: number, { order }: Payment): Text {
  if (months === 0) return text('일시불', 'Pay in full', '一括払い')
  const { card } = order.extra ?? {}
  const details = isRecord(card) && Array.isArray(card.detail) ? card.detail.filter(isRecord) : []
  const is_on = order.extra?.useFreeInterestFromMall === true
  const free = Math.max(
    isRecord(card) ? Number(card.interest_free ?? 0) : 0,
    ...details.map(({ max_month }) => (is_on ? Number(max_month ?? 0) : 0)),
  )
  if (months <= free)
    return text(`${months}개월 (무이자)`, `${months} months (no interest)`, `${months}回払い（手数料なし）`)
  return text(`${months}개월`, `${months} months`, `${months}回払い`)
}
