/** Real processes of the command line, each test in a folder of its own. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

const BIN = resolve(import.meta.dirname, '../../bin/iamport-sandbox.js')

type Env = Readonly<Record<string, string>>
type Child = ChildProcessByStdio<null, Readable, Readable>

export interface Ended {
  /** The exit code; null when a signal ended it. */
  code: number | null
  stdout: string
  stderr: string
}

export interface Started {
  url: string
  /** Every line of stdout so far, the ready line first. */
  lines: readonly string[]
  /** The first line that contains this, now or later. */
  line(part: string): Promise<string>
  /** Resolves when it has ended by itself. */
  ended: Promise<number | null>
  /** Sends a signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

/** Where the CA of test runs lies: the developer's own stays as it is. */
export const TEST_HOME = join(tmpdir(), 'iamport-sandbox-test-home')

/** An empty folder that goes away with the test. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'iamport-sandbox-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Runs a command to its end. */
export async function run(cwd: string, args: readonly string[], env: Env = {}): Promise<Ended> {
  const child = start(cwd, args, env)
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return { code, stdout, stderr }
}

/** Starts a sandbox and waits until it is ready (or another command, until its `first` line). It ends with the test at the latest. */
export async function startCli(
  cwd: string,
  args: readonly string[] = [],
  env: Env = {},
  first = 'ready',
): Promise<Started> {
  const child = start(cwd, args, env)
  const ended = once(child, 'close').then(([code]): number | null => code)
  const complaint = text(child.stderr)
  const lines: string[] = []
  const reader = createInterface({ input: child.stdout })
  reader.on('line', (line) => lines.push(line))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const line = async (part: string): Promise<string> => {
    for (;;) {
      const found = lines.find((candidate) => candidate.includes(part))
      if (found !== undefined) return found
      const goesOn = await Promise.race([once(reader, 'line').then(() => true), ended.then(() => false)])
      if (!goesOn)
        throw new Error(`ended without a line with ${part}: ${lines.join('\n')} ${await complaint}`)
    }
  }
  const ready = await line(first)
  return {
    url: /http\S+?(?="|$)/.exec(ready)?.[0] ?? '',
    lines,
    line,
    ended,
    stop: (signal = 'SIGINT') => {
      child.kill(signal)
      return ended
    },
  }
}

/** The settings of whoever runs the tests stay out. */
function start(cwd: string, args: readonly string[], env: Env): Child {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(IAMPORT_SANDBOX_|LANG$|LC_|FORCE_COLOR$|NO_COLOR$|NODE_OPTIONS$)/.test(name),
  )
  return spawn(process.execPath, [BIN, ...args], {
    cwd,
    env: { ...Object.fromEntries(inherited), IAMPORT_SANDBOX_HOME: TEST_HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}
