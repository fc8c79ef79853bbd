/** The help is the reference: it names every command, every flag and every environment variable. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createProgram } from '../../src/cli/program.ts'
import { SETTINGS } from '../../src/settings.ts'
import { makeFolder, run } from './command-line.ts'

const { commands } = await createProgram()

test('--help names every command with every flag, and every variable of start', async () => {
  const { code, stdout, stderr } = await run(makeFolder(), ['--help'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  for (const command of commands) {
    expect(stdout).toContain(`\n${command.name()}  ${command.description()}\n`)
    for (const { flags } of command.options) expect(stdout).toContain(flags)
  }
  for (const { flag, env } of SETTINGS) {
    expect(stdout).toContain(flag)
    expect(stdout.replace(/\s+/g, ' ')).toContain(`env: ${env}`)
  }
})

test.each(commands.map((command) => command.name()))('%s --help explains itself in Korean', async (name) => {
  const { code, stdout } = await run(makeFolder(), [name, '--help'])
  expect(code).toBe(0)
  expect(stdout).toMatch(new RegExp(`^사용법: iamport-sandbox ${name} `))
  for (const line of stdout.split('\n').filter((each) => /^ {2}-/.test(each))) expect(line).toMatch(/[가-힣]/)
})

test('--version is that of package.json', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect((await run(makeFolder(), ['--version'])).stdout).toBe(`${version}\n`)
})
