/**
 * An eye on the database file while it is in use. SQLite writes on into a file that was deleted, moved or replaced, and nobody
 * would find it again: so it is looked whether the file is still the same, before every commit and whenever the system tells of it.
 */
import { type FSWatcher, realpathSync, type Stats, statSync, watch } from 'node:fs'
import { type Bilingual, say } from './bilingual.ts'
import { type DatabaseError, gone } from './database-error.ts'

export interface FileWatch {
  /** Why the file is not the one any more that was opened; null while it is. */
  look(): DatabaseError | null
  /** Calls back once, as soon as that is noticed. */
  onGone(listener: (why: DatabaseError) => void): void
  close(): void
}

/** `isChangedByOthers`: whether another connection has written: it may have made the file shorter (`vacuum`). */
export function watchFile(file: string, isChangedByOthers: () => boolean): FileWatch {
  const whole = { path: file, seen: statOf(file), is_main: true }
  /** What was written and is not in the file yet. It is there from the first write on. */
  const log = { path: `${realpathSync(file)}-wal`, seen: statOf(`${realpathSync(file)}-wal`), is_main: false }
  const listeners: ((why: DatabaseError) => void)[] = []
  let why: DatabaseError | null = null

  function look(): DatabaseError | null {
    if (why !== null) return why
    const how = whatBecame(whole, isChangedByOthers) ?? whatBecame(log, isChangedByOthers)
    if (how === null) return null
    why = gone(file, how)
    watcher?.close()
    for (const listener of listeners) listener(why)
    return why
  }

  const watcher = listen(file, look)

  return {
    look,
    onGone: (listener) => void listeners.push(listener),
    close: () => watcher?.close(),
  }
}

interface Watched {
  readonly path: string
  seen: Stats | null
  readonly is_main: boolean
}

const statOf = (path: string): Stats | null => statSync(path, { throwIfNoEntry: false }) ?? null

/** Null while it is the same. Nothing of ours ever makes the file shorter; of the log that may happen. */
function whatBecame(watched: Watched, isChangedByOthers: () => boolean): Bilingual | null {
  const now = statOf(watched.path)
  const { seen, is_main } = watched
  const became = (ko: string, en: string) =>
    is_main ? say(`이(가) ${ko}`, ` ${en}`) : say(`의 -wal 파일이 ${ko}`, `: its -wal file ${en}`)
  if (seen !== null && now === null) return became('지워지거나 옮겨졌습니다', 'was removed or moved')
  if (seen !== null && now !== null) {
    if (now.ino !== seen.ino || now.dev !== seen.dev)
      return became('다른 파일로 바뀌었습니다', 'was replaced by another file')
    if (is_main && now.size < seen.size && !isChangedByOthers()) return became('잘렸습니다', 'was cut')
  }
  watched.seen = now
  return null
}

/** Where the system cannot tell, the look before each commit is left. */
function listen(file: string, tell: () => void): FSWatcher | null {
  try {
    return watch(file, { persistent: false }, tell).on('error', () => {})
  } catch {
    return null
  }
}
