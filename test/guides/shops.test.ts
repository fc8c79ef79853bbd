/** The shops of the guides: their files are written into a fresh folder as the page names them, and the page's command is run. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { blocksOf, IS_WHOLE, readPage, runLines, useProject } from './project.ts'

interface Guide {
  readonly name: string
  /** What must work for it to be run: a program, with what it must be able to do. */
  readonly needs: readonly [program: string, ...args: string[]]
  /** What the output says when all three tests have passed. */
  readonly passes: RegExp
  /** Run in the gate, too. */
  readonly is_quick?: true
  /** Installs what the page has people install; with packages at hand, where that can be. */
  readonly install?: string
  readonly env?: Readonly<Record<string, string>>
}

const GUIDES: readonly Guide[] = [
  { name: 'express', needs: ['node', '--version'], passes: /^(?:#|ℹ) pass 3$/m, is_quick: true, install: '' },
  { name: 'nest', needs: ['npm', '--version'], passes: /^(?:#|ℹ) pass 3$/m },
  {
    name: 'nextjs',
    needs: ['npm', '--version'],
    passes: /^(?:#|ℹ) pass 3$/m,
    env: { NEXT_TELEMETRY_DISABLED: '1' },
  },
  {
    name: 'django',
    needs: ['python3', '-c', 'import django, requests'],
    passes: /Ran 3 tests[\s\S]*^OK$/m,
    install: '',
  },
  {
    name: 'rails',
    needs: ['ruby', '-e', "require 'action_controller/railtie'"],
    passes: /3 runs, \d+ assertions, 0 failures, 0 errors/,
    install: '',
  },
  { name: 'laravel', needs: ['php', 'vendor/autoload.php'], passes: /OK \(3 tests/, install: '' },
  {
    name: 'spring-boot',
    needs: ['mvn', '-o', '-q', 'dependency:get', '-Dartifact=org.springframework.boot:spring-boot:3.3.0'],
    passes: /Tests run: 3, Failures: 0, Errors: 0/,
  },
]

/** What of our own development packages the shops in Node need. */
const project = useProject(['express', 'iamporter'])

describe.each(GUIDES)('the guide for $name', ({ name, needs, passes, is_quick, install, env }) => {
  test('its shop sells by card, waits for a deposit, and sells nothing to a declined card', async ({
    skip,
  }) => {
    if (!is_quick && !IS_WHOLE) return skip('npm run prove:guides runs it')
    if (!works(needs)) return skip(`${needs.join(' ')} does not work on this machine`)
    const folder = join(project.folder, is_quick ? '.' : name)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
    const page = blocksOf(readPage(`docs/guides/${name}.md`))
    for (const { name: file, code } of page.filter(({ name: file }) => file !== '')) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), code)
    }
    const commands = page.filter(({ language }) => language === 'bash').map(({ code }) => code)
    const lines = install === undefined ? commands : [install, commands.at(-1)!]
    const told = await runLines(folder, lines.join('\n'), env)
    expect(told, `${told.stdout}\n${told.stderr}`).toMatchObject({ code: 0 })
    expect(told.stdout + told.stderr).toMatch(passes)
    if (!is_quick) rmSync(folder, { recursive: true, force: true })
  })
})

function works([program, ...args]: Guide['needs']): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore', timeout: 30_000 })
    return true
  } catch {
    return false
  }
}
