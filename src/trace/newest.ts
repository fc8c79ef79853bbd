/** The newest records of the trace, in memory: so many, and no more than so many bytes. */
import type { Entry } from './entry.ts'
import type { TraceRecord } from './record.ts'

export const NEWEST = 2000
const MEMORY_BYTES = 4 * 1024 * 1024
const MORE = 1.25

const sizeOf = (entries: readonly Entry[]) => entries.reduce((sum, { size }) => sum + size, 0)

export function createNewest() {
  let newest: Entry[] = []
  let bytes = 0
  return {
    /** A quarter more may be there for a while, so that they are not thrown away one by one. */
    keep(entry: Entry): void {
      newest.push(entry)
      bytes += entry.size
      if (newest.length < MORE * NEWEST && bytes < MORE * MEMORY_BYTES) return
      let first = Math.max(0, newest.length - NEWEST)
      let left = sizeOf(newest.slice(first))
      while (left > MEMORY_BYTES) left -= newest[first++]!.size
      newest = newest.slice(first)
      bytes = left
    },

    /** In the order in which they came in. */
    records: (): TraceRecord[] => newest.map((entry) => entry.read()),

    forget(isGone: (entry: Entry) => boolean): void {
      newest = newest.filter((entry) => !isGone(entry))
      bytes = sizeOf(newest)
    },
  }
}
