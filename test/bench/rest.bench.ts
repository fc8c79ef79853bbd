/**
 * `npm run bench:rest`: how the REST API holds when there is much to hold. The same calls with 1,000 and with 1,000,000
 * payments stored, p50 of each and their ratio, and the rate of one call against a bare `node:http` in the same run.
 *
 * In both worlds 1,000 payments lie in the last 90 days, which is what a status list shows; the others are older, spread
 * over nine years. `BENCH_PAYMENTS` asks for another number than a million.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stopwatch } from '../../src/core/clock.ts'
import type { Payment } from '../../src/payments/payment.ts'
import { createInstance, type Instance } from '../../src/sandbox.ts'
import { readSettings } from '../../src/settings.ts'
import { CALLS, CARD, caller, comparedCalls, impUid, MODEL, tellApart, tooSlow } from './large-world.ts'

/** As it is run by users: answers are compared with their rows in tests and in development only. */
process.env.NODE_ENV = 'production'

const MANY = Number(process.env.BENCH_PAYMENTS ?? 1_000_000)
const FEW = 1000
const DAY = 86_400

test('a million payments are hardly slower than a thousand', async () => {
  const few = await open(FEW)
  const many = await open(MANY)
  try {
    const rows = await comparedCalls(few.calls, many.calls)
    tellApart(rows, FEW, MANY, process.env.BENCH_OUT)
    const started = stopwatch()
    for (let n = 0; n < CALLS; n++) await many.calls['GET /payments/{imp_uid}']!(n)
    const rate = (CALLS * 1000) / started()
    const bare = await bareRate()
    console.log(
      `GET /payments/{imp_uid}: ${rate.toFixed(0)}/s, bare node:http ${bare.toFixed(0)}/s, share ${(rate / bare).toFixed(2)}`,
    )
    console.log(`writing ${MANY} payments took ${many.written_s} s`)
    expect(tooSlow(rows)).toEqual([])
  } finally {
    await few.close()
    await many.close()
  }
})

/** A sandbox with so many payments, and the calls that are compared. */
async function open(count: number) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-rest-'))
  const settings = {
    db: join(folder, 'sandbox.db'),
    port: '0',
    seed: '1',
    clock: '2026-01-01T00:00:00+09:00',
  }
  const world = await createInstance(readSettings(settings), { world: MODEL })
  const url = await world.listen()
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const written = stopwatch()
  fill(world, count)
  const written_s = Math.round(written() / 1000)
  const { access_token } = world.merchants.issueToken('0000000000000000', 'iamport-sandbox-secret')
  const call = caller(url, agent, access_token)
  const nth = (n: number) => Math.floor(((n * 7919) % CALLS) * (count / CALLS))
  const calls: Record<string, (n: number) => Promise<number>> = {
    'GET /payments/{imp_uid}': (n) => call('GET', `/payments/${impUid(nth(n))}`),
    'GET /payments/find/{merchant_uid}': (n) => call('GET', `/payments/find/order_${nth(n)}`),
    'GET /payments/findAll/{merchant_uid}': (n) => call('GET', `/payments/findAll/order_${nth(n)}`),
    'GET /payments/{imp_uid}/balance': (n) => call('GET', `/payments/${impUid(nth(n))}/balance`),
    'GET /payments, three of them': (n) =>
      call('GET', `/payments?${[0, 1, 2].map((m) => `imp_uid[]=${impUid(nth(n + m))}`).join('&')}`),
    'GET /payments/status/all': () => call('GET', '/payments/status/all'),
    'GET /payments/status/paid': () => call('GET', '/payments/status/paid'),
    'GET /payments/status/cancelled': () => call('GET', '/payments/status/cancelled'),
    'GET /_sandbox/payments': () => call('GET', '/_sandbox/payments?limit=20'),
    'GET /dashboard/payments': () => call('GET', '/dashboard/payments'),
    'POST /subscribe/payments/onetime': (n) =>
      call('POST', '/subscribe/payments/onetime', { ...CARD, merchant_uid: `new_${n}`, amount: 1004 }),
  }
  const close = async () => {
    agent.destroy()
    await world.close()
    rmSync(folder, { recursive: true })
  }
  return { calls, written_s, close }
}

/** One payment as the sandbox makes it, then copies of it with other ids and times. */
function fill(world: Instance, count: number): void {
  const { payments, clock, stores } = world
  const model = payments.get('imp_model')
  const now = clock.now()
  const first = stores.payments.nextNo()
  const at = (n: number) =>
    n >= count - FEW
      ? now - Math.floor(((count - n) / FEW) * 89 * DAY)
      : now - 91 * DAY - Math.floor(((count - n) / count) * 9 * 365 * DAY)
  for (let from = 0; from < count; from += 10_000) {
    stores.payments.transaction(() => {
      for (let n = from; n < Math.min(count, from + 10_000); n++) {
        const copy: Payment = {
          ...model,
          imp_uid: impUid(n),
          merchant_uid: `order_${n}`,
          started_at: at(n),
          paid_at: at(n),
        }
        stores.payments.insert(first + n, copy, at(n))
      }
    })
  }
}

/** What the machine can do at all: a server that answers as many bytes and does nothing for it. */
async function bareRate(): Promise<number> {
  const body = JSON.stringify({ code: 0, message: null, response: 'x'.repeat(1500) })
  const server = createServer((_req, res) =>
    res.writeHead(200, { 'content-type': 'application/json' }).end(body),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const call = caller(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, agent)
  for (let n = 0; n < 50; n++) await call('GET', '/')
  const started = stopwatch()
  for (let n = 0; n < CALLS; n++) await call('GET', '/')
  const rate = (CALLS * 1000) / started()
  agent.destroy()
  server.close()
  return rate
}
