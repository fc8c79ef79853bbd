/** Pages of a list, as iamport counts them: from 1, `previous` and `next` are page numbers and 0 for none. */

import { type Refusal, refusal } from '../catalog/refusals.ts'
import { say } from '../core/bilingual.ts'

export interface Page<T> {
  list: T[]
  next: number
  previous: number
  total: number
}

/** Page 0 is the first, too (the Go client sends it). A page past the end is refused. */
export function pageOf<T>(
  page: number | undefined,
  limit: number,
  read: (limit: number, offset: number) => { total: number; list: T[] },
): Page<T> {
  const number = page || 1
  const { total, list } = read(limit, (Math.min(Math.max(number, 1), LAST) - 1) * limit)
  if (number < 1 || (number > 1 && list.length === 0)) throw outOfRange(number, total, limit)
  return { list, next: number * limit < total ? number + 1 : 0, previous: number - 1, total }
}

/** Nobody has as many; the database counts no further than 64 bits. */
const LAST = 1e9

function outOfRange(page: number, total: number, limit: number): Refusal {
  const hint =
    page < 1
      ? say('페이지는 1부터 셉니다.', 'Pages are counted from 1.')
      : say(`모두 ${total}건이고 한 페이지는 ${limit}건입니다.`, `There are ${total}, ${limit} to a page.`)
  return refusal('page_out_of_range', {}, hint)
}
