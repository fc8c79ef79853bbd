/**
 * `npm run prove:package`: the tarball as others see it. Jest 29 and 30 without flags (plain JavaScript, ts-jest, jsdom) and with
 * them (ESM), TypeScript 5.0, 5.9 and 7 with every way to resolve a module, the same types as the sources have, publint, attw; and
 * of the sources knip. Needs a build. `PROVE=jest,types,lint,knip` names single parts.
 *
 * The tools are installed once, in node_modules/.cache/prove: nobody else has to install them.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const HERE = join(ROOT, 'test/install/package')
const CACHE = join(ROOT, 'node_modules/.cache/prove')

const JEST = Object.fromEntries(
  [29, 30].map((version) => [
    `jest-${version}`,
    [
      `jest@${version}`,
      `jest-environment-jsdom@${version}`,
      `@types/jest@${version}`,
      'ts-jest@29',
      'typescript@5.9',
      '@types/node@20',
    ],
  ]),
)
const COMPILERS = ['5.0', '5.9', '7']
const TOOLS = ['publint@0.3', '@arethetypeswrong/cli', 'knip@6', '@types/node@20']

const folder = mkdtempSync(join(tmpdir(), 'prove-'))
const wrong = []
try {
  const wanted = process.env.PROVE?.split(',') ?? ['jest', 'types', 'lint', 'knip']
  const tarball = pack()
  if (wanted.includes('jest'))
    for (const [name, packages] of Object.entries(JEST)) proveJest(name, packages, tarball)
  if (wanted.includes('types')) proveTypes(tarball)
  if (wanted.includes('lint')) proveLint(tarball)
  if (wanted.includes('knip')) check('knip', [bin('tools', TOOLS, 'knip', 'bin/knip.js')], ROOT)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
for (const what of wrong) console.error(what)
process.exitCode = wrong.length > 0 ? 1 : 0

function pack() {
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], { cwd: ROOT })
  return join(
    folder,
    readdirSync(folder).find((file) => file.endsWith('.tgz')),
  )
}

/** A shop's project with these packages, the tarball, and a SQLite for Nodes that have none. */
function project(name, packages, tarball) {
  const place = join(folder, name)
  cpSync(installed(name, packages), place, { recursive: true })
  unpack(tarball, join(place, 'node_modules/iamport-sandbox'))
  for (const driver of ['libsql', '@libsql', '@neon-rs', 'detect-libc']) {
    const from = join(ROOT, 'node_modules', driver)
    if (existsSync(from)) cpSync(from, join(place, 'node_modules', driver), { recursive: true })
  }
  return place
}

function proveJest(name, packages, tarball) {
  const shop = project(name, packages, tarball)
  cpSync(join(HERE, 'jest'), shop, { recursive: true })
  const jest = join(shop, 'node_modules/jest/bin/jest.js')
  check(`${name}, without flags`, [jest], shop)
  check(
    `${name}, ESM`,
    ['--experimental-vm-modules', '--no-warnings', jest, '--config', 'esm.config.cjs'],
    shop,
  )
}

function proveTypes(tarball) {
  const ways = [
    ['imported', 'shop.mts', 'nodenext', 'nodenext'],
    ['required', 'shop.cts', 'nodenext', 'nodenext'],
    ['bundled', 'shop.ts', 'esnext', 'bundler'],
  ]
  for (const version of COMPILERS) {
    const name = `types-${version}`
    const shop = project(name, [`typescript@${version}`, '@types/node@20'], tarball)
    cpSync(join(HERE, 'types'), shop, { recursive: true })
    for (const ending of ['mts', 'cts']) cpSync(join(shop, 'shop.ts'), join(shop, `shop.${ending}`))
    const old = ['compiled to CommonJS', 'shop.ts', 'commonjs', version === '7' ? 'bundler' : 'node10']
    for (const [how, file, module, resolution] of [...ways, old]) {
      const options = [
        '--strict',
        '--noEmit',
        '--target',
        'es2022',
        '--skipLibCheck',
        'false',
        '--types',
        'node',
      ]
      const args = [...options, '--module', module, '--moduleResolution', resolution, file]
      check(`TypeScript ${version}, ${how}`, [join(shop, 'node_modules/typescript/bin/tsc'), ...args], shop)
    }
    if (version === '7') proveSame(shop)
  }
}

/** The types of the tarball are rolled up from declarations, with zod's cut down to what they need. */
function proveSame(shop) {
  const members = ['settings', 'webhookRule', 'issueBillingKey', 'schedule', 'certify', 'waitFor', 'pay']
  const pairs = [
    ...['PayOrder', 'PayResult', 'CertifyOrder', 'WorldFile', 'SandboxPayment', 'ConnectedSandbox'],
    ...members.map((member) => `Sandbox['${member}']`),
  ].flatMap((name) => [
    [`packed.${name}`, `written.${name}`],
    [`written.${name}`, `packed.${name}`],
  ])
  const lines = pairs.map(([from, to], n) => `export const same_${n} = (of: ${from}): ${to} => of`)
  writeFileSync(
    join(shop, 'same.mts'),
    `import type * as packed from 'iamport-sandbox'
     import type * as written from '${join(ROOT, 'src/index.ts').replaceAll('\\', '/')}'
     ${lines.join('\n')}
     // @ts-expect-error: if one of them were anything at all, this would not be wrong
     export const other = (of: packed.PayOrder): written.SandboxPayment => of`,
  )
  const options = ['--strict', '--noEmit', '--target', 'es2023', '--skipLibCheck', '--types', 'node']
  const modules = ['--module', 'nodenext', '--moduleResolution', 'nodenext', '--allowImportingTsExtensions']
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc')
  check('the same types as the sources', [tsc, ...options, ...modules, 'same.mts'], shop)
}

function proveLint(tarball) {
  check('publint', [bin('tools', TOOLS, 'publint', 'src/cli.js'), tarball, '--strict'], ROOT)
  const attw = bin('tools', TOOLS, '@arethetypeswrong/cli', 'dist/index.js')
  check('attw', [attw, tarball, '--exclude-entrypoints', 'vitest'], ROOT)
  // vitest itself can only be imported, so what is for it alone is an ES module alone.
  check('attw of vitest', [attw, tarball, '--entrypoints', 'vitest', '--profile', 'esm-only'], ROOT)
}

function check(what, args, cwd) {
  const began = performance.now()
  const env = { ...process.env, NODE_OPTIONS: '', FORCE_COLOR: '0', NO_COLOR: '1' }
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, env, encoding: 'utf8' })
  const s = Math.round((performance.now() - began) / 100) / 10
  console.log(`${status === 0 ? 'ok   ' : 'WRONG'} ${what} (${s} s)`)
  if (status !== 0) wrong.push(`${what}:\n${(stdout + stderr).slice(0, 4000)}`)
}

function bin(name, packages, of, file) {
  return join(installed(name, packages), 'node_modules', of, file)
}

function installed(name, packages) {
  const place = join(CACHE, name)
  if (existsSync(join(place, 'done'))) return place
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, 'package.json'), '{ "private": true }')
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', ...packages], {
    cwd: place,
    stdio: 'inherit',
  })
  writeFileSync(join(place, 'done'), '')
  return place
}

function unpack(tarball, to) {
  mkdirSync(to, { recursive: true })
  execFileSync('tar', ['-xzf', tarball, '-C', to, '--strip-components', '1'])
}
