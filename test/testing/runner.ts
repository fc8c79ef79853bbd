/** Runs a test file of a user of the package, in a folder of its own, with the real runner. */
import { execFile } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { makeFolder } from '../cli/command-line.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const exec = promisify(execFile)

export interface Ran {
  readonly code: number
  /** Both streams. */
  readonly output: string
}

/** `program` is a path below node_modules. */
export async function runInProject(
  file: string,
  text: string,
  program: string,
  args: readonly string[],
): Promise<Ran> {
  const folder = makeFolder()
  mkdirSync(join(folder, 'node_modules/@playwright'), { recursive: true })
  for (const name of ['vitest', '@playwright/test']) {
    symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name))
  }
  symlinkSync(ROOT, join(folder, 'node_modules/iamport-sandbox'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(folder, file), text)
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|TEST|NODE_ENV|NODE_OPTIONS|FORCE_COLOR)/.test(name),
  )
  const options = { cwd: folder, env: { ...Object.fromEntries(inherited), NO_COLOR: '1' } }
  try {
    const { stdout, stderr } = await exec(
      process.execPath,
      [join(ROOT, 'node_modules', program), ...args],
      options,
    )
    return { code: 0, output: stdout + stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, output: stdout + stderr }
  }
}
