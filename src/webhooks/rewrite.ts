/** Public addresses left in a shop's source (ngrok and the like) are mapped to local ones by rules. */
import { z } from 'zod'

export const RewriteRule = z.strictObject({
  from: z
    .string()
    .min(1)
    .describe('the beginning of an address; `*` stands for any part of a host name, alone for every address'),
  to: z
    .string()
    .refine((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol), 'an http or https address')
    .describe('what takes its place; the rest of the path and the query stay'),
})
export type RewriteRule = z.infer<typeof RewriteRule>

/** Where a webhook really goes: the first rule that fits decides; without one, where it was meant to go. */
export function rewrite(url: string, rules: readonly RewriteRule[]): string {
  for (const { from, to } of rules) {
    const rest = restAfter(url, from)
    if (rest !== null)
      return to.replace(/\/+$/, '') + (rest === '' || /^[/?#]/.test(rest) ? rest : `/${rest}`)
  }
  return url
}

/** What follows `from` in the address; null when it does not begin like that. `https://shop.kr` is not the beginning of `https://shop.kr.evil`. */
function restAfter(url: string, from: string): string | null {
  if (from === '*') return URL.canParse(url) ? url.slice(new URL(url).origin.length) : null
  const pattern = from
    .replace(/\/+$/, '')
    .split('*')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^/?#]*')
  const match = new RegExp(`^${pattern}(?=$|[/?#])`, 'i').exec(url)
  return match ? url.slice(match[0].length) : null
}
