/**
 * An object as JSON without what it has like most others. A payment carries thirty facts of which most say nothing: written out, they
 * were a third of its row.
 */

export function writeSparse<T extends object>(whole: T, most: T): string {
  const said: Partial<T> = {}
  for (const key in whole) if (!isSame(whole[key], most[key])) said[key] = whole[key]
  return JSON.stringify(said)
}

/** The whole again; one that was written in full reads the same. */
export function readSparse<T extends object>(text: string, most: T): T {
  return { ...most, ...JSON.parse(text) }
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || (Array.isArray(a) && Array.isArray(b) && a.length === 0 && b.length === 0)
}
