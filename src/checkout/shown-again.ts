/**
 * What a browser is to be shown once it asks for a page again. Forms of browsers are answered with a way to go on (303), so that
 * back and reload never send one twice; what was wrong with the form waits here until the page is asked for.
 */

/** More than so many windows are not kept in mind: the oldest is shown afresh. */
const MOST = 500

export interface ShownAgain<T> {
  keep(id: string, value: T): void
  of(id: string): T | null
  forget(id: string): void
}

export function createShownAgain<T>(): ShownAgain<T> {
  const kept = new Map<string, T>()
  return {
    keep(id, value) {
      kept.delete(id)
      kept.set(id, value)
      const [oldest] = kept.keys()
      if (kept.size > MOST && oldest !== undefined) kept.delete(oldest)
    },
    of: (id) => kept.get(id) ?? null,
    forget: (id) => void kept.delete(id),
  }
}
