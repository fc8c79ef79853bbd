/** The word that somebody meant: the nearest one by letters that must be changed. */

/** Letters that are compared: no word of ours is longer, and each letter is compared with each of the other's. */
const LONGEST = 64

/** Null when none is near. */
export function nearest(word: string, words: readonly string[]): string | null {
  if (word.length > LONGEST) return null
  const ranked = words
    .map((candidate) => ({ candidate, far: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.far - b.far)
  const best = ranked[0]
  return best && best.far <= Math.max(2, Math.floor(best.candidate.length / 2)) ? best.candidate : null
}

/** How many letters must be changed, added or left out. */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(changed, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}
