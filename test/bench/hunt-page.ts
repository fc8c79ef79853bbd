/** docs/hunting.md, made of what was measured. */
import { createHash } from 'node:crypto'
import { cpus, loadavg } from 'node:os'
import type { Mutant } from '../../fixtures/shops/mutants/mutants.js'

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
  return `${HEAD}

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
