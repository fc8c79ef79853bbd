/**
 * How other commands find a running sandbox: `running.json` in the folder `.iamport-sandbox/`.
 *
 * It holds the token, so only its owner may read it. It is looked for like git's folder: here, then in each folder above.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { isRecord } from '../core/record.ts'

export const FOLDER = '.iamport-sandbox'

export interface Running {
  readonly url: string
  readonly token: string | null
  readonly pid: number
  readonly db: string
}

/** The file for a sandbox with this database: beside it in its folder, or in a folder here. */
export function runningFile(db: string): string {
  const folder = dirname(resolve(db))
  return join(basename(folder) === FOLDER && db !== ':memory:' ? folder : resolve(FOLDER), 'running.json')
}

/** Written whole and with its mode from the first byte: an older file may be readable by others. */
export function writeRunning(file: string, running: Running): void {
  const folder = dirname(file)
  mkdirSync(folder, { recursive: true })
  const ignore = join(folder, '.gitignore')
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

/** The nearest file, in this folder or above. */
export function findRunning(from = process.cwd()): { file: string; running: Running } | null {
  const file = join(from, FOLDER, 'running.json')
  const running = readRunning(file)
  if (running) return { file, running }
  const above = dirname(from)
  return above === from ? null : findRunning(above)
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

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
