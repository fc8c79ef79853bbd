/** `start`, the command that is meant when none is named: its flags are the rows of SETTINGS. */
import type { Command, Option } from 'commander'
import { readSettings, SETTINGS, type SettingRow, type Settings } from '../settings.ts'
import { findConfig, withDotEnv } from './config.ts'
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
    const settings = readSettings(readFlags(given), withDotEnv(process.env), await findConfig())
    // Loaded only now: the other commands need neither the server nor the database.
    const { serve } = await import('./serve.ts')
    await serve(settings)
  })
}

/** Adds settings as flags to a command; answers how to read what was given. */
export function addSettings(
  command: Command,
  rows: readonly SettingRow[] = SETTINGS,
): (given: Readonly<Record<string, unknown>>) => Partial<Record<keyof Settings, unknown>> {
  const options = rows.map((setting) => ({ setting, option: optionOf(command, setting) }))
  for (const { option } of options) command.addOption(option)
  return (given) =>
    Object.fromEntries(options.map(({ setting, option }) => [setting.name, given[option.attributeName()]]))
}

/** What is typed often has a letter. */
const LETTERS: Partial<Record<keyof Settings, string>> = { port: '-p' }

/** The environment is read by readSettings, not by commander, so that both have one precedence and one set of messages. */
function optionOf(
  command: Command,
  { name, flag, help, env, default: fallback, repeatable }: SettingRow,
): Option {
  const unset = fallback === '' ? '' : t(`, 기본값 ${fallback}`, `, default ${fallback}`)
  const letter = LETTERS[name]
  const option = command.createOption(
    letter ? `${letter}, ${flag}` : flag,
    `${told(help)} (env: ${env}${unset})`,
  )
  if (!repeatable) return option
  return option.argParser((text: string, before: string[] = []) => [...before, text])
}
