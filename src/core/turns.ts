/** Work that is done one after the other, in the order in which it came. */

export function createTurns() {
  let last: Promise<unknown> = Promise.resolve()
  return {
    inTurn<T>(work: () => Promise<T>): Promise<T> {
      const run = last.then(work, work)
      last = run.catch(() => {})
      return run
    },

    /** When all that came until now is done. */
    over: (): Promise<unknown> => last,
  }
}
