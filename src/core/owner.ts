/**
 * One sandbox per database file: two would deliver each other's webhooks.
 *
 * A second, empty file beside it is locked by SQLite for as long as the process lives, and by nothing that is left behind: who was
 * killed holds nothing. The database itself stays open to readers, such as `sqlite3` and Litestream.
 */
import { realpathSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import { say } from './bilingual.ts'
import { DatabaseError } from './database-error.ts'
import type { Connection, Driver } from './drivers/driver.ts'
import { isRecord } from './record.ts'

/** Who holds a file, as the file itself says: in `memory`, under the name `owner`. */
export interface Owner {
  readonly pid: number
  readonly host: string
  /** Where it is reached, once it listens. */
  readonly url: string | null
}

export const ownerHere = (url: string | null): Owner => ({ pid: process.pid, host: hostname(), url })

/** Takes the file, or throws a `DatabaseError` that says who has it. The answer lets go of it. */
export function holdFile(driver: Driver, file: string): Connection {
  const lock = driver.open(`${realpathSync(file)}-lock`)
  try {
    // Without a journal nothing is ever written: the file stays empty.
    lock.exec('pragma busy_timeout = 0; pragma journal_mode = off; begin exclusive')
    return lock
  } catch (error) {
    lock.close()
    throw isBusy(driver, error) ? heldByAnother(file, readOwner(driver, file)) : error
  }
}

/**
 * A file of several names (hard links) would have a log of writes for each of them, and break. The lock beside it does not see
 * that; SQLite's own lock, which lies on the file itself, does: for a moment it is asked for alone.
 */
export function mustBeAlone(driver: Driver, file: string): void {
  if (statSync(file).nlink < 2) return
  const connection = driver.open(file)
  try {
    connection.exec('pragma busy_timeout = 0; pragma locking_mode = exclusive; pragma schema_version')
  } catch (error) {
    throw isBusy(driver, error) ? openUnderAnyName(file) : error
  } finally {
    connection.close()
  }
}

function isBusy(driver: Driver, error: unknown): boolean {
  return /BUSY|LOCKED/.test(driver.codeOf(error) ?? '')
}

/** Whoever has it open may be no sandbox; under another name nobody can tell, and the file would break. */
function openUnderAnyName(file: string): DatabaseError {
  return new DatabaseError(
    say(
      `다른 이름(하드 링크)도 있는 데이터베이스 ${file}을(를) 다른 프로세스가 열고 있어, 샌드박스가 이미 실행 중인지 구별할 수 없습니다; 그 프로세스를 끝내거나, 링크를 지우거나, --db로 다른 파일을 지정하세요.`,
      `Another process has the database ${file} open, which has another name (a hard link), too: nobody can tell whether it is a sandbox. End that process, remove the link, or name another file with --db.`,
    ),
    'SQLITE_BUSY',
  )
}

function heldByAnother(file: string, owner: Owner | null): DatabaseError {
  const is_elsewhere = owner !== null && owner.host !== hostname()
  const who = owner
    ? say(
        ` (${is_elsewhere ? `${owner.host}의 ` : ''}pid ${owner.pid})`,
        ` (pid ${owner.pid}${is_elsewhere ? ` on ${owner.host}` : ''})`,
      )
    : say('', '')
  const where = owner?.url ? say(` ${owner.url}에서`, ` at ${owner.url}`) : say('', '')
  return new DatabaseError(
    say(
      `${file} 데이터베이스를 쓰는 샌드박스가 이미${where.ko} 실행 중입니다${who.ko}; 그것을 쓰거나, 끝내거나, --db로 다른 파일을 지정하세요.`,
      `A sandbox that uses the database ${file} is already running${where.en}${who.en}; use it, end it, or name another file with --db.`,
    ),
    'SQLITE_BUSY',
  )
}

/** Null where it cannot be read: that somebody has the file is known all the same. */
function readOwner(driver: Driver, file: string): Owner | null {
  let connection: Connection | undefined
  try {
    connection = driver.open(file)
    connection.exec('pragma busy_timeout = 100; pragma query_only = on')
    const row = connection.prepare("select value from memory where name = 'owner'").get({})
    const said: unknown = JSON.parse(String(row?.value))
    if (!isRecord(said) || typeof said.pid !== 'number' || typeof said.host !== 'string') return null
    return { pid: said.pid, host: said.host, url: typeof said.url === 'string' ? said.url : null }
  } catch {
    return null
  } finally {
    connection?.close()
  }
}
