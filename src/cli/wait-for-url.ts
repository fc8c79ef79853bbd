/** Waiting until somebody answers at an address, whatever the answer is: a shop that was started a moment ago. */
import { setTimeout as wait } from 'node:timers/promises'
import { stopwatch } from '../core/clock.ts'
import { answers } from '../core/send.ts'
import { Failure } from './failure.ts'
import { t } from './lang.ts'

const AGAIN_MS = 100
const LONGEST_S = 60

export function waitSeconds(given: string | true | undefined, flag: string): number {
  if (given === undefined || given === true) return LONGEST_S
  const seconds = Number(given)
  if (given.trim() !== '' && seconds > 0 && seconds <= 3600) return seconds
  throw new Failure(
    t(`${flag}에는 3600까지의 초를 주세요: ${given}`, `${flag} takes seconds up to 3600, not ${given}`),
    2,
  )
}

/** Throws a `Failure` when nobody has answered in time, or when what was waited for has ended meanwhile. */
export async function waitForUrl(url: string, seconds: number, isOver = () => false): Promise<void> {
  const elapsed = stopwatch()
  while (!(await answers(url))) {
    if (isOver()) return
    if (elapsed() > seconds * 1000) {
      throw new Failure(
        t(
          `${seconds}초를 기다렸지만 ${url}에서 응답이 없습니다.`,
          `Nobody answered at ${url} within ${seconds} seconds.`,
        ),
      )
    }
    await wait(AGAIN_MS)
  }
}
