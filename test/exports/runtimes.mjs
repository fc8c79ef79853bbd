/** How a test of each kind is run, and what must be installed for it. */
import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'

const ROOT = resolve(import.meta.dirname, '../..')
const BIN = join(ROOT, 'bin/iamport-sandbox.js')
const JUNIT = '/usr/share/java/junit-platform-console-standalone.jar'
const modules = (folder) => symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
const has = (command, ...args) => {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** `there`: whether it can be run here; `prepare`: what stands in the folder besides; `command`: what runs the file. */
export const RUNTIMES = {
  vitest: {
    prepare: modules,
    command: (file) => [process.execPath, join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', file],
  },
  playwright: {
    prepare: modules,
    command: (file) => [process.execPath, join(ROOT, 'node_modules/@playwright/test/cli.js'), 'test', file],
  },
  jest: {
    prepare(folder) {
      writeFileSync(join(folder, 'package.json'), '{"private":true}')
      execFileSync('npm', ['install', '--no-audit', '--no-fund', 'jest@30'], { cwd: folder, stdio: 'ignore' })
    },
    command: (file, folder) => [process.execPath, join(folder, 'node_modules/jest/bin/jest.js'), file],
  },
  pytest: {
    there: () => has('python3', '-m', 'pytest', '--version'),
    command: (file) => ['python3', '-m', 'pytest', '-q', file],
  },
  junit: {
    there: () => existsSync(JUNIT) && has('javac', '-version'),
    prepare: () => {},
    compile: (file, folder) => execFileSync('javac', ['-cp', JUNIT, '-d', 'classes', file], { cwd: folder }),
    command: () => ['java', '-jar', JUNIT, '--class-path', 'classes', '--scan-class-path'],
  },
  phpunit: { there: () => has('phpunit', '--version'), command: (file) => ['phpunit', file] },
  rspec: { there: () => has('rspec', '--version'), command: (file) => ['rspec', file] },
  go: {
    there: () => has('go', 'version'),
    prepare: (folder) => writeFileSync(join(folder, 'go.mod'), 'module shop\n\ngo 1.18\n'),
    command: () => ['go', 'test', '-count=1', './...'],
  },
}

/** Exports a scenario as a test into an empty folder, and answers how it is run. `npx` is this copy of the program. */
export function exported(kind, folder, { scenario, port }) {
  const { prepare = () => {}, compile = () => {}, command } = RUNTIMES[kind]
  mkdirSync(join(folder, 'bin'), { recursive: true })
  const npx = join(folder, 'bin/npx')
  writeFileSync(npx, `#!/bin/sh\nshift\nexec '${process.execPath}' '${BIN}' "$@"\n`)
  chmodSync(npx, 0o755)
  prepare(folder)
  const flags = ['--as', kind, '--shop', 'iamport-shop.yml', '--port', String(port), '--json']
  const said = execFileSync(process.execPath, [BIN, 'scenario', 'export', scenario, ...flags], {
    cwd: folder,
  })
  const { file } = JSON.parse(said)
  compile(file, folder)
  return async ({ url, adapter }) => {
    copyFileSync(adapter, join(folder, 'iamport-shop.yml'))
    const [program, ...args] = command(file, folder)
    const env = {
      ...process.env,
      PATH: join(folder, 'bin') + delimiter + process.env.PATH,
      SHOP_URL: url,
    }
    for (const name of Object.keys(env))
      if (/^(VITEST|TEST$|NODE_ENV$|NODE_OPTIONS$)/.test(name)) delete env[name]
    const child = spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const [out, complaint, code] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      new Promise((done) => child.once('close', done)),
    ])
    return { code, said: out + complaint }
  }
}
