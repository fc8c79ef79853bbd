/** `run`: a sandbox of its own for one command, such as a test suite, with the command's exit code. */
import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'
import { type Command, Option } from 'commander'
import { DatabaseError } from '../core/database.ts'
import { createWorld, type World } from '../sandbox.ts'
import { readSettings, type Settings } from '../settings.ts'
import { Failure } from './failure.ts'
import { refuseListening } from './listening.ts'
import { writeReport } from './report.ts'
import { addSettings } from './start.ts'
import { variables } from './variables.ts'

/** What `run` does otherwise than `start`, unless a flag or a variable says so: nothing is shared with other runs. */
const OWN = { port: '0', db: ':memory:' }

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export function defineRun(program: Command): void {
  const command = program
    .command('run')
    .description('빈 포트에 샌드박스를 따로 띄우고 그 안에서 명령을 실행합니다: run [옵션] -- npm test')
    .argument('<cmd...>')
    .addOption(
      new Option('--report-dir <folder>', '명령이 실패하면 결제, 웹훅, 요청 기록을 남길 폴더').default(
        '.iamport-sandbox/report',
      ),
    )
  const readFlags = addSettings(command)
  command.action(async (cmd: string[], given: Record<string, unknown> & { reportDir: string }) => {
    const env = { IAMPORT_SANDBOX_PORT: OWN.port, IAMPORT_SANDBOX_DB: OWN.db, ...notEmpty(process.env) }
    const world = await openWorld(readSettings(readFlags(given), env))
    process.exitCode = await runIn(world, cmd, given.reportDir)
  })
}

async function openWorld(settings: Settings): Promise<World> {
  const world = create(settings)
  try {
    await world.listen()
    world.ticker.live()
    return world
  } catch (error) {
    await world.close()
    throw refuseListening(error, settings)
  }
}

function create(settings: Settings): World {
  try {
    return createWorld(settings)
  } catch (error) {
    throw error instanceof DatabaseError ? new Failure(error.message) : error
  }
}

/** Runs the command, passes signals on, and answers its exit code. A failed one leaves a report behind. */
async function runIn(
  world: World,
  [program = '', ...args]: readonly string[],
  folder: string,
): Promise<number> {
  const { imp_key, imp_secret, user_code } = world.merchants.byDefault()
  const own = variables({ url: world.url(), imp_key, imp_secret, user_code, token: world.token })
  const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...own } })
  // Ctrl-C in a terminal reaches the command by itself; a second one would end most test runners at once.
  const pass = (signal: NodeJS.Signals) =>
    void (signal === 'SIGINT' && process.stdin.isTTY ? null : child.kill(signal))
  for (const signal of SIGNALS) process.on(signal, pass)
  try {
    const exit_code = await ended(child, program)
    if (exit_code !== 0) await leaveReport(world, folder)
    return exit_code
  } finally {
    for (const signal of SIGNALS) process.off(signal, pass)
    await world.close()
  }
}

/** The command's own exit code stays what it is, whatever becomes of the report. */
async function leaveReport(world: World, folder: string): Promise<void> {
  try {
    await world.ticker.settle()
    process.stderr.write(
      `iamport-sandbox: 결제와 웹훅 기록을 ${writeReport(world, folder)} 폴더에 남겼습니다.\n`,
    )
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    process.stderr.write(`iamport-sandbox: 기록을 ${folder} 폴더에 남길 수 없습니다 (${code}).\n`)
  }
}

/** As shells count: the exit code, or 128 and the number of the signal that ended it. */
function ended(child: ChildProcess, program: string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'ENOENT' ? '그런 명령이 없습니다' : error.message
      reject(new Failure(`${program} 명령을 실행할 수 없습니다: ${why}.`))
    })
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
  })
}

/** Variables that are set to nothing count as unset. */
function notEmpty(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
}
