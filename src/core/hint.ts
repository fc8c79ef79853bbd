/** What the developer is told beside an answer: in the header `x-iamport-sandbox-hint`. */
import { type Bilingual, both, inLang } from './bilingual.ts'
import type { Remarked } from './remarks.ts'

/** All that is to be said of one answer. */
export function asHint(remarks: readonly Remarked[]): Bilingual | null {
  return remarks.length === 0 ? null : both((lang) => remarks.map((one) => inLang(one, lang)).join(' '))
}

/** The reason for the developer goes into a header, never into the body. Programs read headers: it stays English. */
export function hintHeaders(hint: Bilingual | string | null): Record<string, string> {
  return hint === null ? {} : { 'x-iamport-sandbox-hint': encodeHeader(inLang(hint, 'en')) }
}

/** Headers are Latin-1 and short: what is not ASCII, and the percent sign, is percent-encoded, half a character is a question mark. */
function encodeHeader(text: string): string {
  const short = text.length > LONGEST_HINT ? `${text.slice(0, LONGEST_HINT)} ...` : text
  return short
    .replace(/\p{Surrogate}/gu, '?')
    .replace(/[^\x20-\x24\x26-\x7e]/gu, (character) => encodeURIComponent(character))
}

/** Clients refuse an answer with more than some 16 kB of headers; a Korean character takes nine bytes. */
const LONGEST_HINT = 1000
