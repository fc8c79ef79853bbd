/**
 * How other commands find a running sandbox: each has an entry of its own, `.iamport-sandbox/running/PID.json`.
 *
 * It holds the token, so only its owner may read it. It is looked for like git's folder: here, then in each folder above. Where
 * several run in one folder, the one that was started last is meant.
 */
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { makeFolder } from '../core/make-folder.ts'
import { isRecord } from '../core/record.ts'

export const FOLDER = '.iamport-sandbox'

export interface Running {
  readonly url: string
  readonly token: string | null
  readonly pid: number
  readonly db: string
}

export interface Entry {
  readonly file: string
  readonly running: Running
}

/** The entry of this process: beside its database in its folder, or in a folder here. */
export function runningFile(db: string): string {
  const folder = dirname(resolve(db))
  const home = basename(folder) === FOLDER && db !== ':memory:' ? folder : resolve(FOLDER)
  return join(home, 'running', `${process.pid}.json`)
}

/** Written whole and with its mode from the first byte: an older file may be readable by others. */
export function writeRunning(file: string, running: Running): void {
  makeFolder(dirname(file))
  const ignore = join(dirname(dirname(file)), '.gitignore')
  if (!existsSync(ignore)) writeFileSync(ignore, '*\n')
  rmSync(file, { force: true })
  writeFileSync(file, `${JSON.stringify(running)}\n`, { mode: 0o600, flag: 'wx' })
}

/** Null when there is none, or one that cannot be read. */
export function readRunning(file: string): Running | null {
  try {
    return running(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

/** Checked by hand: commands that only call a sandbox start without what reads larger things. */
function running(read: unknown): Running | null {
  if (!isRecord(read)) return null
  const { url, token, pid, db } = read
  if (typeof url !== 'string' || typeof db !== 'string' || typeof pid !== 'number') return null
  return token === null || typeof token === 'string' ? { url, token, pid, db } : null
}

/** Removes the file, unless a later sandbox has put its own there. */
export function removeRunning(file: string, pid: number): void {
  if (readRunning(file)?.pid === pid) rmSync(file, { force: true })
}

/** All entries of a folder, the latest first; those that a crash has left are among them. */
export function entriesOf(folder: string): Entry[] {
  const home = join(folder, 'running')
  return namesIn(home)
    .filter((name) => /^\d+\.json$/.test(name))
    .flatMap((name) => {
      const file = join(home, name)
      const found = readRunning(file)
      return found ? [{ file, running: found, at_ms: statSync(file).mtimeMs }] : []
    })
    .sort((a, b) => b.at_ms - a.at_ms)
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** Those of the nearest folder that has any, here or above. */
export function allRunning(from = process.cwd()): Entry[] {
  const entries = entriesOf(join(from, FOLDER))
  if (entries.length > 0) return entries
  const above = dirname(from)
  return above === from ? [] : allRunning(above)
}

/** The one that is meant where none is named: the latest whose process lives, or else what a crash has left. */
export function findRunning(): Entry | null {
  const entries = allRunning()
  return entries.find(({ running: { pid } }) => isAlive(pid)) ?? entries[0] ?? null
}

/**
 * Whether the sandbox that wrote it still serves. After a crash the file stays, and its pid or its port may by then be
 * another program's: so both are asked.
 */
export async function isRunning({ pid, url, token }: Running): Promise<boolean> {
  if (pid === process.pid || !isAlive(pid)) return false
  try {
    const headers = new Headers(token === null ? {} : { authorization: `Bearer ${token}` })
    const response = await fetch(`${url}/_sandbox/health`, { headers, signal: AbortSignal.timeout(2000) })
    return response.ok
  } catch {
    return false
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
