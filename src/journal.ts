/** What came in and what happened, for people: the lines of the log, the dashboard and `GET /_sandbox/requests`. */
import { EventEmitter } from 'node:events'
import type { Clock } from './core/clock.ts'

/** One readable line about something that happened. */
export interface SandboxEvent {
  /** Counts up from 1 in each process. */
  readonly id: number
  readonly at: number
  readonly kind: 'order' | 'payment' | 'rest' | 'webhook' | 'refused' | 'clock' | 'fault'
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
      events = [...events.slice(1 - KEEP), event]
      emitter.emit('event', event)
    },

    requested(record: Omit<RequestRecord, 'id' | 'at'>): void {
      requests = [...requests.slice(1 - KEEP), { id: ++last_request, at: clock.now(), ...record }]
    },

    events: (): readonly SandboxEvent[] => events,
    requests: (): readonly RequestRecord[] => requests,

    /** Calls back with every event from now on; answers how to stop. */
    follow(listener: (event: SandboxEvent) => void): () => void {
      emitter.on('event', listener)
      return () => emitter.off('event', listener)
    },

    clear(): void {
      events = []
      requests = []
    },
  }
}
