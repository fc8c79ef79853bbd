/**
 * The code of the bundle with a door to each of its modules, for `npm run test:dist`: tests look at single functions, and dist/
 * has doors only to what is public. Made as dist/ is made, by the same plugins.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeBundle } from './bundle.mjs'
import { writeViews } from './views.mjs'

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const SRC = join(ROOT, 'src')
export const MODULES = join(ROOT, 'node_modules/.cache/modules')

/** `src/core/clock.ts` → `core--clock`: all files lie side by side, as in dist/. */
export function doorOf(file) {
  return relative(SRC, file).replaceAll(/[\\/]/g, '--').replace(/\.ts$/, '')
}

export async function writeModules() {
  rmSync(MODULES, { recursive: true, force: true })
  mkdirSync(MODULES, { recursive: true })
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(SRC, file))
  await writeBundle(ROOT, MODULES, Object.fromEntries(files.map((file) => [doorOf(file), file])))
  await writeViews(ROOT, MODULES)
}
