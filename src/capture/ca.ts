/**
 * The CA of this machine: made once, in a folder that only its owner reads.
 *
 * It never leaves the machine and is never put into a system's store by itself. A key that others can read is refused: who
 * has it could be api.iamport.kr to this user's programs.
 */

import { X509Certificate } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { homedir, hostname } from 'node:os'
import { join } from 'node:path'
import { BilingualError, say } from '../core/bilingual.ts'
import { makeFolder } from '../core/make-folder.ts'
import { createCa, type Issued } from './certificate.ts'

/** A CA that cannot be used, in one sentence. */
export class CaError extends BilingualError {}

/** Where it lies: `~/.iamport-sandbox`, or what IAMPORT_SANDBOX_HOME names. */
export function captureHome(env: Readonly<Record<string, string | undefined>> = process.env): string {
  return env.IAMPORT_SANDBOX_HOME || join(homedir(), '.iamport-sandbox')
}

export function caFiles(home = captureHome()) {
  const folder = join(home, 'ca')
  return { folder, cert: join(folder, 'ca.pem'), key: join(folder, 'ca-key.pem') }
}

export interface Ca extends Issued {
  /** Where its certificate lies. */
  readonly file: string
}

/** The CA, made when there is none or when it is nearly over. */
export function ensureCa(now_ms: number, home = captureHome()): Ca {
  try {
    return findOrMake(now_ms, home)
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error
    throw new CaError(
      say(
        `${home} 폴더에 CA를 둘 수 없습니다 (${String(error.code)}); IAMPORT_SANDBOX_HOME으로 다른 폴더를 주거나 가로채지 않으려면 run에 --no-capture를 주세요.`,
        `The CA cannot be put into ${home} (${String(error.code)}); name another folder with IAMPORT_SANDBOX_HOME, or give run --no-capture.`,
      ),
    )
  }
}

function findOrMake(now_ms: number, home: string): Ca {
  const { folder, cert, key } = caFiles(home)
  if (existsSync(key)) refuseReadable(key)
  if (existsSync(folder) && !isUsable(cert, key, now_ms)) rmSync(folder, { recursive: true, force: true })
  if (!existsSync(folder)) make(home, folder, now_ms)
  return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8'), file: cert }
}

/** Key and certificate appear together, by one rename: of two that start at once, the first one's are taken by both. */
function make(home: string, folder: string, now_ms: number): void {
  makeFolder(home, 0o700)
  const draft = mkdtempSync(join(home, 'ca-'))
  const made = createCa(hostname(), now_ms)
  writeFileSync(join(draft, 'ca-key.pem'), made.key, { mode: 0o600 })
  writeFileSync(join(draft, 'ca.pem'), made.cert, { mode: 0o644 })
  try {
    renameSync(draft, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

function isUsable(cert: string, key: string, now_ms: number): boolean {
  return existsSync(cert) && existsSync(key) && !isOver(cert, now_ms)
}

function isOver(file: string, now_ms: number): boolean {
  const { validTo, validFrom } = new X509Certificate(readFileSync(file))
  return Date.parse(validTo) - now_ms < 30 * 86_400_000 || Date.parse(validFrom) > now_ms
}

function refuseReadable(key: string): void {
  if (process.platform === 'win32') return
  const mode = statSync(key).mode & 0o777
  if ((mode & 0o077) === 0) return
  throw new CaError(
    say(
      `CA 키 ${key}을(를) 다른 사용자도 읽을 수 있습니다 (권한 ${mode.toString(8)}); chmod 600 ${key} 로 고치거나 \`iamport-sandbox ca --remove\`로 지우고 다시 만드세요.`,
      `Others may read the CA’s key ${key} (mode ${mode.toString(8)}); mend it with chmod 600 ${key}, or remove it with \`iamport-sandbox ca --remove\` and have it made anew.`,
    ),
  )
}

/** Takes it away; false when there was none. */
export function removeCa(home = captureHome()): boolean {
  const { folder } = caFiles(home)
  const is_there = existsSync(folder)
  rmSync(folder, { recursive: true, force: true })
  return is_there
}
