/** What somebody typed into a form of the dashboard: there at all, ticked, an amount, or what a schema says. */
import { say } from '../core/bilingual.ts'
import { josa } from '../core/josa.ts'
import { toMinor, whyNoSum } from '../core/money.ts'
import { read } from '../core/schema.ts'
import { type Fields, FormProblem } from './forms.ts'

/** `label`: how the field is called on the page, where that is not its name. */
export function needed(fields: Fields, name: string, label = name): void {
  if (fields[name]) return
  const said = say(`${label}${josa(label, '을', '를')} 입력하세요.`, `${label} is empty: type one.`)
  throw new FormProblem(422, said, name)
}

export function mustBeConfirmed({ confirm }: Fields): void {
  if (confirm !== undefined) return
  throw new FormProblem(422, say('확인란을 선택하세요.', 'Tick the box first.'), 'confirm')
}

/** What a form gives, by the schema of its act; what is wrong is a problem of its field, whose name on the page has the prefix. */
export function given<T>(schema: Parameters<typeof read<T>>[0], raw: Fields | object, prefix = ''): T {
  const result = read(schema, raw)
  if ('value' in result) return result.value
  const { parameter, allowed, in_korean } = result.problem
  const field = parameter.split('.').at(-1)!
  const said = say(`${field}: ${in_korean.must}`, `${field} must be ${allowed}.`)
  throw new FormProblem(422, said, prefix + field)
}

/** Won, thousands set apart or not. */
export function wonOf(fields: Fields, name: string): number {
  const text = fields[name] ?? ''
  const amount = /^(\d+|\d{1,3}(,\d{3})+)$/.test(text) ? Number(text.replaceAll(',', '')) : Number.NaN
  if (amount > 0 && toMinor(amount, 'KRW') !== null) return amount
  const why = amount > 0 ? whyNoSum(amount, 'KRW') : say('0보다 큰 원', 'won, above 0')
  const said = say(
    `금액이 올바르지 않습니다: ${text || '비어 있음'} (${why.ko})`,
    `This is no amount: ${text || 'empty'} (${why.en})`,
  )
  throw new FormProblem(422, said, name)
}
