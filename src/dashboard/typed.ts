/** What somebody typed into a form of the dashboard: there at all, and an amount. */
import { say } from '../core/bilingual.ts'
import { toMinor } from '../core/money.ts'
import { type Fields, FormProblem } from './forms.ts'

export function needed(fields: Fields, name: string): void {
  if (fields[name]) return
  throw new FormProblem(422, say(`${name}을(를) 입력하세요.`, `Type a ${name}.`), name)
}

/** Won, thousands set apart or not. */
export function wonOf(fields: Fields, name: string): number {
  const text = fields[name] ?? ''
  const amount = /^(\d+|\d{1,3}(,\d{3})+)$/.test(text) ? Number(text.replaceAll(',', '')) : Number.NaN
  if (amount > 0 && toMinor(amount, 'KRW') !== null) return amount
  const said = say(
    `금액이 올바르지 않습니다: ${text || '비어 있음'} (0보다 큰 원)`,
    `This is no amount: ${text || 'empty'} (won, above 0)`,
  )
  throw new FormProblem(422, said, name)
}
