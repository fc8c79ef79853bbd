/** Nothing comes of it: the PG declines, iamport refuses, the buyer gives up, the browser dies. */
import type { Decline } from '../catalog/pg.ts'
import type { Desk } from './change.ts'
import { contract } from './contract.ts'
import type { Payment } from './payment.ts'

/** The PG says no, in its own code and text. */
export const decline =
  ({ change }: Desk) =>
  (imp_uid: string, { code, message }: Pick<Decline, 'code' | 'message'>): Payment =>
    change(imp_uid, (payment) => {
      const { format } = contract(payment).pg.refusals
      return { do: 'fail', by: 'pg', reason: format.replace('{code}', code).replace('{message}', message) }
    })

/** iamport itself says no at the last moment. */
export const refuse =
  ({ change }: Desk) =>
  (imp_uid: string, reason: string): Payment =>
    change(imp_uid, { do: 'fail', by: 'pg', reason })

/** The buyer presses cancel, or closes the window. */
export const giveUp =
  ({ change }: Desk) =>
  (imp_uid: string): Payment =>
    change(imp_uid, (payment) => ({
      do: 'fail',
      by: 'buyer',
      reason: contract(payment).pg.refusals.cancelled.message,
    }))

/** The browser dies: the payment stays ready and nobody comes home. */
export const abandon =
  ({ change }: Desk) =>
  (imp_uid: string): Payment =>
    change(imp_uid, { do: 'abandon' })
