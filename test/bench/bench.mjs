/**
 * `npm run bench`: one table, all in one run, the order of who is measured turned in each round, medians of at least five.
 * Writes docs/benchmarks.md. In parts, for a machine that is quiet only now and then: `--only table`, `--only large` (a million
 * payments against a thousand, and a hundred thousand made today); each part keeps its numbers in docs/benchmarks.json, and the page is made of all that is there.
 * `--quick` measures the table once and writes nothing; `--rounds N` asks for more than five.
 *
 * Nothing but Node is needed; peers come from npm, each into a folder of its own. What cannot be had is named as not run.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { bare, emulate, fakeIamport, KEYS, ours, PROGRAM, plainExpress, ROOT } from './side/contenders.mjs'
import { command, here, load, median, start } from './side/process.mjs'

const quick = process.argv.includes('--quick')
const after = (flag) => (process.argv.includes(flag) ? process.argv[process.argv.indexOf(flag) + 1] : null)
const only = after('--only')
const ROUNDS = Number(after('--rounds') ?? (quick ? 1 : 5))
const SECONDS = 3
const KEPT = join(ROOT, 'docs/benchmarks.json')

const HEAD = `# Benchmarks

Written by \`npm run bench\` and \`npm run bench:soak\`. Another machine has other numbers; the ratios are what counts, and each is of one
run. How busy the machine was stands beside each part: where its load is above the number of its processors, others worked on it, and
what is short (a start) or needs two processes at once (everything over HTTP) suffers most.`

const BUILT =
  '\nfake-iamport-server is not on npm: it was built from its source, and sends its webhooks to the same shop.'

const measured = ({ date, node, machine, load }) =>
  `${date} UTC, Node ${node}, ${machine}, load average ${load}`
const lines = (rows) => rows.map((row) => `| ${row.join(' | ')} |`).join('\n')
const show = (value, digits = 0) =>
  value === undefined || Number.isNaN(value)
    ? '–'
    : value.toLocaleString('en', { maximumFractionDigits: digits })
const over = (a, b) => (a === undefined || b === undefined ? undefined : a / b)

if (!existsSync(join(ROOT, 'dist/cli.js')))
  execFileSync('npm', ['run', 'build'], { cwd: ROOT, stdio: 'inherit' })
const kept = !quick && existsSync(KEPT) ? JSON.parse(readFileSync(KEPT, 'utf8')) : {}
const receiver = await start([here('receiver.mjs')], { ready: /ready (\S+)/ })
const contenders = [
  ours('ours (file)', 'file', receiver.url),
  ours('ours (memory)', 'memory', receiver.url),
  bare(),
  plainExpress(),
  emulate(),
  fakeIamport(receiver.url),
].filter(Boolean)
/** What was seen of each, round by round. */
const seen = Object.fromEntries(contenders.map(({ name }) => [name, {}]))
const alone = {}
const missing = [
  emulate() ?? 'emulate@0.12.2 (needs Node 22)',
  fakeIamport(receiver.url) ??
    'fake-iamport-server (not on npm; `BENCH_FAKE_IAMPORT` is the folder of a build)',
].filter((one) => typeof one === 'string')

try {
  if (only !== 'large') kept.table = await measureTable()
} finally {
  await receiver.stop()
}
if (!quick && only !== 'table') {
  kept.large = measureLarge('rest')
  kept.today = measureLarge('today')
}
const report = describe(kept)
process.stdout.write(report)
if (!quick) {
  writeFileSync(KEPT, `${JSON.stringify(kept, null, 2)}\n`)
  writeFileSync(join(ROOT, 'docs/benchmarks.md'), report)
}

async function measureTable() {
  const where = circumstances()
  for (let round = 0; round < ROUNDS; round++) {
    const turn = round % contenders.length
    for (const contender of [...contenders.slice(turn), ...contenders.slice(0, turn)])
      await measure(contender, round)
    await measureAlone(round)
    process.stderr.write(`round ${round + 1} of ${ROUNDS}\n`)
  }
  const medians = (values) =>
    Object.fromEntries(Object.entries(values).map(([what, list]) => [what, median(list)]))
  return {
    ...where(),
    rounds: ROUNDS,
    missing,
    names: contenders.map(({ name }) => name),
    seen: Object.fromEntries(Object.entries(seen).map(([name, values]) => [name, medians(values)])),
    alone: medians(alone),
  }
}

/** When and where it was measured, and how busy the machine was before and after. */
function circumstances() {
  const load = () => loadavg()[0].toFixed(1)
  const before = load()
  return () => ({
    date: new Date().toISOString().slice(0, 16).replace('T', ' '),
    node: process.versions.node,
    machine: `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}`,
    load: `${before} to ${load()}`,
  })
}

async function measure(contender, round) {
  const note = notes(seen[contender.name])
  const server = await contender.start()
  try {
    note('ready_ms', server.ready_ms)
    note('first_ms', server.first_ms)
    await quiet()
    note('idle_mb', server.megabytes())
    const { read, write, ids, count } = await contender.calls(server)
    const base = { url: server.url, ids, seconds: SECONDS, ...(count ? { count } : {}) }
    await load({ ...base, requests: [read], seconds: 1, ...(count ? { count: 200 } : {}) })
    note('reads', (await load({ ...base, requests: [read] })).rate)
    // A load test of a shop takes minutes: what V8 compiles in its first seconds is not what is compared, of anybody.
    const warm = await load({ ...base, requests: [write], seconds: 2, ...(count ? { count: 200 } : {}) })
    const written = await load({ ...base, requests: [write], first: warm.next })
    note('writes', written.rate)
    note('loaded_mb', server.megabytes())
    if (contender.name === 'ours (file)')
      note('sales', (await sales({ url: server.url, keys: KEYS, round })).sales_s)
    if (contender.name === 'bare node:http') note('sales', (await sales({ bare: server.url })).sales_s)
    if (contender.holdWebhooks) {
      await contender.holdWebhooks(server)
      note('kept', (await load({ ...base, requests: [write], first: written.next })).rate)
    }
  } finally {
    await server.stop()
  }
}

/** Adds a value to those that were seen before. */
function notes(values) {
  return (what, value) => {
    values[what] ??= []
    values[what].push(value)
  }
}

async function sales(spec) {
  const text = execFileSync(
    process.execPath,
    [here('sale.mjs'), JSON.stringify({ seconds: SECONDS, ...spec })],
    { encoding: 'utf8' },
  )
  const { sales, seconds } = JSON.parse(text)
  return { sales_s: sales / seconds }
}

/** What has no server: a sandbox in a test, and a command. */
async function measureAlone() {
  const note = notes(alone)
  const script = `
    import { createSandbox } from ${JSON.stringify(join(ROOT, 'dist/index.js'))}
    const times = []
    for (let n = 0; n < 60; n++) {
      const began = performance.now()
      await (await createSandbox()).close()
      times.push(performance.now() - began)
    }
    console.log(times.sort((a, b) => a - b)[30])`
  note(
    'sandbox_ms',
    Number(execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' })),
  )
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const server = await start([PROGRAM, '--port', '0', '--db', 'sandbox.db'], {
    ready: /ready (\S+)/,
    path: '/_sandbox/health',
    cwd: folder,
  })
  try {
    const cli = ['payments', '--url', server.url]
    await command([PROGRAM, ...cli], { cwd: folder })
    const times = { cli: [], node: [] }
    for (let n = 0; n < 5; n++) {
      times.cli.push(await command([PROGRAM, ...cli], { cwd: folder }))
      times.node.push(await command(['--eval', '0']))
    }
    note('cli_ms', median(times.cli))
    note('node_ms', median(times.node))
  } finally {
    await server.stop()
  }
}

/** Lists and reads of small worlds and of large ones: benches of their own, which know the stores. */
function measureLarge(bench) {
  const where = circumstances()
  const out = join(mkdtempSync(join(tmpdir(), 'bench-')), `${bench}.json`)
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs')
  const args = [vitest, 'run', '--config', 'test/bench/vitest.config.ts', bench]
  try {
    execFileSync(process.execPath, args, {
      cwd: ROOT,
      stdio: 'ignore',
      env: { ...process.env, BENCH_OUT: out },
    })
  } catch {
    // It fails where a ratio is above its aim; the numbers are there all the same.
  }
  return existsSync(out) ? { ...where(), rows: JSON.parse(readFileSync(out, 'utf8')) } : null
}

function quiet() {
  return new Promise((resolve) => setTimeout(resolve, 700))
}

function describe({ table, large, today }) {
  const soak = readSoak()
  const parts = [
    HEAD,
    table && describeTable(table, { large, today }, soak),
    large && describeLarge(large, 'A million payments against a thousand', '1,000,000'),
    today &&
      describeLarge(today, 'A hundred thousand of everything made today, against a thousand', '100,000'),
    soak?.text,
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

function describeTable({ names, seen, alone, missing, rounds, ...where }, { large, today }, soak) {
  const of = (name) => (what) => seen[name]?.[what]
  const express = names.find((name) => name.startsWith('plain Express'))
  const [file, memory, bare] = ['ours (file)', 'ours (memory)', 'bare node:http'].map(of)
  const [plain, fake] = [of(express), of(names.find((name) => name.startsWith('fake-iamport')))]
  const columns = [
    ['start to ready, ms', 'ready_ms'],
    ['start to the first answer of the REST API, ms', 'first_ms'],
    ['memory at rest, MB', 'idle_mb'],
    ['memory after the load, MB', 'loaded_mb'],
    ['reads/s', 'reads'],
    ['paid writes/s', 'writes'],
    ['paid writes/s, webhooks an hour later', 'kept'],
    ['whole sales/s, 16 buyers', 'sales'],
  ]
  const ratios = [
    ['start to ready / bare node:http', over(file('ready_ms'), bare('ready_ms')), '≤ 2.2', '≤ 1.6'],
    [
      'start to the first answer of the REST API / bare node:http',
      over(file('first_ms'), bare('first_ms')),
      '',
      '',
    ],
    ['memory at rest above bare, MB', file('idle_mb') - bare('idle_mb'), '≤ 25', '≤ 15'],
    ['memory after 1,000,000 mixed requests, MB', soak?.last_mb, '≤ 130', '≤ 110'],
    [`read, file / ${express}`, over(file('reads'), plain('reads')), '≥ 0.7', '≥ 1.0'],
    [
      `paid onetime, its webhook written and sent meanwhile / ${express}, two rows`,
      over(file('writes'), plain('writes')),
      '≥ 0.4',
      '≥ 0.8',
    ],
    [
      `paid onetime, its webhook written / ${express}, two rows`,
      over(file('kept'), plain('writes')),
      '≥ 0.4',
      '≥ 0.8',
    ],
    ['read, memory / fake-iamport-server', over(memory('reads'), fake('reads')), '≥ 1.5', '≥ 2.5'],
    ['write, memory / fake-iamport-server', over(memory('writes'), fake('writes')), '≥ 1.5', '≥ 2.5'],
    ['a whole sale / six bare round trips', over(file('sales'), bare('sales')), 'printed', ''],
    ['slowest p50 at 1,000,000 payments / at 1,000', slowest(large), '≤ 1.5', '≤ 1.2'],
    ['slowest p50 of a list at 100,000 made today / at 1,000', slowest(today), '≤ 1.5', '≤ 1.2'],
    ['createSandbox() and close(), ms', alone.sandbox_ms, '≤ 5', '≤ 2'],
    ['`payments` on the command line / bare node', over(alone.cli_ms, alone.node_ms), '≤ 1.5', '≤ 1.2'],
  ]
  return `## Side by side

${measured(where)}. Everything in one run, in turns; medians of ${rounds}. The load comes over 16 connections from a process of its
own; a second of reads and two of writes come before what is measured, for everybody. Ours sends its webhooks to a shop meanwhile, and keeps its record of every call. Plain Express writes a row for a webhook, too, and
sends none: beside it stands what ours takes where its webhooks leave an hour later.${fake('reads') === undefined ? '' : BUILT}${missing.length > 0 ? `\nNot run: ${missing.join(', ')}.` : ''}

${lines([
  ['', ...names],
  ['---', ...names.map(() => '---:')],
  ...columns.map(([title, what]) => [title, ...names.map((name) => show(seen[name]?.[what]))]),
])}

${lines([
  ['ratio', 'now', 'must', 'aim'],
  ['---', '---:', '---:', '---:'],
  ...ratios.map(([title, value, must, aim]) => [title, show(value, 2), must, aim]),
])}`
}

function slowest(measured) {
  return measured ? Math.max(...measured.rows.map(({ ratio }) => Number(ratio))) : undefined
}

function describeLarge({ rows, ...where }, title, many) {
  return `## ${title}

${measured(where)}. p50 of 400 calls, one of the small world, one of the large one, and so on.

${lines([
  ['call', 'ms at 1,000', `ms at ${many}`, 'ratio'],
  ['---', '---:', '---:', '---:'],
  ...rows.map((row) => [row.call, row.few, row.many, row.ratio]),
])}`
}

/** What the last npm run bench:soak left. */
function readSoak() {
  const file = join(ROOT, 'docs/benchmarks-soak.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}
