/** How help is printed: a short page of all commands, and under each command its own flags. */
import { Help, type HelpConfiguration, type Option } from 'commander'
import { remoteGroup } from './client.ts'
import { t } from './lang.ts'
import { width } from './print.ts'

const TITLES: Record<string, string> = {
  'Usage:': '사용법:',
  'Arguments:': '인자:',
  'Options:': '옵션:',
  'Commands:': '명령:',
}

/** What a command shares with others stands below its own. */
const sharedLast: Help['groupItems'] = (items, shown, groupOf) => {
  const groups = new Help().groupItems(items, shown, groupOf)
  const shared = groups.get(remoteGroup())
  if (shared && groups.delete(remoteGroup())) groups.set(remoteGroup(), shared)
  return groups
}

export const HELP: HelpConfiguration = {
  displayWidth: width,
  styleTitle: (title) => t(TITLES[title] ?? title, title),
  optionDescription: describeOption,
  // Its own words name the choices already.
  argumentDescription: ({ description }) => description,
  groupItems: sharedLast,
  subcommandTerm: (command) => command.name(),
  // One line for each on the top page; its own page says the rest.
  subcommandDescription: (command) => command.description().split(/[:;]| \(/)[0] ?? '',
}

function describeOption({ description, argChoices, defaultValue, envVar }: Option): string {
  const has_default = typeof defaultValue === 'string' || typeof defaultValue === 'number'
  const notes = [
    argChoices === undefined ? null : argChoices.join(' | '),
    envVar === undefined ? null : `env: ${envVar}`,
    has_default ? t(`기본값 ${defaultValue}`, `default ${defaultValue}`) : null,
  ].filter((note) => note !== null)
  return notes.length === 0 ? description : `${description} (${notes.join(', ')})`
}

/** What stands below the commands on the top page. */
export const afterCommands = (): string =>
  t(
    '\n명령별 옵션은 `iamport-sandbox help 명령`, 설정은 `help start`와 docs/reference/settings.md',
    '\nThe flags of a command: `iamport-sandbox help COMMAND`; settings: `help start` and docs/reference/settings.md',
  )
