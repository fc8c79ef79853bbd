/** Builds dist/ once before the tests, for those that start real processes. */
import { execFileSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '..')

export default function build(): void {
  if (isFresh()) return
  // A type error stops no test: `npm run typecheck` tells of it.
  execFileSync(process.execPath, ['build/build.mjs'], { cwd: ROOT, stdio: 'inherit' })
}

/** Whether dist/ is newer than all that it is made of. */
function isFresh(): boolean {
  const times = ['src', 'views', 'build'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(
      (file) => statSync(join(ROOT, folder, file)).mtimeMs,
    ),
  )
  const built = statSync(join(ROOT, 'dist/index.js'), { throwIfNoEntry: false })
  return built !== undefined && built.mtimeMs > Math.max(...times)
}
