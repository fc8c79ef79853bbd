/** Whether what was paid is what was ordered, as far as the sandbox can know the order. */
import { type Bilingual, type Lang, say } from '../../core/bilingual.ts'
import { formatMoney, toMinor } from '../../core/money.ts'
import { isRecord } from '../../core/schema.ts'
import type { Payment } from '../../payments/payment.ts'
import type { TraceRecord } from '../../trace/record.ts'

export interface AmountFacts {
  /** What POST /payments/prepare said, minor units. */
  readonly prepared: number | null
  /** Amounts of earlier payments of the same product name. */
  readonly usual: number | null
}

/** Null where nothing contradicts. `is_certain`: the order itself says another amount. */
export function amountDoubt(
  payment: Payment,
  records: readonly TraceRecord[],
  facts: AmountFacts,
): Doubt | null {
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
