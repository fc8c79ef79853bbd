/** What `--keep` says: so many payments, or so many days. */

export type Keep = { readonly payments: number } | { readonly days: number }

const WRITTEN = /^(\d{1,9})\s*(payments?|건|days?|d|일)?$/i

/** Null for what says neither. One payment is the least: the next one's number follows it. */
export function parseKeep(text: string): Keep | null {
  const [, digits, unit = 'payments'] = WRITTEN.exec(text.trim()) ?? []
  const number = Number(digits ?? 0)
  if (number < 1) return null
  return /^(d|days?|일)$/i.test(unit) ? { days: number } : { payments: number }
}

/** What was checked as a setting. */
export function readKeep(text: string): Keep {
  const keep = parseKeep(text)
  if (keep === null) throw new Error(`no way to keep: ${text}`)
  return keep
}
