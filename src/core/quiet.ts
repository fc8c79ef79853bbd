/**
 * Whether the shop is quiet: nothing of it is open here, and nothing more can come of what it was told.
 *
 * Virtual time waits for it, because a shop may answer a webhook first and book the next charge a moment later. Shops live
 * in real time, so this does, too; what is recorded does not depend on how long it took.
 */
import { stopwatch } from './clock.ts'

/** The machine's timer, kept before a test runner can put a fake one in its place. */
const { setTimeout: later, clearTimeout: forget } = globalThis

/** On a busy machine our own timer comes late, and the shop has more to do than a timer: by so many times that much. */
const PATIENCE = 5

/** A shop that never falls quiet holds up time for so long at most. */
const LONGEST_MS = 5000

export type Quiet = ReturnType<typeof createQuiet>

/** `quiet_ms`: how long after its last word the shop may still begin a call. */
export function createQuiet(quiet_ms: number) {
  const open = new Set<object>()
  let is_told = false
  let sinceLastWord = stopwatch()
  let wake = (): void => {}

  function heard(): void {
    sinceLastWord = stopwatch()
    wake()
  }

  /** Until the shop says something, or so many milliseconds have passed. */
  function word(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = later(resolve, ms)
      wake = () => {
        forget(timer)
        resolve()
      }
    })
  }

  return {
    /** The shop has begun a call, named by anything that is its own. */
    began(call: object): void {
      open.add(call)
      heard()
    },

    ended(call: object): void {
      if (open.delete(call)) heard()
    },

    /** The shop was told something and has answered: a call of its own may follow. */
    told(): void {
      is_told = true
      heard()
    },

    /** Waits until the shop is quiet: at once where it is. Answers whether it was not. */
    async come(): Promise<boolean> {
      if (open.size === 0 && !is_told) return false
      const elapsed = stopwatch()
      let late_ms = 0
      for (;;) {
        const patience_ms = quiet_ms === 0 ? 0 : quiet_ms + PATIENCE * late_ms
        const left_ms = open.size > 0 ? LONGEST_MS : is_told ? patience_ms - sinceLastWord() : 0
        const wait_ms = Math.min(left_ms, LONGEST_MS - elapsed())
        if (wait_ms <= 0) break
        const waited = stopwatch()
        await word(wait_ms)
        late_ms = Math.max(late_ms, waited() - wait_ms)
      }
      is_told = false
      return true
    },
  }
}
