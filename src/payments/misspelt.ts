/**
 * Names of an order that nobody reads, though one that somebody does is nearly the same: `buyerTel`, `redirect_url`. iamport passes them
 * over in silence, and the shop looks for its telephone number for an hour.
 */
import { distance } from '../core/nearest.ts'

/** What single PGs read besides, where it is near to another name (galaxia). */
const OF_PGS = ['customer_id']
/** So many names are looked at: an order has a few dozen, and a page may send a hundred thousand. */
const LOOKED_AT = 200

/** One sentence for each; `names` are those that the window reads. A name that the order has, too, was not meant. */
export function misspeltIn(order: Readonly<Record<string, unknown>>, names: readonly string[]): string[] {
  return Object.keys(order)
    .slice(0, LOOKED_AT)
    .flatMap((name) => {
      if (name.length > 40 || names.includes(name) || OF_PGS.includes(name)) return []
      const meant = names.find((known) => order[known] === undefined && isNearly(name, known))
      return meant ? [`${name}: 결제창이 읽지 않는 이름입니다. ${meant}을(를) 쓰려던 것인가요?`] : []
    })
}

function isNearly(name: string, known: string): boolean {
  const plain = (text: string) => text.replace(/[_-]/g, '').toLowerCase()
  const far = distance(plain(name), plain(known))
  return far === 0 || (known.length > 3 && far <= (known.length > 9 ? 2 : 1))
}
