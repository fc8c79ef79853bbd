/** The command line: which commands there are, and how each of them may fail. */
import { Command, CommanderError } from 'commander'
import { packageVersion } from '../core/package.ts'
import { SettingError } from '../settings.ts'
import { defineAdvance } from './advance.ts'
import { defineCancel } from './cancel.ts'
import { defineDeposit } from './deposit.ts'
import { defineEnv } from './env.ts'
import { defineExport } from './export.ts'
import { Failure } from './failure.ts'
import { everyCommand, HELP } from './help.ts'
import { visible } from './log.ts'
import { defineMerchants } from './merchants.ts'
import { definePay } from './pay.ts'
import { definePayments } from './payments.ts'
import { defineReplay } from './replay.ts'
import { defineReset } from './reset.ts'
import { defineRun } from './run.ts'
import { defineScenario } from './scenario.ts'
import { defineSettle } from './settle.ts'
import { defineStart } from './start.ts'
import { explainUsage } from './usage.ts'
import { defineWebhooks } from './webhooks.ts'

const COMMANDS = [
  defineStart,
  defineRun,
  defineEnv,
  definePay,
  defineDeposit,
  defineCancel,
  definePayments,
  defineWebhooks,
  defineAdvance,
  defineSettle,
  defineReset,
  defineExport,
  defineMerchants,
  defineReplay,
  defineScenario,
]

/** Runs one command line (without `node` and the script). Whatever goes wrong is a sentence on stderr and an exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync(withCommand(argv), { from: 'user' })
  } catch (error) {
    process.exitCode = report(error)
  }
}

export function createProgram(): Command {
  const program = new Command('iamport-sandbox')
    .description('로컬에서 오프라인으로 쓰는 아임포트(PortOne V1): SDK, PG사 결제창, REST API, 웹훅')
    .usage('[명령] [옵션]')
    .version(packageVersion(), '-V, --version', '버전을 출력합니다')
    .helpOption('-h, --help', '도움말을 출력합니다')
    .helpCommand(false)
    .configureHelp(HELP)
    .configureOutput({ outputError: () => {} })
    .exitOverride()
  for (const define of COMMANDS) define(program)
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
  const isOwn = first !== undefined && /^(-h|--help|-V|--version)$/.test(first)
  return first === undefined || (first.startsWith('-') && !isOwn) ? ['start', ...argv] : [...argv]
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
