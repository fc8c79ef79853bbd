/** What a window's fields count as when it ends. */
import type { Payment } from '../../payments/payment.ts'
import type { PaymentWindow } from '../window.ts'
import { beforehand, decided, directCard } from './given.ts'
import { allSteps, stepsOf } from './steps.ts'

/** What the buyer typed, completed by the samples of fields that the buyer never came to. */
export function valuesFor(window: PaymentWindow, payment: Payment): Record<string, string> {
  const fields = stepsOf(payment, window.input).flatMap((step) => step.fields)
  const samples = fields.map((field) => [field.name, beforehand(field, payment) || field.sample] as const)
  const typed = Object.entries(window.input).filter(([, value]) => value !== '')
  const by_order = allSteps(payment)
    .flatMap((step) => step.fields)
    .flatMap((field) => {
      const value = decided(field, payment)
      return value === null ? [] : [[field.name, value] as const]
    })
  return { ...Object.fromEntries([...samples, ...typed, ...by_order]), ...directCard(payment) }
}
