/**
 * IPv4 addresses inside IPv6 ones. A network that translates (NAT64) or tunnels (6to4, Teredo) leads them to the IPv4 address,
 * so that this is the one to be judged.
 */
import { isIP } from 'node:net'

/** Without a zone (`fe80::1%eth0`), and as IPv4 where that is meant: `::ffff:127.0.0.1`, `::ffff:7f00:1`. */
export function plainAddress(address: string): string {
  const [bare = ''] = address.split('%', 1)
  if (isIP(bare) !== 6) return bare
  const words = wordsOf(bare)
  const is_mapped = words.slice(0, 5).every((word) => word === 0) && words[5] === 0xffff
  return is_mapped ? quad(words, 6) : bare
}

/** The IPv4 address that an IPv6 address leads to; `any` where that is not to be seen from outside; null where it leads to none. */
export function embeddedAddress(address: string): string | 'any' | null {
  if (isIP(address) !== 6) return null
  const words = wordsOf(address)
  const begins = (...start: number[]) => start.every((word, n) => words[n] === word)
  // RFC 6052: the well-known prefix of NAT64. Public hosts have such an address in networks without IPv4.
  if (begins(0x64, 0xff9b, 0, 0, 0, 0)) return quad(words, 6)
  // RFC 8215: a prefix for a network's own NAT64, which decides itself where the IPv4 address stands.
  if (begins(0x64, 0xff9b, 1)) return 'any'
  // RFC 3056: 6to4. RFC 4380: Teredo, whose server and client are both inside.
  if (begins(0x2002)) return quad(words, 1)
  if (begins(0x2001, 0)) return 'any'
  // RFC 2765: `::ffff:0:a.b.c.d`. RFC 4291: `::a.b.c.d`, which is not `::` and not `::1`.
  if (begins(0, 0, 0, 0, 0xffff, 0)) return quad(words, 6)
  if (begins(0, 0, 0, 0, 0, 0) && (words[6]! > 0 || words[7]! > 1)) return quad(words, 6)
  // RFC 5214: ISATAP, `…:0:5efe:a.b.c.d` and `…:200:5efe:a.b.c.d`, in any network.
  if ((words[4]! & 0xfdff) === 0 && words[5] === 0x5efe) return quad(words, 6)
  return null
}

/** The eight numbers of an IPv6 address. */
function wordsOf(address: string): number[] {
  const last = address.slice(address.lastIndexOf(':') + 1)
  const [a = 0, b = 0, c = 0, d = 0] = last.split('.').map(Number)
  const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
  const text = last.includes('.') ? address.slice(0, -last.length) + hex : address
  const [head = '', tail] = text.split('::')
  const read = (part: string) => (part === '' ? [] : part.split(':').map((word) => Number.parseInt(word, 16)))
  const [left, right] = [read(head), read(tail ?? '')]
  return [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right]
}

function quad(words: readonly number[], at: number): string {
  return [words[at]!, words[at + 1]!].flatMap((word) => [word >> 8, word & 255]).join('.')
}
