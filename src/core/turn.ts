/** Whose turn it is among things of a kind that come one after the other. */

export interface Turns {
  /** From the nth on; alone: only the nth. */
  readonly nth?: number | undefined
  /** So many of them. */
  readonly times?: number | undefined
}

/** Whether it is the turn of the `seen`th one (from 1). */
export function isTurn({ nth, times }: Turns, seen: number): boolean {
  const first = nth ?? 1
  const length = times ?? (nth === undefined ? Number.POSITIVE_INFINITY : 1)
  return seen >= first && seen < first + length
}
