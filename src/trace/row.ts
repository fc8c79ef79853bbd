/** A record as it stands in the file: its facts, and its bodies in columns of their own so that a text in a text need not be escaped. */
import type { Row } from '../core/database.ts'
import type { Line, Surface, TracedRequest, TracedResponse, TraceRecord } from './record.ts'

export function toRow({ line, request, response, ...facts }: TraceRecord): Row {
  const { body: request_body = null, ...asked } = request ?? {}
  const { body: response_body = null, ...answered } = response ?? {}
  const columns = {
    line: line && JSON.stringify({ ...line, no: undefined }),
    request: request && JSON.stringify(asked),
    request_body: asText(request_body),
    response: response && JSON.stringify(answered),
    response_body: asText(response_body),
  }
  const texts = Object.values(columns)
  const size = texts.reduce((sum, text) => sum + (text?.length ?? 0), ROW_BYTES)
  return { ...facts, line_no: line?.no ?? null, ...columns, size }
}

/** What a row takes besides its texts. */
const ROW_BYTES = 100

function asText(body: unknown): string | null {
  return body === null || typeof body === 'string' ? body : JSON.stringify(body)
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
