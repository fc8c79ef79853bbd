/**
 * Lines to the terminal, or to whatever stdout is: gathered, written in one go, and never waited for.
 *
 * Node writes to pipes and terminals synchronously: a reader that stands still would hold up every payment. Here a line is
 * only remembered, and its text made when it is written.
 */
import { write as writeFile } from 'node:fs'

type Line = string | (() => string)

export interface Terminal {
  write(text: string): void
  /** A text that is made when its turn comes. */
  later(text: () => string): void
  /** Resolves when all is written, or nobody is there any more to read it. */
  flushed(): Promise<void>
}

/** So many texts may wait for a slow reader. Then the oldest go, and that is said. */
const MAY_WAIT = 5000
/** A full pipe is asked again after this. */
const AGAIN_MS = 20

export function createTerminal(fd: number, skipped: (count: number) => string): Terminal {
  let waiting: Line[] = []
  let lost = 0
  let is_busy = false
  let is_gone = false
  let whenIdle: (() => void)[] = []

  function add(line: Line): void {
    if (is_gone) return
    waiting.push(line)
    if (waiting.length > 2 * MAY_WAIT) {
      lost += waiting.length - MAY_WAIT
      waiting = waiting.slice(-MAY_WAIT)
    }
    if (is_busy) return
    is_busy = true
    setImmediate(drain)
  }

  function drain(): void {
    const batch = lost > 0 ? [skipped(lost), ...waiting] : waiting
    waiting = []
    lost = 0
    put(Buffer.from(batch.map((line) => (typeof line === 'string' ? line : line())).join('')))
  }

  function put(rest: Buffer): void {
    writeFile(fd, rest, (error, written) => {
      if (error && error.code !== 'EAGAIN') is_gone = true
      const left = error ? rest : rest.subarray(written)
      if (is_gone || left.length === 0) done()
      else if (error) setTimeout(() => put(left), AGAIN_MS)
      else put(left)
    })
  }

  function done(): void {
    if (waiting.length > 0 && !is_gone) return void setImmediate(drain)
    is_busy = false
    const told = whenIdle
    whenIdle = []
    for (const tell of told) tell()
  }

  return {
    write: add,
    later: add,
    flushed: () =>
      is_busy ? new Promise<void>((resolve) => void whenIdle.push(resolve)) : Promise.resolve(),
  }
}
