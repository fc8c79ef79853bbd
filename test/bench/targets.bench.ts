/**
 * `npm run bench:targets`: a sandbox whose shop has eleven addresses that misbehave and one that does not. How fast the API is
 * beside them against one without them, how soon the healthy one is told, and what stays in memory. TARGETS_PAYMENTS says how many;
 * a thousand and more write their figures into docs/faults.md.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { createSandbox } from '../../src/index.ts'
import { PER_HOST } from '../../src/webhooks/lanes.ts'
import { restClient } from '../rest-client.ts'
import { startBadTargets, startHealthyTarget, type Target } from '../safety/bad-targets.ts'
import { table, writeFaults } from './faults-page.ts'

/** Asked of REST after each payment. */
const CALLS = 5
const PAYMENTS = Number(process.env.TARGETS_PAYMENTS ?? 1000)

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
function heap(): number {
  collect()
  return process.memoryUsage().heapUsed / 2 ** 20
}

interface Measured {
  readonly calls: number
  readonly calls_ms: number
  /** From a payment to its webhook at the healthy one. */
  readonly waits: readonly number[]
  readonly heap_mb: readonly number[]
}

async function measure(payments: number, bad: readonly string[]): Promise<Measured> {
  const awaited = new Map<string, () => void>()
  const healthy = await startHealthyTarget((merchant_uid) => awaited.get(merchant_uid)?.())
  const sandbox = await createSandbox({ live: true, webhook: [...bad, healthy.url] })
  const rest = await restClient(sandbox)
  const waits: number[] = []
  const heap_mb = [heap()]
  let calls_ms = 0
  for (let n = 0; n < payments; n++) {
    const merchant_uid = `order_${n}`
    const came = new Promise<void>((resolve) => awaited.set(merchant_uid, resolve))
    await sandbox.pay({ merchant_uid, name: '주문', amount: 1000, buyer_tel: '010-1234-5678' })
    const paid = performance.now()
    await came
    waits.push(performance.now() - paid)
    awaited.delete(merchant_uid)
    const asked = performance.now()
    for (let call = 0; call < CALLS; call++) await rest.get(`/payments/find/${merchant_uid}`)
    calls_ms += performance.now() - asked
    if ((n + 1) % Math.ceil(payments / 4) === 0) heap_mb.push(heap())
  }
  expect(healthy.requests).toBe(payments)
  await sandbox.close()
  await healthy.close()
  return { calls: payments * CALLS, calls_ms, waits, heap_mb }
}

/** Half of what is measured alone comes before, half after: whatever else the machine does weighs on both. */
const joined = (a: Measured, b: Measured): Measured => ({
  calls: a.calls + b.calls,
  calls_ms: a.calls_ms + b.calls_ms,
  waits: [...a.waits, ...b.waits],
  heap_mb: a.heap_mb,
})

test('beside shops that misbehave', async () => {
  const before = await measure(PAYMENTS / 2, [])
  const targets = await startBadTargets()
  const beside = await measure(
    PAYMENTS,
    targets.map(({ url }) => url),
  )
  for (const target of targets) {
    expect(target.most_open).toBeLessThanOrEqual(PER_HOST)
    await target.close()
  }
  const figures = figuresOf(joined(before, await measure(PAYMENTS / 2, [])), beside, targets)
  console.log(figures)
  if (PAYMENTS >= 1000) writeFaults('targets', figures)
})

function figuresOf(alone: Measured, beside: Measured, targets: readonly Target[]): string {
  const rate = ({ calls, calls_ms }: Measured) => calls / (calls_ms / 1000)
  const row = (what: string, measured: Measured) => {
    const waits = measured.waits.toSorted((a, b) => a - b)
    const at = (share: number) => waits[Math.floor(waits.length * share)]!.toFixed(1)
    const heap = measured.heap_mb.map((mb) => mb.toFixed(0)).join(', ')
    return [what, Math.round(rate(measured)), at(0.5), at(0.99), heap]
  }
  return [
    `${PAYMENTS} payments, each announced to all of them, on Node.js ${process.versions.node}. While they are sent, REST answers
${(rate(beside) / rate(alone)).toFixed(2)} of the calls that it answers without them:`,
    table([
      ['', 'REST calls a second', 'healthy one told, p50 ms', 'p99 ms', 'heap after each quarter, MB'],
      row('the healthy one alone', alone),
      row(`beside ${targets.length} that are not`, beside),
    ]),
    table([
      ['a target that', 'requests', 'connections at once, at most'],
      ...targets.map(({ kind, requests, most_open }) => [kind, requests, most_open]),
    ]),
  ].join('\n\n')
}
