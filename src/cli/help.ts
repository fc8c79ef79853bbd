/** How help is printed: Korean headings, and on the top page every command with every flag, so that it is the reference. */
import type { Command, Help, HelpConfiguration, Option } from 'commander'
import { REMOTE_GROUP } from './client.ts'
import { width } from './print.ts'

const TITLES: Record<string, string> = {
  'Usage:': '사용법:',
  'Arguments:': '인자:',
  'Options:': '옵션:',
  'Commands:': '명령:',
}

export const HELP: HelpConfiguration = {
  displayWidth: width,
  styleTitle: (title) => TITLES[title] ?? title,
  optionDescription: describeOption,
}

function describeOption({ description, argChoices, defaultValue, envVar }: Option): string {
  const has_default = typeof defaultValue === 'string' || typeof defaultValue === 'number'
  const notes = [
    argChoices === undefined ? null : argChoices.join(' | '),
    envVar === undefined ? null : `env: ${envVar}`,
    has_default ? `기본값 ${defaultValue}` : null,
  ].filter((note) => note !== null)
  return notes.length === 0 ? description : `${description} (${notes.join(', ')})`
}

/** The flags of each command, for the end of the top page; those that most commands share stand there once. */
export function everyCommand(program: Command): string {
  const helper = Object.assign(program.createHelp(), HELP)
  helper.prepareContext({ helpWidth: process.stdout.isTTY ? process.stdout.columns : 100 })
  const isShared = (option: Option) => option.helpGroupHeading === REMOTE_GROUP
  const blocks = program.commands.map((command) => {
    const options = helper
      .visibleOptions(command)
      .filter((option) => !isShared(option) && option.long !== '--help')
    const items = [
      ...helper
        .visibleArguments(command)
        .map((argument): Item => [helper.argumentTerm(argument), helper.argumentDescription(argument)]),
      ...options.map((option) => itemOf(option, helper)),
    ]
    return block(`${command.name()}  ${command.description()}`, items, helper)
  })
  const remote = program.commands.find((command) => command.options.some(isShared))
  const shared = (remote?.options ?? []).filter(isShared).map((option) => itemOf(option, helper))
  return [...blocks, block('start 밖의 모든 명령', shared, helper)].join('\n\n')
}

type Item = readonly [term: string, text: string]

function itemOf(option: Option, helper: Help): Item {
  return [helper.optionTerm(option), helper.optionDescription(option)]
}

function block(title: string, items: readonly Item[], helper: Help): string {
  const term_width = Math.max(...items.map(([term]) => width(term)), 0)
  return [title, ...items.map(([term, text]) => helper.formatItem(term, term_width, text, helper))].join('\n')
}
