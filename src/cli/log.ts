/** From journal events to log lines: readable ones for people, JSON lines for programs. */
import { styleText } from 'node:util'
import { kstText } from '../core/kst.ts'
import type { Later, SandboxEvent } from '../journal.ts'
import { EVENT_KINDS } from '../telling/words.ts'
import { lang } from './lang.ts'

export interface Log {
  /** One event of the journal, one line. */
  event(event: SandboxEvent): void
  /** The same, made into a line when its turn comes. */
  readonly later: Later
  /** Something about the sandbox itself: the facts of the start, the end. `lines` is for people, `detail` for programs. */
  tell(name: string, lines: readonly string[], detail: Readonly<Record<string, unknown>>): void
}

export interface LogOptions {
  readonly json: boolean
  readonly color: boolean
}

/** Where lines go. */
export interface LineWriter {
  write(text: string): unknown
  later?(text: () => string): unknown
}

export function createLog(out: LineWriter, { json, color }: LogOptions): Log {
  const lineOf = json ? jsonLine : (event: SandboxEvent) => `${eventLine(event, color)}\n`
  return {
    event: (event) => void out.write(lineOf(event)),
    later: (read) => void (out.later ? out.later(() => lineOf(read())) : out.write(lineOf(read()))),
    tell(name, lines, detail) {
      const fact = `${JSON.stringify({ level: 'info', kind: 'sandbox', detail, msg: name })}\n`
      out.write(json ? fact : lines.map((line) => `${line}\n`).join(''))
    },
  }
}

/** One object a line, in the keys that readers of such logs know: level, time (virtual, in milliseconds), msg. */
function jsonLine({ level, id, at, kind, text, detail }: SandboxEvent): string {
  return `${JSON.stringify({ level, time: at * 1000, id, kind, detail, msg: text })}\n`
}

type Style = Parameters<typeof styleText>[0]

const STYLES: Record<SandboxEvent['kind'], Style> = {
  order: 'cyan',
  payment: 'green',
  certification: 'cyan',
  rest: 'blue',
  webhook: 'magenta',
  refused: 'yellow',
  remark: 'yellow',
  clock: 'gray',
  fault: 'red',
}

/**
 * `01-31 12:00:00  결제  결제 승인 …`, in Korean time. Coloured or not, the text is the same.
 * The words of the kinds are all four columns wide, so the texts line up.
 */
export function eventLine({ at, kind, level, text }: SandboxEvent, color: boolean): string {
  const paint = (style: Style, part: string) =>
    color ? styleText(style, part, { validateStream: false }) : part
  const shown = kind === 'fault' ? text.split('\n').map(visible).join('\n    ') : visible(text)
  const plain = level === 'info'
  return [
    paint('gray', timeOf(at)),
    paint(plain ? STYLES[kind] : level === 'warn' ? 'yellow' : 'red', kindText(kind)),
    plain ? shown : paint(level === 'warn' ? 'yellow' : 'red', shown),
  ].join('  ')
}

/** English words are of any length: the texts after them line up. */
const kindText = (kind: SandboxEvent['kind']): string =>
  lang() === 'ko' ? EVENT_KINDS[kind].ko : EVENT_KINDS[kind].en.padEnd(8)

/** Many lines tell of the same second. */
let latest = { at: Number.NaN, text: '' }

function timeOf(at: number): string {
  if (latest.at !== at) latest = { at, text: kstText(at).slice(5) }
  return latest.text
}

/** A shop's text must not move the cursor or start a line of its own: control characters are written out. */
export function visible(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (char) => {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
