/**
 * Makes dist/: the program in a few files with source maps, its templates compiled, its types, and the licences of what is in
 * it. `npm run build` makes all of it; `--no-types` leaves out what only TypeScript reads.
 *
 * Everything is made elsewhere and moved to dist/ when it is whole.
 */
import { chmodSync, cpSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeBundle } from './bundle.mjs'
import { writeCommonJs } from './commonjs.mjs'
import { writeLicences } from './licences.mjs'
import { writeTypes } from './types.mjs'
import { writeViews } from './views.mjs'

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const dist = join(ROOT, 'dist')

const made = mkdtempSync(join(ROOT, 'dist-'))
try {
  const packages = await writeBundle(ROOT, made)
  await writeViews(ROOT, made)
  writeCommonJs(ROOT, made)
  if (!process.argv.includes('--no-types')) {
    await writeTypes(ROOT, made)
  }
  writeLicences(ROOT, made, packages)
  cpSync(join(ROOT, 'fixtures/shops/demo/public'), join(made, 'fixtures/shops/demo/public'), {
    recursive: true,
  })
  chmodSync(made, 0o755)
  moveIn(made, dist)
} finally {
  rmSync(made, { recursive: true, force: true })
}

/** Nobody finds half of a build. */
function moveIn(from, to) {
  const old = `${from}-old`
  try {
    renameSync(to, old)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
  renameSync(from, to)
  rmSync(old, { recursive: true, force: true })
}
