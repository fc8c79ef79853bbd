/** The PG and the pay_method of a payment, out of the catalogue. */
import { payMethod } from '../catalog/methods/index.ts'
import { pgByCode } from '../catalog/pgs/index.ts'
import type { Payment } from './payment.ts'

/** Both are in the catalogue, or the payment would not have been opened. */
export function contract(payment: Pick<Payment, 'pg_provider' | 'pay_method'>) {
  const pg = pgByCode(payment.pg_provider)
  const method = payMethod(payment.pay_method)
  if (!pg || !method)
    throw new Error(`no ${payment.pg_provider} or no ${payment.pay_method} in the catalogue`)
  return { pg, method }
}
