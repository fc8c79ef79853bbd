/** A folder, made where it is missing. */
import { mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/**
 * Makes a folder and those above it. Node's own `recursive` never comes back from where nothing can be made and nothing is said to
 * be missing above (`/proc/x`); this throws.
 */
export function makeFolder(folder: string, mode = 0o777): void {
  const path = resolve(folder)
  if (isFolder(path)) return
  const above = dirname(path)
  if (above !== path) makeFolder(above, mode)
  try {
    mkdirSync(path, { mode })
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!isFolder(path)) throw nameOf(error) === 'EEXIST' ? notAFolder(path) : error
  }
}

/** Node 20 says so by itself, later ones say that a file is there. */
function notAFolder(path: string): Error {
  const message = `ENOTDIR: not a directory, mkdir '${path}'`
  return Object.assign(new Error(message), { code: 'ENOTDIR', syscall: 'mkdir', path })
}

const nameOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : null)

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
