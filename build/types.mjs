/**
 * The types of what is public, rolled into a few files. They stand alone: what they need of zod's types is among them.
 *
 * They are there twice, as `.d.ts` for `import` and as `.d.cts` for `require`: TypeScript takes a file for what its name says.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { rolldown } from 'rolldown'
import { dts } from 'rolldown-plugin-dts'

const PUBLIC = ['index', 'imp', 'testing/vitest', 'testing/jest', 'testing/playwright']

/** vitest itself cannot be required. */
const IMPORTED_ALONE = 'vitest.d.ts'

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

/** Writes `types/` into a folder. */
export async function writeTypes(root, folder) {
  const cache = join(root, 'node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const whole = mkdtempSync(join(cache, 'types-'))
  try {
    collect(root, whole)
    const types = join(folder, 'types')
    await rollUp(join(whole, 'types'), types)
    for (const file of readdirSync(types)) writeForRequire(types, file)
  } finally {
    rmSync(whole, { recursive: true, force: true })
  }
}

async function rollUp(from, to) {
  const bundle = await rolldown({
    input: Object.fromEntries(PUBLIC.map((entry) => [basename(entry), join(from, `${entry}.d.ts`)])),
    external: PEERS,
    checks: { pluginTimings: false },
    plugins: [dts({ dtsInput: true, tsconfig: false, sourcemap: false })],
  })
  await bundle.write({ dir: to, format: 'es', chunkFileNames: '[name].d.ts' })
  await bundle.close()
  for (const file of readdirSync(to)) {
    const text = readFileSync(join(to, file), 'utf8')
    writeFileSync(join(to, file), text.replace(/^\/\/ (in|.*\.d\.ts)$\n/gm, ''))
  }
}

function writeForRequire(types, file) {
  if (file === IMPORTED_ALONE) return
  const text = readFileSync(join(types, file), 'utf8')
  const required = text.replace(/(from ")(\.\/[^"]+)\.js"/g, '$1$2.cjs"')
  writeFileSync(join(types, file.replace(/\.d\.ts$/, '.d.cts')), required)
}

/** The files of the compiler: those that are public and all that they name. */
function collect(root, folder) {
  const made = mkdtempSync(join(folder, 'made-'))
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
      if (target === 'zod') return join(root, 'build/zod-types.d.ts')
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
      return join(folder, 'types', file.startsWith(made) ? relative(made, file) : basename(file))
    }
  } finally {
    rmSync(made, { recursive: true, force: true })
  }
}

/** Whether a place in a file stands in a comment: such lines begin with a star. */
function isComment(text, at) {
  return /^\s*(\/?\*|\/\/)/.test(text.slice(text.lastIndexOf('\n', at) + 1))
}
