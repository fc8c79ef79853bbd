/** Reads the dashboard's forms: text in, meaning out, or a problem in words. */
import { Refusal } from '../catalog/refusals.ts'
import { toMinor } from '../core/money.ts'
import { isRecord } from '../core/schema.ts'

export type Fields = Readonly<Record<string, string>>

/** What is wrong with a form. 422: it cannot be read; 409: it was refused as things stand. */
export class FormProblem extends Error {
  constructor(
    readonly status: 409 | 422,
    message: string,
    /** The field to mend; null when none is to blame. */
    readonly field: string | null = null,
    readonly hint: string | null = null,
  ) {
    super(message)
  }
}

/** A refusal of the nouns is a problem of the form that asked; anything else is none. */
export function asFormProblem(error: unknown): FormProblem | null {
  if (error instanceof FormProblem) return error
  return error instanceof Refusal ? new FormProblem(409, error.message, null, error.hint) : null
}

/** The form's fields as text. A field sent twice counts once, the first time. */
export function readFields(body: unknown): Fields {
  if (!isRecord(body)) return {}
  const first = (value: unknown) => String(Array.isArray(value) ? value[0] : value)
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, first(value).trim()]))
}

/** An amount above 0 in major units; thousands may be set apart with commas. 0 is no way to say "all that is left". */
export function readAmount(fields: Fields, currency: string): number {
  const text = fields.amount ?? ''
  if (text === '') throw new FormProblem(422, '금액을 입력하세요.', 'amount')
  const amount = /^(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(text) ? Number(text.replaceAll(',', '')) : Number.NaN
  if (amount > 0 && toMinor(amount, currency) !== null) return amount
  throw new FormProblem(422, `금액이 올바르지 않습니다: ${text} (0보다 큰 ${currency} 금액)`, 'amount')
}

/** One URL per line, http or https. */
export function readUrls(fields: Fields): string[] {
  const lines = (fields.notification_url ?? '').split(/\s+/).filter(Boolean)
  for (const line of lines) {
    const protocol = URL.canParse(line) ? new URL(line).protocol : ''
    if (protocol === 'http:' || protocol === 'https:') continue
    const why = 'http:// 또는 https://로 시작하는 전체 주소를 입력하세요.'
    throw new FormProblem(
      422,
      `Notification URL이 올바르지 않습니다: ${line}`,
      'notification_url',
      `${why} 예: http://127.0.0.1:3000/iamport/webhook`,
    )
  }
  return [...new Set(lines)]
}

export function readContentType(fields: Fields): 'json' | 'form' {
  const type = fields.notification_content_type
  if (type === 'json' || type === 'form') return type
  throw new FormProblem(422, 'Content-Type은 json 또는 form입니다.', 'notification_content_type')
}
