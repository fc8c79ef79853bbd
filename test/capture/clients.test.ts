/** Every client with a hard-coded https://api.iamport.kr, unmodified, in the environment that `run` gives it. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCalls } from '../../src/capture/calls.ts'
import { type Capture, openCapture } from '../../src/capture/capture.ts'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { capturePage, type Outcome } from './page.ts'
import { PROBES, type Probe } from './probes.ts'

const ROOT = resolve(import.meta.dirname, '../..')

let folder: string
let sandbox: Sandbox
let capture: Capture
const calls = createCalls()
/** What came of each probe that was run. */
const found = new Map<Probe, Outcome>()

/** The environment of a developer who has settings of his own: they are extended, never replaced. */
const OWN = { NO_PROXY: 'intranet.example' }

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iamport-sandbox-capture-'))
  process.env.IAMPORT_SANDBOX_HOME = join(folder, 'home')
  sandbox = await createSandbox({ seed: 1 })
  capture = await openCapture({
    handler: (req, res) => {
      calls.count(req.headers.host)
      sandbox.app(req, res)
    },
    calls,
    http_port: Number(new URL(sandbox.url).port),
    tls_port: 0,
    host: '127.0.0.1',
    now_ms: () => Date.now(),
    policy: { offline: false, allow: [] },
    env: { ...process.env, ...OWN },
  })
}, 60_000)
afterAll(async () => {
  await capture?.close()
  await sandbox?.close()
  delete process.env.IAMPORT_SANDBOX_HOME
  rmSync(folder, { recursive: true, force: true })
})

const name = ({ runtime, client }: Probe) => `${runtime}: ${client}`

test.each(PROBES.filter(({ escapes }) => !escapes).map((probe) => [name(probe), probe] as const))(
  '%s reaches the sandbox without a changed line',
  { timeout: 120_000 },
  async (_name, probe) => {
    if (!isThere(probe)) return notRun(probe)
    const { stdout, stderr } = await run(probe)
    found.set(probe, probe.prints.test(stdout) ? 'reached' : 'escaped')
    expect(stdout, stderr).toMatch(probe.prints)
  },
)

test.each(PROBES.filter(({ escapes }) => escapes).map((probe) => [name(probe), probe] as const))(
  '%s is not reached, as the page says',
  { timeout: 60_000 },
  async (_name, probe) => {
    if (!isThere(probe)) return notRun(probe)
    const { stdout } = await run(probe)
    found.set(probe, probe.prints.test(stdout) ? 'reached' : 'escaped')
    expect(stdout).not.toMatch(probe.prints)
  },
)

test('docs/capture.md says what was just found', async () => {
  const file = join(ROOT, 'docs/capture.md')
  await expect(capturePage(readFileSync(file, 'utf8'), PROBES, found)).toMatchFileSnapshot(file)
})

function isThere({ needs: [program = '', ...args] }: Probe): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore', env: { ...process.env, JAVA_TOOL_OPTIONS: '' } })
    return true
  } catch {
    return false
  }
}

/** Said aloud, because it is not what the title promises. */
function notRun(probe: Probe): void {
  process.stderr.write(`not run: ${name(probe)} (${probe.needs.join(' ')} does not work on this machine)\n`)
}

async function run({ run: command, file, code, is_beside }: Probe) {
  const [program = '', ...args] = command
  if (file !== undefined) writeFileSync(join(folder, file), code ?? '')
  const inherited = Object.entries(process.env).filter(([key]) => !/^(VITEST|NODE_OPTIONS)/.test(key))
  const child = spawn(program, file === undefined || is_beside ? args : [...args, file], {
    cwd: folder,
    env: {
      ...Object.fromEntries(inherited),
      ...OWN,
      NODE_PATH: join(ROOT, 'node_modules'),
      GO111MODULE: 'off',
      ...Object.fromEntries(capture.variables.map((variable) => [variable.name, variable.value])),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { stdout, stderr }
}
