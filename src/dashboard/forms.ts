/** Reads the dashboard's forms: text in, meaning out, or a problem in words. */
import { Refusal, type RefusalName } from '../catalog/refusals.ts'
import { type Bilingual, inLang, say } from '../core/bilingual.ts'
import { CallerError } from '../core/caller-error.ts'
import { toMinor, whyNoSum } from '../core/money.ts'
import { isRecord } from '../core/schema.ts'

export type Fields = Readonly<Record<string, string>>

/** What is wrong with a form. 422: it cannot be read; 409: it was refused as things stand. */
export class FormProblem extends Error {
  constructor(
    readonly status: number,
    readonly said: Bilingual | string,
    /** The field to mend; null when none is to blame. */
    readonly field: string | null = null,
    readonly hint: Bilingual | string | null = null,
    /** The form that it was, by its name. */
    readonly form: string | null = null,
    /** Of a refusal of iamport. */
    readonly refusal: RefusalName | null = null,
  ) {
    super(inLang(said, 'en'))
  }

  of(form: string): FormProblem {
    return new FormProblem(this.status, this.said, this.field, this.hint, form, this.refusal)
  }
}

/** What the nouns refuse and what our own APIs do not take is a problem of the form that asked; anything else is none. */
export function asFormProblem(error: unknown, fields: Fields = {}): FormProblem | null {
  if (error instanceof FormProblem) return error
  if (error instanceof Refusal) return refused(error, fields)
  if (!(error instanceof CallerError) || error.status >= 500) return null
  const { status, said, hint } = error
  const field = parameterOf(said) ?? fieldIn(inLang(said, 'en'), fields)
  return new FormProblem(status === 400 ? 422 : status, said, field, hint)
}

/** iamport speaks Korean alone: what it refuses goes by a name of ours, too. */
function refused({ name, message, hint }: Refusal, fields: Fields): FormProblem {
  const blamed = BLAMED[name]
  const field = blamed !== undefined && blamed in fields ? blamed : fieldIn(message, fields)
  return new FormProblem(409, message, field, hint, null, name)
}

/** Where the words of a refusal do not name the field. */
const BLAMED: Readonly<Partial<Record<RefusalName, string>>> = {
  billing_key_refused: 'card_number',
  customer_unregistered: 'customer_uid',
  schedule_customer_unknown: 'customer_uid',
  payment_not_found: 'imp_uid',
  receipt_not_paid: 'imp_uid',
}

/** `notification_url is wrong: it must be …` begins with the field to blame. */
function parameterOf(said: Bilingual | string): string | null {
  return /^([a-z][\w.[\]]*) (is|takes|must)\b/.exec(inLang(said, 'en'))?.[1] ?? null
}

/** `본인인증 정보(birth)가 올바르지 않습니다` names a field of the form; `new_user_code` is where a user_code is typed. */
function fieldIn(text: string, fields: Fields): string | null {
  const words = text.match(/\(?[a-z_]+\)?/g) ?? []
  const named = words.filter((word) => word.includes('_') || /^\(.*\)$/.test(word))
  const found = named
    .map((word) => word.replace(/[()]/g, ''))
    .flatMap((name) => [name, `new_${name}`])
    .find((name) => Object.hasOwn(fields, name))
  return found ?? null
}

/** The fields as text. A field sent twice counts once, the first time. */
export function readFields(body: unknown): Fields {
  return Object.fromEntries(Object.entries(asTyped(body)).map(([name, text]) => [name, text.trim()]))
}

/** With every blank and empty line that was typed, and lines that end as a page's own do. */
export function asTyped(body: unknown): Fields {
  if (!isRecord(body)) return {}
  // `a[toString]=x` is an object that makes no text of itself: what is no text is none.
  const first = (value: unknown) => {
    const [one] = Array.isArray(value) ? value : [value]
    return typeof one === 'string' ? one.replaceAll('\r\n', '\n') : ''
  }
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, first(value)]))
}

/** An amount above 0 in major units; thousands may be set apart with commas. 0 is no way to say "all that is left". */
export function readAmount(fields: Fields, currency: string): number {
  const text = fields.amount ?? ''
  if (text === '') throw new FormProblem(422, say('금액을 입력하세요.', 'Type an amount.'), 'amount')
  const amount = /^(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(text) ? Number(text.replaceAll(',', '')) : Number.NaN
  if (amount > 0 && toMinor(amount, currency) !== null) return amount
  const why =
    amount > 0
      ? whyNoSum(amount, currency)
      : say(`0보다 큰 ${currency} 금액`, `an amount of ${currency} above 0`)
  const said = say(`금액이 올바르지 않습니다: ${text} (${why.ko})`, `This is no amount: ${text} (${why.en})`)
  throw new FormProblem(422, said, 'amount')
}
