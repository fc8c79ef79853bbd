/** The command line: which commands there are, and how each of them may fail. */
import { Command, CommanderError } from 'commander'
import { packageVersion } from '../core/package.ts'
import { SettingError } from '../settings.ts'
import { Failure } from './failure.ts'
import { everyCommand, HELP } from './help.ts'
import { visible } from './log.ts'
import { explainUsage } from './usage.ts'

type Define = (program: Command) => void

/** Each is loaded when it is run, or when all of them are looked at: a command costs what it needs. */
const COMMANDS: Readonly<Record<string, () => Promise<Define>>> = {
  start: async () => (await import('./start.ts')).defineStart,
  run: async () => (await import('./run.ts')).defineRun,
  env: async () => (await import('./env.ts')).defineEnv,
  open: async () => (await import('./open-url.ts')).defineOpen,
  pay: async () => (await import('./pay.ts')).definePay,
  deposit: async () => (await import('./deposit.ts')).defineDeposit,
  cancel: async () => (await import('./cancel.ts')).defineCancel,
  payments: async () => (await import('./payments.ts')).definePayments,
  webhooks: async () => (await import('./webhooks.ts')).defineWebhooks,
  advance: async () => (await import('./advance.ts')).defineAdvance,
  settle: async () => (await import('./settle.ts')).defineSettle,
  reset: async () => (await import('./reset.ts')).defineReset,
  export: async () => (await import('./export.ts')).defineExport,
  merchants: async () => (await import('./merchants.ts')).defineMerchants,
  replay: async () => (await import('./replay.ts')).defineReplay,
  hunt: async () => (await import('./hunt.ts')).defineHunt,
  scenario: async () => (await import('./scenario.ts')).defineScenario,
  doctor: async () => (await import('./doctor.ts')).defineDoctor,
  ca: async () => (await import('./ca.ts')).defineCa,
  clean: async () => (await import('./clean.ts')).defineClean,
}

/** Runs one command line (without `node` and the script). Whatever goes wrong is a sentence on stderr and an exit code. */
export async function main(argv: readonly string[]): Promise<void> {
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
    .description('로컬에서 오프라인으로 쓰는 아임포트(PortOne V1): SDK, PG사 결제창, REST API, 웹훅')
    .usage('[명령] [옵션]')
    .version(packageVersion(), '-V, --version', '버전을 출력합니다')
    .helpOption('-h, --help', '도움말을 출력합니다')
    .helpCommand(false)
    .configureHelp(HELP)
    .configureOutput({ outputError: () => {} })
    .exitOverride()
  const loaders = Object.hasOwn(COMMANDS, only) ? [COMMANDS[only]!] : Object.values(COMMANDS)
  for (const load of loaders) (await load())(program)
  for (const command of program.commands) command.usage(usageOf(command))
  program.addHelpText('after', () => `\n명령별 옵션:\n\n${everyCommand(program)}`)
  return program
}

function usageOf(command: Command): string {
  const words = command.registeredArguments.map(
    (argument) => `<${argument.name()}${argument.variadic ? '...' : ''}>`,
  )
  return [...words, '[옵션]'].join(' ')
}

/** Without a command, flags are those of `start`. */
function withCommand(argv: readonly string[]): string[] {
  const [first] = argv
  const is_own = first !== undefined && /^(-h|--help|-V|--version)$/.test(first)
  return first === undefined || (first.startsWith('-') && !is_own) ? ['start', ...argv] : [...argv]
}

function report(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0
    return complain(visible(explainUsage(error)), 2)
  }
  if (error instanceof SettingError) return complain(error.message.split('\n').map(visible).join('\n'), 2)
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
