/** The command line: which commands there are, and how each of them may fail. */
import { Command, CommanderError, Option } from 'commander'
import { type Bilingual, say } from '../core/bilingual.ts'
import { packageVersion } from '../core/package.ts'
import { SettingError } from '../settings.ts'
import { Failure } from './failure.ts'
import { afterCommands, HELP } from './help.ts'
import { readLang, t, told } from './lang.ts'
import { visible } from './log.ts'
import { explainUsage } from './usage.ts'

/** `whole`: the program with all its commands, for those that tell of them. */
type Define = (program: Command, whole: () => Promise<Command>) => void

interface Row {
  readonly load: () => Promise<Define>
  /** Under which heading of the top page it stands. */
  readonly group: Bilingual
}

const BEGIN = say('시작:', 'To begin:')
const PAYING = say('결제와 시간:', 'Payments and time:')
const STATE = say('상태:', 'State:')
const FAILING = say('장애와 검증:', 'Failures:')
const TOOLS = say('도구:', 'Tools:')

const row = (group: Bilingual, load: Row['load']): Row => ({ group, load })

/** Each is loaded when it is run, or when all of them are looked at: a command costs what it needs. */
const COMMANDS: Readonly<Record<string, Row>> = {
  start: row(BEGIN, async () => (await import('./start.ts')).defineStart),
  run: row(BEGIN, async () => (await import('./run.ts')).defineRun),
  init: row(BEGIN, async () => (await import('./init.ts')).defineInit),
  env: row(BEGIN, async () => (await import('./env.ts')).defineEnv),
  open: row(BEGIN, async () => (await import('./open-url.ts')).defineOpen),
  pay: row(PAYING, async () => (await import('./pay.ts')).definePay),
  deposit: row(PAYING, async () => (await import('./deposit.ts')).defineDeposit),
  cancel: row(PAYING, async () => (await import('./cancel.ts')).defineCancel),
  payments: row(PAYING, async () => (await import('./payments.ts')).definePayments),
  webhooks: row(PAYING, async () => (await import('./webhooks.ts')).defineWebhooks),
  advance: row(PAYING, async () => (await import('./advance.ts')).defineAdvance),
  settle: row(PAYING, async () => (await import('./settle.ts')).defineSettle),
  status: row(STATE, async () => (await import('./status.ts')).defineStatus),
  logs: row(STATE, async () => (await import('./logs.ts')).defineLogs),
  health: row(STATE, async () => (await import('./health.ts')).defineHealth),
  stop: row(STATE, async () => (await import('./stop.ts')).defineStop),
  reset: row(STATE, async () => (await import('./reset.ts')).defineReset),
  export: row(STATE, async () => (await import('./export.ts')).defineExport),
  import: row(STATE, async () => (await import('./import.ts')).defineImport),
  merchants: row(STATE, async () => (await import('./merchants.ts')).defineMerchants),
  replay: row(FAILING, async () => (await import('./replay.ts')).defineReplay),
  record: row(FAILING, async () => (await import('./record.ts')).defineRecord),
  hunt: row(FAILING, async () => (await import('./hunt.ts')).defineHunt),
  scenario: row(FAILING, async () => (await import('./scenario.ts')).defineScenario),
  mcp: row(TOOLS, async () => (await import('./mcp.ts')).defineMcp),
  doctor: row(TOOLS, async () => (await import('./doctor.ts')).defineDoctor),
  ca: row(TOOLS, async () => (await import('./ca.ts')).defineCa),
  clean: row(TOOLS, async () => (await import('./clean.ts')).defineClean),
  completion: row(TOOLS, async () => (await import('./completion.ts')).defineCompletion),
  help: row(TOOLS, async () => (await import('./help-command.ts')).defineHelp),
}

/** Runs one command line (without `node` and the script). Whatever goes wrong is a sentence on stderr and an exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  readLang(argv)
  // Whoever has read enough closes the pipe (`| head`): that is no fault.
  process.stdout.on('error', () => {})
  try {
    const words = withCommand(argv)
    const program = await createProgram(words[0])
    await program.parseAsync(words, { from: 'user' })
  } catch (error) {
    process.exitCode = report(error)
  }
}

/** The program with one command, or with all of them where there is none of that name. */
export async function createProgram(only = ''): Promise<Command> {
  const program = new Command('iamport-sandbox')
    .description(
      t(
        '로컬에서 오프라인으로 쓰는 아임포트(PortOne V1): SDK, 결제창, REST API, 웹훅',
        'A local iamport (PortOne V1), offline: SDK, PG windows, REST API, webhooks',
      ),
    )
    .usage(t('[명령] [옵션]', '[command] [options]'))
    .version(packageVersion(), '-V, --version', t('버전을 출력합니다', 'prints the version'))
    .helpOption('-h, --help', t('도움말을 출력합니다', 'prints help'))
    .helpCommand(false)
    .configureHelp(HELP)
    .configureOutput({ outputError: () => {} })
    .exitOverride()
  const known = Object.hasOwn(COMMANDS, only) ? COMMANDS[only] : undefined
  for (const { load, group } of known ? [known] : Object.values(COMMANDS)) {
    const before = program.commands.length
    ;(await load())(program, createProgram)
    for (const command of program.commands.slice(before)) finish(command.helpGroup(told(group)))
  }
  if (!known) program.addOption(langOption())
  return program.addHelpText('after', afterCommands)
}

/** What every command has. */
function finish(command: Command): void {
  command.usage(usageOf(command))
  if (!command.options.some(({ long }) => long === '--lang')) command.addOption(langOption())
}

const langOption = () =>
  new Option('--lang <ko|en>', t('메시지의 언어', 'language of messages')).choices(['ko', 'en'])

function usageOf(command: Command): string {
  const words = command.registeredArguments.map(
    (argument) => `<${argument.name()}${argument.variadic ? '...' : ''}>`,
  )
  return [...words, t('[옵션]', '[options]')].join(' ')
}

/** Without a command, flags are those of `start`. `--lang` may stand before everything. */
function withCommand(argv: readonly string[]): string[] {
  const [first, second] = argv
  if (first === '--lang' && second !== undefined) {
    const [command, ...rest] = withCommand(argv.slice(2))
    return isOwn(command) ? [command!, ...rest] : [command ?? 'start', first, second, ...rest]
  }
  return first === undefined || (first.startsWith('-') && !isOwn(first)) ? ['start', ...argv] : [...argv]
}

const isOwn = (word: string | undefined) => word !== undefined && /^(-h|--help|-V|--version)$/.test(word)

function report(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0
    return complain(visible(explainUsage(error)), 2)
  }
  if (error instanceof SettingError) return complain(told(error.said).split('\n').map(visible).join('\n'), 2)
  if (error instanceof Failure) {
    return complain(error.message.split('\n').map(visible).join('\n'), error.exit_code)
  }
  // Anything else is a bug of ours, and its stack is what we need.
  return complain(error instanceof Error ? (error.stack ?? error.message) : String(error), 1)
}

function complain(message: string, exit_code: number): number {
  process.stderr.write(`${message}\n`)
  return exit_code
}
