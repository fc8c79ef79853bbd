/** Faults of time: the clock jumps ahead when its hour has come, as due work of the ticker. */
import { type Clock, parseIso } from '../core/clock.ts'
import type { NextWork } from '../core/due-work.ts'
import { parseDuration } from '../core/duration.ts'
import type { Fault } from './fault.ts'
import type { Subject } from './subject.ts'

/** An armed fault with its counters. */
export interface Counted {
  readonly scenario: string
  readonly fault: Fault
  seen: number
  used: number
}

export function jumpsOf(
  armed: () => readonly Counted[],
  clock: Clock,
  acted: (scenario: string, fault: Fault, subject: Subject) => void,
) {
  const ahead = () =>
    armed().flatMap((entry) => {
      const { fault, used } = entry
      if (fault.at !== 'time' || used > 0) return []
      return [{ entry, at_ms: parseIso(fault.when) ?? 0, by: parseDuration(fault.do.jump) ?? 0 }]
    })
  return {
    next(): NextWork | null {
      const [first] = ahead().sort((a, b) => a.at_ms - b.at_ms)
      return first ? { kind: 'jump', about: first.entry.scenario } : null
    },

    nextDue(): number | null {
      const times = ahead().map(({ at_ms }) => at_ms / 1000)
      return times.length === 0 ? null : Math.min(...times)
    },

    async runDue(): Promise<string[]> {
      return ahead()
        .filter(({ at_ms }) => at_ms <= clock.now_ms())
        .map(({ entry, by }) => {
          entry.seen++
          entry.used++
          clock.move(clock.now_ms() + by * 1000)
          acted(entry.scenario, entry.fault, {})
          return `clock jumped by ${by}s`
        })
    },
  }
}
