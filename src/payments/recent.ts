/**
 * The payments of late, in memory: a shop asks for a payment right after it was made, and again for each webhook. What is
 * remembered is the row as it was written, so that it reads as the file would; one process owns the file (decision 0174).
 */
import type { Row } from '../core/database.ts'
import { createNewestMap } from '../core/newest-map.ts'
import type { Payment } from './payment.ts'

/** A row takes some two kilobytes. */
const REMEMBERED = 300

interface Known {
  readonly row: Row
  /** Made when somebody asks for it. */
  payment: Payment | null
}

export interface RecentPayments {
  /** The payment, if it is remembered. */
  find(imp_uid: string): Payment | null
  /** This row is what the file holds now. */
  keep(imp_uid: string, row: Row): void
  /** Nothing is remembered any more: rows were changed past the store, or a transaction was undone. */
  forget(): void
}

/** `read` makes a payment of a row. `place`: while it stays the same, a row reads the same. */
export function createRecentPayments(read: (row: Row) => Payment, place: () => string): RecentPayments {
  const known = createNewestMap<string, Known>(REMEMBERED)
  let read_at = ''

  return {
    find(imp_uid) {
      if (place() !== read_at) {
        known.clear()
        read_at = place()
      }
      const found = known.get(imp_uid)
      if (!found) return null
      found.payment ??= read(found.row)
      return found.payment
    },

    keep: (imp_uid, row) => known.set(imp_uid, { row, payment: null }),
    forget: known.clear,
  }
}
