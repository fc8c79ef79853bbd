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

test.each([
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
])('its types stand alone (%s, %s)', (module, moduleResolution) => {
  for (const name of ['@types/node', 'undici-types']) link(name)
  writeFileSync(join(shop, 'package.json'), '{ "type": "module" }')
  writeFileSync(
    join(shop, 'shop.ts'),
    `import { createSandbox, type PayOrder } from 'iamport-sandbox'
     import { useSandbox } from 'iamport-sandbox/jest'
     import type { ImpPg } from 'iamport-sandbox/imp'
     const order: PayOrder = { merchant_uid: 'o1', amount: 14000, outcome: 'approve' }
     const sandbox = await createSandbox({ seed: 1 })
     const { payment } = await sandbox.pay(order)
     const status: 'ready' | 'paid' | 'failed' | 'cancelled' | undefined = payment?.status
     // @ts-expect-error: it is known what a payment is
     const wrong: number | undefined = payment?.status
     // @ts-expect-error: it is known what an order is
     const bad: PayOrder = { outcome: 'explode' }
     const pg: ImpPg = 'html5_inicis'
     console.log(status, wrong, bad, pg, useSandbox)`,
  )
  const options = {
    module,
    moduleResolution,
    target: 'es2022',
    strict: true,
    skipLibCheck: false,
    noEmit: true,
  }
  writeFileSync(
    join(shop, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { ...options, types: ['node'] }, files: ['shop.ts'] }),
  )
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc')
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', shop], { encoding: 'utf8' })
  expect(stdout).toBe('')
})

test('every address that it promises leads to a file', () => {
  const targets = Object.values(manifest().exports).flatMap((target) =>
    typeof target === 'string' ? [target] : Object.values(target as Record<string, string>),
  )
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
