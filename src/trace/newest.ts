/**
 * The newest records of the trace: so many, and no more than so many bytes. What stands in the file is read from there by whoever
 * looks, and then stays in memory for as long as somebody goes on looking: under a load test nobody does.
 */
import type { TraceRecord } from './record.ts'

export const NEWEST = 2000
export const MEMORY_BYTES = 4 * 1024 * 1024
/** So many are in memory while nobody looks. */
const UNSEEN = 64
const UNSEEN_BYTES = 256 * 1024
const MORE = 1.25

/** A record, in memory or as it came from the file. */
export interface Kept {
  readonly seq: number
  readonly line_no: number | null
  /** What it takes in memory, more or less. */
  readonly size: number
  read(): TraceRecord
}

const sizeOf = (entries: readonly Kept[]) => entries.reduce((sum, { size }) => sum + size, 0)

/** `earlier` reads what stands in the file, in its order: null while it cannot be read. It is null where no file keeps anything. */
export function createNewest(earlier: (() => readonly Kept[] | null) | null) {
  let newest: Kept[] = []
  let bytes = 0
  /** Whether the file may have some that stand before these. */
  let is_cut = earlier !== null
  /** How many have come since somebody looked. */
  let unseen = Number.POSITIVE_INFINITY

  function fill(): void {
    const here = new Set(newest.map(({ seq }) => seq))
    const found = earlier?.()
    if (!found) return
    newest = [...found.filter(({ seq }) => !here.has(seq)), ...newest]
    bytes = sizeOf(newest)
    is_cut = false
  }

  return {
    /** `is_written`: the file has all that came before, or is about to. A quarter more may be there, not to be let go one by one. */
    keep(entry: Kept, is_written: boolean): void {
      newest.push(entry)
      bytes += entry.size
      const is_short = is_written && ++unseen > NEWEST
      const [most, most_bytes] = is_short ? [UNSEEN, UNSEEN_BYTES] : [NEWEST, MEMORY_BYTES]
      if (newest.length < MORE * most && bytes < MORE * most_bytes) return
      let first = Math.max(0, newest.length - most)
      let left = sizeOf(newest.slice(first))
      while (left > most_bytes) left -= newest[first++]!.size
      newest = newest.slice(first)
      bytes = left
      is_cut ||= is_short
    },

    /** What is in memory, without a look into the file. */
    here: (): TraceRecord[] => newest.map((entry) => entry.read()),

    /** In the order in which they came in; those of before, as they began. */
    records(): TraceRecord[] {
      unseen = 0
      if (is_cut) fill()
      return newest.map((entry) => entry.read())
    },

    /** There is room then for what stands before them in the file. */
    forget(isGone: (entry: Kept) => boolean): void {
      newest = newest.filter((entry) => !isGone(entry))
      bytes = sizeOf(newest)
      is_cut = earlier !== null
    },
  }
}
