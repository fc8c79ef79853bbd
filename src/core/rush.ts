/**
 * A rush: so many things come, for so long already, that nobody reads of them one by one. A load test is one; the charges of a month
 * that the clock has been moved over are none (decision 0209).
 */
import { stopwatch } from './clock.ts'

/** So many within so many milliseconds … */
const COUNT = 2000
const WITHIN_MS = 1000
/** … and again and again, for as long as this. */
const LASTS_MS = 3000

/** Told of each; answers whether it comes in a rush. `start` begins to count milliseconds. */
export function createRush(start: () => () => number = stopwatch): () => boolean {
  let count = 0
  let sinceCount = start()
  let sinceCalm = start()

  return () => {
    if (sinceCount() > WITHIN_MS) {
      count = 0
      sinceCount = start()
      sinceCalm = sinceCount
    }
    if (++count >= COUNT) {
      count = 0
      sinceCount = start()
    }
    return sinceCalm() >= LASTS_MS
  }
}
