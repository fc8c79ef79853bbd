/** The time axis of a payment: what happened in which lane, how long after the one before, and what was said. */
import { type Bilingual, say } from '../../core/bilingual.ts'
import { kstText } from '../../core/kst.ts'
import { isRecord } from '../../core/schema.ts'
import type { TimelineEntry } from '../../payments/payment.ts'
import { ACTORS, failureText, timelineText } from '../../telling/words.ts'
import type { TracedRequest, TracedResponse, TraceRecord } from '../../trace/record.ts'
import { leftOut } from '../cut-body.ts'

export const LANES = ['browser', 'pg', 'rest', 'webhook'] as const
export type Lane = (typeof LANES)[number]

export const LANE_NAMES: Readonly<Record<Lane, Bilingual>> = {
  browser: say('브라우저', 'Browser'),
  pg: say('PG', 'PG'),
  rest: say('서버 REST', 'Server REST'),
  webhook: say('웹훅', 'Webhook'),
}

export interface AxisEvent {
  readonly seq: number
  readonly lane: Lane
  readonly at_ms: number
  /** Virtual time, for people. */
  readonly at: string
  /** Milliseconds since the event before; null for the first. */
  readonly gap_ms: number | null
  readonly text: Bilingual | string
  /** The address that it went to. */
  readonly where: string | null
  /** What came of it, short: `200 · 12 ms`. */
  readonly outcome: string
  readonly tone: 'good' | 'bad' | 'plain'
  readonly note: Bilingual | string | null
  readonly cause: number | null
  readonly request: Side | null
  readonly response: Side | null
  readonly detail: readonly { readonly key: string; readonly value: string }[]
}

interface Side {
  readonly head: string
  readonly headers: string
  readonly body: string
  /** What is said of a body that is not all there. */
  readonly left_out: Bilingual | null
}

export function axisOf(records: readonly TraceRecord[], timeline: readonly TimelineEntry[]): AxisEvent[] {
  const notes = timelineNotes(records, timeline)
  const events = records.flatMap((record) => (isShown(record) ? [record] : []))
  return events.map((record, n) => ({
    seq: record.seq,
    lane: laneOf(record),
    at_ms: record.at_ms,
    at: kstText(record.clock),
    gap_ms: n === 0 ? null : record.at_ms - events[n - 1]!.at_ms,
    ...said(record, notes.get(record.seq) ?? null),
    cause: record.cause,
    request: record.request && requestSide(record.request),
    response: record.response && responseSide(record.response),
  }))
}

/** A remark stands beside what it is about and needs no row of its own; pages of frames are no part of the story. */
function isShown({ surface, line, request }: TraceRecord): boolean {
  if ((surface === 'sdk' && request?.method === 'GET') || line?.kind === 'remark') return false
  return request !== null || line !== null
}

function laneOf({ surface }: TraceRecord): Lane {
  if (surface === 'rest' || surface === 'webhook') return surface
  return surface === 'sdk' || surface === 'window' || surface === 'home' ? 'browser' : 'pg'
}

/** The entries of the payment's own timeline, laid beside the records of the trace that tell of them: both in the same order. */
function timelineNotes(records: readonly TraceRecord[], timeline: readonly TimelineEntry[]) {
  const states = records.filter(({ surface, line }) => surface === 'state' && isOfPayment(line?.kind))
  const first = Math.max(0, timeline.length - states.length)
  return new Map(states.flatMap(({ seq }, n) => (timeline[first + n] ? [[seq, timeline[first + n]!]] : [])))
}

const isOfPayment = (kind: string | undefined) => kind === 'order' || kind === 'payment'

type Said = Pick<AxisEvent, 'text' | 'where' | 'outcome' | 'tone' | 'note' | 'detail'>

function said(record: TraceRecord, entry: TimelineEntry | null): Said {
  const { surface, request, response, line } = record
  const plain = {
    outcome: outcomeOf(response),
    tone: toneOf(record),
    note: null,
    where: null,
    detail: [],
  } as const
  if (surface === 'state') return { ...plain, ...stateSaid(record, entry) }
  if (surface === 'webhook' && !request)
    return { ...plain, text: say('보내지 않음', 'Not sent'), note: line?.text ?? null }
  if (surface === 'webhook') {
    const error = response?.error ?? null
    return {
      ...plain,
      text: eventOf(request!),
      where: request!.url,
      note: error === null ? null : failureText(error),
    }
  }
  if (surface === 'rest')
    return { ...plain, text: `${request!.method} ${pathOf(request!)}`, note: response?.hint ?? null }
  if (surface === 'home') return { ...plain, text: homeText(record) }
  if (surface === 'window') return { ...plain, text: windowText(request!) }
  if (surface === 'sdk' && request) return { ...plain, text: say('request_pay 호출', 'request_pay called') }
  if (surface === 'control' && request)
    return { ...plain, text: say(`조작: ${pathOf(request)}`, `By hand: ${pathOf(request)}`) }
  return { ...plain, text: line?.text ?? '' }
}

function stateSaid(
  { line }: TraceRecord,
  entry: TimelineEntry | null,
): Pick<Said, 'text' | 'note' | 'detail'> {
  if (!entry) return { text: line?.text ?? '', note: null, detail: [] }
  const { by, detail } = entry
  const rows = Object.entries(detail).filter(([key]) => key !== 'remarks')
  const remarks = Array.isArray(detail.remarks) ? detail.remarks.map(String).join(' ') : null
  const actor = ACTORS[by]
  const what = timelineText(entry)
  return {
    text: say(`${what.ko} · ${actor.ko}`, `${what.en} · ${actor.en}`),
    note: remarks,
    detail: rows.map(([key, value]) => ({
      key,
      value: typeof value === 'string' ? value : JSON.stringify(value),
    })),
  }
}

function eventOf({ body }: TracedRequest): Bilingual | string {
  const value = parsed(body)
  const { status, event } = isRecord(value) ? value : {}
  return String(event ?? status ?? '') || say('웹훅', 'webhook')
}

function windowText({ method, body }: TracedRequest): Bilingual {
  if (method === 'GET') return say('결제창 화면', 'Window page')
  const outcome = isRecord(body) ? body.outcome : undefined
  const word = typeof outcome === 'string' ? OUTCOMES[outcome] : undefined
  return word ?? say('결제창에서 다음', 'Next step in the window')
}

const OUTCOMES: Readonly<Record<string, Bilingual>> = {
  approve: say('결제창: 승인', 'Window: approve'),
  cancel: say('결제창: 취소', 'Window: cancel'),
  close: say('결제창: 닫기', 'Window: close'),
  decline: say('결제창: 거절', 'Window: decline'),
  abandon: say('결제창: 이탈', 'Window: abandon'),
}

function homeText({ response }: TraceRecord): Bilingual {
  const location = response?.headers.location
  if (typeof location === 'string') {
    const host = URL.canParse(location) ? new URL(location).host : location
    return say(`상점으로 리다이렉트 (${host})`, `Redirected to the shop (${host})`)
  }
  return say('콜백으로 결과 전달', 'Result goes to the callback')
}

function pathOf({ url }: Pick<TracedRequest, 'url'>): string {
  return url.split('?')[0]!
}

function outcomeOf(response: TracedResponse | null): string {
  if (!response) return ''
  const { status, code, ms, error } = response
  const answer = status === null ? (error ?? '…') : String(status)
  return [answer, code ? `code ${code}` : null, ms === null ? null : `${ms} ms`].filter(Boolean).join(' · ')
}

function toneOf({ response, line }: TraceRecord): AxisEvent['tone'] {
  if (line?.level === 'error' || response?.error) return 'bad'
  const { status = null, code = 0 } = response ?? {}
  if (status === null) return 'plain'
  return status >= 400 || code !== 0 ? 'bad' : 'good'
}

function requestSide({ method, url, headers, body, cut }: TracedRequest): Side {
  return { head: `${method} ${url}`, headers: headerText(headers), ...bodySide(body, cut) }
}

function responseSide({ status, error, headers, body, cut }: TracedResponse): Side {
  return {
    head: status === null ? (error ?? '') : `HTTP ${status}`,
    headers: headerText(headers),
    ...bodySide(body, cut),
  }
}

function bodySide(kept: unknown, cut = 0): Pick<Side, 'body' | 'left_out'> {
  const body = bodyText(kept)
  return { body, left_out: leftOut(body, cut) }
}

function headerText(headers: Readonly<Record<string, unknown>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')
}

/** JSON is laid out; everything else stays as it came. */
export function bodyText(body: unknown): string {
  if (body === null || body === undefined) return ''
  const value = parsed(body)
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}

export function parsed(body: unknown): unknown {
  if (typeof body !== 'string' || !/^\s*[{[]/.test(body)) return body
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
