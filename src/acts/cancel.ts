/** The administrator cancels on the admin page, in full or in part: this one is announced by a webhook. */
import type { Payment } from '../payments/payment.ts'
import type { ActParts } from './parts.ts'

export interface CancelAct {
  /** Major units; default: all that is left. */
  readonly amount?: number | null | undefined
  /** What was left when the form was drawn: pressed twice, it cancels once. Major units. */
  readonly checksum?: number | null | undefined
  readonly reason?: string | null | undefined
  /** Where the money of an account goes back to. The admin page asks for it, and a sandbox's administrator may leave it out. */
  readonly refund?: RefundAccount | undefined
}

export interface RefundAccount {
  readonly holder: string | null
  readonly bank: string | null
  readonly account: string | null
}

const NO_ACCOUNT: RefundAccount = { holder: null, bank: null, account: null }

export function cancel(parts: ActParts, imp_uid: string, act: CancelAct = {}): Payment {
  const { amount = null, checksum = null, reason = null, refund = NO_ACCOUNT } = act
  return parts.payments.cancel(imp_uid, { by: 'admin', amount, checksum, reason, refund })
}
