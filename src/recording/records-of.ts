/** All that went over the wires for one payment: what names it, and what of its order names no other payment. */
import type { Payment } from '../payments/payment.ts'
import type { TraceRecord } from '../trace/record.ts'
import type { Trace } from '../trace/trace.ts'

const MOST = 400

/** In the order in which things began. */
export function recordsOf(
  trace: Pick<Trace, 'list'>,
  payment: Pick<Payment, 'imp_uid' | 'merchant_uid'>,
): TraceRecord[] {
  const { imp_uid, merchant_uid } = payment
  const named = trace.list({ imp_uid, limit: MOST }).list
  const of_order = trace
    .list({ merchant_uid, limit: MOST })
    .list.filter((record) => record.imp_uid === null || record.imp_uid === imp_uid)
  const by_seq = new Map([...named, ...of_order].map((record) => [record.seq, record]))
  return [...by_seq.values()].sort((a, b) => a.seq - b.seq)
}
