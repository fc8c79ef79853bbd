/** The steps that a payment's window has. */

import type { Charges } from '../../catalog/pg.ts'
import { given } from '../../catalog/rules.ts'
import { chargesOf } from '../../choice/billing-window.ts'
import { BILLING_STEPS } from '../../kit/billing-steps.ts'
import { type Step, text } from '../../kit/steps.ts'
import type { Payment } from '../../payments/payment.ts'
import { contract } from '../../payments/payments.ts'
import { type Input, type OpenField, type OpenStep, readForm } from '../form.ts'
import { beforehand, decided, directCard } from './given.ts'
import { optionsOf } from './options.ts'

/**
 * The steps of a payment's window: those of the PG before, then the pay_method's or the PG's own in their place. Some
 * steps are only for those who chose something before, so what was typed decides, too.
 */
export function stepsOf(payment: Payment, input: Input = {}): OpenStep[] {
  const all = allSteps(payment)
  const direct = directCard(payment)
  const chosen = (name: string) => {
    const field = all.flatMap(({ fields }) => fields).find((one) => one.name === name)
    return (
      (field && decided(field, payment)) ??
      direct?.[name] ??
      (input[name] || (field && beforehand(field, payment)) || field?.sample || '')
    )
  }
  return all
    .filter(({ when }) => !when || when.is.includes(chosen(when.field)))
    .filter((step) => isAsked(step, payment))
    .filter(({ fields }) => !direct || !fields.some(({ name }) => name === 'card_code'))
    .map((step) => {
      const fields = openFields(step, payment)
      return { ...step, fields, read: (form: Input) => readForm(fields, form, payment) }
    })
    .filter(({ fields, id }) => fields.length > 0 || !isAllDecided(all, id))
}

export function allSteps(payment: Payment): readonly Step[] {
  const { pg, method } = contract(payment)
  const { refused_by_pg } = payment.order
  if (refused_by_pg) return [refusedStep(refused_by_pg.message)]
  const { before = [], instead = {} } = pg.window
  const own = instead[method.code]
  const registers = issuesKey(payment) !== null && method.code === 'card'
  if (registers) return [...before, ...(instead.billing ?? own ?? BILLING_STEPS)]
  return [...before, ...(own ?? method.steps)]
}

/** Some steps are only for orders with a certain parameter, or without it. */
function isAsked({ asked }: Step, { order, customer_uid, channel }: Payment): boolean {
  if (!asked) return true
  const { param, value, device, not } = asked
  const found = given({ ...order.extra, escrow: order.escrow, digital: order.digital, customer_uid }, param)
  const is_so = 'value' in asked ? found === value : Boolean(found)
  return (is_so && (device ?? channel) === channel) !== (not === true)
}

/** What happens to the amount when this window issues a billing key; null where it issues none. */
export function issuesKey(payment: Payment): Exclude<Charges, 'no window'> | null {
  if (payment.customer_uid === null) return null
  const charges = chargesOf(contract(payment).pg, payment.pay_method)
  return charges === 'no window' ? null : charges
}

/** A PG that has something against the order says so in its window; whatever the buyer presses, the payment fails. */
function refusedStep(message: string): Step {
  return {
    id: 'refused',
    title: text('결제를 진행할 수 없습니다', 'This cannot be paid', 'お支払いを続行できません'),
    notice: text(message, message, message),
    fields: [],
    next: text('확인', 'OK', 'OK'),
  }
}

function openFields({ fields }: Step, payment: Payment): OpenField[] {
  const { pg } = contract(payment)
  return fields
    .filter(({ only }) => !only || pg.window[only])
    .filter((field) => decided(field, payment) === null)
    .map((field) => ({ ...field, options: optionsOf(field, payment) }))
}

/** Whether a step has nothing left to ask, because the order has decided all of it. */
function isAllDecided(all: readonly Step[], id: string): boolean {
  return (all.find((step) => step.id === id)?.fields.length ?? 0) > 0
}
