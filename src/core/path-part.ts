/** A value as one part of an address. Nothing, `.` and `..` lead to another address, in any spelling; half a character leads nowhere. */
import { type Bilingual, say } from './bilingual.ts'

/** Encoded for a path. What cannot be a part of one is refused by its name, in an error of the caller's kind. */
export function pathPart(name: string, value: unknown, no: (said: Bilingual) => Error): string {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string' || /^\.{0,2}$/.test(text) || /\p{Surrogate}/u.test(text)) {
    const given = JSON.stringify(value) ?? String(value)
    throw no(
      say(
        `${name}: ${given}은(는) 주소의 한 부분이 될 수 없는 값입니다.`,
        `${name}: ${given} cannot be a part of an address.`,
      ),
    )
  }
  return encodeURIComponent(text)
}
