/** `start`, the command that is meant when none is named: its flags are the rows of SETTINGS. */
import { type Command, Option } from 'commander'
import { readSettings, SETTINGS, type SettingRow, type Settings } from '../settings.ts'
import { t, told } from './lang.ts'

export function defineStart(program: Command): void {
  const command = program
    .command('start')
    .description(
      t(
        '샌드박스를 띄웁니다 (명령을 쓰지 않으면 이것입니다)',
        'starts the sandbox (what is meant without a command)',
      ),
    )
  const readFlags = addSettings(command)
  command.action(async (given: Record<string, unknown>) => {
    const settings = readSettings(readFlags(given), process.env)
    // Loaded only now: the other commands need neither the server nor the database.
    const { serve } = await import('./serve.ts')
    await serve(settings)
  })
}

/** Adds the rows of SETTINGS as flags to a command; answers how to read what was given. */
export function addSettings(
  command: Command,
): (given: Readonly<Record<string, unknown>>) => Partial<Record<keyof Settings, unknown>> {
  const options = SETTINGS.map((setting) => ({ setting, option: optionOf(setting) }))
  for (const { option } of options) command.addOption(option)
  return (given) =>
    Object.fromEntries(options.map(({ setting, option }) => [setting.name, given[option.attributeName()]]))
}

/** The environment is read by readSettings, not by commander, so that both have one precedence and one set of messages. */
function optionOf({ flag, help, env, default: fallback, repeatable }: SettingRow): Option {
  const unset = fallback === '' ? '' : t(`, 기본값 ${fallback}`, `, default ${fallback}`)
  const option = new Option(flag, `${told(help)} (env: ${env}${unset})`)
  if (!repeatable) return option
  return option.argParser((text: string, before: string[] = []) => [...before, text])
}
