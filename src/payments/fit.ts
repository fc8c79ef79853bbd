/** How much of an order is kept: whatever a page or a server sends is read again in lists and exports, a thousand at a time. */

import { refusal } from '../catalog/refusals.ts'
import { say } from '../core/bilingual.ts'

/** Characters of JSON, names and marks included. An order has a few thousand at most. */
const MOST = 65_536

/** Refuses what is more than an order can be. */
export function mustFit<T>(kept: T): T {
  const { length } = JSON.stringify(kept)
  if (length <= MOST) return kept
  throw refusal(
    'order_too_large',
    { most: MOST },
    say(`JSON으로 ${length}자입니다.`, `It has ${length} characters as JSON.`),
  )
}
