/** Orders that were refused before there was a payment: what request_pay asked for, and why it got nothing. */
import { type Bilingual, both, inLang } from '../core/bilingual.ts'
import { isRecord } from '../core/schema.ts'
import type { TraceRecord } from '../trace/record.ts'
import type { Trace } from '../trace/trace.ts'

export interface RefusedOrder {
  readonly seq: number
  readonly at: number
  readonly at_ms: number
  readonly merchant_uid: string | null
  /** The refusal's name in the catalogue. */
  readonly name: string
  /** What the developer is told: message and hint. */
  readonly text: Bilingual
  /** What request_pay was given; empty where it came without a browser. */
  readonly data: Readonly<Record<string, unknown>>
  /** What went over the wire. */
  readonly exchange: TraceRecord | null
}

interface Narrow {
  readonly words?: readonly string[]
  readonly pg?: string | undefined
  readonly pay_method?: string | undefined
  readonly from?: number | undefined
  readonly to?: number | undefined
}

/** How many are shown: the newest. */
const SHOWN = 300

/** Newest first. */
export function refusedOrders(trace: Pick<Trace, 'newest'>, narrow: Narrow = {}): RefusedOrder[] {
  const records = trace.newest()
  const by_seq = new Map(records.map((record) => [record.seq, record]))
  return records
    .filter(isRefusedOrder)
    .slice(-SHOWN)
    .map((record) => read(record, by_seq))
    .filter((order) => fits(order, narrow))
    .reverse()
}

export function refusedOrder(trace: Pick<Trace, 'newest'>, seq: number): RefusedOrder | null {
  return refusedOrders(trace).find((order) => order.seq === seq) ?? null
}

const isRefusedOrder = ({ surface, line }: TraceRecord) => surface === 'sdk' && line?.kind === 'refused'

function read(record: TraceRecord, by_seq: ReadonlyMap<number, TraceRecord>): RefusedOrder {
  const { seq, at_ms, clock, merchant_uid, line, cause } = record
  const exchange = (cause === null ? undefined : by_seq.get(cause)) ?? null
  const body = exchange?.request?.body
  const data = isRecord(body) ? (isRecord(body.data) ? body.data : body) : {}
  return {
    seq,
    at_ms,
    at: clock,
    merchant_uid,
    name: String(line!.detail.name ?? ''),
    text: both((lang) =>
      inLang(line!.text, lang).replace(merchant_uid === null ? '' : `${merchant_uid}: `, ''),
    ),
    data,
    exchange,
  }
}

function fits({ at, data, merchant_uid, text }: RefusedOrder, narrow: Narrow): boolean {
  const { words = [], pg, pay_method, from = 0, to = Number.POSITIVE_INFINITY } = narrow
  const { name, amount, buyer_name, buyer_email, buyer_tel } = data
  const texts = [merchant_uid, name, amount, buyer_name, buyer_email, buyer_tel, text.ko, text.en]
    .join(' ')
    .toLowerCase()
  return (
    at >= from &&
    at <= to &&
    (pg === undefined || String(data.pg ?? '').split('.')[0] === pg) &&
    (pay_method === undefined || data.pay_method === pay_method) &&
    words.every((word) => texts.includes(word.toLowerCase()))
  )
}
