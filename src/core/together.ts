/**
 * Commits that come together. Each commit writes all the pages that it has touched, and sales touch the same ones: what changes in
 * one turn of the event loop is therefore committed once, at its end. Nobody is told of it before that (decision 0142).
 */

/** The machine's own, kept before a test runner can put a fake one in its place. */
const { setImmediate: soon } = globalThis

interface Group {
  readonly written: Promise<void>
  readonly end: (error?: unknown) => void
}

export interface TogetherParts {
  readonly begin: () => void
  /** Commits; throws what was in its way, when nothing is left of it. */
  readonly commit: () => void
}

export function createTogether({ begin, commit }: TogetherParts) {
  let group: Group | null = null
  let is_wanted = false

  /** Ends the group that is open. Those who wait for it hear how it went. */
  function finish(): void {
    const ending = group
    if (!ending) return
    group = null
    try {
      commit()
      ending.end()
    } catch (error) {
      ending.end(error)
    }
  }

  return {
    finish,

    /** A full disk has undone the whole group. */
    lost(error: unknown): void {
      group?.end(error)
      group = null
    },

    /** What `work` changes may be committed with what others change. */
    together<T>(work: () => T): T {
      const before = is_wanted
      is_wanted = true
      try {
        return work()
      } finally {
        is_wanted = before
      }
    },

    /** Whether what is changed now goes into a group; it is open then. */
    joins(): boolean {
      if (is_wanted && !group) {
        begin()
        group = newGroup()
        soon(finish)
      }
      return is_wanted
    },

    /** Resolves when all that was changed is written, rejects when it was not; null where nothing waits for it. */
    written: (): Promise<void> | null => group?.written ?? null,
  }
}

function newGroup(): Group {
  let end: Group['end'] = () => {}
  const written = new Promise<void>((resolve, reject) => {
    end = (error) => (error === undefined ? resolve() : reject(error))
  })
  // Nobody need wait.
  written.catch(() => {})
  return { written, end }
}
