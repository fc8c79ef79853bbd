/** Bodies in lists: their beginning, and how much of them is not there. */
import { type Bilingual, say } from '../core/bilingual.ts'

/** How much of a body a list shows; the payment's own page has all that is kept. */
const SHOWN = 4000

/** `cut`: how many characters of it were not kept. */
export function cutBody(body: string, cut = 0): { text: string; left_out: Bilingual | null } {
  const text = body.slice(0, SHOWN)
  return { text, left_out: leftOut(text, cut + body.length - text.length) }
}

/** What is said of a body that is not all there; null where nothing is missing. */
export function leftOut(text: string, cut: number): Bilingual | null {
  if (cut === 0) return null
  const many = cut.toLocaleString('en')
  return text === ''
    ? say(
        `본문 ${many}자는 호출이 몰려 남기지 않았습니다.`,
        `The body (${many} characters) was not kept: too many calls came at once.`,
      )
    : say(`… ${many}자 생략`, `… ${many} more characters`)
}
