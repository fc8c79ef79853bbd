/**
 * How long somebody may be silent before he counts as waiting for another one, inside the shop: several times what the
 * slowest step has taken so far, so that a busy machine does not look like a lock.
 */
export interface Patience {
  slowest_ms: number
}

const FIRST_MS = 400

export const patienceMs = ({ slowest_ms }: Patience): number =>
  slowest_ms === 0 ? FIRST_MS : Math.min(1000, Math.max(60, slowest_ms * 5))
