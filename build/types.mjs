/** The types of what is public. They stand alone: what they say of zod's types is beside them. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

const PUBLIC = ['index', 'imp', 'testing/vitest', 'testing/jest', 'testing/playwright']

/**
 * Packages that only inner types name, by file: nobody has to install their types. Whatever else is named must be a peer.
 */
const INNER = {
  express: `import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
export type Express = RequestListener
export type Request = IncomingMessage
export type Response = ServerResponse
export type NextFunction = (error?: unknown) => void
export type RequestHandler = (req: Request, res: Response, next: NextFunction) => void
export type Router = RequestHandler
`,
}
const PEERS = /^(node:|vitest$|playwright-core$|@playwright\/test$)/

/** Writes `types/` into a folder; answers the names of the packages whose types are in it. */
export function writeTypes(root, folder) {
  const cache = join(root, 'node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const made = mkdtempSync(join(cache, 'types-'))
  try {
    const tsc = join(root, 'node_modules/typescript/bin/tsc')
    execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json'), '--outDir', made], {
      stdio: 'inherit',
    })
    const taken = new Map()
    for (const entry of PUBLIC) take(join(made, `${entry}.d.ts`))
    for (const [from, text] of taken) {
      const to = placeOf(from)
      mkdirSync(dirname(to), { recursive: true })
      writeFileSync(to, text)
    }
    for (const [name, text] of Object.entries(INNER))
      writeFileSync(join(folder, 'types', `${name}.d.ts`), text)
    return new Set(['zod'])

    /** A file and all that it names. */
    function take(file) {
      if (taken.has(file)) return
      taken.set(file, '')
      const text = readFileSync(file, 'utf8').replace(/\/\/# sourceMappingURL=.*\n?/, '')
      taken.set(
        file,
        text.replace(/(from\s*|import\s*\(?\s*)(['"])([^'"]+)\2/g, (whole, before, quote, target, at) => {
          if (isComment(text, at)) return whole
          const found = locate(file, target)
          if (!found) return whole
          if (!(target in INNER)) take(found)
          const path = relative(dirname(placeOf(file)), placeOf(found))
            .replaceAll('\\', '/')
            .replace(/\.d\.ts$/, '.js')
          return `${before}${quote}${path.startsWith('.') ? path : `./${path}`}${quote}`
        }),
      )
    }

    function locate(from, target) {
      if (/^zod(\/|$)/.test(target))
        return join(root, 'node_modules', `${target === 'zod' ? 'zod/index' : target}.d.ts`)
      if (target in INNER) return join(made, `${target}.d.ts`)
      if (!target.startsWith('.')) {
        if (PEERS.test(target)) return null
        throw new Error(`${relative(made, from)} names ${target}, which nobody has installed`)
      }
      const file = resolve(dirname(from), target)
      return (
        [file.replace(/\.(js|cjs|ts)$/, '.d.ts'), file].find(
          (path) => path.endsWith('.d.ts') && existsSync(path),
        ) ?? null
      )
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

/** Whether a place in a file stands in a comment: such lines begin with a star. */
function isComment(text, at) {
  return /^\s*(\/?\*|\/\/)/.test(text.slice(text.lastIndexOf('\n', at) + 1))
}
