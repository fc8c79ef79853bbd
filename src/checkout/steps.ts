/** The steps that a payment's window has, and how their forms are read. */
import { WINDOW_BANKS, WINDOW_CARDS } from '../catalog/codes.ts'
import type { Field, Option, Step, Text } from '../catalog/steps.ts'
import { text } from '../catalog/steps.ts'
import type { Payment } from '../payments/payment.ts'
import { contract } from '../payments/payments.ts'
import type { PaymentWindow } from '../payments/windows.ts'

/** A step with everything resolved that depends on the payment. */
export interface OpenStep extends Omit<Step, 'fields'> {
  readonly fields: readonly OpenField[]
  /** Reads the step's form: the values, and what is wrong with them by field. */
  read(input: Readonly<Record<string, string>>): {
    values: Record<string, string>
    problems: Record<string, Text>
  }
}

export interface OpenField extends Omit<Field, 'options'> {
  readonly options: readonly Option[]
}

/** The steps of a payment's window: those of the PG before, then the pay_method's or the PG's own in their place. */
export function stepsOf(payment: Payment): OpenStep[] {
  const { pg, method } = contract(payment)
  const steps = [...(pg.window.before ?? []), ...(pg.window.instead?.[method.code] ?? method.steps)]
  return steps.map((step) => {
    const fields = step.fields.map((field) => ({ ...field, options: optionsOf(field, payment) }))
    return { ...step, fields, read: (input) => readForm(fields, input) }
  })
}

/** What the buyer typed, completed by the samples of fields that the buyer never came to. */
export function valuesFor(window: PaymentWindow, payment: Payment): Record<string, string> {
  const fields = stepsOf(payment).flatMap((step) => step.fields)
  const samples = Object.fromEntries(fields.map((field) => [field.name, field.sample]))
  return { ...samples, ...window.input }
}

function optionsOf(field: Field, payment: Payment): readonly Option[] {
  switch (field.options) {
    case undefined:
      return []
    case 'cards':
      return WINDOW_CARDS.map(({ code, name }) => ({ value: code, label: text(name, name) }))
    case 'banks':
      return WINDOW_BANKS.map(({ code, name }) => ({ value: code, label: text(name, name) }))
    case 'quotas':
      return quotas(payment).map((months) => ({ value: String(months), label: quotaLabel(months) }))
    default:
      return field.options
  }
}

/** Instalments need 50,000 won. No `display.card_quota`: the PG's list; `[]`: one payment; a list: one payment and those (manual 2.1.1.a). */
function quotas({ amount, currency, order }: Payment): number[] {
  if (currency !== 'KRW' || amount < 50_000) return [0]
  const months = order.card_quota ?? [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
  return [0, ...months.filter((month) => month > 1)]
}

function quotaLabel(months: number): Text {
  return months === 0 ? text('일시불', 'Pay in full') : text(`${months}개월`, `${months} months`)
}

function readForm(fields: readonly OpenField[], input: Readonly<Record<string, string>>) {
  const values: Record<string, string> = {}
  const problems: Record<string, Text> = {}
  for (const field of fields) {
    const given = (input[field.name] ?? '').trim()
    const problem = problemWith(field, given)
    if (problem) problems[field.name] = problem
    else values[field.name] = field.pattern ? bare(given) : given
  }
  return { values, problems }
}

function problemWith(field: OpenField, given: string): Text | null {
  if (given === '') {
    if (field.optional) return null
    return field.kind === 'check'
      ? text('동의가 필요합니다.', 'Please agree.')
      : text(`${field.label.ko}을(를) 입력하세요.`, `${field.label.en} is missing.`)
  }
  if (field.options.length > 0 && !field.options.some(({ value }) => value === given)) {
    return text('목록에 있는 값을 선택하세요.', 'Choose from the list.')
  }
  if (field.pattern && !field.pattern.test(bare(given))) {
    return field.hint ?? text('형식이 올바르지 않습니다.', 'This does not look right.')
  }
  return null
}

/** Without blanks and hyphens. */
function bare(given: string): string {
  return given.replace(/[\s-]/g, '')
}
