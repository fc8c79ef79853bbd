/**
 * How much a body may hold: how deep, how many keys, how long a number. Whatever reads it later (a schema, a page, the
 * database) walks it by recursion or key by key, so that what is refused here cannot end or block the process there.
 */
import { isRecord } from './record.ts'

export interface Bounds {
  readonly depth: number
  /** Keys of objects and items of lists, all together. */
  readonly parts: number
  /** Digits and what belongs to them: a double needs 25 at most. */
  readonly number_length: number
}

/** 1,000 schedules of all their fields are 25,000 parts, and the document's deepest structure is four levels. */
export const BOUNDS: Bounds = { depth: 32, parts: 50_000, number_length: 100 }
/** A world with its payments, for the control API. */
export const WIDE_BOUNDS: Bounds = { ...BOUNDS, parts: 1_000_000 }

/** A body that holds too much. Its `status` is read by whoever turns errors of parsers into answers. */
export class TooMuch extends Error {
  readonly status = 400
  readonly type = 'bounds.exceeded'
}

/** JSON text from outside as a value; throws `TooMuch`, or the `SyntaxError` of what is no JSON. */
export function parseJson(text: string, bounds: Bounds = BOUNDS): unknown {
  mustBeJsonWithin(text, bounds)
  return JSON.parse(text)
}

/** Counts before anything is built: to parse a million brackets takes half a second. */
export function mustBeJsonWithin(text: string, bounds: Bounds = BOUNDS): void {
  let depth = 0
  let parts = 0
  let digits = 0
  for (let n = 0; n < text.length; n++) {
    const code = text.charCodeAt(n)
    if (isOfNumber(code)) {
      if (++digits > bounds.number_length) throw tooLong(bounds)
      continue
    }
    digits = 0
    if (code === QUOTE) n = endOfText(text, n)
    else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      if (++depth > bounds.depth) throw tooDeep(bounds)
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth--
    else if (code === COMMA && ++parts > bounds.parts) throw tooMany(bounds)
  }
}

/**
 * The same of a value that a parser has built: forms, and files whose aliases make one list stand in many places. Without recursion;
 * each level is looked at as a whole, and what stands in it many times is looked at once and counted so many times.
 */
export function mustBeWithin(value: unknown, bounds: Bounds = BOUNDS): void {
  let level = new Map<unknown, number>([[value, 1]])
  let parts = 0
  for (let depth = 0; level.size > 0; depth++) {
    if (depth >= bounds.depth) throw tooDeep(bounds)
    const below = new Map<unknown, number>()
    for (const [item, times] of level) {
      const inside = partsOf(item)
      parts += inside.length * times
      if (parts > bounds.parts) throw tooMany(bounds)
      for (const part of inside) {
        if (typeof part === 'object' && part !== null) below.set(part, (below.get(part) ?? 0) + times)
      }
    }
    level = below
  }
}

function partsOf(item: unknown): readonly unknown[] {
  if (Array.isArray(item)) return item
  return isRecord(item) ? Object.values(item) : []
}

const QUOTE = 34
const BACKSLASH = 92
const COMMA = 44
const OPEN_LIST = 91
const CLOSE_LIST = 93
const OPEN_OBJECT = 123
const CLOSE_OBJECT = 125

/** `0` to `9`, `-`, `+`, `.`, `e`, `E`: the `e` of `true` is one letter long. */
function isOfNumber(code: number): boolean {
  return (
    (code >= 48 && code <= 57) || code === 45 || code === 43 || code === 46 || code === 101 || code === 69
  )
}

/** Where a text ends that begins at `start`. */
function endOfText(text: string, start: number): number {
  for (let n = start + 1; n < text.length; n++) {
    const code = text.charCodeAt(n)
    if (code === BACKSLASH) n++
    else if (code === QUOTE) return n
  }
  return text.length
}

const tooDeep = ({ depth }: Bounds) =>
  new TooMuch(`the body is nested more than ${depth} levels deep (본문의 중첩은 ${depth}단계까지)`)
const tooMany = ({ parts }: Bounds) =>
  new TooMuch(`the body has more than ${parts} keys and items (본문의 항목은 ${parts}개까지)`)
const tooLong = ({ number_length }: Bounds) =>
  new TooMuch(
    `a number in the body is longer than ${number_length} characters (숫자는 ${number_length}자까지)`,
  )
