/** Members that move time. */
import { LATEST_S } from '../../core/clock.ts'
import { parseDuration } from '../../core/duration.ts'
import { kstIso } from '../../core/kst.ts'
import type { Instance } from '../../sandbox.ts'
import type { Sandbox } from '../sandbox-api.ts'
import { told } from '../speaking.ts'

export function timeMembers(instance: Instance): Pick<Sandbox, 'settle' | 'advance' | 'now'> {
  const { clock, ticker } = instance
  return {
    settle: () => ticker.settle(),
    advance: async (duration) => {
      const seconds = parseDuration(duration)
      if (seconds !== null) return walkTo(instance, clock.now() + seconds)
      throw told(
        `advance에는 '3d' 같은 기간이나 초를 주세요: ${duration}`,
        `advance takes a duration such as '3d' or a number of seconds, not ${duration}.`,
      )
    },
    now: () => kstIso(clock.now()),
  }
}

/** Answers what was done on the way. */
export async function walkTo(instance: Instance, to: number): Promise<string[]> {
  if (to > LATEST_S)
    throw told(
      `시각은 ${kstIso(LATEST_S)}까지 갈 수 있습니다.`,
      `A clock goes to ${kstIso(LATEST_S)} at most.`,
    )
  return instance.walk(to)
}
