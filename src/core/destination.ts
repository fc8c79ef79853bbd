/**
 * Where a browser may be sent: to pages on the web, and to apps by their scheme. Nowhere that would run in the sandbox's own
 * origin, in no spelling. Every address from outside is judged here before a page, a header or a link carries it.
 */

export type Destination =
  | { readonly url: string }
  /** Why a browser is not sent there, for whoever wrote the address. */
  | { readonly refused: 'relative' | 'forbidden' | 'malformed' | 'long' }

/** Schemes that run or read something in place of leading somewhere. */
const FORBIDDEN = new Set([
  'javascript',
  'data',
  'vbscript',
  'livescript',
  'mocha',
  'blob',
  'file',
  'filesystem',
  'about',
  'view-source',
  'jar',
  'mhtml',
  'mk',
  'ms-its',
  'res',
  'resource',
  'chrome',
  'chrome-extension',
  'edge',
  'opera',
  'wyciwyg',
])

/**
 * Judges an address as a browser reads it: browsers drop tabs and line breaks anywhere and blanks and control characters at
 * the ends, and know no difference between `JavaScript:` and `javascript:`. What has no scheme is a path on this sandbox.
 */
export function destinationOf(address: string): Destination {
  const url = address
    .replace(/[\t\n\r]/g, '')
    .replace(/^[\p{Cc}\p{Cf}\p{Z}]+/u, '')
    .trimEnd()
  const [, scheme] = /^([a-z][a-z0-9+.-]*):/i.exec(url) ?? []
  if (scheme === undefined) return { refused: looksForbidden(url) ? 'forbidden' : 'relative' }
  const known = scheme.toLowerCase()
  if (FORBIDDEN.has(known)) return { refused: 'forbidden' }
  if (lengthSent(url) > LONGEST) return { refused: 'long' }
  if (known === 'http' || known === 'https') return isPage(url) ? { url } : { refused: 'malformed' }
  return isApp(url) ? { url } : { refused: 'malformed' }
}

/** Servers and clients read 8 to 16 kB of a head: nobody would get an address that is longer. */
const LONGEST = 8000

/** As a header carries it: each byte that is no plain letter in three. */
function lengthSent(url: string): number {
  let length = 0
  for (const byte of Buffer.from(url)) length += byte > 0x20 && byte < 0x7f ? 1 : 3
  return length
}

/** The address where it leads somewhere, else null. */
export function linkTo(address: string | null | undefined): string | null {
  if (!address) return null
  const found = destinationOf(address)
  return 'url' in found ? found.url : null
}

/** A host stands behind `//`; and no control characters anywhere. */
function isPage(url: string): boolean {
  return /^https?:\/\/[^/\\?#\s]/i.test(url) && !/\p{Cc}/u.test(url) && URL.canParse(url)
}

/** `x://…` or `x:…`: printable, and with something behind the colon. An app reads it as it likes. */
function isApp(url: string): boolean {
  return /^[a-z][a-z0-9+.-]*:./i.test(url) && !/\p{Cc}/u.test(url)
}

/** Escaped or broken spellings of a forbidden scheme, so that the reason names it; they lead nowhere in any case. */
function looksForbidden(url: string): boolean {
  let plain = url
  for (let round = 0; round < 3; round++) plain = unescaped(plain)
  const [, scheme] = /^([a-z-]+):/i.exec(plain.replace(/[^\x21-\x7e]/g, '')) ?? []
  return scheme !== undefined && FORBIDDEN.has(scheme.toLowerCase())
}

/** `%6a`, `&#106;`, `&#x6a;`, `\u006a`, `\x6a`, `&colon;`. */
function unescaped(text: string): string {
  const char = (code: number) => (code < 0x110000 ? String.fromCodePoint(code) : '')
  return text
    .slice(0, 200)
    .replace(/%([0-9a-f]{2})/gi, (_all, hex: string) => char(Number.parseInt(hex, 16)))
    .replace(/&#x([0-9a-f]{1,6});?/gi, (_all, hex: string) => char(Number.parseInt(hex, 16)))
    .replace(/&#(\d{1,7});?/g, (_all, digits: string) => char(Number(digits)))
    .replace(/\\(?:u\{?|x)([0-9a-f]{2,4})\}?/gi, (_all, hex: string) => char(Number.parseInt(hex, 16)))
    .replace(/&(colon|tab|newline);?/gi, (_all, name: string) => (name.toLowerCase() === 'colon' ? ':' : ''))
}
