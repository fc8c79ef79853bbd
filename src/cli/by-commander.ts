/** Commander: help, complaints, and command lines that are not plain (`quick.ts`). Loaded for those alone. */
import { Command, CommanderError } from 'commander'
import { packageVersion } from '../core/package.ts'
import { COMMANDS, commandNamed, langOption } from './commands.ts'
import { Failure } from './failure.ts'
import { afterCommands, HELP } from './help.ts'
import { t, told } from './lang.ts'
import { explainUsage } from './usage.ts'

/** Reads a command line and runs it. Its complaints are failures in one sentence each. */
export async function runByCommander(words: readonly string[]): Promise<void> {
  try {
    const program = await createProgram(words[0])
    await program.parseAsync(words, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode !== 0) throw new Failure(explainUsage(error, words[0]), 2)
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
  const known = commandNamed(only)
  const wanted = known ? [known] : /^(-V|--version)$/.test(only) ? [] : Object.values(COMMANDS)
  for (const { load, group } of wanted) {
    const before = program.commands.length
    ;(await load())(program, createProgram)
    for (const command of program.commands.slice(before)) finish(command.helpGroup(told(group)))
  }
  if (!known) program.addOption(langOption(program))
  return program.addHelpText('after', afterCommands)
}

/** What every command has. */
function finish(command: Command): void {
  command.usage(usageOf(command))
  if (!command.options.some(({ long }) => long === '--lang')) command.addOption(langOption(command))
}

function usageOf(command: Command): string {
  const words = command.registeredArguments.map((argument) => {
    const name = `${argument.name()}${argument.variadic ? '...' : ''}`
    return argument.required ? `<${name}>` : `[${name}]`
  })
  return [...words, t('[옵션]', '[options]')].join(' ')
}
