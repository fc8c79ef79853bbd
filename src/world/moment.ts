/** Moments as a world file writes them: ISO times for people, Unix seconds inside, null for "never". */
import { parseIso } from '../core/clock.ts'
import { kstIso } from '../core/kst.ts'

/** Unix seconds; null for a moment that is not there. Checked before: a text is an ISO time. */
export function moment(at: string | number | null | undefined): number | null {
  if (at === undefined || at === null || at === 0) return null
  return typeof at === 'number' ? at : Math.floor((parseIso(at) ?? 0) / 1000)
}

export function momentOf(unix_s: number): string | null {
  return unix_s === 0 ? null : kstIso(unix_s)
}
