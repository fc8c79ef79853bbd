/**
 * `npm run prove:mutants`: changes one thing at a time in what decides over money (Stryker), and asks whether a test notices.
 * Goes on where it was cut off; `-- --mutate src/core/money.ts` tries one file. Stryker is no dependency: it is installed into a
 * folder of its own at the first run. The last score stands in docs/mutants.md, with what survived and why.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
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
    // Who bails out loses the result of the very test that failed, now and then.
    disableBail: true,
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
if (!process.argv.includes('--mutate') && existsSync(join(TOOLS, 'report.json'))) writePage()

/** Why a mutant may live, by `file:line replacement`, written by hand. */
function writePage() {
  const { files } = JSON.parse(readFileSync(join(TOOLS, 'report.json'), 'utf8'))
  const reasons = JSON.parse(readFileSync(join(import.meta.dirname, 'survivors.json'), 'utf8'))
  const rows = []
  const alive = []
  const sum = { killed: 0, survived: 0 }
  for (const [file, { mutants, source }] of Object.entries(files)) {
    const lines = source.split('\n')
    const killed = mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout').length
    const survivors = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
    sum.killed += killed
    sum.survived += survivors.length
    rows.push(`| ${file} | ${killed + survivors.length} | ${killed} | ${percent(killed, survivors.length)} |`)
    for (const { location, replacement = '', status } of survivors) {
      const { start, end } = location
      const line = lines[start.line - 1]
      const was = line.slice(start.column - 1, end.line === start.line ? end.column - 1 : undefined).trim()
      const place = `${file}: \`${was}\` → \`${replacement.replaceAll('\n', ' ').slice(0, 80)}\``
      alive.push(
        `- ${place}${status === 'NoCoverage' ? ' (no test walks here)' : ''}: ${reasons[place] ?? 'not explained'}`,
      )
    }
  }
  const page = `<!-- Written by \`npm run prove:mutants\`. -->

# Mutants

\`npm run prove:mutants\` changes one thing at a time in what decides over money, webhooks and schedules (Stryker ${VERSION}), and asks
whether a test notices: ${sum.killed} of ${sum.killed + sum.survived} are noticed (${percent(sum.killed, sum.survived)}).

| file | mutants | noticed | |
|---|---:|---:|---:|
${rows.join('\n')}

## What nobody notices

${alive.join('\n')}
`
  writeFileSync(join(ROOT, 'docs/mutants.md'), page)
}

function percent(killed, survived) {
  return killed + survived === 0 ? '–' : `${((killed / (killed + survived)) * 100).toFixed(1)} %`
}
