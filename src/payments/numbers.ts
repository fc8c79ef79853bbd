/** The numbers and addresses that a payment gets: its imp_uid, its pg_tid, its sales slip. Each is drawn in one place. */
import type { Pg } from '../catalog/pg.ts'
import { fill } from '../catalog/template.ts'
import type { Dice } from '../core/ids.ts'
import type { Payment } from './payment.ts'

/** `imp_` and 12 digits, addressed by merchant and row number; `imps_` where the shop's server opened it. */
export function drawImpUid(
  dice: Dice,
  isTaken: (imp_uid: string) => boolean,
  merchant: number,
  no: number,
  prefix: 'imp' | 'imps' = 'imp',
): string {
  for (let attempt = 0; ; attempt++) {
    const imp_uid = `${prefix}_${dice.digits(12, 'imp_uid', merchant, no, attempt)}`
    if (!isTaken(imp_uid)) return imp_uid
  }
}

/** The PG's own number of a deal. `n`: 0 for the approval, 1 … for cancels, `late`, `deposit 0` … */
export function drawTid(dice: Dice, pg: Pg, payment: Payment, now: number, n: number | string): string {
  const template =
    (isForKey(payment) && pg.reports.pg_tid.billing) ||
    (pg.reports.pg_tid[payment.pay_method] ?? pg.reports.pg_tid['*'] ?? '{uuid}')
  return fill(template, { mid: payment.pg_id, now, dice, address: ['pg_tid', payment.imp_uid, n] })
}

export function drawCancellationId(dice: Dice, imp_uid: string, n: number): string {
  return dice.base32(20, 'cancellation_id', imp_uid, n)
}

/** Where the sales slip can be read; null for a PG that gives none. */
export function slipUrl(
  { reports: { receipt } }: Pick<Pg, 'reports'>,
  imp_uid: string,
  pay_method: string,
  origin: string,
): string | null {
  const is_given = typeof receipt === 'boolean' ? receipt : receipt.includes(pay_method)
  return is_given ? `${origin}/checkout/slips/${imp_uid}` : null
}

/** The slip of the nth cancel lies below the payment's own. */
export function cancelSlipUrl({ receipt_url }: Pick<Payment, 'receipt_url'>, n: number): string | null {
  return receipt_url ? `${receipt_url}/cancels/${n}` : null
}

/** Whether a window issues a billing key for this order. */
export function isForKey({ customer_uid, order }: Payment): boolean {
  return customer_uid !== null && (order.customer_uid_usage ?? 'issue') === 'issue'
}
