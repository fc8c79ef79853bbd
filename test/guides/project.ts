/** A shop's project with the package in it, as npm puts it there; and blocks of pages, run as they are written. */
import { spawn } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll } from 'vitest'
import { TEST_HOME } from '../cli/command-line.ts'

export const ROOT = resolve(import.meta.dirname, '../..')
/** Whether everything is run that can be (`npm run prove:guides`); in the gate a sample is. */
export const IS_WHOLE = process.env.PROVE_GUIDES === 'whole'
export const readPage = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

export interface Block {
  readonly language: string
  /** What follows the language in the fence. */
  readonly name: string
  readonly code: string
}

/** Every fenced block of a page, in its order. */
export function blocksOf(page: string): Block[] {
  return [...page.matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm)].map(([, language, name, code]) => ({
    language: language!,
    name: name!,
    code: code!,
  }))
}

/** What the tarball holds, by its own list: `test/upkeep/package.test.ts` packs it with npm. */
function unpackInto(folder: string): void {
  const { files }: { files: string[] } = JSON.parse(readPage('package.json'))
  for (const name of ['package.json', ...files])
    cpSync(join(ROOT, name), join(folder, name), { recursive: true })
}

/** Packages that shops have installed themselves: the driver of Node 20 among them. */
const BESIDE = [
  'libsql',
  '@libsql',
  '@neon-rs',
  'detect-libc',
  'better-sqlite3',
  'bindings',
  'file-uri-to-path',
]

/** A project for the tests of a file; it goes away with them. Call it outside the tests. */
export function useProject(also: readonly string[] = []): { readonly folder: string } {
  let folder = ''
  beforeAll(() => {
    folder = makeProject(also)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return {
    get folder() {
      return folder
    },
  }
}

/** An empty project with the package and its command. `also`: what else of our own packages it has. */
function makeProject(also: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'iamport-sandbox-project-'))
  const modules = join(folder, 'node_modules')
  mkdirSync(join(modules, '.bin'), { recursive: true })
  unpackInto(join(modules, 'iamport-sandbox'))
  for (const name of [...BESIDE, ...also]) link(name, modules)
  const bin = join(modules, 'iamport-sandbox/bin/iamport-sandbox.js')
  script(join(modules, '.bin/iamport-sandbox'), `exec "${process.execPath}" "${bin}" "$@"`)
  // npx looks a second long for what lies beside it.
  script(join(modules, '.bin/npx'), 'name="$1"; shift; exec "$name" "$@"')
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  return folder
}

/** By a link: what they need themselves lies beside them in our own folder. */
function link(name: string, modules: string): void {
  const from = join(ROOT, 'node_modules', name)
  if (!existsSync(from)) return
  mkdirSync(dirname(join(modules, name)), { recursive: true })
  symlinkSync(from, join(modules, name))
}

function script(file: string, line: string): void {
  writeFileSync(file, `#!/bin/sh\n${line}\n`)
  chmodSync(file, 0o755)
}

export interface Run {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** The environment of a developer who has just opened a terminal in this folder. */
export function terminalOf(folder: string, more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(IAMPORT_|VITEST|NODE_OPTIONS|NODE_TEST|NODE_ENV|FORCE_COLOR|LANG$|LC_)/.test(name),
  )
  return {
    ...Object.fromEntries(inherited),
    // Of the folder, and of the project that it lies in.
    PATH: [folder, dirname(folder)]
      .map((one) => join(one, 'node_modules/.bin'))
      .concat(process.env.PATH ?? '')
      .join(delimiter),
    IAMPORT_SANDBOX_HOME: TEST_HOME,
    NO_COLOR: '1',
    ...more,
  }
}

/** Runs lines as a shell does, and stops at the first that fails. */
export async function runLines(
  folder: string,
  lines: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const child = spawn('sh', ['-e', '-c', lines], {
    cwd: folder,
    env: terminalOf(folder, more),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  // Of what a block leaves running in the background, the output is not waited for.
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const said = Promise.all([text(child.stdout), text(child.stderr)])
  const code = await ended
  endGroup(child.pid!)
  const [stdout, stderr] = await said
  return { code, stdout, stderr }
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Nothing was left running.
  }
}

/** A page's lines with other ports in the place of the usual ones: tests run beside each other. */
export const withPorts = (lines: string, shop: number, sandbox: number): string =>
  lines.replaceAll(':3000', `:${shop}`).replaceAll(':4780', `:${sandbox}`)
