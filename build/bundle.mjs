/** The program: entries, and chunks that are loaded only when they are asked for. Nothing else has to be installed. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { chunks } from './chunks.mjs'

/** What is public, the command line, and the shop of `--demo`. */
const ENTRIES = {
  index: 'src/index.ts',
  cli: 'src/cli/program.ts',
  vitest: 'src/testing/vitest.ts',
  jest: 'src/testing/jest.ts',
  playwright: 'src/testing/playwright.ts',
  imp: 'src/imp.ts',
  'fixtures/shops/demo/shop': 'fixtures/shops/demo/shop.js',
}

/** What the user installs, or does not. */
const EXTERNAL = ['vitest', 'playwright-core', '@playwright/test', 'better-sqlite3', 'libsql']

/**
 * Packages that few commands need, and that the code calls without waiting: each is a file of its own, read at the first
 * call. Named are the exports that we use.
 */
const LAZY = {
  yaml: {
    functions: ['isMap', 'isScalar', 'isSeq', 'parse', 'parseDocument', 'stringify'],
    classes: ['LineCounter'],
  },
}

/** Writes the program to a folder; answers the names of the packages that are in it. */
export async function writeBundle(root, folder, input = ENTRIES) {
  const packages = new Set()
  const note = (output) => {
    for (const { modules = {} } of output) {
      for (const file of Object.keys(modules)) {
        const name = packageOf(file)
        if (name) packages.add(name)
      }
    }
  }
  const { plugin, groups } = chunks()
  const bundle = await rolldown({
    cwd: root,
    input,
    platform: 'node',
    external: EXTERNAL,
    logLevel: 'warn',
    plugins: [
      plugin,
      lazyPackages(),
      compiledViews(),
      quietBuiltins(),
      smallTables(),
      quietCommander(),
      quietDebug(),
      smallMcp(),
    ],
  })
  const { output } = await bundle.write({
    dir: folder,
    format: 'esm',
    sourcemap: true,
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    codeSplitting: { groups },
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: false } },
    comments: { legal: false, annotation: false, jsdoc: false },
  })
  note(output)
  await bundle.close()
  leanMaps(folder, output)
  plainLetters(folder, output)
  for (const name of Object.keys(LAZY)) {
    const alone = await rolldown({ cwd: root, input: { [name]: name }, platform: 'node', logLevel: 'warn' })
    const { output: part } = await alone.write({
      dir: folder,
      format: 'cjs',
      exports: 'named',
      entryFileNames: '[name].cjs',
      minify: true,
    })
    note(part)
    await alone.close()
  }
  return packages
}

/**
 * Source maps say which line of which file of src/ it was; the text of the files is in the repository, and would be a quarter of
 * the package. What has no line of ours in it needs no map.
 */
function leanMaps(folder, output) {
  const foreign = new Set(
    output
      .filter(({ modules = {} }) => Object.keys(modules).every((file) => packageOf(file) !== null))
      .map(({ fileName }) => `${fileName}.map`),
  )
  for (const { fileName } of output.filter(({ fileName }) => fileName.endsWith('.map'))) {
    const file = join(folder, fileName)
    if (foreign.has(fileName)) {
      dropMap(file)
      continue
    }
    const { sourcesContent: _, ...map } = JSON.parse(readFileSync(file, 'utf8'))
    writeFileSync(file, JSON.stringify(map))
  }
}

function dropMap(file) {
  rmSync(file)
  const code = file.slice(0, -'.map'.length)
  writeFileSync(code, readFileSync(code, 'utf8').replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n'))
}

/**
 * Korean as escapes: a file that has one letter beyond ASCII is kept by V8 with two bytes for each of its letters, for as long as
 * the process lives. Written line for line, so the source maps stay right.
 */
function plainLetters(folder, output) {
  for (const { fileName } of output.filter(({ fileName }) => fileName.endsWith('.js'))) {
    const file = join(folder, fileName)
    const text = readFileSync(file, 'utf8')
    if (/\\[^\0-\x7f]/.test(text)) throw new Error(`${fileName}: a letter that is escaped already`)
    const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
    writeFileSync(file, text.replace(/[^\0-\x7f]/g, escaped))
  }
}

/** `node_modules/a/…` is a, `node_modules/@a/b/…` is @a/b; null for our own files. */
function packageOf(file) {
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? null
}

/** Puts functions that load the package in the place of its exports. */
function lazyPackages() {
  const prefix = '\0lazy:'
  return {
    name: 'lazy-packages',
    resolveId: (id) => (id in LAZY ? `${prefix}${id}` : null),
    load(id) {
      if (!id.startsWith(prefix)) return null
      const name = id.slice(prefix.length)
      const { functions, classes } = LAZY[name]
      return [
        "import { createRequire } from 'node:module'",
        'let loaded',
        `const load = () => (loaded ??= createRequire(import.meta.url)('./${name}.cjs'))`,
        ...functions.map((known) => `export const ${known} = (...given) => load().${known}(...given)`),
        ...classes.map(
          (known) => `export function ${known}(...given) { return new (load().${known})(...given) }`,
        ),
      ].join('\n')
    },
  }
}

/**
 * In place of the files of views/ and EJS: what `views.mjs` has made of them. Compiled here and not by `require`: test runners
 * transform what is required (Playwright, Jest), and their compilers refuse the `with` of EJS.
 */
function compiledViews() {
  return {
    name: 'compiled-views',
    load(id) {
      if (!/src[\\/]core[\\/]view-files\.ts$/.test(id)) return null
      return `
        import { readFileSync } from 'node:fs'
        import { fileURLToPath } from 'node:url'
        import { compileFunction } from 'node:vm'
        let loaded
        function load() {
          if (loaded) return loaded
          const filename = fileURLToPath(new URL('./views.cjs', import.meta.url))
          loaded = {}
          compileFunction(readFileSync(filename, 'utf8'), ['exports'], { filename })(loaded)
          return loaded
        }
        export const viewSource = (file) => load().source(file)
        export const viewTemplate = (name) => load().template(name)
        export const viewEscape = (text) => load().escape(text)
      `
    },
  }
}

/**
 * Node's own modules by `process.getBuiltinModule`: an `import` of node:http reads all its exports, and so loads the whole of
 * fetch and WebSocket, a third of the time that a start takes.
 */
function quietBuiltins() {
  return {
    name: 'quiet-builtins',
    renderChunk(code) {
      const quiet = code.replace(/^import (.+) from "(node:[a-z_/]+)";$/gm, (_line, names, module) => {
        // By its whole name: a module may have called its own import `process`.
        const source = `globalThis.process.getBuiltinModule("${module}")`
        const [, fallback, rest] = /^([\w$]+)?(?:, )?(\{.*\}|\* as [\w$]+)?$/.exec(names)
        const lines = []
        if (AT_FIRST_CALL.has(module) && areFunctions(rest)) return lazyFunctions(rest, source)
        if (fallback) lines.push(`const ${fallback} = ${source};`)
        if (rest?.startsWith('*')) lines.push(`const ${rest.slice(5)} = ${source};`)
        else if (rest) lines.push(`const ${rest.replaceAll(' as ', ': ')} = ${source};`)
        return lines.join(' ')
      })
      // Line for line the same, so the source map stays right.
      return { code: quiet, map: null }
    },
  }
}

/** commander loads node:child_process, and with it half of Node, for commands that are programs of their own; ours are none. */
function quietCommander() {
  return {
    name: 'quiet-commander',
    transform(code, id) {
      if (!/commander[\\/]lib[\\/]command\.js$/.test(id)) return null
      const lazy =
        "const childProcess = { spawn: (...given) => require('node:child_process').spawn(...given) }"
      return {
        code: code.replace(/const childProcess = require\(['"](node:)?child_process['"]\)/, lazy),
        map: null,
      }
    },
  }
}

/** Express, its router and its body parser tell `debug` of each step of each request, which throws nearly all of it away. */
function quietDebug() {
  return {
    name: 'quiet-debug',
    load: (id) =>
      /node_modules[\\/]debug[\\/]src[\\/](index|node)\.js$/.test(id)
        ? 'module.exports = () => Object.assign(() => {}, { enabled: false })'
        : null,
  }
}

/**
 * Modules that take some milliseconds each and that a start does not need: loaded by the first call of one of their functions. TLS is
 * loaded by the first call to an https address, ciphers by the first token, and so on.
 */
const AT_FIRST_CALL = new Set([
  'node:http',
  'node:https',
  'node:crypto',
  'node:child_process',
  'node:v8',
  'node:zlib',
  'node:dns',
])

/** Whether all that is imported is called, and not made with `new`, read, or asked for its form with promises (`exec`). */
const areFunctions = (names) =>
  /^\{( [a-z]\w+( as [\w$]+)?,?)+ \}$/.test(names) && !/\b(constants|exec)\b/.test(names)

function lazyFunctions(names, source) {
  return names
    .slice(1, -1)
    .split(',')
    .map((name) => name.trim().split(' as '))
    .map(
      ([theirs, ours = theirs]) =>
        `const ${ours} = ((loaded) => (...given) => (loaded ??= ${source}.${theirs})(...given))();`,
    )
    .join(' ')
}

/** Types of what is sent and read here, of the 2,500 that mime-db knows. */
const TYPES =
  /^(text\/(html|css|plain|javascript|csv|xml|markdown|event-stream)|image\/(svg\+xml|png|jpeg|gif|webp|x-icon|vnd\.microsoft\.icon)|font\/woff2?|multipart\/form-data|application\/(json|javascript|xml|yaml|zip|pdf|octet-stream|x-www-form-urlencoded))$/

/**
 * iconv-lite's tables of Asian encodings, which no parser of bodies asks for: only UTF and Latin-1 are allowed there; and
 * mime-db's of every type there is.
 */
function smallTables() {
  return {
    name: 'small-tables',
    load(id) {
      if (/iconv-lite[\\/]encodings[\\/](dbcs-data|sbcs-data-generated)\.js$/.test(id))
        return 'module.exports = {}'
      if (!/mime-db[\\/]db\.json$/.test(id)) return null
      const all = Object.entries(JSON.parse(readFileSync(id, 'utf8')))
      return JSON.stringify(Object.fromEntries(all.filter(([type]) => TYPES.test(type))))
    },
  }
}

/**
 * Of the MCP SDK what a server over stdio needs. It makes a validator of what users are asked for by way of the agent, which we do
 * not do, and it knows schemas of zod 3, which we have none of (docs/decisions/0154).
 */
const UNUSED_BY_MCP = [
  [/@modelcontextprotocol[\\/]sdk[\\/].*ajv-provider\.js$/, 'export class AjvJsonSchemaValidator {}'],
  [/zod[\\/]v3[\\/]index\.js$/, 'export const object = () => null'],
  [/zod-to-json-schema[\\/].*index\.js$/, 'export const zodToJsonSchema = () => ({})'],
]

function smallMcp() {
  return {
    name: 'small-mcp',
    load: (id) => UNUSED_BY_MCP.find(([file]) => file.test(id))?.[1] ?? null,
  }
}
