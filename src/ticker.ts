/**
 * One engine for all work that falls due: webhooks now, later schedules, deadlines and the rest.
 *
 * Live, a single timer runs it; by hand, `settle` and `advance` run the same list.
 */
import type { Clock } from './core/clock.ts'

/** Something that has work to do at certain times. */
export interface DueWork {
  /** Unix seconds of the next piece of work; null when none waits. */
  readonly nextDue: () => number | null
  /** Does all that is due now, and answers one line for each piece. */
  readonly runDue: () => Promise<string[]>
}

export type Ticker = ReturnType<typeof createTicker>

/** The longest that Node's timers can wait. */
const LONGEST_MS = 2 ** 31 - 1

export function createTicker(clock: Clock, works: readonly DueWork[]) {
  let timer: NodeJS.Timeout | null = null
  let isLive = false
  /** Runs are one after another: nobody delivers what somebody else is delivering. */
  let last: Promise<unknown> = Promise.resolve()

  function exclusively<T>(work: () => Promise<T>): Promise<T> {
    const run = last.then(work, work)
    last = run.catch(() => {})
    return run
  }

  async function runAllDue(): Promise<string[]> {
    const ran: string[] = []
    for (let isQuiet = false; !isQuiet; ) {
      isQuiet = true
      for (const work of works) {
        const due_at = work.nextDue()
        if (due_at === null || due_at > clock.now()) continue
        ran.push(...(await work.runDue()))
        isQuiet = false
      }
    }
    return ran
  }

  function nextDue(): number | null {
    const times = works.map((work) => work.nextDue()).filter((at) => at !== null)
    return times.length === 0 ? null : Math.min(...times)
  }

  /** Sets the one timer to the next due time. */
  function arm(): void {
    if (timer) clearTimeout(timer)
    timer = null
    const due_at = isLive ? nextDue() : null
    if (due_at === null) return
    const wait_ms = due_at * 1000 - clock.now_ms()
    if (wait_ms > 0 && clock.mode() === 'frozen') return
    timer = setTimeout(
      () => void exclusively(runAllDue).finally(arm),
      Math.min(Math.max(wait_ms, 0), LONGEST_MS),
    )
  }

  return {
    /** Runs something while nothing else is being delivered. */
    exclusively,

    /** From now on, what falls due is done by itself. */
    live(): void {
      isLive = true
      arm()
    },

    /** There is new work; live, look at it at once. */
    poke(): void {
      if (isLive) arm()
    },

    /** Does all that is due now, and all that comes of it. Answers what was done. */
    settle: () => exclusively(runAllDue),

    /** Walks the clock forward to `to` (Unix seconds), from due time to due time, doing what is due at each. */
    advance: (to: number) =>
      exclusively(async () => {
        const ran = await runAllDue()
        for (let due_at = nextDue(); due_at !== null && due_at <= to; due_at = nextDue()) {
          if (due_at > clock.now()) clock.move(due_at * 1000)
          ran.push(...(await runAllDue()))
        }
        if (to > clock.now()) clock.move(to * 1000)
        ran.push(...(await runAllDue()))
        arm()
        return ran
      }),

    /** Stops the timer and waits for what is under way. */
    async stop(): Promise<void> {
      isLive = false
      if (timer) clearTimeout(timer)
      await last
    },
  }
}
