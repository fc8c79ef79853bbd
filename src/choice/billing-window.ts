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

/** Whether a window takes any notice of `customer_uid`. */
export function issues(pg: Pg, pay_method: string): boolean {
  return chargesOf(pg, pay_method) !== 'no window'
}
