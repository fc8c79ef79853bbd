/**
 * A pause after something could not be written: a file that another program has locked, a disk that is full. To try again at once, and
 * again, would keep the process from all else.
 */
const REST_MS = 1000

export interface Resting {
  /** Until when nothing is begun; null where all is well. */
  readonly resting: () => Promise<void> | null
  /** The pause begins, if it has not yet. */
  rest(): void
  /** It is over at once: the end of the sandbox does not wait for it. */
  wake(): void
}

/** `later` does something after so many milliseconds; `over` is told of each end. */
export function createResting(
  later: (ms: number, work: () => void) => () => void,
  over: () => void,
): Resting {
  let pause: { readonly ends: Promise<void>; readonly end: () => void } | null = null

  function begin(): NonNullable<typeof pause> {
    let resolve = () => {}
    const ends = new Promise<void>((done) => {
      resolve = done
    })
    const end = () => {
      callOff()
      pause = null
      resolve()
      over()
    }
    const callOff = later(REST_MS, end)
    return { ends, end }
  }

  return {
    resting: () => pause?.ends ?? null,
    rest(): void {
      pause ??= begin()
    },
    wake: () => pause?.end(),
  }
}
