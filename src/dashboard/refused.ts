/** Orders that were refused before there was a payment: what request_pay asked for, and why it got nothing. */
import { type Bilingual, both, inLang, isBilingual } from '../core/bilingual.ts'
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
  /** What the page got as error_msg. */
  readonly message: Bilingual
  /** What the developer is told besides. */
  readonly hint: Bilingual | string | null
  /** What request_pay was given; without a browser, what is known of it. */
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
  return trace
    .newest()
    .filter(isRefusedOrder)
    .slice(-SHOWN)
    .map((record) => read(record))
    .filter((order) => fits(order, narrow))
    .reverse()
}

/** One of them, with what went over the wire where a browser asked. */
export function refusedOrder(trace: Pick<Trace, 'newest'>, seq: number): RefusedOrder | null {
  const records = trace.newest()
  const record = records.find((one) => one.seq === seq && isRefusedOrder(one))
  return record ? read(record, exchangeOf(record, records)) : null
}

const isRefusedOrder = ({ surface, line }: TraceRecord) => surface === 'sdk' && line?.kind === 'refused'

/** The page's call began before it was refused, and is the last one of this order that did. */
function exchangeOf({ seq, merchant_uid }: TraceRecord, records: readonly TraceRecord[]): TraceRecord | null {
  const asking = records.filter(
    (one) =>
      one.seq < seq &&
      one.surface === 'sdk' &&
      one.merchant_uid === merchant_uid &&
      one.request?.method === 'POST',
  )
  return asking.reduce<TraceRecord | null>((last, one) => (last && last.seq > one.seq ? last : one), null)
}

function read(
  { seq, at_ms, clock, merchant_uid, line }: TraceRecord,
  exchange: TraceRecord | null = null,
): RefusedOrder {
  const body = exchange?.request?.body
  const { name, asked, message, hint } = line!.detail
  const known = isRecord(asked) ? { merchant_uid, ...asked } : {}
  return {
    seq,
    at_ms,
    at: clock,
    merchant_uid,
    name: String(name ?? ''),
    message: both((lang) => (typeof message === 'string' ? message : inLang(line!.text, lang))),
    hint: isBilingual(hint) || typeof hint === 'string' ? hint : null,
    data: isRecord(body) ? (isRecord(body.data) ? body.data : body) : known,
    exchange,
  }
}

function fits({ at, data, merchant_uid, message }: RefusedOrder, narrow: Narrow): boolean {
  const { words = [], pg, pay_method, from = 0, to = Number.POSITIVE_INFINITY } = narrow
  const { name, amount, buyer_name, buyer_email, buyer_tel } = data
  const texts = [merchant_uid, name, amount, buyer_name, buyer_email, buyer_tel, message.ko, message.en]
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
