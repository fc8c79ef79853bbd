/**
 * An answer as nearly every shop writes it: HTTP/1.1, no header twice, as long as it says or in chunks, all of it there. Anything else is
 * `odd`, and Node's own parser has to say what it is.
 */
import { type Answer, KEEP_BYTES } from './carry.ts'

export interface PlainAnswer extends Answer {
  /** Whether the shop has said that it keeps the connection. */
  readonly is_kept: boolean
}

/** The beginning of one: its head is there, its body is not. */
export interface Beginning {
  readonly begins: number
}

export type Found = PlainAnswer | Beginning | 'odd'

const FIRST_LINE = /^HTTP\/1\.1 ([2-5]\d\d) [\t\x20-\x7e\x80-\xff]*$/
const HEADER = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):([\t\x20-\x7e\x80-\xff]*)$/
/** Parsers do not agree on blanks around what says how long an answer is. */
const FRAMING = /^(content-length|transfer-encoding)$/
/** Node takes 16 KB of headers. */
const MOST_HEAD = 8 * 1024

export function readPlainAnswer(bytes: Buffer): Found {
  const head_end = bytes.indexOf('\r\n\r\n')
  if (head_end < 0 || head_end > MOST_HEAD) return 'odd'
  const [first = '', ...lines] = bytes.toString('latin1', 0, head_end).split('\r\n')
  const status = Number(FIRST_LINE.exec(first)?.[1])
  const headers = readHeaders(lines)
  if (Number.isNaN(status) || headers === null) return 'odd'
  const body = bodyOf(bytes, head_end + 4, status, headers)
  if (body === 'odd') return body
  if (body === 'more') return { begins: status }
  return { status, headers, text: body.toString('utf8'), is_cut: false, is_kept: isKept(headers) }
}

function readHeaders(lines: readonly string[]): Record<string, string> | null {
  const headers: Record<string, string> = {}
  for (const line of lines) {
    const [, given = '', value = ''] = HEADER.exec(line) ?? []
    const name = given.toLowerCase()
    if (name === '' || name === '__proto__' || Object.hasOwn(headers, name)) return null
    if (FRAMING.test(name) && !/^ ?[\x21-\x7e]+$/.test(value)) return null
    headers[name] = withoutBlanks(value)
  }
  return headers
}

/** Blanks and tabs around a value are none of it; a no-break space, which `trim` would take away as well, is. */
function withoutBlanks(text: string): string {
  const isBlank = (at: number) => text[at] === ' ' || text[at] === '\t'
  let [begin, end] = [0, text.length]
  while (begin < end && isBlank(begin)) begin++
  while (end > begin && isBlank(end - 1)) end--
  return text.slice(begin, end)
}

type Headers = Readonly<Record<string, string>>

function bodyOf(bytes: Buffer, begin: number, status: number, headers: Headers): Buffer | 'more' | 'odd' {
  const { 'content-length': length, 'transfer-encoding': coding } = headers
  if (headers.upgrade !== undefined || headers.trailer !== undefined || status === 304) return 'odd'
  const is_empty = status === 204
  if (is_empty && (length !== undefined || coding !== undefined)) return 'odd'
  if (coding !== undefined)
    return /^chunked$/i.test(coding) && length === undefined ? joined(bytes, begin) : 'odd'
  if (!is_empty && !/^\d{1,5}$/.test(length ?? '')) return 'odd'
  const size = is_empty ? 0 : Number(length)
  // What comes after it is no part of it.
  if (size > KEEP_BYTES || bytes.length > begin + size) return 'odd'
  return bytes.length < begin + size ? 'more' : bytes.subarray(begin)
}

/** Chunks without extensions, to the last one, and nothing after it. */
function joined(bytes: Buffer, begin: number): Buffer | 'more' | 'odd' {
  const chunks: Buffer[] = []
  for (let at = begin, size = 0; ; ) {
    const line_end = bytes.indexOf('\r\n', at)
    if (line_end < 0) return /^[0-9a-f]{0,5}\r?$/i.test(bytes.toString('latin1', at, at + 8)) ? 'more' : 'odd'
    const digits = bytes.toString('latin1', at, line_end)
    if (!/^[0-9a-f]{1,5}$/i.test(digits)) return 'odd'
    const length = Number.parseInt(digits, 16)
    const end = line_end + 2 + length
    size += length
    if (size > KEEP_BYTES) return 'odd'
    if (bytes.length < end + 2) return 'more'
    if (bytes.toString('latin1', end, end + 2) !== '\r\n') return 'odd'
    if (length === 0) return bytes.length === end + 2 ? Buffer.concat(chunks) : 'odd'
    chunks.push(bytes.subarray(line_end + 2, end))
    at = end + 2
  }
}

/**
 * Many a small server closes a connection without a word, and what is sent at that moment is lost without having been heard: it would
 * count as a webhook that the shop let drop. So one is kept where the shop says so, and not where it is about to close it.
 */
function isKept({ connection = '', 'keep-alive': hint = '' }: Headers): boolean {
  const seconds = /\btimeout=(\d+)/i.exec(hint)?.[1]
  return /\bkeep-alive\b/i.test(connection) && (seconds === undefined || Number(seconds) > 1)
}
