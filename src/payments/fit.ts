/** How much of an order is kept: whatever a page or a server sends is read again in lists and exports, a thousand at a time. */

import { refusal } from '../catalog/refusals.ts'
import { say } from '../core/bilingual.ts'

/** Characters of JSON, names and marks included. An order has a few thousand at most. */
const MOST = 65_536

/** Refuses what is more than an order can be. */
export function mustFit<T>(kept: T): T {
  if (atMost(kept) <= MOST) return kept
  const { length } = JSON.stringify(kept)
  if (length <= MOST) return kept
  throw refusal(
    'order_too_large',
    { most: MOST },
    say(`JSON으로 ${length}자입니다.`, `It has ${length} characters as JSON.`),
  )
}

/** As many characters as a JSON value may have: one of a text takes six as `\u0000`, a number 25. */
function atMost(value: unknown): number {
  if (typeof value === 'string') return 6 * value.length + 2
  if (typeof value !== 'object' || value === null) return 25
  let sum = 2
  for (const name in value) sum += 6 * name.length + 4 + atMost(value[name as keyof typeof value])
  return sum
}
