/** The names of SQLite's result codes, for drivers that only know their numbers. */

/** SQLite's primary result codes that somebody can do something about; others stay numbers. */
const CODES: Readonly<Record<number, string>> = {
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  8: 'SQLITE_READONLY',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  19: 'SQLITE_CONSTRAINT',
  26: 'SQLITE_NOTADB',
}

/** The lowest byte of an extended code is its primary one. */
export function codeName(code: number): string {
  return CODES[code & 0xff] ?? `SQLITE_${code}`
}
