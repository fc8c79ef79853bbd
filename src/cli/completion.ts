/** `completion`: what a shell needs to complete commands and flags, made from the commands themselves. */
import type { Command } from 'commander'
import { t } from './lang.ts'
import { say } from './print.ts'

const SHELLS = ['bash', 'zsh', 'fish'] as const

interface Known {
  readonly name: string
  readonly says: string
  readonly flags: readonly {
    readonly name: string
    readonly says: string
    readonly values: readonly string[]
  }[]
  readonly words: readonly string[]
}

export function defineCompletion(program: Command, createWhole: () => Promise<Command>): void {
  program
    .command('completion')
    .description(
      t('셸 자동 완성 스크립트를 출력합니다', 'prints a script that completes commands in a shell'),
    )
    .addArgument(program.createArgument('<shell>', SHELLS.join(' | ')).choices(SHELLS))
    .addHelpText(
      'after',
      `\n  bash  eval "$(iamport-sandbox completion bash)"  ~/.bashrc\n  zsh   eval "$(iamport-sandbox completion zsh)"   ~/.zshrc\n  fish  iamport-sandbox completion fish | source   ~/.config/fish/config.fish\n`,
    )
    .action(async (shell: (typeof SHELLS)[number]) => {
      const { commands } = await createWhole()
      say({ bash, zsh, fish }[shell](commands.map(known)))
    })
}

function known(command: Command): Known {
  const help = command.createHelp()
  return {
    name: command.name(),
    says: command.description(),
    flags: help
      .visibleOptions(command)
      .flatMap(({ long, description, argChoices = [] }) =>
        long ? [{ name: long, says: description, values: argChoices }] : [],
      ),
    words:
      command.name() === 'scenario'
        ? ['arm', 'list', 'unused', 'clear', 'check']
        : command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices),
  }
}

const flagNames = ({ flags }: Known) => flags.map(({ name }) => name).join(' ')

/** After a flag with few values those, after a dash the flags of the command, else its words and files. */
function bash(commands: readonly Known[]): string {
  const names = commands.map(({ name }) => name).join(' ')
  const cases = commands.map(
    (command) =>
      `    ${command.name}) flags="${flagNames(command)}" words="${command.name === 'help' ? names : command.words.join(' ')}" ;;`,
  )
  return `_iamport_sandbox() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" cmd="\${COMP_WORDS[1]}" flags="" words=""
  if [ "$COMP_CWORD" -eq 1 ] && [ "\${cur#-}" = "$cur" ]; then
    COMPREPLY=($(compgen -W "${names}" -- "$cur"))
    return
  fi
  case "$prev" in
${valueCases(commands, (flag, values) => `    ${flag}) COMPREPLY=($(compgen -W "${values}" -- "$cur")); return ;;`)}
  esac
  case "$cmd" in
${cases.join('\n')}
    *) flags="${flagNames(commands[0]!)}" ;;
  esac
  if [ "\${cur#-}" != "$cur" ]; then
    COMPREPLY=($(compgen -W "$flags" -- "$cur"))
  elif [ -n "$words" ]; then
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
  else
    COMPREPLY=($(compgen -f -- "$cur"))
  fi
}
complete -o default -F _iamport_sandbox iamport-sandbox`
}

function valueCases(commands: readonly Known[], line: (flag: string, values: string) => string): string {
  const values = new Map<string, string>()
  for (const { flags } of commands)
    for (const { name, values: all } of flags) if (all.length > 0) values.set(name, all.join(' '))
  return [...values].map(([flag, all]) => line(flag, all)).join('\n')
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

/** zsh shows what each is for. */
function zsh(commands: readonly Known[]): string {
  const described = (items: readonly { name: string; says: string }[]) =>
    items
      .map(({ name, says }) => quoted(`${name.replaceAll(':', '\\:')}:${says.replaceAll('\n', ' ')}`))
      .join(' ')
  const cases = commands.map(
    (command) =>
      `    ${command.name}) flags=(${described(command.flags)}); words_of=(${command.name === 'help' ? commands.map(({ name }) => name).join(' ') : command.words.join(' ')}) ;;`,
  )
  return `#compdef iamport-sandbox
_iamport_sandbox() {
  local -a commands flags words_of
  commands=(${described(commands)})
  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
    _describe command commands
    return
  fi
  case $words[CURRENT-1] in
${valueCases(commands, (flag, values) => `    ${flag}) compadd -- ${values}; return ;;`)}
  esac
  case $words[2] in
${cases.join('\n')}
    *) flags=(${described(commands[0]!.flags)}) ;;
  esac
  if [[ $words[CURRENT] == -* ]]; then
    _describe option flags
  elif (( $#words_of )); then
    compadd -- $words_of
  else
    _files
  fi
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -u }
compdef _iamport_sandbox iamport-sandbox`
}

function fish(commands: readonly Known[]): string {
  const lines = commands.flatMap(({ name, says, flags, words }) => [
    `complete -c iamport-sandbox -n __fish_use_subcommand -f -a ${name} -d ${quoted(says)}`,
    ...flags.map(
      (flag) =>
        `complete -c iamport-sandbox -n '__fish_seen_subcommand_from ${name}' -l ${flag.name.slice(2)} -d ${quoted(flag.says)}${flag.values.length > 0 ? ` -x -a ${quoted(flag.values.join(' '))}` : ''}`,
    ),
    ...(name === 'help' ? commands.map((command) => command.name) : words).map(
      (word) => `complete -c iamport-sandbox -n '__fish_seen_subcommand_from ${name}' -f -a ${word}`,
    ),
  ])
  return lines.join('\n')
}
