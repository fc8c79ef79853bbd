/** The trace as people read it: one line for what happened, and the calls of the shop's server. */
import { type Bilingual, inLang, isBilingual, type Lang, say } from './core/bilingual.ts'
import type { Entry, Told } from './trace/entry.ts'
import type { Kind, Level, Line, Surface, TraceRecord } from './trace/record.ts'
import { short } from './trace/short.ts'
import type { Mark, Trace } from './trace/trace.ts'

/** One readable line about something that happened. */
export interface SandboxEvent {
  /** Counts up from 1, over restarts too. */
  readonly id: number
  readonly at: number
  readonly kind: Kind
  /** `info` went well; `warn` is what a developer should look at. */
  readonly level: Level
  /** In the language of the sandbox, or of whoever asks. */
  readonly text: string
  readonly detail: Readonly<Record<string, unknown>>
}

/** A request of the shop's server. */
export interface RequestRecord {
  readonly id: number
  readonly at: number
  readonly method: string
  readonly path: string
  readonly status: number
  readonly code: number | null
  readonly ms: number
  /** The reason for the developer, in the language of the sandbox, or of whoever asks. */
  readonly hint: string | null
  readonly body: unknown
}

/** A fault of the sandbox's own, or of the file system around it. */
export const failedLine = (what: string, why: string): Bilingual =>
  say(`${what} 처리 중 오류가 났습니다: ${why}`, `${what} failed: ${why}`)

/** Hears of an event that can be read, and of what kind it is. */
export type Later = (read: () => SandboxEvent, kind: Pick<SandboxEvent, 'kind' | 'level'>) => void

/** A place in the journal. */
export type JournalMark = Mark

/** How many events and requests are shown. */
const SHOWN = 1000

/** Where a line belongs that comes without a request of its own. */
const SURFACES: Readonly<Record<Kind, Surface>> = {
  order: 'state',
  payment: 'state',
  certification: 'state',
  rest: 'rest',
  webhook: 'webhook',
  refused: 'sdk',
  remark: 'state',
  clock: 'state',
  fault: 'state',
}

export type Journal = ReturnType<typeof createJournal>

/** `lang`: of those who do not say which language they read. */
export function createJournal(trace: Trace, lang: Lang = 'ko') {
  const eventsOf = (records: readonly TraceRecord[], to: Lang) =>
    records.flatMap((record) => eventOf(record, to) ?? [])
  return {
    happened(
      kind: Kind,
      /** A function writes it when somebody reads it. */
      text: Bilingual | string | (() => Bilingual),
      detail: Readonly<Record<string, unknown>> = {},
      level: Level = 'info',
      more: Partial<Told> = {},
    ): void {
      const written = typeof text === 'function' ? text : short(text)
      const line = { kind, level, text: typeof written === 'function' ? written : () => written, detail }
      const { imp_uid, merchant_uid } = detail
      const ids = { imp_uid: asId(imp_uid), merchant_uid: asId(merchant_uid) }
      trace.tell({ surface: SURFACES[kind], ...ids, ...more, line })
    },

    /** What this process has told while it started, without what is known of earlier ones. */
    fresh: (): readonly SandboxEvent[] =>
      eventsOf(trace.here(), lang).filter(({ id }) => id > trace.start.line),

    events: (to: Lang = lang): readonly SandboxEvent[] => eventsOf(trace.newest(), to).slice(-SHOWN),

    requests: (to: Lang = lang): readonly RequestRecord[] =>
      trace
        .newest()
        .flatMap((record) => requestOf(record, to) ?? [])
        .slice(-SHOWN),

    /** Calls back with every event from now on; answers how to stop. */
    follow: (listener: (event: SandboxEvent) => void, to: Lang = lang): (() => void) =>
      trace.follow((entry) => listener(toldOf(entry, to))),

    /** The same for whoever reads later, or not at all: the line is not written before it is read. */
    followLater: (listener: Later): (() => void) =>
      trace.follow((entry) => listener(() => toldOf(entry, lang), entry.tells!)),

    clear: trace.clear,
    mark: trace.mark,
    rewind: trace.rewind,
  }
}

const toldOf = (entry: Entry, to: Lang): SandboxEvent =>
  eventOf({ clock: entry.clock, line: entry.readLine() }, to)!

function eventOf({ clock, line }: Pick<TraceRecord, 'clock' | 'line'>, to: Lang): SandboxEvent | null {
  if (!line) return null
  const { no: id, kind, level, text, detail } = lineIn(line, to)
  return { id, at: clock, kind, level, text, detail }
}

/** A line, and the hint that a refusal keeps beside it, for readers of one language. */
export function lineIn({ text, detail, ...line }: Line, to: Lang) {
  const hint = isBilingual(detail.hint) ? { hint: detail.hint[to] } : {}
  return { ...line, text: inLang(text, to), detail: { ...detail, ...hint } }
}

export const hintIn = (hint: Bilingual | string | null | undefined, to: Lang): string | null =>
  hint ? inLang(hint, to) : null

function requestOf({ seq, clock, surface, request, response }: TraceRecord, to: Lang): RequestRecord | null {
  if (surface !== 'rest' || !request || response?.status == null) return null
  const { method, url, body } = request
  const { status, code = null, ms } = response
  const hint = hintIn(response.hint, to)
  return { id: seq, at: clock, method, path: url.split('?', 1)[0]!, status, code, ms: ms ?? 0, hint, body }
}

const asId = (value: unknown): string | null => (typeof value === 'string' ? value : null)
