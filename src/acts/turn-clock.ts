/** The hand on the clock: an hour or a day on, to what falls due next, stop, and go on from where it stands. */
import { say } from '../core/bilingual.ts'
import { CallerError } from '../core/caller-error.ts'
import { LATEST_S } from '../core/clock.ts'
import { kstIso } from '../core/kst.ts'
import type { Whole } from '../parts/life.ts'

export type ClockTurn = { readonly by_s: number } | 'next' | 'stop' | 'go'

type ClockParts = Pick<Whole, 'clock' | 'ticker' | 'walk' | 'clockChanged'>

export async function turnClock({ clock, ticker, walk, clockChanged }: ClockParts, turn: ClockTurn) {
  if (turn === 'stop') clock.freeze(clock.now_ms())
  // Not back to the machine's time: what has happened would lie ahead.
  else if (turn === 'go') clock.restore(runningOn(clock.lead_ms()))
  else {
    const to = turn === 'next' ? ticker.next()?.due_at : clock.now() + turn.by_s
    if (to === undefined) return
    if (to > LATEST_S)
      throw new CallerError(
        400,
        'parameter_invalid',
        say(`${kstIso(LATEST_S)}보다 뒤로는 갈 수 없습니다.`, `That leads beyond ${kstIso(LATEST_S)}.`),
      )
    await walk(Math.max(Math.ceil(to), clock.now()))
  }
  clockChanged()
}

/** A second of difference is the machine's own time. */
function runningOn(lead_ms: number) {
  if (Math.abs(lead_ms) < 1000) return { mode: 'system' } as const
  return { mode: 'offset', offset_ms: lead_ms } as const
}
