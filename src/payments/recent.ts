/**
 * The payments of late, in memory: a shop asks for a payment right after it was made, and again for each webhook. What is
 * remembered is the row as it was written, so that it reads as the file would; one process owns the file (decision 0174).
 */
import type { Row } from '../core/database.ts'
import { createNewestMap } from '../core/newest-map.ts'
import type { Payment } from './payment.ts'

/** A row takes some two kilobytes. So many of those that were asked for. */
const ASKED = 300
/**
 * So many of those that were written and not asked for since: buyers who are just paying. Under a load test of sales alone nobody asks,
 * and what is let go at once need not be moved about in memory.
 */
const WRITTEN = 32

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
  const asked = createNewestMap<string, Known>(ASKED)
  const written = createNewestMap<string, Known>(WRITTEN)
  let read_at = ''

  function forget(): void {
    asked.clear()
    written.clear()
  }

  return {
    find(imp_uid) {
      if (place() !== read_at) {
        forget()
        read_at = place()
      }
      const found = asked.get(imp_uid) ?? written.get(imp_uid)
      if (!found) return null
      if (written.get(imp_uid)) {
        written.delete(imp_uid)
        asked.set(imp_uid, found)
      }
      found.payment ??= read(found.row)
      return found.payment
    },

    keep(imp_uid, row) {
      asked.delete(imp_uid)
      written.set(imp_uid, { row, payment: null })
    },
    forget,
  }
}
