/**
 * The trace: one record of what went over the wires and of what changed, from which journal, log, pages and reports read.
 *
 * With a file database all records are written to it in batches, off the way of requests: a crash may lose the last moments of the
 * trace, never a payment. The newest are in memory: few where the file has them and nobody looks. Everything is bounded in bytes.
 */
import { type Bilingual, say } from '../core/bilingual.ts'
import type { Clock } from '../core/clock.ts'
import { DatabaseError } from '../core/database-error.ts'
import { createBatch } from './batch.ts'
import { createCauses } from './cause.ts'
import { Entry, type Told, withoutAnswer } from './entry.ts'
import { createListeners } from './listeners.ts'
import { createNewest, type Kept, MEMORY_BYTES, NEWEST } from './newest.ts'
import { isAnswer, type Opened, type TraceFilter, type TraceRecord } from './record.ts'
import type { TraceStore } from './store.ts'

export interface TraceParts {
  readonly clock: Pick<Clock, 'now' | 'wall_ms'>
  /** Null where nothing outlives the process. */
  readonly store: TraceStore | null
  /** Bytes that are kept in the file. */
  readonly keep_bytes: number
}

/** A place in the trace. */
export interface Mark {
  readonly seq: number
  readonly line: number
}

export type Trace = ReturnType<typeof createTrace>

export function createTrace({ clock, store, keep_bytes }: TraceParts) {
  const last = store?.last() ?? { seq: 0, line: 0 }
  const start = { ...last }
  const causes = createCauses(clock)
  const { tell, follow, watch } = createListeners(hear)
  const memory = createNewest(store && (() => (batch.isOpen() ? standing(store) : null)))
  const batch = createBatch(store, keep_bytes, lost)

  function lost(why: string): void {
    const text = () => lostText(why)
    append({ surface: 'state', line: { kind: 'fault', level: 'error', text, detail: {} } }, open(), false)
  }

  /** Takes a place: what begins now stands before what it causes. */
  function open(): Opened {
    return { seq: ++last.seq, at_ms: clock.wall_ms() }
  }

  function append(given: Told, opened: Opened, is_written: boolean): void {
    const told = batch.isFull() ? withoutAnswer(given) : given
    const cause = given.cause ?? causes.of(given)
    const entry = new Entry(opened, clock.now(), told, cause, told.line ? ++last.line : null)
    causes.told(entry)
    if (is_written) batch.write(entry)
    memory.keep(entry, batch.isWell())
    tell(entry)
  }

  return {
    open,

    /** Something has ended, or has happened at once. */
    tell: (told: Told, opened: Opened = open()): void => append(told, opened, true),

    /** What is told while `work` runs came of this. */
    during: causes.during,
    /** A webhook leaves, or a result goes home: what the shop does next may come of it. */
    leaves: causes.leaves,

    /** Records in the order in which things began. */
    list(filter: TraceFilter = {}): { list: TraceRecord[]; total: number } {
      batch.flush()
      if (store && keep_bytes > 0) return store.list(filter)
      const { limit = 100, offset = 0, newest_first = false } = filter
      const all = memory.records().filter((record) => fits(record, filter))
      all.sort((a, b) => (newest_first ? b.seq - a.seq : a.seq - b.seq))
      return { list: all.slice(offset, offset + limit), total: all.length }
    },

    /** The newest records as they came in, those of before a restart among them. */
    newest: (): readonly TraceRecord[] => memory.records(),

    /** The last ones that are in memory: a start need not read for its own lines what earlier processes have told. */
    here: (): readonly TraceRecord[] => memory.here(),

    /** Where this process began. */
    start,

    follow,
    watch,

    mark: (): Mark => ({ ...last }),

    /** Forgets what came after a mark. Numbers go on: a reader who has seen one sees no other under it. */
    rewind({ seq, line }: Mark): void {
      batch.flush()
      memory.forget((entry) => entry.seq > seq || (entry.line_no ?? 0) > line)
      store?.clearAfter(seq)
      causes.clear()
    },

    clear(): void {
      batch.drop()
      memory.forget(() => true)
      store?.clear()
      causes.clear()
    },

    flush: batch.flush,

    /** Writes what waits. Connections may be cut off later than that: nobody is told of them any more. */
    close: batch.close,
    isOpen: batch.isOpen,
  }
}

/** What stands in the file; null while it cannot be read: it hides nothing of what is in memory. */
function standing(store: TraceStore): readonly Kept[] | null {
  try {
    return store.newest(NEWEST, MEMORY_BYTES)
  } catch (error) {
    if (error instanceof DatabaseError) return null
    throw error
  }
}

/** A listener that fails is its own trouble. */
function hear(listener: (entry: Entry) => void, entry: Entry): void {
  try {
    listener(entry)
  } catch {
    // Whoever listens says himself what goes wrong with him; what happened has happened.
  }
}

function fits(record: TraceRecord, filter: TraceFilter): boolean {
  const { imp_uid, merchant_uid, surface, since, answer, q, is_call } = filter
  return (
    (imp_uid === undefined || record.imp_uid === imp_uid) &&
    (merchant_uid === undefined || record.merchant_uid === merchant_uid) &&
    (surface === undefined || record.surface === surface) &&
    (is_call === undefined || (record.request !== null) === is_call) &&
    (since === undefined || record.at_ms >= since) &&
    (answer === undefined || isAnswer(answer, record.response)) &&
    (q === undefined || searched(record).includes(q.toLowerCase()))
  )
}

function searched({ request, imp_uid, merchant_uid }: TraceRecord): string {
  const { method = '', url = '', body = '' } = request ?? {}
  const text = typeof body === 'string' ? body : (JSON.stringify(body) ?? '')
  return `${method} ${url} ${imp_uid ?? ''} ${merchant_uid ?? ''} ${text}`.toLowerCase()
}

const lostText = (why: string): Bilingual =>
  say(
    `기록을 데이터베이스에 쓰지 못해 메모리에만 남깁니다: ${why}`,
    `The trace cannot be written to the database and stays in memory alone: ${why}`,
  )
