/** What ships: the tarball holds all that the program needs, and nothing that only we need. Nothing else is installed with it. */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')
const MB = 1_000_000

/** A shop's project that has installed the tarball. */
let shop: string
let installed: string
let packed_bytes: number

beforeAll(() => {
  shop = mkdtempSync(join(tmpdir(), 'iamport-sandbox-'))
  installed = join(shop, 'node_modules/iamport-sandbox')
  mkdirSync(installed, { recursive: true })
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', shop], { cwd: ROOT })
  const tarball = join(shop, readdirSync(shop).find((file) => file.endsWith('.tgz'))!)
  packed_bytes = statSync(tarball).size
  execFileSync('tar', ['-xzf', tarball, '-C', installed, '--strip-components', '1'])
  // Node 20 has no SQLite of its own: there the shop has installed a driver, too.
  for (const name of [
    'libsql',
    '@libsql',
    '@neon-rs',
    'detect-libc',
    'better-sqlite3',
    'bindings',
    'file-uri-to-path',
  ]) {
    link(name)
  }
})
afterAll(() => rmSync(shop, { recursive: true, force: true }))

function link(name: string): void {
  const from = join(ROOT, 'node_modules', name)
  const to = join(shop, 'node_modules', name)
  mkdirSync(dirname(to), { recursive: true })
  if (existsSync(from) && !existsSync(to)) symlinkSync(from, to)
}

const manifest = () => JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
const files = () => readdirSync(installed, { recursive: true, encoding: 'utf8' })

test('it starts with the demo shop, and answers', async () => {
  const program = join(installed, manifest().bin['iamport-sandbox'])
  const child = spawn(process.execPath, [program, '--demo', '--port', '0', '--db', ':memory:'], {
    cwd: shop,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })
  const [ready] = await once(lines, 'line')
  const url = /^ready (http:\/\/127\.0\.0\.1:\d+)$/.exec(ready)![1]!
  const health = await (await fetch(`${url}/_sandbox/health`)).json()
  expect(health).toMatchObject({ status: 'ok' })
  expect((await fetch(`${url}/js/iamport.payment-1.1.5.js`)).status).toBe(200)
  expect((await fetch(`${url}/dashboard`)).status).toBe(200)
  const settings = JSON.parse(await (await fetch(`${url}/_sandbox/settings`)).text())
  const demo = await fetch(new URL('/', settings.notification_url[0]))
  expect(demo.status).toBe(200)
  expect((await fetch(new URL('/style.css', settings.notification_url[0]))).status).toBe(200)
  child.kill('SIGTERM')
  await once(child, 'exit')
})

// npm 10 cannot install a package whose optional peers' own peers are those of vitest (docs/decisions/0203).
test('its peers are optional, and vitest is none that npm looks at', () => {
  const { peerDependencies, peerDependenciesMeta } = JSON.parse(
    readFileSync(join(installed, 'package.json'), 'utf8'),
  )
  expect(Object.keys(peerDependencies)).toEqual(['better-sqlite3', 'libsql', 'playwright-core'])
  for (const name of [...Object.keys(peerDependencies), 'vitest'])
    expect(peerDependenciesMeta[name], name).toEqual({ optional: true })
})

test('it can be imported and read a world in YAML', () => {
  writeFileSync(join(shop, 'shop.yml'), 'seed: 1\n')
  const script = `
    import { createSandbox } from 'iamport-sandbox'
    const sandbox = await createSandbox({ world: 'shop.yml' })
    console.log(sandbox.url, sandbox.seed)
    await sandbox.close()`
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    cwd: shop,
  })
  expect(printed).toMatch(/^http:\/\/127\.0\.0\.1:\d+ 1\n$/)
})

/** What a shop writes; a module that is required has no `await` at its top. */
const SHOP = `import { connectSandbox, createSandbox, type PayOrder, type SandboxPayment } from 'iamport-sandbox'
   import { useSandbox } from 'iamport-sandbox/jest'
   import type { ImpPg } from 'iamport-sandbox/imp'
   const order: PayOrder = { merchant_uid: 'o1', amount: 14000, outcome: 'approve' }
   export async function shop(): Promise<void> {
     const sandbox = await createSandbox({ seed: 1 })
     const { payment } = await sandbox.pay(order)
     const status: 'ready' | 'paid' | 'failed' | 'cancelled' | undefined = payment?.status
     const far: readonly SandboxPayment[] = await (await connectSandbox(sandbox.url)).payments()
     // @ts-expect-error: it is known what a payment is
     const wrong: number | undefined = payment?.status
     // @ts-expect-error: it is known what an order is
     const bad: PayOrder = { outcome: 'explode' }
     // @ts-expect-error: a sum of money is a number
     const sum: PayOrder = { amount: true }
     const pg: ImpPg = 'html5_inicis'
     console.log(status, wrong, bad, sum, pg, far, useSandbox)
   }`

// More of it, with TypeScript 5.0 to 7 and against the sources: `npm run prove:package`.
test('its types stand alone where it is imported, and where it is required', () => {
  const files = ['shop.mts', 'shop.cts']
  for (const file of files) writeFileSync(join(shop, file), SHOP)
  const options = { module: 'nodenext', moduleResolution: 'nodenext', target: 'es2022' }
  expect(compile(files, { ...options, skipLibCheck: false })).toBe('')
})

/** What the compiler says. */
function compile(files: readonly string[], compilerOptions: object): string {
  for (const name of ['@types/node', 'undici-types']) link(name)
  const options = { strict: true, noEmit: true, types: ['node'], ...compilerOptions }
  writeFileSync(join(shop, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files }))
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc')
  return spawnSync(process.execPath, [tsc, '-p', shop], { encoding: 'utf8' }).stdout
}

test('it can be required, and without a warning', () => {
  const script = `
    const { createSandbox, SandboxError } = require('iamport-sandbox')
    require('iamport-sandbox/playwright').payAs.call
    createSandbox({ seed: 1 }).then(async (sandbox) => {
      const { payment } = await sandbox.pay({ merchant_uid: 'o1', amount: 14000, buyer_tel: '010-1234-5678' })
      await sandbox.close()
      await sandbox.settle().catch((error) => console.log(payment.status, error instanceof SandboxError))
    })`
  writeFileSync(join(shop, 'shop.cjs'), script)
  const { stdout, stderr } = spawnSync(process.execPath, ['shop.cjs'], { encoding: 'utf8', cwd: shop })
  expect([stdout, stderr]).toEqual(['paid true\n', ''])
})

test('required in a world of its own, as Jest has one, it answers objects of that world', () => {
  const script = `
    const { createContext, runInContext, compileFunction } = require('node:vm')
    const { createRequire } = require('node:module')
    const { readFileSync } = require('node:fs')
    const world = createContext({ process: { getBuiltinModule: () => null }, console })
    const load = (file) => {
      const module = { exports: {} }
      const within = (name) => (name.startsWith('./') ? load(createRequire(file).resolve(name)) : require(name))
      const text = readFileSync(file, 'utf8')
      const options = { parsingContext: world, filename: file }
      const run = compileFunction(text, ['module', 'exports', 'require', '__filename'], options)
      run(module, module.exports, within, file)
      return module.exports
    }
    world.sandboxes = load(require.resolve('iamport-sandbox'))
    runInContext(\`(async () => {
      const sandbox = await sandboxes.createSandbox({ port: null })
      const paid = await sandbox.pay({ merchant_uid: 'o1', amount: 14000, buyer_tel: '010-1234-5678' })
      const wrong = await sandbox.deposit('imp_000000000000').catch((error) => error)
      const late = () => { try { sandbox.payment('imp_000000000000') } catch (error) { return error } }
      console.log(JSON.stringify([
        paid.payment.constructor === Object, paid.payment.timeline instanceof Array, paid.payment.status,
        sandbox.payments() instanceof Array, Object.keys(sandbox).includes('pay'), typeof sandbox.app,
        wrong instanceof Error, late() instanceof Error,
        await sandbox.waitFor('payment', (one) => one.amount === 14000).then(({ amount }) => amount),
      ]))
      await sandbox.close()
      const closed = await sandbox.settle().catch((error) => error)
      console.log(closed instanceof sandboxes.SandboxError, closed instanceof Error)
    })()\`, world)`
  writeFileSync(join(shop, 'world.cjs'), script)
  const { stdout, stderr } = spawnSync(process.execPath, ['world.cjs'], { encoding: 'utf8', cwd: shop })
  expect([stdout, stderr]).toEqual([
    '[true,true,"paid",true,true,"function",true,true,14000]\ntrue true\n',
    '',
  ])
})

test('every address that it promises leads to a file', () => {
  const filesOf = (target: unknown): string[] =>
    typeof target === 'string' ? [target] : Object.values(target as object).flatMap(filesOf)
  const { exports, main, types, typesVersions, bin } = manifest()
  const targets = [exports, main, types, typesVersions, bin].flatMap(filesOf)
  expect(targets.length).toBeGreaterThan(5)
  expect(targets.filter((target) => !existsSync(join(installed, target)))).toEqual([])
})

test('it is small: nothing is installed with it, and it stays within its budget', () => {
  const { dependencies = {}, optionalDependencies = {}, scripts } = manifest()
  expect({ ...dependencies, ...optionalDependencies }).toEqual({})
  expect(Object.keys(scripts).filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual([])
  expect(packed_bytes).toBeLessThan(1.5 * MB)
  const bytes = files().map((file) => statSync(join(installed, file)).size)
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(15 * MB)
})

/** What only their own code says. */
const EXPRESS = /iconv-lite|x-powered-by/
const ZOD = /\$ZodCheck/
const COMMANDER = /CommanderError/

test('a start reads neither Express nor zod nor commander until it is ready', () => {
  const started = readBy('cli', 'start', 'serve')
  for (const text of [EXPRESS, ZOD, COMMANDER]) expect(started.text).not.toMatch(text)
  expect(started.files.length).toBeLessThan(10)
  expect(started.bytes).toBeLessThan(1 * MB)
})

test('a command that calls a sandbox reads a few files, and neither commander nor node:http', () => {
  const command = readBy('cli')
  for (const text of [EXPRESS, ZOD, COMMANDER]) expect(command.text).not.toMatch(text)
  expect(command.files.length).toBeLessThan(4)
  expect(command.bytes).toBeLessThan(0.06 * MB)
  const told = `process.on('exit', () => console.error(process.moduleLoadList.join()))`
  const args = ['--import', `data:text/javascript,${encodeURIComponent(told)}`]
  const { stderr } = spawnSync(
    process.execPath,
    [...args, join(installed, 'bin/iamport-sandbox.js'), 'payments', '--url', 'http://127.0.0.1:1'],
    { encoding: 'utf8' },
  )
  expect(stderr).toMatch(/NativeModule net\b/)
  expect(stderr).not.toMatch(/NativeModule (http|https|crypto|child_process)\b/)
})

/** What Node reads for modules of dist/ by their names, before any of them asks for more. */
function readBy(...names: readonly string[]): { files: string[]; text: string; bytes: number } {
  const dist = join(installed, 'dist')
  const named = (name: string) => (file: string) => new RegExp(`^${name}(-[\\w-]{8})?\\.js$`).test(file)
  const found = new Set(names.map((name) => readdirSync(dist).find(named(name))!))
  const textOf = (file: string) => readFileSync(join(dist, file), 'utf8')
  for (const file of found) {
    for (const [, next] of textOf(file).matchAll(/^import .*?"\.\/([^"]+)";/gm)) found.add(next!)
  }
  const files = [...found]
  const text = files.map(textOf).join('\n')
  return { files, text, bytes: text.length }
}

test('it holds no sources, no tests and no database', () => {
  expect(files().filter((file) => /^(src|test|build|\.)|\.db$|\.tgz$/.test(file))).toEqual([])
  expect(files()).toEqual(
    expect.arrayContaining([
      'README.md',
      'LICENSE',
      'CHANGELOG.md',
      'dist/types/index.d.ts',
      'dist/LICENSES.txt',
    ]),
  )
})

test('every package that is inside is listed with its licence', () => {
  const licences = readFileSync(join(installed, 'dist/LICENSES.txt'), 'utf8')
  for (const name of ['express', 'zod', 'commander', 'yaml', 'body-parser', 'ms']) {
    expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+\\nLicence: (MIT|ISC)`, 'm'))
  }
})

test('its source maps lead to our sources', () => {
  const maps = readdirSync(join(installed, 'dist')).filter((file) => file.endsWith('.js.map'))
  const sources = maps.flatMap(
    (file): string[] => JSON.parse(readFileSync(join(installed, 'dist', file), 'utf8')).sources,
  )
  const ours = sources.filter((source) => !source.includes('node_modules') && !source.startsWith('\0'))
  expect(ours).toContain('../src/sandbox.ts')
  expect(ours.filter((source) => !existsSync(join(ROOT, 'dist', source)))).toEqual([])
})
