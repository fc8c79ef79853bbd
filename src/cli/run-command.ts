/** What `run` does: a sandbox for as long as one command runs in it. */
import { type ChildProcess, spawn } from 'node:child_process'
import type { RequestListener } from 'node:http'
import { constants } from 'node:os'
import { DatabaseError } from '../core/database.ts'
import { createInstance, type Instance } from '../sandbox.ts'
import type { Settings } from '../settings.ts'
import { Failure } from './failure.ts'
import { t, told } from './lang.ts'
import { refuseListening } from './listening.ts'
import { writeReport } from './report.ts'
import type { RunCapture } from './run-capture.ts'
import type { RunOptions } from './run-options.ts'
import { variables } from './variables.ts'
import { waitForUrl, waitSeconds } from './wait-for-url.ts'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** A sandbox that serves, by its own handler or by one that stands around it. */
export async function openWorld(
  settings: Settings,
  around?: (instance: Instance) => RequestListener,
): Promise<Instance> {
  const instance = await create(settings)
  try {
    await instance.listen(around?.(instance))
    instance.ticker.live()
    return instance
  } catch (error) {
    await instance.close()
    throw refuseListening(error, settings)
  }
}

async function create(settings: Settings): Promise<Instance> {
  try {
    return await createInstance(settings)
  } catch (error) {
    throw error instanceof DatabaseError ? new Failure(told(error.said)) : error
  }
}

/** Runs the command, passes signals on, and answers its exit code. A failed one leaves a report behind. */
export async function runIn(
  instance: Instance,
  [program = '', ...args]: readonly string[],
  options: RunOptions,
  capture: RunCapture | null,
): Promise<number> {
  const { imp_key, imp_secret, user_code } = instance.merchants.byDefault()
  const own = variables({ url: instance.url(), imp_key, imp_secret, user_code, token: instance.token })
  try {
    const more = (await capture?.open(instance)) ?? {}
    if (options.print) {
      capture?.print(own)
      return 0
    }
    if (options.waitFor !== undefined)
      await waitForUrl(options.waitFor, waitSeconds(options.waitSeconds, '--wait-seconds'))
    const child = await start(program, args, { ...process.env, ...own, ...more })
    capture?.started(child, instance)
    const exit_code = await followed(child, program)
    if (exit_code !== 0) await leaveReport(instance, options.reportDir)
    capture?.report()
    return exit_code
  } finally {
    await capture?.close()
    await instance.close()
  }
}

/** On Windows `npm` is `npm.cmd`, which no program may start by itself: cross-spawn goes by way of its shell. */
async function start(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<ChildProcess> {
  const run = process.platform === 'win32' ? (await import('cross-spawn')).default : spawn
  return run(program, [...args], { stdio: 'inherit', env })
}

async function followed(child: ChildProcess, program: string): Promise<number> {
  // Ctrl-C in a terminal reaches the command by itself; a second one would end most test runners at once.
  const pass = (signal: NodeJS.Signals) =>
    void (signal === 'SIGINT' && process.stdin.isTTY ? null : child.kill(signal))
  for (const signal of SIGNALS) process.on(signal, pass)
  try {
    return await ended(child, program)
  } finally {
    for (const signal of SIGNALS) process.off(signal, pass)
  }
}

/** The command's own exit code stays what it is, whatever becomes of the report. */
async function leaveReport(instance: Instance, folder: string): Promise<void> {
  try {
    await instance.ticker.settle()
    const written = writeReport(instance, folder, instance.clock.wall_ms() - process.uptime() * 1000)
    process.stderr.write(
      `iamport-sandbox: ${t(`결제와 웹훅 기록을 ${written} 폴더에 남겼습니다.`, `Payments and webhooks are kept in ${written}.`)}\n`,
    )
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    const why = t(
      `기록을 ${folder} 폴더에 남길 수 없습니다 (${code}).`,
      `The report cannot be written to ${folder} (${code}).`,
    )
    process.stderr.write(`iamport-sandbox: ${why}\n`)
  }
}

/** As shells count: the exit code, or 128 and the number of the signal that ended it. */
function ended(child: ChildProcess, program: string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      const is_missing = error.code === 'ENOENT'
      const why = is_missing ? t('그런 명령이 없습니다', 'there is no such command') : error.message
      const said = t(`${program} 명령을 실행할 수 없습니다: ${why}.`, `${program} cannot be run: ${why}.`)
      // As shells say it: 127 is not there, 126 may not be run.
      reject(new Failure(said, is_missing ? 127 : 126))
    })
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
  })
}
