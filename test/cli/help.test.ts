/** The help: one short page of all commands, and under each command every flag of its own, in both languages. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createProgram } from '../../src/cli/by-commander.ts'
import { SETTINGS } from '../../src/settings.ts'
import { makeFolder, run } from './command-line.ts'

const { commands } = await createProgram()
const HANGUL = /[가-힣]/

test.each(['--help', 'help'])('%s is one screen that names every command', async (word) => {
  const { code, stdout, stderr } = await run(makeFolder(), [word])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout.split('\n').length).toBeLessThan(52)
  for (const command of commands) expect(stdout).toMatch(new RegExp(`\\n  ${command.name()} +[^\\n]*[가-힣]`))
})

test('in English there is no Hangul on it', async () => {
  const { stdout } = await run(makeFolder(), ['--lang', 'en', '--help'])
  expect(stdout).toContain('To begin:')
  expect(stdout).not.toMatch(HANGUL)
})

test.each(commands.map((command) => command.name()))('%s explains itself in both languages', async (name) => {
  const command = commands.find((one) => one.name() === name)!
  const { code, stdout } = await run(makeFolder(), ['help', name])
  expect(code).toBe(0)
  expect(stdout).toMatch(new RegExp(`^사용법: iamport-sandbox ${name} `))
  for (const { flags } of command.options) expect(stdout).toContain(flags)
  const usage = command.registeredArguments.map(
    ({ required }) => (required ? /<[^>]+>/ : /\[[^\]]+\]/).source,
  )
  expect(stdout).toMatch(
    new RegExp(`^사용법: iamport-sandbox ${name} ${[...usage, '\\[옵션\\]'].join(' ')}\n`),
  )
  const shared = stdout.indexOf('공통 옵션:')
  if (shared >= 0) expect(shared).toBeGreaterThan(stdout.indexOf('\n옵션:'))
  expect(stdout).not.toContain('choices:')
  for (const line of stdout.split('\n').filter((each) => /^ {2}-/.test(each))) expect(line).toMatch(HANGUL)
  const english = await run(makeFolder(), [name, '--help'], { LANG: 'en_US.UTF-8' })
  expect(english.stdout).toMatch(new RegExp(`^Usage: iamport-sandbox ${name} `))
  // The order of the manual is iamport's own text.
  expect(english.stdout.replace('주문명:결제테스트', '')).not.toMatch(HANGUL)
})

test('start tells every variable, run its own defaults, and refuses what does nothing there', async () => {
  const start = await run(makeFolder(), ['help', 'start'])
  for (const { env } of SETTINGS) expect(start.stdout.replace(/\s+/g, ' ')).toContain(`env: ${env}`)
  const { stdout } = await run(makeFolder(), ['help', 'run'])
  expect(stdout.replace(/\s+/g, ' ')).toContain('IAMPORT_SANDBOX_PORT, 기본값 0)')
  expect(stdout.replace(/\s+/g, ' ')).toContain('IAMPORT_SANDBOX_DB, 기본값 :memory:)')
  const refused = await run(makeFolder(), ['run', '--demo', '--', 'true'])
  expect(refused).toMatchObject({ code: 2, stdout: '' })
  expect(refused.stderr).toContain('--demo')
})

test('--version is that of package.json', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect((await run(makeFolder(), ['--version'])).stdout).toBe(`${version}\n`)
})
