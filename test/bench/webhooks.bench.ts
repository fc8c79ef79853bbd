/**
 * `npm run bench:webhooks`: from the commit of a payment to the arrival of its webhook, webhooks per second, and how fast
 * virtual time walks. Rates are told as a ratio to a bare loop of `fetch` to the same receiver in the same run.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSandbox } from '../../src/index.ts'
import { askedToPay } from '../../src/payments/request-pay.ts'
import { createInstance } from '../../src/sandbox.ts'
import { readSettings } from '../../src/settings.ts'
import { restClient } from '../rest-client.ts'

const ORDER = { pg: 'html5_inicis', amount: 14000, buyer_tel: '010-1234-5678' }

let arrived: (body: string) => void = () => {}
const server = createServer((req, res) => {
  let body = ''
  req.on('data', (chunk) => {
    body += chunk
  })
  req.on('end', () => {
    res.end('ok')
    arrived(body)
  })
})
let url = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
})
afterAll(() => server.close())

const percentile = (all: readonly number[], share: number) =>
  [...all].sort((a, b) => a - b)[Math.floor(all.length * share)]!
const ms = (n: number) => `${n.toFixed(2)} ms`

/** A bare loop of requests, so many at once; answers how many per second. */
async function bareFetch(count: number, at_once: number): Promise<number> {
  const body = JSON.stringify({ imp_uid: 'imp_123456789012', merchant_uid: 'o1', status: 'paid' })
  const headers = { 'content-type': 'application/json', connection: 'close' }
  let left = count
  const started = performance.now()
  const worker = async () => {
    while (left-- > 0) await (await fetch(url, { method: 'POST', headers, body })).text()
  }
  await Promise.all(Array.from({ length: at_once }, worker))
  return count / ((performance.now() - started) / 1000)
}

test('from commit to arrival', async () => {
  const sandbox = await createSandbox({ live: true, webhook: url })
  const latencies: number[] = []
  const bare: number[] = []
  for (let n = 0; n < 600; n++) {
    const arrival = new Promise<void>((resolve) => {
      arrived = () => resolve()
    })
    await sandbox.pay({ ...ORDER, merchant_uid: `o${n}` })
    const committed = performance.now()
    await arrival
    if (n >= 100) latencies.push(performance.now() - committed)
  }
  arrived = () => {}
  for (let n = 0; n < 600; n++) {
    const started = performance.now()
    await (await fetch(url, { method: 'POST', headers: { connection: 'close' }, body: '{}' })).text()
    if (n >= 100) bare.push(performance.now() - started)
  }
  await sandbox.close()
  console.table({
    'commit to arrival': { p50: ms(percentile(latencies, 0.5)), p99: ms(percentile(latencies, 0.99)) },
    'bare fetch, there and back': { p50: ms(percentile(bare, 0.5)), p99: ms(percentile(bare, 0.99)) },
    ratio: {
      p50: (percentile(latencies, 0.5) / percentile(bare, 0.5)).toFixed(2),
      p99: (percentile(latencies, 0.99) / percentile(bare, 0.99)).toFixed(2),
    },
  })
  expect(latencies).toHaveLength(500)
})

test('deliveries per second', async () => {
  const count = 2000
  await bareFetch(300, 16)
  const bare = await bareFetch(count, 16)
  const rates: Record<string, number> = {}
  for (const live of [true, false]) {
    const world = await createInstance(readSettings({ db: ':memory:', webhook: url, port: 0 }))
    const notice = { event: 'paid', body: { imp_uid: '', merchant_uid: 'o1', status: 'paid' } }
    for (let n = 0; n < count; n++) {
      const imp_uid = `imp_${String(n).padStart(12, '0')}`
      world.webhooks.record(1, { imp_uid, merchant_uid: 'o1' }, notice, [url], 'json')
    }
    let left = count
    const all = new Promise<void>((resolve) => {
      arrived = () => {
        if (--left === 0) resolve()
      }
    })
    const started = performance.now()
    if (live) world.ticker.live()
    else await world.ticker.settle()
    await all
    rates[live ? 'live' : 'by hand'] = count / ((performance.now() - started) / 1000)
    arrived = () => {}
    await world.close()
  }
  console.table({
    'bare fetch, 16 at once': { 'per second': bare.toFixed(0), ratio: '1' },
    ...Object.fromEntries(
      Object.entries(rates).map(([how, rate]) => [
        how,
        { 'per second': rate.toFixed(0), ratio: (rate / bare).toFixed(2) },
      ]),
    ),
  })
  expect(rates.live).toBeGreaterThan(0)
})

test('thirty days over ten thousand deadlines', async () => {
  const [count, by_hand] = [10_000, 1000]
  const world = await createInstance(
    readSettings({ db: ':memory:', clock: '2026-01-01T00:00:00+09:00', port: 0 }),
  )
  const made: string[] = []
  for (let n = 0; n < count + by_hand; n++) {
    const day = String(2 + (n % 28)).padStart(2, '0')
    const hhmm = `${String(Math.floor((n % 1440) / 60)).padStart(2, '0')}${String(n % 60).padStart(2, '0')}`
    const vbank_due = n < count ? `202601${day}${hhmm}` : '202612312359'
    const order = { ...ORDER, merchant_uid: `o${n}`, pay_method: 'vbank', vbank_due }
    const from = { sdk: '1.1.5', device: 'pc', user_agent: '' } as const
    const requested = world.checkout.request('imp00000000', undefined, askedToPay(order), from)
    if ('refused' in requested) throw requested.reason
    await world.checkout.end(requested.window.id, 'approve')
    made.push(requested.payment.imp_uid)
  }
  const started = performance.now()
  const ran = await world.ticker.advance(world.clock.now() + 30 * 86_400)
  const walked = (performance.now() - started) / ran.length
  // The same change without the walk: what is left of the ratio is the price of virtual time.
  const bare = performance.now()
  for (const imp_uid of made.slice(count)) world.payments.expire(imp_uid)
  const changed = (performance.now() - bare) / by_hand
  console.table({
    "advance('30 days')": {
      events: ran.length,
      'per event': ms(walked),
      ratio: (walked / changed).toFixed(2),
    },
    'the same changes by hand': { events: by_hand, 'per event': ms(changed), ratio: '1' },
  })
  expect(ran).toHaveLength(count)
  await world.close()
})

test('thirty days over ten thousand schedules', async () => {
  const [count, batch] = [10_000, 500]
  const sandbox = await createSandbox({ clock: '2026-01-01T00:00:00+09:00' })
  const rest = await restClient(sandbox)
  const card = { card_number: '5272-8927-1234-2305', expiry: '2030-12', birth: '900101', pwd_2digit: '00' }
  await rest.post('/subscribe/customers/c1', card)
  const start = Date.parse('2026-01-01T00:00:00+09:00') / 1000
  for (let first = 0; first < count; first += batch) {
    const schedules = Array.from({ length: batch }, (_, n) => ({
      merchant_uid: `o${first + n}`,
      // 7919 is prime to the seconds of 29 days: each falls due at a moment of its own.
      schedule_at: start + 60 + (((first + n) * 7919) % (29 * 86_400)),
      amount: 9900,
      name: '월간 구독',
    }))
    const { code } = await rest.post('/subscribe/payments/schedule', { customer_uid: 'c1', schedules })
    expect(code).toBe(0)
  }
  const bare = performance.now()
  for (let n = 0; n < 500; n++) await rest.post('/subscribe/payments/again', again(n))
  const asked = (performance.now() - bare) / 500
  const started = performance.now()
  const ran = await sandbox.advance('30 days')
  const took = (performance.now() - started) / ran.length
  console.table({
    "advance('30 days')": { events: ran.length, 'per event': ms(took), ratio: (took / asked).toFixed(2) },
    'the same charges over REST': { events: 500, 'per event': ms(asked), ratio: '1' },
  })
  expect(ran).toHaveLength(count)
  await sandbox.close()
})

const again = (n: number) => ({
  customer_uid: 'c1',
  merchant_uid: `again ${n}`,
  amount: 9900,
  name: '월간 구독',
})
