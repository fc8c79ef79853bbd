/** Where the package's own files lie: its version, its views, its fixtures. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const HERE = fileURLToPath(import.meta.url)
const ROOT = rootAbove(HERE)

/** Sources lie deeper than what is built of them; the nearest package.json above is ours in both cases. */
function rootAbove(file: string): string {
  const folder = dirname(file)
  return existsSync(join(folder, 'package.json')) ? folder : rootAbove(folder)
}

/** Path of a file or folder that ships with the package, e.g. `packageFile('fixtures')`. */
export function packageFile(path: string): string {
  return join(ROOT, path)
}

/** Address of a module outside of the sources; what is built has one that needs no packages. */
export function packageModule(path: string): string {
  const is_built = HERE.startsWith(join(ROOT, 'dist'))
  return pathToFileURL(packageFile(is_built ? `dist/${path}` : path)).href
}

/** The version in package.json. */
export function packageVersion(): string {
  const manifest: { version: string } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8'))
  return manifest.version
}

/** A table of `{code, name}` rows from fixtures/. */
export function codeTable(file: string): { code: string; name: string }[] {
  return JSON.parse(readFileSync(packageFile(`fixtures/${file}`), 'utf8'))
}
