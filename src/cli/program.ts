/** The command line: one command is found and run, and whatever goes wrong is told. */
import { SettingError } from '../core/setting-error.ts'
import { commandNamed } from './commands.ts'
import { Failure } from './failure.ts'
import { readLang, told } from './lang.ts'
import { visible } from './log.ts'
import { readQuickly } from './quick.ts'

/** Runs one command line (without `node` and the script). Whatever goes wrong is a sentence on stderr and an exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  readLang(argv)
  // Whoever has read enough closes the pipe (`| head`): that is no fault.
  process.stdout.on('error', () => {})
  try {
    const words = withCommand(argv)
    await run(words)
  } catch (error) {
    process.exitCode = report(error)
  }
}

async function run(words: readonly string[]): Promise<void> {
  const commander = () => import('./by-commander.ts')
  const known = commandNamed(words[0])
  const whole = async () => (await commander()).createProgram()
  const act = known ? readQuickly(await known.load(), words.slice(1), whole) : null
  if (act) await act()
  else await (await commander()).runByCommander(words)
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
