/** Public addresses left in a shop's source (ngrok and the like) are mapped to local ones by rules. */
import { withoutSlashes } from '../core/slashes.ts'
import type { RewriteRule } from './settings.ts'

/** Where a webhook really goes: the first rule that fits decides; without one, where it was meant to go. */
export function rewrite(url: string, rules: readonly RewriteRule[]): string {
  for (const { from, to } of rules) {
    const rest = restAfter(url, from)
    if (rest !== null) return withoutSlashes(to) + (rest === '' || /^[/?#]/.test(rest) ? rest : `/${rest}`)
  }
  return url
}

/** What follows `from` in the address; null when it does not begin like that. `https://shop.kr` is not the beginning of `https://shop.kr.evil`. */
function restAfter(url: string, from: string): string | null {
  if (from === '*') return URL.canParse(url) ? url.slice(new URL(url).origin.length) : null
  const wanted = piecesOf(withoutSlashes(from))
  const pieces = piecesOf(url)
  if (pieces.length < wanted.length) return null
  const begins = wanted.every((pattern, n) => fits(pieces[n]!.toLowerCase(), pattern.toLowerCase()))
  return begins ? pieces.slice(wanted.length).join('') : null
}

/** An address between its `/`, `?` and `#`, which no star goes past: `https:`, `/`, ``, `/`, `shop.kr`. */
function piecesOf(url: string): string[] {
  return url.split(/([/?#])/)
}

/** Part by part, each at its first place: a rule of many stars reads an address once, not once for each way to divide it. */
function fits(text: string, pattern: string): boolean {
  const parts = pattern.split('*')
  const [first = '', last = ''] = [parts[0], parts.at(-1)]
  if (parts.length === 1) return text === pattern
  if (!text.startsWith(first)) return false
  let at = first.length
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return text.length - at >= last.length && text.endsWith(last)
}
