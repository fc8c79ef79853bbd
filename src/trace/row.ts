/** A record as it stands in the file: its facts, and its bodies in columns of their own so that a text in a text need not be escaped. */
import type { Row } from '../core/database.ts'
import type { Line, Surface, TracedRequest, TracedResponse, TraceRecord } from './record.ts'

/** Column by column: an object of so many keys is made at once when it is written out, and slowly when it is put together. */
export function toRow({ line, request, response, ...facts }: TraceRecord): Row {
  const line_text = line && JSON.stringify({ ...line, no: undefined })
  const asked = request && JSON.stringify({ ...request, body: undefined })
  const request_body = asText(request?.body)
  const answered = response && JSON.stringify({ ...response, body: undefined })
  const response_body = asText(response?.body)
  return {
    seq: facts.seq,
    at_ms: facts.at_ms,
    clock: facts.clock,
    surface: facts.surface,
    imp_uid: facts.imp_uid,
    merchant_uid: facts.merchant_uid,
    cause: facts.cause,
    line_no: line?.no ?? null,
    line: line_text,
    request: asked,
    request_body,
    response: answered,
    response_body,
    size:
      ROW_BYTES +
      lengthOf(line_text) +
      lengthOf(asked) +
      lengthOf(request_body) +
      lengthOf(answered) +
      lengthOf(response_body),
  }
}

const lengthOf = (text: string | null): number => text?.length ?? 0

/** What a row takes besides its texts. */
const ROW_BYTES = 100

function asText(body: unknown): string | null {
  if (body === null || body === undefined) return null
  return typeof body === 'string' ? body : JSON.stringify(body)
}

export function fromRow(row: Row): TraceRecord {
  const { line, line_no } = row
  return {
    seq: Number(row.seq),
    at_ms: Number(row.at_ms),
    clock: Number(row.clock),
    surface: row.surface as Surface,
    imp_uid: row.imp_uid as string | null,
    merchant_uid: row.merchant_uid as string | null,
    cause: row.cause as number | null,
    request: side<TracedRequest>(row.request, readBody(row.request_body)),
    response: side<TracedResponse>(row.response, row.response_body),
    line: line === null ? null : ({ no: line_no, ...JSON.parse(String(line)) } as Line),
  }
}

/** What was a value when it came in is one again. */
function readBody(text: Row[string] | undefined): unknown {
  if (typeof text !== 'string' || !/^[{[]/.test(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function side<T>(facts: Row[string] | undefined, body: unknown): T | null {
  return typeof facts === 'string' ? ({ ...JSON.parse(facts), body: body ?? null } as T) : null
}
