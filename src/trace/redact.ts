/**
 * What a trace does not keep: secrets of shops and buyers, and what is too long.
 *
 * Names decide, wherever they stand: in JSON, in forms, in addresses, in headers.
 */
/** How many characters of a body are kept. */
export const KEEP_CHARACTERS = 16_384

const SECRETS =
  'imp_secret|api_?secret|secret|(access|api|fido|refresh|bearer)?_?token|passw\\w*|login_password|pwd\\w*|pin|cvc|cvv|otp|' +
  'authorization|proxy-authorization|cookie|set-cookie|x-imptokenheader|(x-)?api[-_]?key|signature|x-\\w*-?(token|secret|signature)'
const SECRET_NAME = new RegExp(`^_?(${SECRETS})$`, 'i')
/** Whether a JSON text has one of these names, or a card number in full: most have neither, and need not be read. */
const SECRET_IN_JSON = new RegExp(
  `"_?(${SECRETS})"\\s*:|"card_?(number|num|no)"\\s*:\\s*"?\\d[\\d -]{11}|://[^"/]*@`,
  'i',
)
const SECRET_IN_QUERY = new RegExp(`([?&;]_?(?:${SECRETS})=)[^&#]*`, 'gi')
const CARD_NAME = /^card_?(number|num|no)$/i
const CREDENTIALS = /\b([a-z][a-z0-9+.-]*:\/\/[^\s/@:]*:)[^\s/@]*@/gi

/** A value without its secrets. What it holds itself is not touched. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactUrl(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth > 20) return '…'
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, redactNamed(name, item, depth)]),
  )
}

/** Names come again and again: each is looked at once. */
const known = new Map<string, 'secret' | 'card' | 'plain'>()

function kindOf(name: string): 'secret' | 'card' | 'plain' {
  const before = known.get(name)
  if (before) return before
  const plain = name.trim()
  const kind = SECRET_NAME.test(plain) ? 'secret' : CARD_NAME.test(plain) ? 'card' : 'plain'
  if (known.size < 2000) known.set(name, kind)
  return kind
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
  const length = text.replace(/\D/g, '').length
  let n = 0
  return text.replace(/\d/g, (digit) => {
    n++
    return n <= 6 || n > Math.max(length - 4, 6) ? digit : '*'
  })
}

/** An address without its password, and without the values of parameters that are named like secrets. */
export function redactUrl(text: string): string {
  const without = text.includes('@') ? text.replace(CREDENTIALS, '$1***@') : text
  return without.includes('=') ? without.replace(SECRET_IN_QUERY, '$1***') : without
}

/** A body as it came or went, without its secrets. JSON stays the same text where there are none. */
export function redactText(text: string): string {
  if (!/^\s*[{[]/.test(text)) return redactUrl(text.replace(/^/, '&')).slice(1)
  if (!SECRET_IN_JSON.test(text)) return text
  try {
    return JSON.stringify(redact(JSON.parse(text)))
  } catch {
    return text.replace(/("_?(?:imp_secret|access_token|card_number|pwd_2digit)"\s*:\s*")[^"]*/gi, '$1***')
  }
}

/** Cuts a text, and says how much is left out. */
export function cutText(text: string, keep: number): { body: string; cut?: number } {
  return text.length <= keep ? { body: text } : { body: text.slice(0, keep), cut: text.length - keep }
}

/** A body as it is kept: values as they are while they are short, else the beginning of their text. */
export function keptBody(body: unknown, keep = KEEP_CHARACTERS): { body: unknown; cut?: number } {
  if (body === null || body === undefined) return { body: null }
  if (keep === 0 && typeof body === 'string') return { body: null, cut: body.length }
  if (typeof body === 'string') return cutText(redactText(body), keep)
  const clean = redact(body)
  const text = JSON.stringify(clean) ?? ''
  return text.length <= keep ? { body: clean } : cutText(text, keep)
}
