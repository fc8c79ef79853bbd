/** Where the package's own files lie: its version, its views, its fixtures. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROOT = new URL('../../', import.meta.url)

/** Path of a file or folder that ships with the package, e.g. `packageFile('views')`. */
export function packageFile(path: string): string {
  return fileURLToPath(new URL(path, ROOT))
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
