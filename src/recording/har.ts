/** A payment's traffic as an HTTP archive (HAR 1.2), for the tools that read one: each call with its bodies and times. */
import { inLang } from '../core/bilingual.ts'
import { isRecord } from '../core/record.ts'
import type { TracedRequest, TracedResponse, TraceRecord } from '../trace/record.ts'

/** `origin`: where calls came in; those to the shop have addresses of their own. */
export function harOf(records: readonly TraceRecord[], origin: string, version: string) {
  const entries = records.filter(({ request }) => request !== null).map((record) => entryOf(record, origin))
  return { log: { version: '1.2', creator: { name: 'iamport-sandbox', version }, entries } }
}

function entryOf(
  { seq, at_ms, surface, imp_uid, merchant_uid, cause, request, response, line }: TraceRecord,
  origin: string,
) {
  const ms = response?.ms ?? 0
  return {
    startedDateTime: new Date(at_ms).toISOString(),
    time: ms,
    request: requestOf(request!, origin),
    response: responseOf(response),
    cache: {},
    timings: { send: 0, wait: ms, receive: 0 },
    comment: line ? inLang(line.text, 'en') : '',
    _seq: seq,
    _surface: surface,
    _imp_uid: imp_uid,
    _merchant_uid: merchant_uid,
    _cause: cause,
  }
}

function requestOf({ method, url, headers, body }: TracedRequest, origin: string) {
  const address = URL.canParse(url) ? url : origin + url
  const text = textOf(body)
  const parameters = URL.canParse(address) ? [...new URL(address).searchParams] : []
  return {
    method,
    url: address,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: headersOf(headers),
    queryString: parameters.map(([name, value]) => ({ name, value })),
    headersSize: -1,
    bodySize: text.length,
    ...(text === '' ? {} : { postData: { mimeType: String(headers['content-type'] ?? ''), text } }),
  }
}

function responseOf(response: TracedResponse | null) {
  const { status, error, headers = {}, body } = response ?? {}
  const text = textOf(body)
  const location = headers.location
  return {
    status: status ?? 0,
    statusText: error ?? '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: headersOf(headers),
    content: { size: text.length, mimeType: String(headers['content-type'] ?? ''), text },
    redirectURL: typeof location === 'string' ? location : '',
    headersSize: -1,
    bodySize: text.length,
  }
}

function headersOf(headers: Readonly<Record<string, unknown>>) {
  return Object.entries(headers).map(([name, value]) => ({ name, value: String(value) }))
}

function textOf(body: unknown): string {
  if (body === null || body === undefined) return ''
  return isRecord(body) || Array.isArray(body) ? JSON.stringify(body) : String(body)
}

/** One record a line, as `GET /_sandbox/trace` has them. */
export const jsonLinesOf = (records: readonly TraceRecord[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('')
