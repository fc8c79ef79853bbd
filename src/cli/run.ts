/** `run`: a sandbox of its own for one command, such as a test suite, with the command's exit code. */
import { type Command, Option } from 'commander'
import { readSettings, SettingError } from '../settings.ts'
import type { RunOptions } from './run-options.ts'
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
    .addOption(
      new Option('--no-capture', '하드코딩된 iamport.kr 주소를 가로채지 않습니다').helpGroup(CAPTURE),
    )
    .addOption(
      new Option('--print', '명령을 실행하지 않고, 정해 줄 환경 변수와 이유를 출력합니다').helpGroup(CAPTURE),
    )
    .addOption(
      new Option('--offline', '가로채는 이름과 이 컴퓨터 밖으로 나가는 연결을 막습니다').helpGroup(CAPTURE),
    )
    .addOption(
      new Option('--allow <host>', '--offline이어도 열어 둘 호스트 (메일, 문자 등); 여러 번 줄 수 있습니다')
        .argParser((text: string, before: string[] = []) => [...before, ...text.split(',')])
        .helpGroup(CAPTURE),
    )
    .addOption(
      new Option('--app-port <number>', '상점이 여는 포트; 없으면 명령이 처음 여는 포트입니다')
        .argParser(readPort)
        .helpGroup(CAPTURE),
    )
    .addOption(
      new Option('--webhook-path <path>', '상점이 웹훅을 받는 경로, 예: /iamport/webhook')
        .argParser(readPath)
        .helpGroup(CAPTURE),
    )
  const readFlags = addSettings(command)
  command.action(async (cmd: string[], given: Record<string, unknown> & RunOptions) => {
    const env = { IAMPORT_SANDBOX_PORT: OWN.port, IAMPORT_SANDBOX_DB: OWN.db, ...notEmpty(process.env) }
    const settings = readSettings(readFlags(given), env)
    // A sandbox is large, and other commands start without it.
    const { openWorld, runIn } = await import('./run-command.ts')
    const { openRunCapture } = await import('./run-capture.ts')
    const begin = given.capture ? openRunCapture(given) : null
    process.exitCode = await runIn(await openWorld(settings, begin?.handler), cmd, given, begin)
  })
}

const CAPTURE = '가로채기:'

function readPort(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port
  throw new SettingError(`--app-port에는 1부터 65535까지의 정수를 주세요: ${text}`)
}

function readPath(text: string): string {
  if (/^\/[^\s]*$/.test(text)) return text
  throw new SettingError(`--webhook-path에는 /로 시작하는 경로를 주세요: ${text}`)
}

/** Variables that are set to nothing count as unset. */
function notEmpty(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
}
