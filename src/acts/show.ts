/** A payment as developers see it: as REST prints it, and what happened to it. */
import type { Payment, TimelineEntry } from '../payments/payment.ts'
import type { Payments } from '../payments/payments.ts'
import type { PaymentView } from '../payments/view.ts'

export type ShownPayment = PaymentView & { timeline: TimelineEntry[] }

export function showPayment(payments: Payments, payment: Payment): ShownPayment {
  return { ...payments.print(payment), timeline: payments.read.timeline(payment.imp_uid) }
}
