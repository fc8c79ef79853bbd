/**
 * One engine for all work that falls due: webhooks, deadlines, schedules and the rest.
 *
 * Live, a single timer runs it; by hand, `settle` and `advance` run the same list.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Clock } from './clock.ts'
import { type DueWork, dueList, inMs } from './due-work.ts'
import { createTurns } from './turns.ts'

export interface TickerHooks {
  /** The clock was moved: called before anything is done at the new time, so that it can be stored. */
  readonly moved?: () => void
  /** Before time is walked further: waits until nobody is busy any more with what is. Answers whether somebody was. */
  readonly quiet?: () => Promise<boolean>
  /** Told what went wrong in work that nobody waits for. */
  readonly fault?: (error: unknown) => void
}

/**
 * The longest that the timer waits before it looks at the clock again. Node's timers stand still while the machine
 * sleeps; looked at this often, what fell due meanwhile is at most this late.
 */
export const LOOK_AGAIN_MS = 10_000

/** How many due times are walked before those who ask over HTTP meanwhile have their turn. */
const STEPS_A_TURN = 50

/** After a fault, so that work which fails each time does not keep the machine busy. */
const RECOVER_MS = 1000

export function createTicker(clock: Clock, works: readonly DueWork[], hooks: TickerHooks = {}) {
  const { moved = () => {}, quiet = async () => false, fault = () => {} } = hooks
  const { finish, next, nextDue, runAllDue, runUntilQuiet, startAllDue } = dueList(clock, works, quiet)
  let timer: NodeJS.Timeout | null = null
  let is_live = false
  let is_poked = false
  let is_ticking = false
  /** Runs are one after another: nobody delivers what somebody else is delivering. */
  const turns = createTurns()
  const { inTurn } = turns

  /** Sets the one timer to the next due time; what is due already is begun at once. */
  function arm(): void {
    if (timer) clearTimeout(timer)
    timer = null
    // A run that is under way looks again at its end.
    const due_at = is_live && !is_ticking ? nextDue() : null
    if (due_at === null) return
    const wait_ms = inMs(due_at) - clock.now_ms()
    if (wait_ms <= 0) tick()
    else if (clock.mode() !== 'frozen') timer = setTimeout(arm, Math.min(wait_ms, LOOK_AGAIN_MS))
  }

  function tick(): void {
    is_ticking = true
    const run = inTurn(startAllDue)
    run.then(
      () => {
        is_ticking = false
        arm()
      },
      (error: unknown) => {
        is_ticking = false
        fault(error)
        if (is_live) timer = setTimeout(arm, RECOVER_MS)
      },
    )
  }

  function move(to_ms: number): void {
    clock.move(to_ms)
    moved()
  }

  return {
    /** Runs something while nothing else is being delivered. */
    exclusively: <T>(work: () => Promise<T>): Promise<T> => inTurn(() => finish().then(work)),

    /** From now on, what falls due is done by itself. */
    live(): void {
      is_live = true
      arm()
    },

    isLive: () => is_live,
    next,

    /** There is new work; live, look at it at once. Many pokes in one turn of the event loop are one look. */
    poke(): void {
      if (!is_live || is_poked) return
      is_poked = true
      setImmediate(() => {
        is_poked = false
        arm()
      })
    },

    /** Does all that is due now, and all that comes of it. Answers what was done. */
    settle: () => inTurn(runAllDue),

    /**
     * Walks the clock forward to `to` (Unix seconds), from due time to due time, doing what is due at each. It never goes on
     * while the shop is still busy with what it was told.
     */
    advance: (to: number) =>
      inTurn(async () => {
        const ran = await runUntilQuiet()
        let steps = 0
        for (let due_at = nextDue(); due_at !== null && due_at <= to; due_at = nextDue()) {
          if (++steps % STEPS_A_TURN === 0) await nextTurn()
          if (inMs(due_at) > clock.now_ms()) move(inMs(due_at))
          for (const line of await runUntilQuiet()) ran.push(line)
        }
        if (to > clock.now()) {
          move(to * 1000)
          for (const line of await runUntilQuiet()) ran.push(line)
        }
        arm()
        return ran
      }),

    /** Stops the timer and waits for what is under way. */
    async stop(): Promise<void> {
      is_live = false
      if (timer) clearTimeout(timer)
      await turns.over()
      await finish()
    },
  }
}
