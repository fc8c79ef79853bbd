/**
 * `npm run audit:safety`: tries what SECURITY.md promises, and prints the table of probes: what was tried, how often, and what
 * came of it. The probes are the tests of this folder; one that fails is named, and the exit code is 1. Words after `--` choose
 * files by part of their name.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'audit-'))
const report = join(folder, 'report.json')
const chosen = process.argv.slice(2).map((word) => `test/safety/${word}`)
const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs')
const files = chosen.length > 0 ? chosen : ['test/safety/']
const run = spawnSync(
  process.execPath,
  [vitest, 'run', '--reporter=json', `--outputFile=${report}`, ...files],
  { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] },
)

let results
try {
  results = JSON.parse(readFileSync(report, 'utf8')).testResults
} catch {
  console.error('The probes could not be run: vitest wrote no report.')
  process.exit(run.status || 1)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** The first line of a file says its one thought. */
function thoughtOf(file) {
  const [, comment = ''] = /^\/\*\*([\s\S]*?)\*\//.exec(readFileSync(file, 'utf8')) ?? []
  return comment
    .replace(/^\s*\* ?/gm, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Probes of one group of tests whose names differ in their values alone are one line. */
function kindOf({ ancestorTitles, title }) {
  const [group] = ancestorTitles
  return group ?? title.replace(/(["'`]).*?\1|https?:\S+|\b[\w:.[\]]*\d[\w:.[\]]*\b/g, '…')
}

let held = 0
let broken = 0
for (const { name, assertionResults } of results.sort((a, b) => (a.name < b.name ? -1 : 1))) {
  const kinds = new Map()
  for (const result of assertionResults) {
    const kind = kindOf(result)
    const counts = kinds.get(kind) ?? { tried: 0, failed: [] }
    counts.tried++
    if (result.status === 'failed') counts.failed.push(result.fullName)
    kinds.set(kind, counts)
  }
  const tried = assertionResults.length
  const failed = assertionResults.filter(({ status }) => status === 'failed').length
  held += tried - failed
  broken += failed
  console.log(`\n${basename(name, '.test.ts')}: ${thoughtOf(name)}`)
  console.log(`${String(tried).padStart(6)} probes, ${failed === 0 ? 'all hold' : `${failed} BROKEN`}`)
  const rows = [...kinds].sort(([, a], [, b]) => b.failed.length - a.failed.length || b.tried - a.tried)
  for (const [kind, { tried: times, failed: names }] of rows.slice(0, 12)) {
    console.log(
      `  ${String(times).padStart(4)} × ${kind.slice(0, 120)}: ${names.length === 0 ? 'holds' : 'BROKEN'}`,
    )
    for (const broke of names) console.log(`         ${broke}`)
  }
  const rest = rows.slice(12).reduce((sum, [, { tried: times }]) => sum + times, 0)
  if (rest > 0) console.log(`  ${String(rest).padStart(4)} × others of the same kind: hold`)
}
console.log(`\n${held + broken} probes: ${held} hold, ${broken} broken.`)
process.exit(broken > 0 || held === 0 ? 1 : 0)
