/** How many there are of each kind, counted once in the database and kept in step by whoever writes. */
export interface Tally {
  of(kind: string): number
  /** Every kind that there is any of. */
  all(): ReadonlyMap<string, number>
  moved(kind: string, by: number): void
  /** Rows were changed past whoever says so. */
  forget(): void
}

export function createTally(count: () => Iterable<readonly [kind: string, n: number]>): Tally {
  let known: Map<string, number> | null = null
  const read = () => {
    known ??= new Map(count())
    return known
  }
  return {
    of: (kind) => read().get(kind) ?? 0,
    all: read,
    moved(kind, by) {
      if (!known) return
      const n = (known.get(kind) ?? 0) + by
      if (n === 0) known.delete(kind)
      else known.set(kind, n)
    },
    forget() {
      known = null
    },
  }
}
