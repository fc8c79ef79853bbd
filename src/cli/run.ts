/** `run`: a sandbox of its own for one command, such as a test suite, with the command's exit code. */
import { type Command, Option } from 'commander'
import { readSettings } from '../settings.ts'
import { addSettings } from './start.ts'

/** What `run` does otherwise than `start`, unless a flag or a variable says so: nothing is shared with other runs. */
const OWN = { port: '0', db: ':memory:' }

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
    const settings = readSettings(readFlags(given), env)
    // A sandbox is large, and other commands start without it.
    const { openWorld, runIn } = await import('./run-command.ts')
    process.exitCode = await runIn(await openWorld(settings), cmd, given.reportDir)
  })
}

/** Variables that are set to nothing count as unset. */
function notEmpty(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
}
