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
/** The first line of a quiet moment is written at once; what follows it within this is written together. */
const TOGETHER_MS = 25
/** So many wait no longer: each keeps in memory what it tells of, and what lives short need not be moved about there. */
const TOGETHER = 64

export function createTerminal(fd: number, skipped: (count: number) => string): Terminal {
  let waiting: Line[] = []
  let lost = 0
  let is_busy = false
  let is_gone = false
  let whenIdle: (() => void)[] = []
  /** After each writing, so that many lines are one writing. */
  let pause: NodeJS.Timeout | null = null

  function add(line: Line): void {
    if (is_gone) return
    waiting.push(line)
    if (waiting.length > 2 * MAY_WAIT) {
      lost += waiting.length - MAY_WAIT
      waiting = waiting.slice(-MAY_WAIT)
    }
    const are_enough = pause !== null && waiting.length >= TOGETHER
    if (is_busy && !are_enough) return
    is_busy = true
    if (are_enough) goOn()
    else if (pause) pause.ref()
    else setImmediate(drain)
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

  function goOn(): void {
    if (pause) clearTimeout(pause)
    pause = null
    if (waiting.length > 0) setImmediate(drain)
  }

  function done(): void {
    pause = is_gone ? null : setTimeout(goOn, TOGETHER_MS).unref()
    if (waiting.length > 0 && !is_gone) {
      if (whenIdle.length > 0 || waiting.length >= TOGETHER) goOn()
      else pause?.ref()
      return
    }
    is_busy = false
    const told = whenIdle
    whenIdle = []
    for (const tell of told) tell()
  }

  return {
    write: add,
    later: add,
    flushed(): Promise<void> {
      if (!is_busy) return Promise.resolve()
      if (pause) goOn()
      return new Promise((resolve) => void whenIdle.push(resolve))
    },
  }
}
