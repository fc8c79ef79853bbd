/** Work that falls due, and doing all of it: one list of those who have some. */
import type { Clock } from './clock.ts'

/** What will be done next, for people. */
export interface NextWork {
  /** `webhook`, `vbank`, `schedule` … */
  readonly kind: string
  /** An id or a name; null where there is none. */
  readonly about: string | null
}

/** Something that has work to do at certain times. */
export interface DueWork {
  /** Unix seconds of the next piece of work, fractions allowed; null when none waits. */
  readonly nextDue: () => number | null
  /** Whether some is due now, as far as that is known without looking for it; `nextDue` is asked where it is not. */
  readonly isKnownDue?: () => boolean
  /** Does all that is due now, and answers one line for each piece. */
  readonly runDue: () => Promise<string[]>
  /** Live: begins what is due without waiting for its end, so that nothing else is held up. Default: runDue. */
  readonly startDue?: () => void
  /** Waits until all that was begun has ended. */
  readonly finish?: () => Promise<void>
  /** What `nextDue` is about. */
  readonly next?: () => NextWork | null
}

/** `quiet` waits until nobody is busy with what was done, and answers whether somebody was. */
export function dueList(clock: Clock, works: readonly DueWork[], quiet: () => Promise<boolean>) {
  const isDue = ({ isKnownDue, nextDue }: DueWork): boolean => {
    if (isKnownDue?.()) return true
    const due_at = nextDue()
    return due_at !== null && inMs(due_at) <= clock.now_ms()
  }

  async function finish(): Promise<void> {
    for (const work of works) await work.finish?.()
  }

  /** Asks all of them again and again, until none has anything due. */
  async function untilNoneIsDue(run: (work: DueWork) => Promise<void> | void): Promise<void> {
    for (let is_done = false; !is_done; ) {
      is_done = true
      for (const work of works) {
        if (!isDue(work)) continue
        await run(work)
        is_done = false
      }
    }
  }

  async function runAllDue(): Promise<string[]> {
    await finish()
    const ran: string[] = []
    await untilNoneIsDue(async (work) => {
      for (const line of await work.runDue()) ran.push(line)
    })
    return ran
  }

  return {
    finish,
    runAllDue,

    /** All that is due, and all that those do about it who were told. */
    async runUntilQuiet(): Promise<string[]> {
      const ran = await runAllDue()
      while (await quiet()) for (const line of await runAllDue()) ran.push(line)
      return ran
    },

    /** Live: begins all that is due, and waits only for work that can do nothing else. */
    startAllDue: (): Promise<void> =>
      untilNoneIsDue((work) => (work.startDue ? work.startDue() : work.runDue().then(() => {}))),

    /** The next piece of work by name; null when none waits. */
    next(): (NextWork & { readonly due_at: number }) | null {
      const waiting = works
        .map((work) => ({ work, due_at: work.nextDue() }))
        .filter((one): one is { work: DueWork; due_at: number } => one.due_at !== null)
        .sort((a, b) => a.due_at - b.due_at)
      const first = waiting[0]
      return first ? { kind: 'other', about: null, ...first.work.next?.(), due_at: first.due_at } : null
    },

    /** When the next work is due. Where some is due already, nobody else need be asked. */
    nextDue(): number | null {
      let next: number | null = null
      for (const work of works) {
        if (work.isKnownDue?.()) return clock.now()
        const due_at = work.nextDue()
        if (due_at === null) continue
        if (inMs(due_at) <= clock.now_ms()) return due_at
        next = Math.min(next ?? Infinity, due_at)
      }
      return next
    },
  }
}

/** Whole milliseconds: a fraction of a second is not exact in binary, and time must reach what it is moved to. */
export function inMs(unix_s: number): number {
  return Math.round(unix_s * 1000)
}
