/**
 * How many rows of a list lie between two moments, without counting them all each time. What was counted once is remembered as marks
 * (so many rows lie before this moment), and whoever writes a row says so; the next count goes on from the mark before it.
 */

/** Counts the rows from one moment (inclusive) to another (exclusive), in the database. */
export type CountRows = (from: number, to: number) => number

export interface Counts {
  /** Both inclusive, in whole moments. `name`: which list. */
  between(name: string, from: number, to: number, count: CountRows): number
  /** A row at this moment has come (1) or gone (-1). */
  moved(name: string, at: number, by: 1 | -1): void
  /** Whether nothing is remembered: nobody need say what moved. */
  isEmpty(): boolean
  /** Rows were changed past whoever says so. */
  forget(): void
}

interface Mark {
  readonly at: number
  /** Rows before that moment. */
  before: number
}

/** So many marks are kept of a list, spread evenly over its rows: a count passes a sixtieth of them at most. */
const MARKS = 64
/** Of so many lists. */
const LISTS = 500

export function createCounts(): Counts {
  const lists = new Map<string, Mark[]>()

  function marksOf(name: string, count: CountRows): Mark[] {
    const known = lists.get(name)
    if (known) return known
    const all = count(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
    const marks = [
      { at: Number.NEGATIVE_INFINITY, before: 0 },
      { at: Number.POSITIVE_INFINITY, before: all },
    ]
    lists.set(name, marks)
    if (lists.size > LISTS) lists.delete(lists.keys().next().value!)
    return marks
  }

  return {
    between(name, from, to, count) {
      const marks = marksOf(name, count)
      const [first, end] = [Math.ceil(from), Math.floor(to) + 1]
      return first < end ? before(marks, end, count) - before(marks, first, count) : 0
    },

    moved(name, at, by) {
      const marks = lists.get(name)
      if (!marks) return
      for (let n = marks.length - 1; marks[n]!.at > at; n--) marks[n]!.before += by
    },

    isEmpty: () => lists.size === 0,
    forget: () => lists.clear(),
  }
}

/** How many rows lie before a moment. */
function before(marks: Mark[], at: number, count: CountRows): number {
  const next = marks.findIndex((mark) => mark.at >= at)
  const after = marks[next]!
  if (after.at === at) return after.before
  const last = marks[next - 1]!
  if (last.before === after.before) return last.before
  const mark = { at, before: last.before + count(last.at, at) }
  marks.splice(next, 0, mark)
  if (marks.length > MARKS) forgetOne(marks, mark)
  return mark.before
}

/** The one that its neighbours miss least. */
function forgetOne(marks: Mark[], newest: Mark): void {
  let least = Number.POSITIVE_INFINITY
  let at = 1
  for (let n = 1; n < marks.length - 1; n++) {
    const gap = marks[n + 1]!.before - marks[n - 1]!.before
    if (gap >= least || marks[n] === newest) continue
    least = gap
    at = n
  }
  marks.splice(at, 1)
}
