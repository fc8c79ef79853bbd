/** Whether an answer is what its row says: types by the schema, and no key that the schema does not name. */
import { z } from 'zod'
import { Answer, type Operation } from '../core/operation.ts'

/** What is wrong with an answer, in words for whoever changed the row or the handler; null when nothing is. */
export function disagreement({ returns }: Operation, value: unknown): string | null {
  const answer = value instanceof Answer ? value.value : value
  const parsed = returns.safeParse(answer)
  if (!parsed.success) return z.prettifyError(parsed.error)
  const extra = extraKey(parsed.data, answer, '')
  return extra === null ? null : `the row does not name ${extra}`
}

/** zod leaves unknown keys out: what is in the answer and not in what was read is one. */
function extraKey(read: unknown, given: unknown, path: string): string | null {
  if (typeof given !== 'object' || given === null || typeof read !== 'object' || read === null) return null
  for (const [key, value] of Object.entries(given)) {
    if (!Object.hasOwn(read, key)) {
      if (value === undefined) continue
      return `${path}${key}`
    }
    const found = extraKey(Reflect.get(read, key), value, `${path}${key}.`)
    if (found !== null) return found
  }
  return null
}
