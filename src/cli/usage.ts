/** Commander's complaints in one sentence each, with its suggestion where it has one. */
import type { CommanderError } from 'commander'
import { commandNamed } from './commands.ts'
import { t } from './lang.ts'

/** `command`: what the line began with. */
export function explainUsage({ code, message }: CommanderError, command = ''): string {
  const [name = ''] = quoted(message)
  const similar = /\(Did you mean (?:one of )?(.+?)\?\)/.exec(message)?.[1]
  const page = commandNamed(command) ? `iamport-sandbox help ${command}` : 'iamport-sandbox help'
  const advice = similar
    ? t(`혹시 ${similar} 인가요?`, `did you mean ${similar}?`)
    : t(`\`${page}\`를 보세요.`, `see \`${page}\`.`)
  switch (code) {
    case 'commander.unknownOption':
      return t(`${name} 옵션은 없습니다; ${advice}`, `There is no option ${name}; ${advice}`)
    case 'commander.unknownCommand':
      return t(`${name} 명령은 없습니다; ${advice}`, `There is no command ${name}; ${advice}`)
    case 'commander.optionMissingArgument':
      return t(`${name} 값이 빠졌습니다.`, `${name} needs a value.`)
    case 'commander.missingArgument':
      return t(`<${name}> 값이 빠졌습니다; ${advice}`, `<${name}> is missing; ${advice}`)
    case 'commander.excessArguments':
      return t(`값이 너무 많습니다; ${advice}`, `There are too many values; ${advice}`)
    case 'commander.invalidArgument':
      return explainInvalid(message)
    case 'commander.conflictingOption': {
      const names = quoted(message).join(', ')
      return t(`${names} 옵션은 함께 쓸 수 없습니다.`, `${names} do not go together.`)
    }
    default:
      return message.replace(/^error: /, '')
  }
}

/** `option '--device <device>' argument 'tv' is invalid. Allowed choices are pc, mobile.` */
function explainInvalid(message: string): string {
  const words = quoted(message)
  // Of an argument the value stands first, and its name last; of an option it is the other way round.
  const [option, given] = /^error: command-argument/.test(message) ? [words[1], words[0]] : words
  const choices = /Allowed choices are (.+)\.$/.exec(message)?.[1]
  return choices === undefined
    ? t(`${option} 값이 올바르지 않습니다: ${given}`, `The value of ${option} is not right: ${given}`)
    : t(
        `${option} 값은 ${choices} 중 하나여야 합니다: ${given}`,
        `${option} takes one of ${choices}, not ${given}`,
      )
}

function quoted(message: string): string[] {
  return [...message.matchAll(/'([^']*)'/g)].map((match) => match[1]!)
}
