/** A rush: so many things come, for so long already, that nobody reads of them one by one. A load test is one (decision 0209). */
import { stopwatch } from './clock.ts'

/** So many within so many milliseconds, and again and again. */
const COUNT = 2000
const WITHIN_MS = 1000

/**
 * Told of each; answers whether it comes in a rush, which is one from so many milliseconds on. `start` begins to count them.
 */
export function createRush(lasts_ms: number, start: () => () => number = stopwatch): () => boolean {
  let count = 0
  let is_crowded = false
  let sinceCount = start()
  let sinceCalm = start()

  return () => {
    if (sinceCount() > WITHIN_MS) {
      count = 0
      is_crowded = false
      sinceCount = start()
      sinceCalm = sinceCount
    }
    if (++count >= COUNT) {
      count = 0
      is_crowded = true
      sinceCount = start()
    }
    return is_crowded && sinceCalm() >= lasts_ms
  }
}
