/**
 * What a trace does not keep: secrets of shops and buyers, and what is too long.
 *
 * Names decide, wherever they stand: in JSON, in forms, in addresses, in headers.
 */
import { beginOf } from '../core/begin-of.ts'
import { decodePercent } from '../core/percent.ts'
import { remembering } from '../core/remembering.ts'

/** How many characters of a body are kept. */
export const KEEP_CHARACTERS = 16_384

/** Names of secrets besides those that end or begin like one; without `-` and `_`. */
const SECRET_NAMES: ReadonlySet<string> = new Set([
  ...['pin', 'cvc', 'cvv', 'otp', 'cookie', 'setcookie', 'birth', 'birthday', 'genderdigit', 'rrn'],
  ...['authorization', 'proxyauthorization', 'ximptokenheader'],
])
const SECRET_ENDS = ['token', 'secret', 'password', 'signature', 'apikey']
const SECRET_BEGINNINGS = ['passw', 'pwd']

/** Whether a JSON text may have one of these names, or a card number in full: most have neither, and need not be read. */
const MAY_BE_SECRET =
  /token|secret|passw|pwd|signature|api_?-?key|authorization|cookie|birth|gender_?digit|"rrn"|"pin"|"cvc"|"cvv"|"otp"|:\/\/|"card[_-]?(?:number|num|no)"\s*:\s*"?\d[\d -]{11}|\\u/i

/** A value without its secrets. What it holds itself is not touched; where there are none it is the value itself. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactUrl(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth > 20) return '…'
  return Array.isArray(value) ? redactList(value, depth) : redactFields(value, depth)
}

function redactList(list: readonly unknown[], depth: number): readonly unknown[] {
  const clean = list.map((item) => redact(item, depth + 1))
  return clean.some((item, n) => item !== list[n]) ? clean : list
}

function redactFields(value: object, depth: number): object {
  let clean: Record<string, unknown> | null = isPlain(value)
    ? null
    : Object.fromEntries(Object.entries(value))
  for (const name of Object.keys(value)) {
    const item = (value as Record<string, unknown>)[name]
    const kept = redactNamed(name, item, depth)
    if (kept === item) continue
    // Its own `__proto__`, too, is one of its fields.
    clean ??= Object.fromEntries(Object.entries(value))
    clean[name] = kept
  }
  return clean ?? value
}

/** What JSON and forms are made of, and the headers of a request. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** Names come again and again: each is looked at once. */
const kindOf = remembering((name): 'secret' | 'card' | 'plain' => {
  const plain = name.replace(/[\s_-]/g, '').toLowerCase()
  const is_card = ['cardnumber', 'cardnum', 'cardno'].includes(plain)
  return isSecret(plain) ? 'secret' : is_card ? 'card' : 'plain'
})

function isSecret(plain: string): boolean {
  return (
    SECRET_NAMES.has(plain) ||
    SECRET_ENDS.some((end) => plain.endsWith(end)) ||
    SECRET_BEGINNINGS.some((beginning) => plain.startsWith(beginning))
  )
}

function redactNamed(name: string, value: unknown, depth: number): unknown {
  if (value === null || value === undefined) return value
  const kind = kindOf(name)
  if (kind === 'secret') return '***'
  const is_number = kind === 'card' && (typeof value === 'string' || typeof value === 'number')
  return is_number ? maskCard(String(value)) : redact(value, depth + 1)
}

/** `1234-5678-9012-3456` → `1234-56**-****-3456`: what tells cards apart, and no more. */
export function maskCard(text: string): string {
  if (!/^[\d\s*-]*$/.test(text)) return '***'
  const length = text.replace(/\D/g, '').length
  let n = 0
  return text.replace(/\d/g, (digit) => {
    n++
    return n <= 6 || n > Math.max(length - 4, 6) ? digit : '*'
  })
}

/** An address without its password, and without the values of parameters that are named like secrets. */
export function redactUrl(text: string): string {
  const without = text.includes('://') && text.includes('@') ? redactCredentials(text) : text
  return without.includes('=') ? redactQuery(without) : without
}

function redactQuery(text: string): string {
  return text
    .split(/(?=[?&;#])/)
    .map((piece) => {
      const end = piece.indexOf('=')
      if (end <= 1 || !'?&;'.includes(piece[0]!)) return piece
      const kind = kindOf(lastName(piece.slice(1, end)))
      if (kind === 'plain') return piece
      return `${piece.slice(0, end)}=${kind === 'secret' ? '***' : maskCard(decodePercent(piece.slice(end + 1)))}`
    })
    .join('')
}

/** `card%5Fnumber` is `card_number`, and so is `schedules[0][card_number]`. */
function lastName(name: string): string {
  const plain = decodePercent(name)
  return (
    plain
      .split(/[[\]]/)
      .filter((part) => part !== '' && !/^\d+$/.test(part))
      .at(-1) ?? plain
  )
}

/** `http://user:password@host` wherever it stands in a text. */
function redactCredentials(text: string): string {
  const parts = text.split('://')
  return parts
    .map((part, n) => {
      const authority = part.slice(0, part.search(/[\s/?#"<>\\]|$/))
      const [at, colon] = [authority.lastIndexOf('@'), authority.indexOf(':')]
      if (n === 0 || at === -1 || colon === -1 || colon > at) return part
      return `${authority.slice(0, colon)}:***${part.slice(at)}`
    })
    .join('://')
}

/** A body as it came or went, without its secrets. JSON stays the same text where there are none. */
export function redactText(text: string): string {
  const start = text.slice(0, 100).trimStart()[0]
  if (start !== '{' && start !== '[') return redactUrl(`&${text}`).slice(1)
  if (!MAY_BE_SECRET.test(text)) return text
  try {
    return JSON.stringify(redact(JSON.parse(text)))
  } catch {
    return redactBroken(text)
  }
}

/** JSON that is none, as far as it can be read: what stands between quotes after the name of a secret. */
function redactBroken(text: string): string {
  const words = text.split('"')
  return words
    .map((word, n) => (words[n - 1]?.trim() === ':' && kindOf(words[n - 2] ?? '') !== 'plain' ? '***' : word))
    .join('"')
}

/** Cuts a text, and says how much is left out. */
export function cutText(text: string, keep: number): { body: string; cut?: number } {
  return text.length <= keep ? { body: text } : { body: beginOf(text, keep), cut: text.length - keep }
}

/** A body as it is kept: values as they are while they are short, else the beginning of their text. */
export function keptBody(body: unknown, keep = KEEP_CHARACTERS): { body: unknown; cut?: number } {
  if (body === null || body === undefined) return { body: null }
  if (typeof body === 'string') return cutText(redactText(body), keep)
  const clean = redact(body)
  if (lengthAtMost(clean) <= keep) return { body: clean }
  const text = JSON.stringify(clean) ?? ''
  return text.length <= keep ? { body: clean } : cutText(text, keep)
}

/** A character takes six in JSON at most, what is no text twenty-five. */
const ESCAPED = 6
const NUMBER = 25

/** How long a value may be as JSON, without writing it; `escaped`: how many characters one of a text may take. */
export function lengthAtMost(value: unknown, escaped = ESCAPED): number {
  if (typeof value === 'string') return escaped * value.length + 3
  if (typeof value !== 'object' || value === null) return NUMBER
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + lengthAtMost(item, escaped), 3)
  let sum = 3
  for (const name of Object.keys(value))
    sum += escaped * name.length + 4 + lengthAtMost((value as Record<string, unknown>)[name], escaped)
  return sum
}
