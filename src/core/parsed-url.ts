/** Addresses that come again and again are read once: a shop has one for its webhooks, whatever it sells. */
import { remembering } from './remembering.ts'

const NONE = 'none'

const known = remembering((text): Readonly<URL> | typeof NONE => (URL.canParse(text) ? new URL(text) : NONE))

/** The parts of an address; null for what is no absolute one. It is shared: nobody changes it. */
export function parsedUrl(text: string): Readonly<URL> | null {
  const url = known(text)
  return url === NONE ? null : url
}
