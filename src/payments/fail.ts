/** Nothing comes of it: the PG declines, iamport refuses, the buyer gives up, the browser dies. */
import { cancelWords, failureText } from '../catalog/failure-texts.ts'
import type { FailureWay } from '../catalog/frames.ts'
import type { Decline } from '../catalog/pg.ts'
import type { Desk } from './change.ts'
import type { Command } from './command.ts'
import { contract } from './contract.ts'
import type { Payment } from './payment.ts'

/** The PG says no, in its own code and text. `way`: how the shop hears of it. */
export const decline =
  ({ change }: Desk) =>
  (imp_uid: string, why: Declined, way: FailureWay): Payment =>
    change(imp_uid, (payment) => declined(payment, why, way))

export type Declined = Pick<Decline, 'code' | 'message'>

/** What a "no" of the PG makes of this payment. */
export function declined(payment: Payment, { code, message }: Declined, way: FailureWay): Command {
  const { imp_uid } = payment
  const reason = failureText(contract(payment).pg, way, 'declined', { imp_uid, code, message })
  return { do: 'fail', by: 'pg', reason }
}

/** iamport itself says no at the last moment. */
export const refuse =
  ({ change }: Desk) =>
  (imp_uid: string, reason: string): Payment =>
    change(imp_uid, { do: 'fail', by: 'pg', reason })

/** The buyer presses cancel, or closes the window. */
export const giveUp =
  ({ change }: Desk) =>
  (imp_uid: string, way: FailureWay): Payment =>
    change(imp_uid, (payment) => {
      const { pg } = contract(payment)
      const words = { imp_uid, ...cancelWords(pg, way) }
      return { do: 'fail', by: 'buyer', reason: failureText(pg, way, 'cancelled', words) }
    })

/** The browser dies: the payment stays ready and nobody comes home. */
export const abandon =
  ({ change }: Desk) =>
  (imp_uid: string): Payment =>
    change(imp_uid, { do: 'abandon' })
