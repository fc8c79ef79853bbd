/** Records that wait to be written together, off the way of requests. */
import { DatabaseError } from '../core/database-error.ts'
import type { Entry } from './entry.ts'
import type { TraceStore } from './store.ts'

/** The machine's own, kept before a test runner can put a fake one in its place. */
const { setImmediate: soon, setTimeout: later } = globalThis

/** How long a record waits for others to be written with. */
const BATCH_MS = 200
/** So many wait for nothing: what lives short is thrown away without having been moved about in memory. */
const BATCH_COUNT = 64
/** What comes in that time, bodies and all else: beyond it those of answers are left out; under a load test nobody reads them one by one. */
const BATCH_BYTES = 128 * 1024
/** The same where they stay in memory: what stays there is moved about, and that costs a read as much as all else that is done for it. */
const MEMORY_BATCH_BYTES = 512 * 1024

/** `lost` is told why the file could not be written, once for each time that it begins. */
export function createBatch(store: TraceStore | null, keep_bytes: number, lost: (why: string) => void) {
  const is_kept = store !== null && keep_bytes > 0
  const most_bytes = is_kept ? BATCH_BYTES : MEMORY_BATCH_BYTES
  let waiting: Entry[] = []
  let bytes = 0
  let timer: NodeJS.Timeout | null = null
  /** Why the file could not be written. */
  let trouble: string | null = null
  /** How many batches may still turn out not to be written. */
  let unsettled = 0
  let is_open = true

  /** Writes what waits. What cannot be written stays in memory alone, and is said. */
  function flush(): void {
    if (!store || waiting.length === 0) return
    const batch = waiting
    waiting = []
    try {
      store.append(
        batch.map((entry) => entry.read()),
        keep_bytes,
      )
      trouble = null
      const written = store.written()
      if (written) settle(written)
    } catch (error) {
      notWritten(error)
    }
  }

  function settle(written: Promise<void>): void {
    const settled = () => unsettled--
    unsettled++
    written.catch(notWritten).then(settled)
  }

  function notWritten(error: unknown): void {
    const why = error instanceof Error ? error.message : String(error)
    const is_new = trouble === null
    trouble = why
    // Of a file that cannot be used the database has told by itself.
    if (is_new && !(error instanceof DatabaseError)) lost(why)
  }

  /** Nobody waits for it: it need not be a commit of its own. */
  const flushTogether = () => store?.together(flush)

  /** The time of a batch is over, and with it what was counted of its bodies. */
  function end(): void {
    if (timer) clearTimeout(timer)
    timer = null
    bytes = 0
    flushTogether()
  }

  return {
    flush,
    drop(): void {
      waiting = []
    },
    close(): void {
      end()
      is_open = false
    },
    isOpen: (): boolean => is_open,
    isFull: (): boolean => bytes > most_bytes,
    /** Whether the file has all but the last few. */
    isWell: (): boolean => is_kept && trouble === null && unsettled === 0 && waiting.length <= BATCH_COUNT,

    write(entry: Entry): void {
      bytes += entry.size
      timer ??= later(end, BATCH_MS).unref()
      if (!is_kept) return
      waiting.push(entry)
      if (waiting.length === BATCH_COUNT) soon(flushTogether)
    },
  }
}
