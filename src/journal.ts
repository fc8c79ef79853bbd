/** What came in and what happened, for people: the lines of the log, the dashboard and `GET /_sandbox/requests`. */
import { EventEmitter } from 'node:events'
import type { Clock } from './core/clock.ts'

/** One readable line about something that happened. */
export interface SandboxEvent {
  /** Counts up from 1 in each process. */
  readonly id: number
  readonly at: number
  readonly kind:
    | 'order'
    | 'payment'
    | 'certification'
    | 'rest'
    | 'webhook'
    | 'refused'
    | 'remark'
    | 'clock'
    | 'fault'
  /** `info` went well; `warn` is what a developer should look at. */
  readonly level: 'info' | 'warn' | 'error'
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
  readonly hint: string | null
  readonly body: unknown
}

/** A place in the journal. */
export interface JournalMark {
  readonly event: number
  readonly request: number
}

/** How many events and requests are kept in memory. */
const KEEP = 1000

export type Journal = ReturnType<typeof createJournal>

export function createJournal(clock: Clock) {
  const emitter = new EventEmitter().setMaxListeners(0)
  let events: SandboxEvent[] = []
  let requests: RequestRecord[] = []
  let last_event = 0
  let last_request = 0
  return {
    happened(
      kind: SandboxEvent['kind'],
      text: string,
      detail: Readonly<Record<string, unknown>> = {},
      level: SandboxEvent['level'] = 'info',
    ): void {
      const event: SandboxEvent = { id: ++last_event, at: clock.now(), kind, level, text, detail }
      events = keepLast(events, event)
      emitter.emit('event', event)
    },

    requested(record: Omit<RequestRecord, 'id' | 'at'>): void {
      requests = keepLast(requests, { id: ++last_request, at: clock.now(), ...record })
    },

    events: (): readonly SandboxEvent[] => events.slice(-KEEP),
    requests: (): readonly RequestRecord[] => requests.slice(-KEEP),

    /** Calls back with every event from now on; answers how to stop. */
    follow(listener: (event: SandboxEvent) => void): () => void {
      emitter.on('event', listener)
      return () => emitter.off('event', listener)
    },

    clear(): void {
      events = []
      requests = []
    },

    /** How far the journal has come, for `rewind`. */
    mark: (): JournalMark => ({ event: last_event, request: last_request }),

    /** Forgets what came after a mark. Numbers go on: a reader who has seen one sees no other under it. */
    rewind({ event, request }: JournalMark): void {
      events = events.filter(({ id }) => id <= event)
      requests = requests.filter(({ id }) => id <= request)
    },
  }
}

/** Grows to twice what is kept before it is cut: a copy for each line would cost more than the line. */
function keepLast<T>(list: T[], item: T): T[] {
  list.push(item)
  return list.length < 2 * KEEP ? list : list.slice(-KEEP)
}
