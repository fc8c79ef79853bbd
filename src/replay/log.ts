/**
 * The journal of one replay: one line for each thing that happened, the same bytes for the same file and seed.
 *
 * What differs from run to run is named instead of written: addresses, and merchant_uids that the shop draws. Measured
 * durations and the shop’s own headers and bodies are left out.
 */
import { type Bilingual, inEach, type Lang } from '../core/bilingual.ts'

/** Whoever reads it: the bytes are the same everywhere. */
export const JOURNAL_LANG: Lang = 'ko'

export interface LogLine {
  readonly what: 'step' | 'shop' | 'rest' | 'webhook' | 'payment' | 'verdict'
  readonly text: string
}

export type Log = ReturnType<typeof createLog>

export function createLog(told: (line: LogLine) => void = () => {}) {
  const lines: LogLine[] = []
  /** Longest first, so that no name hides in another. */
  const names: (readonly [text: string, name: string])[] = []

  return {
    /** From now on this text stands in the journal under a name. */
    name(text: string, name: string): void {
      if (text === '') return
      names.push([text, name])
      names.sort(([a], [b]) => b.length - a.length)
    },
    write(what: LogLine['what'], text: string): void {
      const line = { what, text: named(text) }
      lines.push(line)
      told(line)
    },
    /** What was found, with the same names. */
    namedIn: (text: Bilingual | string): Bilingual | string =>
      typeof text === 'string' ? named(text) : inEach(text, named),
    lines: (): readonly LogLine[] => lines,
    text: (): string => lines.map(({ what, text }) => `${what.padEnd(7)} ${text}\n`).join(''),
  }

  function named(text: string): string {
    let result = text
    for (const [from, to] of names)
      result = result.replaceAll(from, to).replaceAll(encodeURIComponent(from), to)
    return result.replaceAll('\n', ' ')
  }
}
