/** The guides' own code, run with the guides' own command, wherever the language is installed. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { parseWorld } from '../../src/world/read.ts'
import { makeFolder, TEST_HOME } from '../cli/command-line.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const guide = (name: string) => readFileSync(join(ROOT, 'docs/guides', `${name}.md`), 'utf8')
const block = (page: string, language: string): string => {
  const found = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(page)
  expect(found, `a block of ${language}`).not.toBeNull()
  return found![1]!
}

/** PHPUnit is a package of the project that is tested; this is what the guide needs of it. */
const PHPUNIT = `<?php
namespace PHPUnit\\Framework;
class TestCase {
  public static int $assertions = 0;
  public function assertSame($expected, $actual): void {
    self::$assertions++;
    if ($expected !== $actual) throw new \\Exception("expected $expected, got $actual");
  }
}
require $argv[1];
foreach (get_class_methods('PaymentTest') as $name) if (str_starts_with($name, 'test')) (new \\PaymentTest())->$name();
echo 'OK (', TestCase::$assertions, " assertions)\\n";
`

interface Language {
  readonly guide: string
  readonly language: string
  readonly file: string
  /** What must be installed: a program, and what it must be able to do. */
  readonly needs: readonly [program: string, ...args: string[]]
  readonly passes: RegExp
}

const LANGUAGES: readonly Language[] = [
  { guide: 'node', language: 'js', file: 'payment.test.js', needs: ['node', '--version'], passes: /pass 1/ },
  {
    guide: 'python',
    language: 'python',
    file: 'test_payment.py',
    needs: ['python3', '-m', 'pytest', '--version'],
    passes: /1 passed/,
  },
  {
    guide: 'php',
    language: 'php',
    file: 'PaymentTest.php',
    needs: ['php', '--version'],
    passes: /OK \(1 assertions\)/,
  },
  {
    guide: 'ruby',
    language: 'ruby',
    file: 'payment_test.rb',
    needs: ['ruby', '-e', "require 'minitest'"],
    passes: /1 runs, 1 assertions, 0 failures/,
  },
  { guide: 'go', language: 'go', file: 'payment_test.go', needs: ['go', 'version'], passes: /^ok/m },
  { guide: 'java', language: 'java', file: 'PaymentTest.java', needs: ['javac', '--version'], passes: /^$/ },
]

function isInstalled([program, ...args]: Language['needs']): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe.each(LANGUAGES)('the guide for $guide', (row) => {
  test('its test passes with its command, and fails when the order is not paid', {
    timeout: 180_000,
  }, async () => {
    const page = guide(row.guide)
    const code = block(page, row.language)
    if (!isInstalled(row.needs)) {
      // Said aloud, because it is not what the title promises.
      process.stderr.write(
        `docs/guides/${row.guide}.md was not run: ${row.needs.join(' ')} does not work on this machine\n`,
      )
      return
    }
    const folder = install(row, code)
    expect(await follow(folder, page)).toMatchObject({ code: 0, stdout: expect.stringMatching(row.passes) })
    const unpaid = code
      .split('\n')
      .filter((line) => !/[./]deposit\b/.test(line) || /def |func /.test(line))
      .join('\n')
    writeFileSync(join(folder, row.file), unpaid)
    expect((await follow(folder, page)).code).not.toBe(0)
  })
})

test('the world file of its guide is one', () => {
  const world = parseWorld(block(guide('worlds'), 'yaml'), 'worlds.md')
  expect(world.payments).toHaveLength(4)
  expect(world.schedules).toHaveLength(1)
})

/** A project as its owner has it: the test file, and the package where npm puts it. */
function install({ file, guide: name }: Language, code: string): string {
  const folder = makeFolder()
  writeFileSync(join(folder, file), code)
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  mkdirSync(join(folder, 'node_modules/iamport-sandbox'), { recursive: true })
  const entry = join(ROOT, 'dist/index.js')
  writeFileSync(
    join(folder, 'node_modules/iamport-sandbox/package.json'),
    '{ "name": "iamport-sandbox", "type": "module", "exports": "./index.js" }',
  )
  writeFileSync(
    join(folder, 'node_modules/iamport-sandbox/index.js'),
    `export * from ${JSON.stringify(entry)}\n`,
  )
  if (name === 'php') writeFileSync(join(folder, 'phpunit.php'), PHPUNIT)
  return folder
}

/** The guide's command, with our program for npx and, for PHP, our stand-in for PHPUnit. */
async function follow(folder: string, page: string) {
  const bin = join(ROOT, 'bin/iamport-sandbox.js')
  const command = block(page, 'bash')
    .trim()
    .replace('npx iamport-sandbox', `${JSON.stringify(process.execPath)} ${JSON.stringify(bin)}`)
    .replace('vendor/bin/phpunit', 'php phpunit.php')
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(IAMPORT_|VITEST|NODE_OPTIONS|NODE_TEST|FORCE_COLOR)/.test(name),
  )
  const env = {
    ...Object.fromEntries(inherited),
    IAMPORT_SANDBOX_HOME: TEST_HOME,
    GOFLAGS: '-count=1',
    GO111MODULE: 'off',
    NO_COLOR: '1',
  }
  const child = spawn('sh', ['-c', command], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return { code, stdout, stderr }
}
