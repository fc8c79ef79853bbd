/** The types of what is public. They stand alone: what they say of zod's types is beside them. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

const PUBLIC = ['index', 'imp', 'testing/vitest', 'testing/jest', 'testing/playwright']

/** Writes `types/` into a folder; answers the names of the packages whose types are in it. */
export function writeTypes(root, folder) {
  const made = mkdtempSync(join(root, 'node_modules/.cache/types-'))
  try {
    const tsc = join(root, 'node_modules/typescript/bin/tsc')
    execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json'), '--outDir', made], { stdio: 'inherit' })
    const taken = new Map()
    for (const entry of PUBLIC) take(join(made, `${entry}.d.ts`))
    for (const [from, text] of taken) {
      const to = placeOf(from)
      mkdirSync(dirname(to), { recursive: true })
      writeFileSync(to, text)
    }
    return new Set(['zod'])

    /** A file and all that it names. */
    function take(file) {
      if (taken.has(file)) return
      taken.set(file, '')
      const text = readFileSync(file, 'utf8').replace(/\/\/# sourceMappingURL=.*\n?/, '')
      taken.set(
        file,
        text.replace(/(from\s*|import\s*\(?\s*)(['"])([^'"]+)\2/g, (whole, before, quote, target) => {
          const found = locate(file, target)
          if (!found) return whole
          take(found)
          const path = relative(dirname(placeOf(file)), placeOf(found)).replaceAll('\\', '/').replace(/\.d\.ts$/, '.js')
          return `${before}${quote}${path.startsWith('.') ? path : `./${path}`}${quote}`
        }),
      )
    }

    function locate(from, target) {
      if (target === 'zod') return join(root, 'node_modules/zod/index.d.ts')
      if (!target.startsWith('.')) return null
      const file = resolve(dirname(from), target)
      return [file.replace(/\.(js|cjs|ts)$/, '.d.ts'), file].find((path) => path.endsWith('.d.ts') && existsSync(path)) ?? null
    }

    function placeOf(file) {
      const isOurs = file.startsWith(made)
      const path = isOurs ? relative(made, file) : join('zod', relative(join(root, 'node_modules/zod'), file))
      return join(folder, 'types', path)
    }
  } finally {
    rmSync(made, { recursive: true, force: true })
  }
}
