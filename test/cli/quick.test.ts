/** A plain command line means the same whether it is read by commander or without it. */
import { expect, test } from 'vitest'
import { createProgram } from '../../src/cli/by-commander.ts'
import { COMMANDS, type Define } from '../../src/cli/commands.ts'
import { readQuickly } from '../../src/cli/quick.ts'

type Read = { readonly given: unknown[] } | { readonly refused: string } | null

const whole = () => createProgram()

async function byCommander(name: string, words: readonly string[]): Promise<Read> {
  const program = await createProgram(name)
  let given: unknown[] = []
  program.commands[0]!.action((...all: unknown[]) => {
    given = all.slice(0, -1)
  })
  return attempt(() => program.parse([name, ...words], { from: 'user' }) && { given })
}

async function quickly(name: string, words: readonly string[]): Promise<Read> {
  const define = await COMMANDS[name]!.load()
  let given: unknown[] = []
  const spied: Define = (program) => {
    define(program, whole)
    program.action((...all: unknown[]) => {
      given = all
    })
  }
  return attempt(() => {
    const act = readQuickly(spied, words, whole)
    if (!act) return null
    act()
    return { given }
  })
}

function attempt(read: () => Read): Read {
  try {
    return read()
  } catch (error) {
    return { refused: (error as Error).message }
  }
}

/** Every flag with each kind of value, alone, with `=`, by its letter and twice; and all that a line may lack or have too much of. */
async function linesOf(name: string): Promise<string[][]> {
  const [command] = (await createProgram(name)).commands
  const args = command!.registeredArguments.map(({ argChoices }) => argChoices?.[0] ?? 'word')
  const flags = command!.options.flatMap(({ long, short, required, optional, argChoices }) => {
    if (!required && !optional) return [[long!], ...(short ? [[short]] : []), [`${long}=yes`]]
    const values = [argChoices?.[0] ?? '1', 'http://127.0.0.1:1/', '']
    return [
      ...values.flatMap((value) => [[long!, value], [`${long}=${value}`]]),
      ...(short ? [[short, '1'], [`${short}1`]] : []),
      [long!, '1', long!, '2'],
      [long!, '-1'],
      [long!],
    ]
  })
  const rare = [[], ['--unknown'], ['--'], ['-'], ['--help'], ['word', 'word', 'word']]
  return [...flags, ...rare].flatMap((line) => [line, [...args, ...line], [...line, ...args]])
}

test.each(Object.keys(COMMANDS))('%s', async (name) => {
  const plain: string[][] = []
  for (const line of await linesOf(name)) {
    const read = await quickly(name, line)
    if (read === null) continue
    plain.push(line)
    expect([line, read]).toEqual([line, await byCommander(name, line)])
  }
  expect(plain.length).toBeGreaterThan(3)
})

test('a variable of the environment counts where the line does not name the flag', async () => {
  process.env.IAMPORT_SANDBOX_URL = 'http://127.0.0.1:1'
  try {
    for (const line of [[], ['--url', 'http://127.0.0.1:2']])
      expect(await quickly('payments', line)).toEqual(await byCommander('payments', line))
  } finally {
    delete process.env.IAMPORT_SANDBOX_URL
  }
})

test('a mistake is left to commander, which has the words for it', async () => {
  const mistakes = [
    ['--state', 'paid'],
    ['--status', 'payed'],
    ['--limit'],
    ['imp_123456789012'],
    ['--json=1'],
  ]
  for (const line of mistakes) expect(await quickly('payments', line)).toBeNull()
  expect(await quickly('stop', ['--all', '--url', 'http://127.0.0.1:1'])).toBeNull()
})
