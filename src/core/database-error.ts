/** A database that cannot be used, in one sentence for the developer: while it is opened, and while it is in use. */
import { asBilingual, type Bilingual, BilingualError, say } from './bilingual.ts'
import type { Driver } from './drivers/driver.ts'

export class DatabaseError extends BilingualError {
  /** For surfaces over HTTP: nothing was changed, and later it may work. */
  readonly status = 503
  constructor(
    said: Bilingual,
    /** SQLite's own name of what went wrong, such as `SQLITE_FULL`; `GONE` for a file that is not there any more. */
    readonly reason: string = '',
    cause?: unknown,
  ) {
    super(said)
    if (cause !== undefined) this.cause = cause
  }
}

/** Why a file cannot be opened. */
export function whyNotOpened(driver: Driver, error: unknown, file: string): DatabaseError {
  if (error instanceof DatabaseError) {
    return error.cause === undefined ? error : whyNotOpened(driver, error.cause, file)
  }
  const code = driver.codeOf(error) ?? (error instanceof Error && 'code' in error ? String(error.code) : '')
  return new DatabaseError(sentenceOfOpening(code, error, file), code)
}

function sentenceOfOpening(code: string, error: unknown, file: string): Bilingual {
  if (code === 'SQLITE_NOTADB')
    return say(
      `${file} 파일은 iamport-sandbox의 데이터베이스가 아닙니다; --db로 다른 파일을 지정하세요.`,
      `${file} is no database of iamport-sandbox; name another file with --db.`,
    )
  if (/EMFILE|ENFILE/.test(code)) return cannotOpen(file, TOO_MANY_FILES)
  if (/CANTOPEN|EACCES|EPERM|READONLY|EROFS|ENOTDIR|ENOENT|EEXIST|EISDIR/.test(code))
    return say(
      `데이터베이스 ${file}에 쓸 수 없습니다 (${code}); --db로 쓸 수 있는 곳을 지정하거나 --db :memory: 를 쓰세요.`,
      `The database ${file} cannot be written (${code}); name a place that can with --db, or use --db :memory:.`,
    )
  if (/BUSY|LOCKED/.test(code))
    return say(
      `데이터베이스 ${file}을(를) 다른 프로세스가 쓰고 있습니다; 그 프로세스를 끝내거나 --db로 다른 파일을 지정하세요.`,
      `Another process uses the database ${file}; end it, or name another file with --db.`,
    )
  if (/FULL|ENOSPC|EDQUOT/.test(code))
    return cannotOpen(
      file,
      say(
        '디스크가 가득 찼습니다; 공간을 비우거나 --db로 다른 곳을 지정하세요.',
        'the disk is full; make room, or name another place with --db.',
      ),
    )
  if (isDamage(code))
    return say(
      `데이터베이스 ${file}이(가) 손상되어 열 수 없습니다 (${code}); ${MEND.ko}`,
      `The database ${file} is damaged and cannot be opened (${code}); ${MEND.en}`,
    )
  return cannotOpen(file, asBilingual(error instanceof Error ? error.message : String(error)))
}

function cannotOpen(file: string, why: Bilingual): Bilingual {
  return say(
    `데이터베이스 ${file}을(를) 열 수 없습니다: ${why.ko}`,
    `The database ${file} cannot be opened: ${why.en}`,
  )
}

/** What a statement failed of, where that lies in the file or in the machine; null for a fault of the statement itself. */
export function whyNotUsed(driver: Driver, error: unknown, file: string): DatabaseError | null {
  const code = driver.codeOf(error)
  const sentence = code === null ? null : sentenceOfUse(code, file)
  return sentence === null ? null : new DatabaseError(sentence, code!, error)
}

function sentenceOfUse(code: string, file: string): Bilingual | null {
  if (/^SQLITE_FULL/.test(code))
    return say(
      `디스크가 가득 차 데이터베이스 ${file}에 쓰지 못했습니다; 공간을 비우면 그대로 이어집니다.`,
      `The disk is full: nothing was written to the database ${file}. Make room and it goes on.`,
    )
  if (/^SQLITE_(BUSY|LOCKED)/.test(code))
    return say(
      `데이터베이스 ${file}을(를) 다른 프로세스가 잠그고 있어 쓰지 못했습니다; 그 프로세스가 놓으면 그대로 이어집니다.`,
      `Another process has locked the database ${file}: nothing was written. It goes on when that process lets go.`,
    )
  if (/^SQLITE_READONLY/.test(code))
    return say(
      `데이터베이스 ${file}이(가) 읽기 전용이 되어 쓰지 못했습니다 (${code}); 쓸 수 있게 되면 그대로 이어집니다.`,
      `The database ${file} has become read-only (${code}): nothing was written. It goes on when it can be written.`,
    )
  if (/^SQLITE_(CANTOPEN|NOMEM)/.test(code))
    return say(
      `데이터베이스 ${file}을(를) 쓰지 못했습니다 (${code}): ${TOO_MANY_FILES.ko}`,
      `The database ${file} could not be used (${code}): ${TOO_MANY_FILES.en}`,
    )
  if (isDamage(code))
    return say(
      `데이터베이스 ${file}이(가) 손상되었습니다 (${code}); ${MEND.ko}`,
      `The database ${file} is damaged (${code}); ${MEND.en}`,
    )
  return null
}

/** Of a file that was taken away while it was in use. */
export function gone(file: string, how: Bilingual): DatabaseError {
  return new DatabaseError(
    say(
      `실행 중에 데이터베이스 ${file}${how.ko}; 더 쓰는 것은 남지 않으므로 받지 않습니다. 샌드박스를 다시 시작하세요.`,
      `The database ${file}${how.en} while it was in use; nothing more would be kept, so nothing more is taken. Start the sandbox again.`,
    ),
    'GONE',
  )
}

const isDamage = (code: string): boolean => /^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(code)

const MEND = say(
  '샌드박스를 끝내고 이 파일과 -wal 파일을 다른 곳으로 옮긴 뒤, 복사본을 되돌리거나 새로 시작하세요.',
  'end the sandbox, move this file and its -wal file elsewhere, then bring a copy back or start anew.',
)
const TOO_MANY_FILES = say(
  '이 프로세스가 파일을 더 열 수 없습니다; ulimit -n을 늘리세요.',
  'this process cannot open any more files; raise ulimit -n.',
)
