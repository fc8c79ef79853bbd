/**
 * A pause after something could not be written: a file that another program has locked, a disk that is full. To try again at once, and
 * again, would keep the process from all else.
 */
const REST_MS = 1000

/** `later` does something after so many milliseconds; `over` is told of each end. */
export function createResting(later: (ms: number, work: () => void) => unknown, over: () => void) {
  let resting: Promise<void> | null = null
  return {
    /** Until when nothing is begun; null where all is well. */
    resting: (): Promise<void> | null => resting,

    rest(): void {
      resting ??= new Promise((resolve) => {
        later(REST_MS, () => {
          resting = null
          resolve()
          over()
        })
      })
    },
  }
}
