/**
 * `npm run prove:mutants`: changes one thing at a time in what decides over money (Stryker), and asks whether a test notices.
 * Goes on where it was cut off; `-- --mutate src/core/money.ts` tries one file. Stryker is no dependency: it is installed into a
 * folder of its own at the first run. The last score stands in docs/mutation.md, with what survived and why.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')
const TOOLS = join(ROOT, 'node_modules/.cache/mutation')
const VERSION = '9.6.1'

export const MUTATED = [
  'src/core/money.ts',
  'src/payments/{transition,approve,approve-late,balance,cancel,cancel-rules,deposit,expiry,fail,shares}.ts',
  'src/webhooks/{announce,policy,lanes,due}.ts',
  'src/billing/schedules/*.ts',
  '!src/billing/schedules/{store,view,*operations}.ts',
]

if (!existsSync(join(TOOLS, 'node_modules/@stryker-mutator/vitest-runner'))) {
  mkdirSync(TOOLS, { recursive: true })
  writeFileSync(join(TOOLS, 'package.json'), '{}')
  const packages = [`@stryker-mutator/core@${VERSION}`, `@stryker-mutator/vitest-runner@${VERSION}`]
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', ...packages], {
    cwd: TOOLS,
    stdio: 'inherit',
  })
}

const config = join(TOOLS, 'stryker.config.json')
writeFileSync(
  config,
  JSON.stringify({
    mutate: MUTATED,
    testRunner: 'vitest',
    plugins: [join(TOOLS, 'node_modules/@stryker-mutator/vitest-runner/dist/src/index.js')],
    vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
    coverageAnalysis: 'perTest',
    // It would rewrite a tsconfig.json for its copy, and knows no TypeScript of today.
    tsconfigFile: 'none.json',
    ignorePatterns: [
      '/docs',
      '/dist',
      '/gallery',
      '/.fuzz',
      '/test/browser',
      '/test/capture',
      '/test/install',
    ],
    concurrency: Number(process.env.MUTATION_WORKERS ?? 1),
    incremental: true,
    incrementalFile: join(TOOLS, 'incremental.json'),
    tempDirName: join(TOOLS, 'copy'),
    reporters: ['clear-text', 'json', 'progress-append-only'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    jsonReporter: { fileName: join(TOOLS, 'report.json') },
    timeoutMS: 20_000,
    disableTypeChecks: false,
    checkers: [],
    allowEmpty: false,
  }),
)
const stryker = join(TOOLS, 'node_modules/@stryker-mutator/core/bin/stryker.js')
const { status } = spawnSync(process.execPath, [stryker, 'run', config, ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
})
process.exitCode = status ?? 1
