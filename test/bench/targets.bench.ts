/**
 * `npm run bench:targets`: a sandbox whose shop has eleven addresses that misbehave and one that does not. How fast the API is
 * beside them against one without them, how soon the healthy one is told, and what stays in memory. TARGETS_PAYMENTS says how many.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { createSandbox } from '../../src/index.ts'
import { restClient } from '../rest-client.ts'
import { startBadTargets, startHealthyTarget } from '../safety/bad-targets.ts'

const PAYMENTS = Number(process.env.TARGETS_PAYMENTS ?? 1000)

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
function heap(): number {
  collect()
  return process.memoryUsage().heapUsed / 2 ** 20
}

interface Measured {
  readonly calls_per_second: number
  readonly p50: number
  readonly p99: number
  readonly heap_mb: number[]
}

async function measure(bad: readonly string[]): Promise<Measured> {
  const awaited = new Map<string, () => void>()
  const healthy = await startHealthyTarget((merchant_uid) => awaited.get(merchant_uid)?.())
  const sandbox = await createSandbox({ live: true, webhook: [...bad, healthy.url] })
  const rest = await restClient(sandbox)
  const waits: number[] = []
  const heap_mb = [heap()]
  let calls_ms = 0
  for (let n = 0; n < PAYMENTS; n++) {
    const merchant_uid = `order_${n}`
    const came = new Promise<void>((resolve) => awaited.set(merchant_uid, resolve))
    await sandbox.pay({ merchant_uid, name: '주문', amount: 1000, buyer_tel: '010-1234-5678' })
    const paid = performance.now()
    await came
    waits.push(performance.now() - paid)
    awaited.delete(merchant_uid)
    const asked = performance.now()
    for (let call = 0; call < 5; call++) await rest.get(`/payments/find/${merchant_uid}`)
    calls_ms += performance.now() - asked
    if ((n + 1) % Math.ceil(PAYMENTS / 4) === 0) heap_mb.push(heap())
  }
  expect(healthy.requests).toBe(PAYMENTS)
  await sandbox.close()
  await healthy.close()
  waits.sort((a, b) => a - b)
  const at = (share: number) => waits[Math.floor(waits.length * share)]!
  return { calls_per_second: (PAYMENTS * 5) / (calls_ms / 1000), p50: at(0.5), p99: at(0.99), heap_mb }
}

test('beside shops that misbehave', async () => {
  const alone = await measure([])
  const targets = await startBadTargets()
  const beside = await measure(targets.map(({ url }) => url))
  const row = ({ calls_per_second, p50, p99, heap_mb }: Measured) => ({
    'REST calls per second': Math.round(calls_per_second),
    'healthy shop told, p50 ms': p50.toFixed(1),
    'p99 ms': p99.toFixed(1),
    'heap MB, by quarters': heap_mb.map((mb) => mb.toFixed(0)).join(' '),
  })
  console.table({ alone: row(alone), 'beside eleven bad ones': row(beside) })
  console.table(
    Object.fromEntries(targets.map(({ kind, requests, most_open }) => [kind, { requests, most_open }])),
  )
  console.log(`REST: ${(beside.calls_per_second / alone.calls_per_second).toFixed(2)} of the rate alone`)
  for (const target of targets) {
    expect(target.most_open).toBeLessThanOrEqual(16)
    await target.close()
  }
})
