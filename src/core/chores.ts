/**
 * What is done in real time, beside the ticker that walks virtual time: one scheduler, so that nothing of ours runs in a bare timer.
 * A chore that fails is told of and ends nothing; a reset takes away what waited for the world before it.
 */

export interface Chores {
  /** Does something once, so many milliseconds from now, for the world of now. Answers how to call it off. */
  after(ms: number, work: Work): () => void
  /** The same for somebody who waits, whatever becomes of the world. */
  forCaller(ms: number, work: Work): () => void
  /** Does something again and again for as long as the process lives; nobody is kept waiting for it. */
  every(ms: number, work: Work): void
  /** The world is another one now. */
  reset(): void
  close(): void
}

type Work = () => unknown

/** `fault` is told what went wrong in work that nobody waits for. */
export function createChores(fault: (error: unknown) => void): Chores {
  const of_world = new Set<NodeJS.Timeout>()
  const of_callers = new Set<NodeJS.Timeout>()
  const for_ever = new Set<NodeJS.Timeout>()
  const safely = (work: Work): void => {
    try {
      const result = work()
      if (result instanceof Promise) result.catch(fault)
    } catch (error) {
      fault(error)
    }
  }
  const once = (timers: Set<NodeJS.Timeout>, ms: number, work: Work): (() => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      safely(work)
    }, ms)
    timers.add(timer)
    return () => {
      clearTimeout(timer)
      timers.delete(timer)
    }
  }
  const clear = (timers: Set<NodeJS.Timeout>): void => {
    for (const timer of timers) clearTimeout(timer)
    timers.clear()
  }
  return {
    after: (ms, work) => once(of_world, ms, work),
    forCaller: (ms, work) => once(of_callers, ms, work),
    every: (ms, work) => void for_ever.add(setInterval(() => safely(work), ms).unref()),
    reset: () => clear(of_world),
    close: () => [of_world, of_callers, for_ever].forEach(clear),
  }
}
