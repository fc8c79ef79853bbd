/** The PG approves a failed payment after all. */
import type { Payment } from '../payments/payment.ts'
import type { ActParts } from './parts.ts'

export function approveLate({ payments }: ActParts, imp_uid: string): Payment {
  return payments.approveLate(imp_uid)
}
