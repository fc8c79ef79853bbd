/** Doubts about the amounts of many payments at once, for a list: as for one, with the newest payments as those to compare with. */
import type { Payment } from '../../payments/payment.ts'
import type { TraceRecord } from '../../trace/record.ts'
import type { DashboardParts } from '../parts.ts'
import { amountDoubt, type Doubt, usualOf } from './amounts.ts'

/** With so many of the newest payments a list compares; the page of a payment looks further back. */
const COMPARED = 200

type Parts = Pick<DashboardParts, 'payments'>

/** By imp_uid; `records`: what is in memory of the trace. */
export function doubtsOf(
  { payments }: Parts,
  shown: readonly Payment[],
  records: readonly TraceRecord[],
): ReadonlyMap<string, Doubt> {
  const [first] = shown
  if (!first) return new Map()
  const { merchant } = first
  const newest = payments.read.search({ merchant, words: [], limit: COMPARED, offset: 0 })
  const asked = askedBy(records)
  const doubts = shown.flatMap((payment): [string, Doubt][] => {
    const { imp_uid, merchant_uid, pay_method } = payment
    const doubt = amountDoubt({
      payment,
      records: asked.get(merchant_uid) ?? [],
      timeline: pay_method === 'vbank' ? payments.read.timeline(imp_uid) : [],
      facts: {
        prepared: payments.read.prepared(merchant, merchant_uid)?.amount ?? null,
        usual: usualOf(payment, newest),
      },
    })
    return doubt ? [[imp_uid, doubt]] : []
  })
  return new Map(doubts)
}

/** Calls of request_pay that led to a payment, by their order. */
function askedBy(records: readonly TraceRecord[]): ReadonlyMap<string, TraceRecord[]> {
  const asked = new Map<string, TraceRecord[]>()
  for (const record of records) {
    const { surface, imp_uid, merchant_uid, request } = record
    if (surface !== 'sdk' || !request || imp_uid === null || merchant_uid === null) continue
    asked.set(merchant_uid, [...(asked.get(merchant_uid) ?? []), record])
  }
  return asked
}
