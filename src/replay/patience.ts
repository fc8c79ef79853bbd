/**
 * How long somebody may be silent before he counts as waiting for another one, inside the shop: several times what the
 * slowest step has taken lately, so that a busy machine does not look like a lock, nor one slow start make all waits long.
 */
export interface Patience {
  /** A step that came to something has taken so long. */
  took(ms: number): void
  ms(): number
}

const FIRST_MS = 400
const LEAST_MS = 50
/** Longer than this nobody is waited for. */
export const MOST_MS = 1000
const TIMES = 5
/** How many steps are remembered. */
const LATELY = 64

export function createPatience(): Patience {
  const lately: number[] = []
  return {
    took(ms) {
      lately.push(ms)
      if (lately.length > LATELY) lately.shift()
    },
    ms: () =>
      lately.length === 0 ? FIRST_MS : Math.min(MOST_MS, Math.max(LEAST_MS, Math.max(...lately) * TIMES)),
  }
}
