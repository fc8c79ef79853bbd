/** `run`: a sandbox of its own for one command, such as a test suite, with the command's exit code. */
import type { Command, Option } from 'commander'
import { say } from '../core/bilingual.ts'
import { readSettings, SETTINGS, SettingError } from '../settings.ts'
import { findConfig, withDotEnv } from './config.ts'
import { t, useLang } from './lang.ts'
import type { RunOptions } from './run-options.ts'
import { addSettings } from './start.ts'

/** What `run` does otherwise than `start`, unless a flag or a variable says so: nothing is shared with other runs. */
const OWN: Readonly<Record<string, string>> = { port: '0', db: ':memory:' }

/** What `start` alone does: its log, the demo shop, and a dashboard that nobody would see for long. */
const NOT_HERE = new Set(['demo', 'json', 'keep_trace'])

export function defineRun(program: Command): void {
  const command = program
    .command('run')
    .description(
      t(
        '샌드박스를 따로 띄우고 그 안에서 명령을 실행합니다: run [옵션] -- npm test',
        'runs a command with a sandbox of its own: run [options] -- npm test',
      ),
    )
    .argument('<cmd...>')
    .addOption(
      program
        .createOption(
          '--report-dir <folder>',
          t(
            '명령이 실패하면 결제, 웹훅, 요청 기록을 남길 폴더',
            'where a failed command leaves payments, webhooks and calls',
          ),
        )
        .default('.iamport-sandbox/report'),
    )
    .addOption(
      program
        .createOption(
          '--wait-for <url>',
          t(
            '이 주소에서 응답이 있을 때까지 기다렸다가 명령을 실행합니다',
            'runs the command as soon as this address answers',
          ),
        )
        .argParser(readUrl),
    )
    .addOption(
      program
        .createOption('--wait-seconds <number>', t('최대 몇 초 기다릴지', 'how many seconds at most'))
        .default('60'),
    )
  for (const option of captureOptions(program))
    command.addOption(option.helpGroup(t('가로채기:', 'Capture:')))
  const own = SETTINGS.filter(({ name }) => !NOT_HERE.has(name)).map((setting) => ({
    ...setting,
    default: OWN[setting.name] ?? setting.default,
  }))
  const readFlags = addSettings(command, own)
  command.action(async (cmd: string[], given: Record<string, unknown> & RunOptions) => {
    const config = await findConfig()
    // Nothing is shared with other runs: the port and the file of a config are those of `start`.
    const own_config = { ...config, values: { ...config.values, ...OWN } }
    const settings = readSettings(readFlags(given), withDotEnv(process.env), own_config)
    useLang(settings.lang)
    // A sandbox is large, and other commands start without it.
    const { openWorld, runIn } = await import('./run-command.ts')
    const { openRunCapture } = await import('./run-capture.ts')
    const begin = given.capture ? openRunCapture(given) : null
    process.exitCode = await runIn(await openWorld(settings, begin?.handler), cmd, given, begin)
  })
}

function captureOptions(program: Command): Option[] {
  return [
    program.createOption(
      '--no-capture',
      t(
        '하드코딩된 iamport.kr 주소를 가로채지 않습니다',
        'does not answer hard-coded addresses of iamport.kr',
      ),
    ),
    program.createOption(
      '--print',
      t(
        '명령을 실행하지 않고, 정해 줄 환경 변수와 이유를 출력합니다',
        'runs nothing; prints the variables it would set, and why',
      ),
    ),
    program.createOption(
      '--offline',
      t('가로채는 이름과 이 컴퓨터 밖으로 나가는 연결을 막습니다', 'lets no connection leave this machine'),
    ),
    program
      .createOption(
        '--allow <host>',
        t(
          '--offline이어도 열어 둘 호스트 (메일, 문자 등); 여러 번 줄 수 있습니다',
          'host that stays open with --offline (mail, text messages); several times',
        ),
      )
      .argParser((text: string, before: string[] = []) => [...before, ...text.split(',')]),
    program
      .createOption(
        '--app-port <number>',
        t(
          '상점이 여는 포트; 없으면 명령이 처음 여는 포트입니다',
          'port of the shop; otherwise the first that the command opens',
        ),
      )
      .argParser(readPort),
    program
      .createOption(
        '--webhook-path <path>',
        t(
          '상점이 웹훅을 받는 경로, 예: /iamport/webhook',
          'where the shop takes webhooks, e.g. /iamport/webhook',
        ),
      )
      .argParser(readPath),
  ]
}

function readUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text
  throw new SettingError(
    say(
      `--wait-for에는 http:// 또는 https:// 주소를 주세요: ${text}`,
      `--wait-for takes an http:// or https:// address, not ${text}`,
    ),
  )
}

function readPort(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port
  throw new SettingError(
    say(
      `--app-port에는 1부터 65535까지의 정수를 주세요: ${text}`,
      `--app-port takes a whole number from 1 to 65535, not ${text}`,
    ),
  )
}

function readPath(text: string): string {
  if (/^\/[^\s]*$/.test(text)) return text
  throw new SettingError(
    say(
      `--webhook-path에는 /로 시작하는 경로를 주세요: ${text}`,
      `--webhook-path takes a path that begins with /, not ${text}`,
    ),
  )
}
