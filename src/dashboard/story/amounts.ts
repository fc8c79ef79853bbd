/** Whether what was paid is what was ordered, as far as the sandbox can know the order. */
import { type Bilingual, type Lang, say } from '../../core/bilingual.ts'
import { formatMoney, toMinor } from '../../core/money.ts'
import { isRecord } from '../../core/schema.ts'
import type { Payment, TimelineEntry } from '../../payments/payment.ts'
import type { TraceRecord } from '../../trace/record.ts'

export interface AmountFacts {
  /** What POST /payments/prepare said, minor units. */
  readonly prepared: number | null
  /** What other payments of the same product came to, where they agree. */
  readonly usual: number | null
}

/** What is looked at of one payment. */
export interface AmountSeen {
  readonly payment: Payment
  readonly records: readonly TraceRecord[]
  readonly timeline: readonly TimelineEntry[]
  readonly facts: AmountFacts
}

/** Null where nothing contradicts. `is_certain`: the order itself says another amount. */
export function amountDoubt({ payment, records, timeline, facts }: AmountSeen): Doubt | null {
  const { amount, currency } = payment
  const money = (minor: number, lang: Lang) => formatMoney(minor, currency, lang)
  const asked = askedAmounts(payment, records)
  const other = asked.find((minor) => minor !== amount)
  if (facts.prepared !== null && facts.prepared !== amount)
    return certain(
      say(
        `주문한 금액과 다릅니다: 사전 등록 ${money(facts.prepared, 'ko')}, 결제 ${money(amount, 'ko')}`,
        `Not what was ordered: prepared ${money(facts.prepared, 'en')}, paid ${money(amount, 'en')}`,
      ),
    )
  if (other !== undefined)
    return certain(
      say(
        `주문한 금액과 다릅니다: request_pay ${money(other, 'ko')}, 결제 ${money(amount, 'ko')}`,
        `Not what was ordered: request_pay ${money(other, 'en')}, paid ${money(amount, 'en')}`,
      ),
    )
  const deposited = depositsOf(payment, timeline)
  if (deposited !== null && deposited !== amount)
    return certain(
      say(
        `입금한 금액이 다릅니다: 계좌 ${money(amount, 'ko')}, 입금 ${money(deposited, 'ko')}`,
        `Not what the account asked for: ${money(amount, 'en')}, deposited ${money(deposited, 'en')}`,
      ),
    )
  if (facts.usual !== null && facts.usual !== amount)
    return {
      is_certain: false,
      text: say(
        `같은 상품의 다른 결제는 ${money(facts.usual, 'ko')}입니다. 이 결제는 ${money(amount, 'ko')}: 브라우저에서 금액이 바뀌었을 수 있습니다`,
        `Other payments of this product are ${money(facts.usual, 'en')}, this one is ${money(amount, 'en')}: the amount may have been changed in the browser`,
      ),
    }
  return null
}

export interface Doubt {
  readonly is_certain: boolean
  readonly text: Bilingual
}

const certain = (text: Bilingual): Doubt => ({ is_certain: true, text })

/** All that came to its account; null where nothing did. An account that takes money again and again asks for no amount. */
function depositsOf({ currency, order }: Payment, timeline: readonly TimelineEntry[]): number | null {
  if (order.vbank_unlimited) return null
  const amounts = timeline.flatMap(({ what, detail }) => {
    const minor = what === 'deposited' ? toMinor(Number(detail.amount), currency) : null
    return minor === null ? [] : [minor]
  })
  return amounts.length === 0 ? null : amounts.reduce((sum, minor) => sum + minor, 0)
}

/** Amounts of payments of one product; null where they do not agree, or where there are none. */
export function usualOf(payment: Payment, others: readonly Payment[]): number | null {
  const { imp_uid, currency, order } = payment
  if (!order.name) return null
  const alike = others.filter(
    (other) => other.imp_uid !== imp_uid && other.order.name === order.name && other.currency === currency,
  )
  const [first, ...more] = new Set(alike.map((other) => other.amount))
  return first === undefined || more.length > 0 ? null : first
}

/** What request_pay was given, in every call of this order. */
function askedAmounts({ currency }: Payment, records: readonly TraceRecord[]): number[] {
  return records.flatMap(({ surface, request }) => {
    if (surface !== 'sdk' || !isRecord(request?.body)) return []
    const order = isRecord(request.body.data) ? request.body.data : request.body
    const amount =
      typeof order.amount === 'number' || typeof order.amount === 'string' ? Number(order.amount) : Number.NaN
    const minor = Number.isFinite(amount) ? toMinor(amount, currency) : null
    return minor === null ? [] : [minor]
  })
}
