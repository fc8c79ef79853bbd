/**
 * A plain command line, read without commander, which takes a command longer than the call that it makes.
 *
 * A command is defined once, in commander's words (`payments.ts` and its neighbours). Here the same definition is written down by
 * what stands in for commander's objects, and the line is read by it. Help, mistakes, and whatever is written in a rarer way are left to
 * commander, which has the words for them: `null` says so.
 */
import type { Command } from 'commander'
import { type Define, langOption } from './commands.ts'

type Action = (...given: unknown[]) => unknown
/** A value as it was typed, and what the option was before. */
type Parse = (text: string, before: unknown) => unknown

/** What the line asks for, ready to be done; null where commander has to read it. */
export function readQuickly(
  define: Define,
  words: readonly string[],
  whole: () => Promise<Command>,
): (() => unknown) | null {
  const defined = new DefinedCommand()
  // It has the methods that definitions call, and none else: another one would be missed by the first test of that command.
  const program = defined as unknown as Command
  define(program, whole)
  if (!defined.options.some(({ long }) => long === '--lang')) program.addOption(langOption(program))
  return defined.read(words)
}

class DefinedCommand {
  readonly options: DefinedOption[] = []
  readonly arguments: DefinedArgument[] = []
  act: Action = () => {}

  command = () => this
  description = () => this
  addHelpText = () => this
  createOption = (flags: string) => new DefinedOption(flags)
  createArgument = (name: string) => new DefinedArgument(name)

  option(flags: string, _description: string, ...rest: readonly unknown[]) {
    const option = this.createOption(flags)
    const [parse] = rest
    if (typeof parse === 'function') option.argParser(parse as Parse)
    const fallback = rest.find((one) => typeof one !== 'function')
    return this.addOption(fallback === undefined ? option : option.default(fallback))
  }

  addOption(option: DefinedOption) {
    this.options.push(option)
    return this
  }

  argument(name: string) {
    return this.addArgument(this.createArgument(name))
  }

  addArgument(argument: DefinedArgument) {
    this.arguments.push(argument)
    return this
  }

  action(act: Action) {
    this.act = act
    return this
  }

  read(words: readonly string[]): (() => unknown) | null {
    const { options } = this
    const given: Record<string, unknown> = {}
    const plain: string[] = []
    const left = [...words]
    for (let word = left.shift(); word !== undefined; word = left.shift()) {
      if (!word.startsWith('-')) {
        plain.push(word)
        continue
      }
      const [name, ...inline] = word.startsWith('--') ? word.split('=') : [word]
      const option = options.find(({ long, short }) => long === name || short === name)
      const text = inline.length > 0 ? inline.join('=') : option?.takes_value ? left.shift() : undefined
      const is_dash = inline.length === 0 && text?.startsWith('-')
      if (
        !option ||
        option.is_rare ||
        is_dash ||
        option.takes_value !== (text !== undefined) ||
        !option.allows(text)
      )
        return null
      const key = option.attributeName()
      given[key] = text === undefined ? true : option.parse(text, given[key] ?? option.fallback)
    }
    const values = { ...this.unsaid(given), ...given }
    const together = options.some((one) =>
      one.foes.some((foe) => one.attributeName() in given && foe in given),
    )
    const args = this.argumentsOf(plain)
    return args === null || together ? null : () => this.act(...args, values)
  }

  /** What options are that the line does not name: their variables, or else how they are by default. */
  private unsaid(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const entries = this.options
      .filter((option) => !(option.attributeName() in given))
      .map((option) => [option.attributeName(), process.env[option.variable] ?? option.fallback])
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
  }

  private argumentsOf(words: readonly string[]): unknown[] | null {
    const { arguments: known } = this
    const is_long = words.length > known.length && !known.at(-1)?.is_list
    const is_short = words.length < known.filter(({ is_required }) => is_required).length
    if (is_long || is_short || known.some((one, n) => !one.allows(words[n]))) return null
    return known.map(({ is_list }, n) => (is_list ? words.slice(n) : words[n]))
  }
}

/** Stands in for commander's `Option`. */
class DefinedOption {
  readonly long: string
  readonly short: string | undefined
  readonly takes_value: boolean
  /** It is there to say no, or may have a value: read by commander alone. */
  readonly is_rare: boolean
  allowed: readonly string[] | null = null
  fallback: unknown
  variable = ''
  foes: readonly string[] = []
  parse: Parse = (text) => text

  constructor(flags: string) {
    const [, short, long = '', value] = /^(?:(-\w), )?(--[\w-]+)(?: (.+))?$/.exec(flags) ?? []
    this.long = long
    this.short = short
    this.takes_value = value !== undefined
    const is_no = long.startsWith('--no-')
    this.is_rare = is_no || !/^<[^.]+>$/.test(value ?? '<value>')
    this.fallback = is_no ? true : undefined
  }

  helpGroup = () => this

  attributeName(): string {
    return this.long
      .replace(/^--(no-)?/, '')
      .replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase())
  }

  allows(text: string | undefined): boolean {
    return text === undefined || (this.allowed?.includes(text) ?? true)
  }

  choices(allowed: readonly string[]) {
    this.allowed = allowed
    return this
  }

  default(value: unknown) {
    this.fallback = value
    return this
  }

  env(name: string) {
    this.variable = name
    return this
  }

  conflicts(...names: readonly (string | readonly string[])[]) {
    this.foes = names.flat()
    return this
  }

  argParser(parse: Parse) {
    this.parse = parse
    return this
  }
}

/** Stands in for commander's `Argument`. */
class DefinedArgument {
  readonly is_required: boolean
  readonly is_list: boolean
  allowed: readonly string[] | null = null

  constructor(name: string) {
    this.is_required = name.startsWith('<')
    this.is_list = name.includes('...')
  }

  choices(allowed: readonly string[]) {
    this.allowed = allowed
    return this
  }

  allows(text: string | undefined): boolean {
    return text === undefined || (this.allowed?.includes(text) ?? true)
  }
}
