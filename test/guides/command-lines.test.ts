/** Every command line of the documentation names a command that there is, with flags that it has. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { beforeAll, expect, test } from 'vitest'
import { createProgram } from '../../src/cli/by-commander.ts'
import { blocksOf, ROOT, readPage } from './project.ts'

const PAGES = [
  ...['README.md', 'README.ko.md', 'CONTRIBUTING.md', 'llms.txt'],
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md') && !file.startsWith('decisions'))
    .map((file) => join('docs', file)),
]

let program: Command
beforeAll(async () => {
  program = await createProgram()
})

test.each(PAGES)('%s', (page) => {
  expect(commandLines(readPage(page)).flatMap(wrongIn)).toEqual([])
})

test('there are many of them', () => {
  expect(PAGES.flatMap((page) => commandLines(readPage(page))).length).toBeGreaterThan(60)
})

/** In fenced blocks, and in the text between backticks. */
function commandLines(page: string): string[] {
  const fenced = blocksOf(page).flatMap(({ code }) => code.replaceAll('\\\n', ' ').split('\n'))
  const inline = [...page.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!)
  return [...fenced, ...inline].flatMap(
    (line) => /(?<!-alias )(?<![\w/.-])iamport-sandbox(?: .*)?$/.exec(line)?.[0] ?? [],
  )
}

function wrongIn(line: string): string[] {
  const [, rest = ''] = /iamport-sandbox(?=\s|$)(.*)/.exec(line) ?? []
  // What follows `--` is another program's, what follows a pipe or a hash is the shell's.
  const words = unquoted(rest)
    .split(/[`]| -- | [|>&#;] ?|\)/)[0]!
    .trim()
    .split(/\s+/)
    .filter(Boolean)
  const named = words[0]?.startsWith('-') === false ? words.shift()! : 'start'
  // `iamport-sandbox …` in a sentence.
  if (!/^[a-z]+$/.test(named)) return []
  const command = program.commands.find((one) => one.name() === named)
  if (!command) return [`${line}: there is no ${named}`]
  const known = [...command.options, ...program.options].flatMap(({ long, short }) => [long, short])
  return words
    .filter((word) => /^--?[a-zA-Z]/.test(word))
    .map((word) => word.split('=')[0]!)
    .filter((flag) => !known.includes(flag) && !['-h', '--help'].includes(flag))
    .map((flag) => `${line}: ${named} has no ${flag}`)
}

const unquoted = (line: string): string => line.replace(/"(?:\\.|[^"\\])*"|'[^']*'/g, 'quoted')
