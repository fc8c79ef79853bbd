/** Commander's complaints in one Korean sentence each, with its suggestion where it has one. */
import type { CommanderError } from 'commander'

export function explainUsage({ code, message }: CommanderError): string {
  const [name = ''] = quoted(message)
  const similar = /\(Did you mean (?:one of )?(.+?)\?\)/.exec(message)?.[1]
  const advice = similar ? `혹시 ${similar} 인가요?` : '`iamport-sandbox --help`를 보세요.'
  switch (code) {
    case 'commander.unknownOption':
      return `${name} 옵션은 없습니다; ${advice}`
    case 'commander.unknownCommand':
      return `${name} 명령은 없습니다; ${advice}`
    case 'commander.optionMissingArgument':
      return `${name} 값이 빠졌습니다.`
    case 'commander.missingArgument':
      return `<${name}> 값이 빠졌습니다; ${advice}`
    case 'commander.excessArguments':
      return `값이 너무 많습니다; ${advice}`
    case 'commander.invalidArgument':
      return explainInvalid(message)
    case 'commander.conflictingOption':
      return `${quoted(message).join(', ')} 옵션은 함께 쓸 수 없습니다.`
    default:
      return message.replace(/^error: /, '')
  }
}

/** `option '--device <device>' argument 'tv' is invalid. Allowed choices are pc, mobile.` */
function explainInvalid(message: string): string {
  const [option, given] = quoted(message)
  const choices = /Allowed choices are (.+)\.$/.exec(message)?.[1]
  return choices === undefined
    ? `${option} 값이 올바르지 않습니다: ${given}`
    : `${option} 값은 ${choices} 중 하나여야 합니다: ${given}`
}

function quoted(message: string): string[] {
  return [...message.matchAll(/'([^']*)'/g)].map((match) => match[1]!)
}
