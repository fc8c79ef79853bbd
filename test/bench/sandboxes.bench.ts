/** What a sandbox per test costs: per second, with 10,000 payments stored, and in memory. Ratios against bare parts. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { stopwatch } from '../../src/core/clock.ts'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { startReceiver } from '../receiver.ts'
import { openSqlite } from '../sqlite.ts'

const ROUNDS = 100
const order = { amount: 14000, buyer_tel: '010-1234-5678' }
const say = (text: string) => process.stdout.write(`${text}\n`)

/** Real and processor milliseconds of one round: on a busy machine only the second one can be compared. */
async function measure(
  rounds: number,
  work: (n: number) => Promise<void> | void,
): Promise<{ ms: number; cpu_ms: number }> {
  await work(-1)
  const elapsed = stopwatch()
  const before = process.cpuUsage()
  for (let n = 0; n < rounds; n++) await work(n)
  const { user, system } = process.cpuUsage(before)
  return { ms: elapsed() / rounds, cpu_ms: (user + system) / 1000 / rounds }
}

const post = (url: string, body: object) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify(body),
  })

test('create, pay, webhook, close', async () => {
  const receiver = await startReceiver()
  const whole = await measure(ROUNDS, async () => {
    const sandbox = await createSandbox({ webhook: receiver.url })
    await sandbox.pay({ ...order, merchant_uid: 'o1' })
    await sandbox.settle()
    await sandbox.close()
  })
  const bare = await measure(ROUNDS, async () => {
    const database = openSqlite(':memory:')
    database.exec('create table t (a text)')
    const server = createServer((_req, res) => res.end())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    database.prepare('insert into t values (:port)').run({ port: String(port) })
    await post(receiver.url, { imp_uid: 'imp_1' })
    await new Promise((resolve) => server.close(resolve))
    database.close()
  })
  const quiet = await measure(ROUNDS, async () => (await createSandbox({ port: null })).close())
  await receiver.close()
  say(
    `create + pay + webhook + close: ${(1000 / whole.ms).toFixed(0)}/s, ${whole.cpu_ms.toFixed(1)} ms of processor`,
  )
  say(
    `bare server + database + POST:  ${(1000 / bare.ms).toFixed(0)}/s, ${bare.cpu_ms.toFixed(1)} ms; ratio ${(whole.cpu_ms / bare.cpu_ms).toFixed(1)}`,
  )
  say(`create + close without a port:  ${(1000 / quiet.ms).toFixed(0)}/s, ${quiet.cpu_ms.toFixed(1)} ms`)
  expect(whole.cpu_ms).toBeGreaterThan(0)
})

test('reset and restore with 10,000 payments', async () => {
  const sandbox = await createSandbox({ port: null, seed: 1, clock: '2026-01-01T00:00:00+09:00' })
  const pay = await measure(
    10_000,
    async (n) => void (await sandbox.pay({ ...order, merchant_uid: `o${n}` })),
  )
  const snapshot = await measure(5, () => sandbox.snapshot())
  const restore = await measure(5, () => sandbox.restore())
  const exported = await measure(1, () => void sandbox.export())
  const elapsed = stopwatch()
  await sandbox.reset()
  const reset_ms = elapsed()
  await sandbox.close()
  say(`pay: ${pay.ms.toFixed(2)} ms (${pay.cpu_ms.toFixed(2)} ms of processor) up to 10,000 payments`)
  say(
    `snapshot ${snapshot.ms.toFixed(0)} ms, restore ${restore.ms.toFixed(0)} ms, reset ${reset_ms.toFixed(0)} ms, export ${exported.ms.toFixed(0)} ms; a payment costs ${(restore.ms / pay.ms).toFixed(0)} times less to keep than a restore of all`,
  )
  expect(restore.ms).toBeLessThan(pay.ms * 10_000)
})

test('memory of an idle sandbox', async () => {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  const used = async () => {
    for (let n = 0; n < 3; n++) {
      collect()
      await new Promise(setImmediate)
    }
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external
  }
  for (let n = 0; n < 50; n++) await (await createSandbox()).close()
  const idle = async (port: number | null) => {
    const first = await createSandbox({ port })
    const before = [await used(), process.memoryUsage().rss] as const
    const all: Sandbox[] = []
    for (let n = 0; n < 100; n++) all.push(await createSandbox({ port }))
    const [heap, rss] = [(await used()) - before[0], process.memoryUsage().rss - before[1]]
    say(
      `idle, ${port === null ? 'no port' : 'on a port'}: ${(heap / 100 / 1024).toFixed(0)} KB of heap, ${(rss / 100 / 1024).toFixed(0)} KB of the process`,
    )
    for (const sandbox of [first, ...all]) await sandbox.close()
    return heap
  }
  // One function call each, so that nothing of the first hundred is still held while the second is measured.
  expect(await idle(null)).toBeGreaterThan(0)
  await idle(0)
})
