/** What happens to an account, a barcode or a window that still waits: changed, withdrawn, or its time is over. */
import { toMinor } from '../core/money.ts'
import type { Desk } from './change.ts'
import type { Payment } from './payment.ts'

/** Changes the amount (major units) or the deadline of an account that waits for money. */
export const adjust =
  ({ change }: Desk) =>
  (imp_uid: string, amount: number | null, due: number | null): Payment =>
    change(imp_uid, (payment) => ({
      do: 'adjust',
      amount: amount === null ? null : (toMinor(amount, payment.currency) ?? -1),
      due,
    }))

/** Voids an account or a barcode that waits for money. */
export const withdraw =
  ({ change }: Desk) =>
  (imp_uid: string, reason: string): Payment =>
    change(imp_uid, { do: 'void', reason })

/** The time of an account or of a window is over. */
export const expire =
  ({ change }: Desk) =>
  (imp_uid: string): Payment =>
    change(imp_uid, ({ approval }) => ({
      do: 'expire',
      what: approval.vbank_num === null ? 'window' : 'vbank',
    }))
