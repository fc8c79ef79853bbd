/** Builds dist/ once before the tests, for those that start real processes. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '..')

export default function build(): void {
  if (isFresh()) return
  try {
    execFileSync('npm', ['run', 'build', '--silent'], { cwd: ROOT, stdio: 'inherit' })
  } catch (error) {
    // A type error stops no test: the files are written all the same, and `npm run typecheck` tells of it.
    if (!existsSync(join(ROOT, 'dist/index.js'))) throw error
  }
}

/** Whether dist/ is newer than everything in src/. */
function isFresh(): boolean {
  const times = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).map(
    (file) => statSync(join(ROOT, 'src', file)).mtimeMs,
  )
  const built = statSync(join(ROOT, 'dist/index.js'), { throwIfNoEntry: false })
  return built !== undefined && built.mtimeMs > Math.max(...times)
}
