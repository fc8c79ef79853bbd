/**
 * `npm run bench:soak`: 1,000,000 mixed requests against one sandbox on a file, its memory looked at all the while. Writes a
 * chart and its numbers into docs/. `--requests N` asks for another number; `--dry` writes nothing.
 */
import { writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { ours, ROOT } from './side/contenders.mjs'
import { here, load, start } from './side/process.mjs'

const asked = process.argv.indexOf('--requests')
const REQUESTS = asked > 0 ? Number(process.argv[asked + 1]) : 1_000_000
const STEPS = 100

const receiver = await start([here('receiver.mjs')], { ready: /ready (\S+)/ })
const contender = ours('ours', 'file', receiver.url)
const server = await contender.start()
const samples = [{ at: 0, mb: server.megabytes() }]
const began = performance.now()
const load_before = loadavg()[0]
try {
  const { read, write, ids } = await contender.calls(server)
  const { headers } = read
  const cancel = {
    method: 'POST',
    path: '/payments/cancel',
    headers,
    body: JSON.stringify({ imp_uid: '{id}', amount: 1 }),
  }
  const token = {
    method: 'POST',
    path: '/users/getToken',
    headers,
    body: JSON.stringify({ imp_key: '0000000000000000', imp_secret: 'iamport-sandbox-secret' }),
  }
  const list = { path: '/payments/status/paid?limit=20', headers }
  const find = { path: '/payments/find/before_1', headers }
  // As a shop asks: a token and a look at the payment for every sale, lists and refunds now and then.
  const mix = [
    write,
    read,
    token,
    read,
    write,
    read,
    find,
    read,
    write,
    token,
    read,
    list,
    read,
    write,
    read,
    token,
    read,
    read,
    write,
    read,
  ]
  let next = 0
  for (let step = 1; step <= STEPS; step++) {
    const result = await load({
      url: server.url,
      ids,
      requests: mix,
      count: REQUESTS / STEPS,
      seconds: 3600,
      first: next,
    })
    next = result.next
    samples.push({ at: (step * REQUESTS) / STEPS, mb: server.megabytes(), rate: Math.round(result.rate) })
    process.stderr.write(
      `${samples.at(-1).at} requests: ${samples.at(-1).mb.toFixed(0)} MB, ${samples.at(-1).rate}/s\n`,
    )
  }
  await load({ url: server.url, ids, requests: [cancel], count: 50, seconds: 60 })
} finally {
  await server.stop()
  await receiver.stop()
}
const half = samples.filter(({ at }) => at >= REQUESTS / 2).map(({ mb }) => mb)
const last_mb = half.at(-1)
const text = `## Soak

${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, load average ${load_before.toFixed(1)} to ${loadavg()[0].toFixed(1)}: ${REQUESTS.toLocaleString('en')} mixed requests (a quarter of them paid sales with their webhooks) in ${Math.round((performance.now() - began) / 1000)} s: ${samples[0].mb.toFixed(0)} MB at rest, ${last_mb.toFixed(0)} MB at the end; over the last half between ${Math.min(...half).toFixed(0)} and ${Math.max(...half).toFixed(0)} MB.\n\n![memory over requests](benchmarks-soak.svg)`
process.stdout.write(`${text}\n`)
if (!process.argv.includes('--dry')) {
  writeFileSync(join(ROOT, 'docs/benchmarks-soak.json'), `${JSON.stringify({ last_mb, text }, null, 2)}\n`)
  writeFileSync(join(ROOT, 'docs/benchmarks-soak.svg'), chart())
}

/** A line of memory over requests, with the line that it must stay under. */
function chart() {
  const [width, height, left, top, limit] = [720, 300, 50, 20, 130]
  const highest = Math.max(150, ...samples.map(({ mb }) => mb))
  const x = (at) => left + (at / REQUESTS) * (width - left - 20)
  const y = (mb) => top + (1 - mb / highest) * (height - top - 40)
  const line = samples.map(({ at, mb }) => `${x(at).toFixed(1)},${y(mb).toFixed(1)}`).join(' ')
  const marks = [0, 50, 100, 150].filter((mb) => mb <= highest)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11" role="img" aria-label="Memory over ${REQUESTS} requests">
<rect width="${width}" height="${height}" fill="#fff"/>
${marks.map((mb) => `<line x1="${left}" x2="${width - 20}" y1="${y(mb)}" y2="${y(mb)}" stroke="#ddd"/><text x="${left - 6}" y="${y(mb) + 4}" text-anchor="end" fill="#555">${mb} MB</text>`).join('\n')}
<line x1="${left}" x2="${width - 20}" y1="${y(limit)}" y2="${y(limit)}" stroke="#c33" stroke-dasharray="4 3"/>
<text x="${width - 20}" y="${y(limit) - 4}" text-anchor="end" fill="#c33">${limit} MB</text>
<polyline points="${line}" fill="none" stroke="#2563eb" stroke-width="1.5"/>
<text x="${left}" y="${height - 12}" fill="#555">0</text>
<text x="${width - 20}" y="${height - 12}" text-anchor="end" fill="#555">${REQUESTS.toLocaleString('en')} requests</text>
</svg>
`
}
