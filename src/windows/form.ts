/** A step of a window as it is shown, and how its form is read: the values, and what is wrong with them by field. */

import { josa } from '../core/josa.ts'
import { formatMoney } from '../core/money.ts'
import { type Field, type Option, type Step, type Text, text } from '../kit/steps.ts'

/** What somebody has typed, by field. */
export type Input = Readonly<Record<string, string>>
/** What is wrong with it, by field. */
export type Problems = Readonly<Record<string, Text>>

/** A step with everything resolved that depends on what the window is open for. */
export interface OpenStep extends Omit<Step, 'fields'> {
  readonly fields: readonly OpenField[]
  /** What is typed here counts once: it is not remembered. */
  readonly one_use?: true
  /** Reads the step's form. */
  read(form: Input): { values: Record<string, string>; problems: Record<string, Text> }
}

export interface OpenField extends Omit<Field, 'options'> {
  readonly options: readonly Option[]
}

/** What is to be paid, for fields that know a limit. */
export interface Price {
  readonly amount: number
  readonly currency: string
}

/** A form as its fields want it: the values, and what is wrong with them by field. */
export function readForm(fields: readonly OpenField[], form: Input, price?: Price) {
  const values: Record<string, string> = {}
  const problems: Record<string, Text> = {}
  for (const field of fields) {
    const given = (form[field.name] ?? '').trim()
    const problem = problemWith(field, given) ?? (price ? problemWithAmount(field, given, price) : null)
    if (problem) problems[field.name] = problem
    else values[field.name] = field.pattern ? bare(given) : given
  }
  return { values, problems }
}

/** A form says nothing of boxes that are not ticked, even of those that were ticked before. */
export function asSent(step: OpenStep | null, typed: Input): Record<string, string> {
  const boxes = step?.fields.filter(({ kind }) => kind === 'check') ?? []
  return { ...Object.fromEntries(boxes.map(({ name }) => [name, ''])), ...typed }
}

function problemWith(field: OpenField, given: string): Text | null {
  if (given === '') {
    if (field.optional) return null
    return missing(field)
  }
  if (field.options.length > 0 && !field.options.some(({ value }) => value === given)) {
    return text('목록에 있는 값을 선택하세요.', 'Choose from the list.', '一覧から選択してください。')
  }
  if (field.pattern && !field.pattern.test(bare(given))) {
    return (
      field.hint ?? text('형식이 올바르지 않습니다.', 'This does not look right.', '形式が正しくありません。')
    )
  }
  return null
}

function missing({ kind, label }: OpenField): Text {
  const { ko } = label
  if (kind === 'check') return text('동의가 필요합니다.', 'Please agree.', '同意が必要です。')
  const object = `${ko}${josa(ko, '을', '를')}`
  if (kind === 'choice' || kind === 'select')
    return { ...text(`${object} 선택하세요.`, 'Choose: {}.', '{}を選択してください。'), of: label }
  return { ...text(`${object} 입력하세요.`, '{} is missing.', '{}を入力してください。'), of: label }
}

/** What is too much for this way to pay. */
function problemWithAmount(
  { covers_amount, most }: OpenField,
  given: string,
  { amount, currency }: Price,
): Text | null {
  if (currency !== 'KRW') return null
  if (covers_amount && Number(given) < amount) {
    return text(
      `잔액이 부족합니다. (결제금액 ${formatMoney(amount, currency)})`,
      `The balance does not cover ${formatMoney(amount, currency)}.`,
      `残高が不足しています（お支払い金額 ${formatMoney(amount, currency)}）。`,
    )
  }
  if (most === undefined || amount <= most) return null
  return text(
    `결제한도(${formatMoney(most, currency)})를 초과하였습니다.`,
    `More than the limit of ${formatMoney(most, currency)}.`,
    `ご利用限度額（${formatMoney(most, currency)}）を超えています。`,
  )
}

/** Without blanks and hyphens. */
function bare(given: string): string {
  return given.replace(/[\s-]/g, '')
}
