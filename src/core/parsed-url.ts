/** Addresses that come again and again are read once: a shop has one for its webhooks, whatever it sells. */

const KNOWN = 100
let known = new Map<string, Readonly<URL> | null>()

/** The parts of an address; null for what is no absolute one. */
export function parsedUrl(text: string): Readonly<URL> | null {
  const before = known.get(text)
  if (before !== undefined) return before
  const url = URL.canParse(text) ? new URL(text) : null
  if (known.size >= KNOWN) known = new Map()
  known.set(text, url)
  return url
}
