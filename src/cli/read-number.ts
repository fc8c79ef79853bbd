/** Numbers as they are typed after a flag. */
import { Failure } from './failure.ts'
import { t } from './lang.ts'

/** A whole number within bounds. */
export function readWhole(text: string, flag: string, least: number, most: number): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= least && number <= most) return number
  throw new Failure(
    t(
      `${flag}에는 ${least}부터 ${most}까지의 정수를 주세요: ${text}`,
      `${flag} takes a whole number from ${least} to ${most}, not ${text}`,
    ),
    2,
  )
}
