/**
 * What is found out of short texts that come again and again (a host, an address, a field's name) is found out once. Texts come from
 * outside: so many are remembered and no more, and none that is longer than such a text is.
 */
import { createNewestMap } from './newest-map.ts'

/** At least so many, at most twice as many. */
const LEAST = 500
const LONGEST = 500

/** The same function, asked once for each text. */
export function remembering<T extends object | string | number | boolean>(
  find: (text: string) => T,
): (text: string) => T {
  const known = createNewestMap<string, T>(LEAST)
  return (text) => {
    if (text.length > LONGEST) return find(text)
    const before = known.get(text)
    if (before !== undefined) return before
    const found = find(text)
    known.set(text, found)
    return found
  }
}
