/** What a window does with `customer_uid`: whether it issues a billing key, and what it charges then. */
import { payMethod } from '../catalog/methods/index.ts'
import type { Charges, Pg } from '../catalog/pg.ts'

/**
 * What happens to the amount when this PG's window issues a key for this pay_method. PGs and pay_methods that the vendor's
 * billing table does not name issue none in a window.
 */
export function chargesOf({ billing }: Pg, pay_method: string): Charges {
  const charges = billing?.charges ?? 'no window'
  if (payMethod(pay_method)?.keeps_no_key) return 'no window'
  return typeof charges === 'string' ? charges : (charges[pay_method] ?? charges['*'] ?? 'no window')
}

/** Whether a window takes any notice of `customer_uid`. A shop id for single payments issues no key. */
export function issues(pg: Pg, pay_method: string, pg_id?: string): boolean {
  return chargesOf(pg, pay_method) !== 'no window' && !isForSinglePayments(pg, pg_id)
}

/** PGs with a test shop id of its own for billing keys issue none with their others (docs). What a shop's own id can do is not known. */
function isForSinglePayments({ mids }: Pg, pg_id: string | undefined): boolean {
  return mids.billing !== undefined && pg_id !== mids.billing && mids.test.includes(pg_id ?? '')
}

/** The test shop id to take instead, where this one issues no key though the PG's window would. */
export function keyMid(pg: Pg, pay_method: string, pg_id: string): string | null {
  return issues(pg, pay_method) && isForSinglePayments(pg, pg_id) ? (pg.mids.billing ?? null) : null
}
