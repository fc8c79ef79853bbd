/** Money arrives at the bank on a virtual account, or at the counter of a convenience store. */
import type { Payment } from '../payments/payment.ts'
import type { ActParts } from './parts.ts'

export interface DepositAct {
  /** Major units; default: the exact amount. */
  readonly amount?: number | null | undefined
  /** A wrong or late one is taken all the same. */
  readonly force?: boolean | undefined
}

export function deposit(parts: ActParts, imp_uid: string, act: DepositAct = {}): Promise<Payment> {
  const { amount = null, force = false } = act
  return parts.vbanks.deposit(imp_uid, amount, force)
}
