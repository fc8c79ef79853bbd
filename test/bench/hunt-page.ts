/** docs/hunting.md, made of what was measured. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { resolve } from 'node:path'
import type { Mutant } from '../../fixtures/shops/mutants/mutants.js'

/** What the figures depend on: how lives are made up, how they are played and judged, and the shop that they are played against. */
const SOURCES = ['src/hunt', 'src/replay', 'fixtures/shops/demo']

/** What was measured with other sources is not what would be measured now. */
export function revisionOf(root: string): string {
  const hash = createHash('sha256')
  for (const folder of SOURCES)
    for (const file of readdirSync(resolve(root, folder))
      .filter((name) => /\.[jt]s$/.test(name))
      .sort())
      hash.update(`${folder}/${file}\n`).update(readFileSync(resolve(root, folder, file)))
  return hash.digest('hex').slice(0, 10)
}

/** A mutant hunted with one seed: after how many programs it was found, and in how many steps it is told. */
export interface Row {
  readonly programs: number | null
  readonly size: number | null
}

/** One part of the lives of the honest shop. */
export interface Speed {
  readonly programs: number
  readonly found: number
  readonly per_second: number
  readonly own_cpu_ms: number
  readonly shop_cpu_ms: number
  /** A program, in plain round trips to the shop. */
  readonly round_trips: number
}

export const median = (list: readonly number[]): number =>
  list.toSorted((a, b) => a - b)[Math.floor((list.length - 1) / 2)] ?? Number.NaN

/** A mutant that was mended is another one. */
export const fingerprintOf = ({ file, from, to, also = [] }: Mutant): string =>
  createHash('sha256')
    .update(JSON.stringify([file, from, to, also]))
    .digest('hex')
    .slice(0, 6)

/** Of those that were found. */
const most = (list: readonly number[]) => Math.max(...list.filter(Number.isFinite))
const shown = (figure: number) => (Number.isFinite(figure) ? figure : '–')

const HEAD = `# Hunting in figures

Written by \`npm run bench:hunt\`. Each mutant in \`fixtures/shops/mutants\` is the demo shop with one fault that real shops have. It is
hunted with several seeds, all PGs and pay methods, one buyer, at most 300 programs each. *Found*: with how many seeds. *Programs*: made-up
lives until the first that shows a fault, median and worst. *Steps*: of the story that is left when it is shrunk, faults among them, median and longest.`

export function huntPage(
  mutants: readonly { readonly mutant: Mutant; readonly rows: readonly Row[] }[],
  speeds: readonly Speed[],
  revision: string,
): string {
  const table = mutants.map(({ mutant, rows }) => {
    const programs = rows.map((row) => row.programs ?? Number.POSITIVE_INFINITY)
    const sizes = rows.map(({ size }) => size ?? Number.POSITIVE_INFINITY)
    const found = rows.filter((row) => row.programs !== null).length
    return [
      `\`${mutant.name}\``,
      mutant.ko,
      `${found} of ${rows.length}`,
      ...[median(programs), most(programs), median(sizes), most(sizes)].map(shown),
    ]
  })
  const lived = speeds.reduce((sum, { programs }) => sum + programs, 0)
  const lost = speeds.reduce((sum, { found }) => sum + found, 0)
  const of = (pick: (speed: Speed) => number) => median(speeds.map(pick)).toFixed(1)
  const best = Math.max(...speeds.map(({ per_second }) => per_second)).toFixed(1)
  const seeds = [...new Set(mutants.map(({ rows }) => rows.length))].sort((a, b) => a - b).join(' to ')
  return `${HEAD}

All figures of this page are of one state of the sources of \`src/hunt\`, \`src/replay\` and the demo shop, fingerprint \`${revision}\` (what is measured
is kept by it, and measured again when it changes), with ${seeds} seeds a mutant.

| mutant | what it does wrong | found | programs | worst | steps | longest |
| --- | --- | ---: | ---: | ---: | ---: | ---: |
${table.map((row) => `| ${row.join(' | ')} |`).join('\n')}

## The honest shop

The demo shop without a fault was played ${lived.toLocaleString('en')} programs; money or an order was lost in ${lost}.

| | |
| --- | ---: |
| programs a second, median of ${speeds.length} parts | ${of(({ per_second }) => per_second)} |
| programs a second, best part | ${best} |
| processor time of one program: hunt and sandbox, ms | ${of(({ own_cpu_ms }) => own_cpu_ms)} |
| processor time of one program: the shop, ms | ${of(({ shop_cpu_ms }) => shop_cpu_ms)} |
| one program in plain round trips to the shop, measured just before | ${of(({ round_trips }) => round_trips)} |

Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, load average at the end ${loadavg()[0]!.toFixed(1)}. Programs a second suffer from whatever else
runs on the machine; processor time says what a program costs. \`--shard 1/2\` and \`2/2\` against two copies of a shop use a second processor.
`
}
