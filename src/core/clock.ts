/**
 * The clock: the only file that may ask the machine for the time.
 *
 * Every other part is handed a `Clock`. All times in the sandbox are Unix seconds, as in iamport's REST API.
 */

/** How the clock runs: with the machine, standing still, or with the machine but shifted. */
export type ClockMode = 'system' | 'frozen' | 'offset'

export interface Clock {
  /** The present, in whole Unix seconds. */
  now(): number
  /** The present, in Unix milliseconds. */
  now_ms(): number
  mode(): ClockMode
  /** Follow the machine's clock again. */
  follow(): void
  /** Stand still at this moment (Unix milliseconds). */
  freeze(at_ms: number): void
  /** Move to this moment (Unix milliseconds). A frozen clock stays frozen there, a running one runs on from there. */
  move(to_ms: number): void
  /** Go on as a clock whose state was stored. */
  restore(state: ClockState): void
  /** How far it is ahead of the machine's clock, in milliseconds; negative when it is behind. */
  lead_ms(): number
  /**
   * The machine's own time in Unix milliseconds, wherever virtual time stands: for what a shop's process reads by its own
   * clock (tokens), and for when something went over a wire. Nothing that happens to a payment goes by it.
   */
  wall_ms(): number
  /** What to store, so that the same clock can be made again after a restart. */
  state(): ClockState
}

export type ClockState =
  | { mode: 'system' }
  | { mode: 'frozen'; at_ms: number }
  | { mode: 'offset'; offset_ms: number }

/** A clock in the given state. */
export function createClock(initial: ClockState = { mode: 'system' }): Clock {
  let state: ClockState = initial
  /** A machine that is set back stops our time until it has caught up: nothing here may happen before what has happened. */
  let latest_ms = Number.NEGATIVE_INFINITY
  const now_ms = (): number => {
    if (state.mode === 'frozen') return state.at_ms
    latest_ms = Math.max(latest_ms, state.mode === 'offset' ? Date.now() + state.offset_ms : Date.now())
    return latest_ms
  }
  const change = (next: ClockState): void => {
    state = next
    latest_ms = Number.NEGATIVE_INFINITY
  }
  return {
    now: () => Math.floor(now_ms() / 1000),
    now_ms,
    mode: () => state.mode,
    follow: () => change({ mode: 'system' }),
    freeze: (at_ms) => change({ mode: 'frozen', at_ms }),
    move: (to_ms) =>
      change(
        state.mode === 'frozen'
          ? { mode: 'frozen', at_ms: to_ms }
          : { mode: 'offset', offset_ms: to_ms - Date.now() },
      ),
    restore: change,
    lead_ms: () => now_ms() - Date.now(),
    wall_ms: () => Date.now(),
    state: () => state,
  }
}

/** The last second that can be shown: 9999-12-31T23:59:59 in Korea. A clock does not go on from there. */
export const LATEST_S = 253_402_268_399

/** Reads the setting `clock`: `system`, or an ISO time at which the clock stands still. Null when it is neither. */
export function parseClock(setting: string): ClockState | null {
  if (setting === 'system') return { mode: 'system' }
  const at_ms = parseIso(setting)
  return at_ms === null ? null : { mode: 'frozen', at_ms }
}

/** Unix milliseconds of an ISO 8601 time; a time without a zone is Korean time. Null when it is none. */
export function parseIso(text: string): number | null {
  const match = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    text,
  )
  if (!match) return null
  const dated = text.includes('T') ? text : `${text}T00:00:00`
  const at_ms = Date.parse(match[1] ? dated : `${dated}+09:00`)
  return Number.isNaN(at_ms) ? null : at_ms
}

/** Measures how long something real takes, in milliseconds. Not part of virtual time. */
export function stopwatch(): () => number {
  const started = performance.now()
  return () => Math.round(performance.now() - started)
}
