/**
 * How clients put a request on the wire, in all the ways that were seen: what `convert` (core/schema.ts) does for single
 * values, this file does for whole requests.
 */

import type { Request } from 'express'
import { Refusal, refusal } from '../catalog/refusals.ts'
import { type Bilingual, say } from '../core/bilingual.ts'
import { asHint } from '../core/hint.ts'
import type { Operation } from '../core/operation.ts'
import { isRecord, own } from '../core/record.ts'
import { problemText, read } from '../core/schema.ts'
import { hasBody } from './body.ts'

/** The raw parts of a request, before any schema. */
export interface RawParts {
  readonly params: Readonly<Record<string, unknown>>
  readonly query: unknown
  readonly body: unknown
  /** JSON says of itself what is a number; a form and a query know only text. */
  readonly is_json: boolean
  /** The content-type of a body that nobody has read; empty where it came without one, null where all was read. */
  readonly unread: string | null
}

/**
 * Where an operation reads no body, what came in one counts as query: some clients POST to what is a GET, and one
 * parameter of a GET is documented as form data.
 */
export function rawParts(row: Operation, req: Request): RawParts {
  const in_address = queryOf(req)
  const query = row.body || !isRecord(req.body) ? in_address : { ...in_address, ...req.body }
  const is_json = IS_JSON.test(req.headers['content-type'] ?? '') || req.is('application/json') !== false
  const unread = req.body === undefined && hasBody(req) ? (req.get('content-type') ?? '') : null
  return { params: req.params, query, body: req.body, is_json, unread }
}

/** What nearly every client says; of anything else Express knows whether it is JSON. */
const IS_JSON = /^application\/json(;|$)/i

/** Express parses an address anew whenever it is asked, an empty one, too. */
const queryOf = (req: Request): Request['query'] => (req.url.includes('?') ? req.query : {})

/**
 * What the schemas mean by it. Throws the refusal of the first parameter that is missing or wrong; but who is asked (a payment,
 * a customer) comes before how it is asked.
 */
export function readParts(row: Operation, raw: RawParts, merchant: number) {
  try {
    return {
      params: readPart(row, 'params', raw),
      query: readPart(row, 'query', raw),
      body: readPart(row, 'body', raw),
    }
  } catch (error) {
    if (error instanceof Refusal) row.asks?.(merchant, (name) => givenIn(raw, name))
    throw error
  }
}

function readPart(row: Operation, part: 'params' | 'query' | 'body', raw: RawParts): unknown {
  const schema = row[part]
  if (!schema) return {}
  const result = read(schema, raw[part], { empty_is_absent: true })
  if ('value' in result) return result.value
  const { parameter, kind, allowed } = result.problem
  const where = `${row.method} ${row.path}`
  const ko = `${where}: ${problemText(result.problem).ko}`
  if (kind === 'invalid')
    throw refusal('parameter_invalid', { parameter }, say(ko, `${parameter} of ${where} must be ${allowed}.`))
  const needs = say(ko, `${where} needs ${parameter} (${allowed}).`)
  const unread = part === 'body' && raw.unread !== null ? [notRead(raw.unread)] : []
  throw refusal('parameter_missing', { parameter }, asHint([needs, ...unread]))
}

/** Everything seems to be missing where a client names its body as something that is not read. */
const notRead = (type: string): Bilingual =>
  say(
    `본문은 ${type === '' ? 'content-type이 없어' : `content-type이 ${type}(이)라서`} 읽지 않았습니다: application/json 또는 application/x-www-form-urlencoded로 보내세요.`,
    `The body was not read, ${type === '' ? 'for it has no content-type' : `for its content-type is ${type}`}: send application/json or application/x-www-form-urlencoded.`,
  )

/** A parameter as text, before any schema; empty where it is missing or no text. */
function givenIn({ params, query, body }: RawParts, name: string): string {
  const tables = [params, body, query].filter(isRecord)
  const given = tables.map((table) => own(table, name)).find((value) => value !== undefined)
  const text = typeof given === 'string' || typeof given === 'number' ? String(given).trim() : ''
  return text === 'null' ? '' : text
}

/**
 * The status of a refusal is one that the operation's document lists: else 400 where that is listed, else 200, so that no
 * client meets a status that its own suite has not (decision 0120).
 */
export function asDocumented({ statuses = [] }: Operation, refused: Refusal): Refusal {
  const { status } = refused
  if (status < 400 || status === 401 || statuses.includes(status)) return refused
  return Object.assign(refused, { status: statuses.includes(400) ? 400 : 200 })
}

/**
 * A `+` in the path is a plus sign for most clients and a blank for Ruby's `CGI.escape`. The same request with blanks, to
 * be tried when there is nothing by the other name; null where no path parameter has a `+`.
 */
export function withBlanks(raw: RawParts): RawParts | null {
  const entries = Object.entries(raw.params)
  if (!entries.some(([, value]) => String(value).includes('+'))) return null
  const params = Object.fromEntries(
    entries.map(([name, value]) => [name, String(value).replaceAll('+', ' ')]),
  )
  return { ...raw, params }
}

/** One client sends `PUT /vbanks` with the imp_uid in the body, where the document has it in the path. */
export function withIdInPath(req: Request): void {
  const imp_uid = isRecord(req.body) ? req.body.imp_uid : undefined
  if (
    req.method !== 'PUT' ||
    !/^\/vbanks\/?$/.test(req.path) ||
    typeof imp_uid !== 'string' ||
    imp_uid === ''
  )
    return
  req.url = `/vbanks/${encodeURIComponent(imp_uid.replace(/\p{Surrogate}/gu, ''))}`
}

/** `Authorization: T`, `Authorization: Bearer T`, `X-ImpTokenHeader: T`, or `_token=T` in the query. */
export function readToken(req: Request): string | null {
  const header = req.headers.authorization || req.get('x-imptokenheader')
  const given = header?.replace(/^Bearer\s+/i, '').trim() || queryOf(req)._token
  return typeof given === 'string' && given !== '' ? given : null
}
