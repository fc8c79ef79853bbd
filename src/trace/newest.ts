/**
 * The newest records of the trace: so many, and no more than so many bytes. What stands in the file is read from there by whoever
 * looks, and then stays in memory for as long as somebody goes on looking: under a load test nobody does. Where no file keeps
 * anything, the last of a rush are enough (decision 0209).
 */
import { createRush } from '../core/rush.ts'
import type { TraceRecord } from './record.ts'

export const NEWEST = 2000
export const MEMORY_BYTES = 4 * 1024 * 1024
/** So many are in memory while nobody looks. */
const UNSEEN = 64
const UNSEEN_BYTES = 256 * 1024
const MORE = 1.25
/** A rush that is shorter, such as a month of charges at once, stays whole. */
const RUSH_MS = 3000

/** A record, in memory or as it came from the file. */
export interface Kept {
  readonly seq: number
  readonly line_no: number | null
  /** What it takes in memory, more or less. */
  readonly size: number
  /** Whether it tells of something that went wrong. */
  readonly is_trouble?: boolean
  read(): TraceRecord
}

const sizeOf = (entries: readonly Kept[]) => entries.reduce((sum, { size }) => sum + size, 0)

/** Where the newest begin that are so many, and so many bytes. */
function firstOf(entries: readonly Kept[], most: number, most_bytes: number): number {
  let first = Math.max(0, entries.length - most)
  let left = sizeOf(entries.slice(first))
  while (left > most_bytes) left -= entries[first++]!.size
  return first
}

/**
 * `earlier` reads what stands in the file, in its order: null while it cannot be read. It is null where no file keeps anything: there
 * the last few of a rush stay, and what went wrong in it.
 */
export function createNewest(
  earlier: (() => readonly Kept[] | null) | null,
  isRush: () => boolean = createRush(RUSH_MS),
) {
  let newest: Kept[] = []
  let bytes = 0
  /** How many of them, and of their bytes, stay beside the last few. */
  let spared = { count: 0, bytes: 0 }
  /** Whether the file may have some that stand before these. */
  let is_cut = earlier !== null
  /** How many have come since somebody looked. */
  let unseen = Number.POSITIVE_INFINITY

  function hold(entries: Kept[]): void {
    newest = entries
    bytes = sizeOf(entries)
    spared = { count: 0, bytes: 0 }
  }

  function fill(): void {
    const here = new Set(newest.map(({ seq }) => seq))
    const found = earlier?.()
    if (!found) return
    hold([...found.filter(({ seq }) => !here.has(seq)), ...newest])
    is_cut = false
  }

  /** Where a file has what is let go of, all but the last few are; where none has, what went wrong is not. */
  function holdFew(): void {
    const first = firstOf(newest, UNSEEN, UNSEEN_BYTES)
    const trouble = earlier === null ? newest.slice(0, first).filter(({ is_trouble }) => is_trouble) : []
    const held = [...trouble, ...newest.slice(first)]
    const begin = firstOf(held, NEWEST, MEMORY_BYTES)
    hold(held.slice(begin))
    const stays = trouble.slice(begin)
    spared = { count: stays.length, bytes: sizeOf(stays) }
  }

  return {
    /** `is_written`: the file has all that came before, or is about to. A quarter more may be there, not to be let go one by one. */
    keep(entry: Kept, is_written: boolean): void {
      newest.push(entry)
      bytes += entry.size
      const are_few_enough = earlier === null ? isRush() : is_written
      const is_short = are_few_enough && ++unseen > NEWEST
      const most = is_short ? UNSEEN + spared.count : NEWEST
      const most_bytes = is_short ? UNSEEN_BYTES + spared.bytes : MEMORY_BYTES
      if (newest.length < MORE * most && bytes < MORE * most_bytes) return
      if (is_short) holdFew()
      else hold(newest.slice(firstOf(newest, most, most_bytes)))
      is_cut ||= is_short && earlier !== null
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
      hold(newest.filter((entry) => !isGone(entry)))
      is_cut = earlier !== null
    },
  }
}
