/** The snippets of docs/guides/runners.md: each runner's own file, by the page's own command. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { blocksOf, IS_WHOLE, readPage, runLines, useProject } from './project.ts'

const PAGE = blocksOf(readPage('docs/guides/runners.md'))
const JUNIT = '/usr/share/java/junit-platform-console-standalone.jar'

interface Runner {
  readonly name: string
  readonly needs: string
  /** What says that all three tests have passed. */
  readonly passes: RegExp
  /** Where the build tool of a project stands in the page's command, what does its part here. */
  readonly instead?: readonly [string, string]
  readonly is_quick?: true
}

const RUNNERS: readonly Runner[] = [
  { name: 'vitest', needs: 'node --version', passes: /3 passed/ },
  { name: 'pytest', needs: 'python3 -c "import pytest, requests"', passes: /3 passed/ },
  {
    name: 'junit',
    needs: `java -jar ${JUNIT} --help`,
    passes: /3 tests successful/,
    instead: [
      './gradlew test',
      `sh -c 'javac -cp ${JUNIT} -d junit junit/PaymentTest.java && java -jar ${JUNIT} -cp junit --scan-classpath'`,
    ],
  },
  { name: 'phpunit', needs: 'phpunit --version', passes: /OK \(3 tests/, instead: ['vendor/bin/', ''] },
  { name: 'rspec', needs: 'rspec --version', passes: /3 examples, 0 failures/ },
  { name: 'go', needs: 'go version', passes: /^ok/m },
]

const project = useProject(['vitest'])

describe.each(RUNNERS)('$name', ({ name, needs, passes, instead, is_quick }) => {
  test('a card sale, a deposit and a decline are three tests that pass', async ({ skip }) => {
    if (!is_quick && !IS_WHOLE) return skip('npm run prove:guides runs it')
    if (!works(needs)) return skip(`${needs} does not work on this machine`)
    const file = PAGE.find(({ name: named }) => named.startsWith(`${name}/`))!
    mkdirSync(dirname(join(project.folder, file.name)), { recursive: true })
    writeFileSync(join(project.folder, file.name), file.code)
    const command = PAGE.find(({ language, name: named }) => language === 'bash' && named === name)!.code
    const lines = instead ? command.replace(...instead) : command
    const told = await runLines(project.folder, lines, { GO111MODULE: 'off' })
    expect(told, `${told.stdout}\n${told.stderr}`).toMatchObject({ code: 0 })
    expect(told.stdout).toMatch(passes)
  })
})

test('every file of the page is one that is run', () => {
  const files = PAGE.filter(({ language, name }) => language !== 'bash' && name !== '')
  expect(files.map(({ name }) => name.split('/')[0])).toEqual(RUNNERS.map(({ name }) => name))
})

function works(command: string): boolean {
  try {
    execFileSync('sh', ['-c', command], { stdio: 'ignore', timeout: 30_000 })
    return true
  } catch {
    return false
  }
}
