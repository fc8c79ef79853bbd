/**
 * Retention (`--keep`): a sandbox that a team uses for months does not grow for ever. What is over and old goes, a little at a time;
 * what somebody still waits for stays, however old it is.
 */
import type { Clock } from '../core/clock.ts'
import { type Keep, readKeep } from '../core/keep.ts'
import type { RetentionStore } from './store.ts'

export interface RetentionParts {
  readonly store: RetentionStore
  readonly clock: Pick<Clock, 'now'>
  /** The setting, e.g. `100000 payments` or `30 days`; null keeps everything. */
  readonly keep: string | null
  /** Writes what waits to be written: a record of a payment must not come after the payment has gone. */
  readonly flush: () => void
  /** Told once that old payments go from now on. */
  readonly began: () => void
}

/** How many payments go at once: some ten milliseconds. */
export const AT_ONCE = 100

const DAY_S = 86_400

export function createRetention({ store, clock, keep, flush, began }: RetentionParts) {
  const rule = keep === null ? null : readKeep(keep)
  if (rule !== null) store.prepare()
  let removed = 0

  /** Before when something is old; null where nothing is. Time is that of payments: virtual. */
  function horizon(rule: Keep): number | null {
    return 'days' in rule ? clock.now() - rule.days * DAY_S : store.beginOfNewest(rule.payments)
  }

  function oldPayments(rule: Keep): string[] {
    if ('days' in rule) return store.over({ limit: AT_ONCE, before: clock.now() - rule.days * DAY_S })
    const excess = store.count() - rule.payments
    return excess > 0 ? store.over({ limit: Math.min(excess, AT_ONCE), before: null }) : []
  }

  return {
    is_on: rule !== null,

    /** Takes away a little of what is old. Answers whether there may be more. */
    sweep(): boolean {
      if (rule === null) return false
      flush()
      return store.transaction(() => {
        const before = horizon(rule)
        const old = oldPayments(rule)
        if (old.length > 0) store.remove(old)
        const others = before === null ? 0 : store.removeOthers(before, AT_ONCE)
        if (removed === 0 && old.length > 0) began()
        removed += old.length
        return old.length === AT_ONCE || others >= AT_ONCE
      })
    },

    /** For whoever asks how the sandbox is. */
    state: () => (keep === null ? null : { keep, payments: store.count(), removed }),
  }
}
