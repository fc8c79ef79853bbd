/**
 * `npm run bench:today`: every list of the REST API, the control API and the dashboard, with 1,000 and with 100,000 of everything,
 * all made within the last hours: what a load test leaves, and no window of time is a help. `BENCH_PAYMENTS` asks for another number.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { asksFor } from '../../src/certifications/certification.ts'
import type { Payment, Status } from '../../src/payments/payment.ts'
import { createInstance, type Instance } from '../../src/sandbox.ts'
import { readSettings } from '../../src/settings.ts'
import { caller, comparedCalls, impUid, MODEL, tellApart, tooSlow } from './large-world.ts'

process.env.NODE_ENV = 'production'

const MANY = Number(process.env.BENCH_PAYMENTS ?? 100_000)
const FEW = 1000
/** All was made within so many seconds. */
const HOURS = 6 * 3600
const STATUSES: readonly Status[] = ['paid', 'paid', 'cancelled', 'paid', 'failed', 'paid', 'ready', 'paid']

test('of a hundred thousand made today every list is as quick as of a thousand', async () => {
  const few = await open(FEW)
  const many = await open(MANY)
  try {
    const rows = await comparedCalls(few.calls, many.calls)
    tellApart(rows, FEW, MANY, process.env.BENCH_OUT)
    expect(tooSlow(rows)).toEqual([])
  } finally {
    await few.close()
    await many.close()
  }
})

/** A sandbox with so many of everything, and all its lists. */
async function open(count: number) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-today-'))
  const clock = '2026-01-01T00:00:00+09:00'
  const settings = { db: join(folder, 'sandbox.db'), port: '0', seed: '1', clock }
  const world = await createInstance(readSettings(settings), { world: MODEL })
  const url = await world.listen()
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  fill(world, count)
  const { access_token } = world.merchants.issueToken('0000000000000000', 'iamport-sandbox-secret')
  const get = caller(url, agent, access_token)
  const calls = Object.fromEntries(
    Object.entries(lists(world, count)).map(([name, path]) => [
      name,
      (n: number) => get('GET', typeof path === 'string' ? path : path(n)),
    ]),
  )
  const close = async () => {
    agent.destroy()
    await world.close()
    rmSync(folder, { recursive: true })
  }
  return { calls, close }
}

/** The addresses of all lists. */
function lists({ clock }: Instance, count: number): Record<string, string | ((n: number) => string)> {
  const now = clock.now()
  const half = now - HOURS / 2
  const nth = (n: number) => Math.floor((n * 7919) % count)
  const rest = ['all', 'ready', 'paid', 'cancelled', 'failed'].flatMap((status) => [
    [`GET /payments/status/${status}`, `/payments/status/${status}`] as const,
    ...['started', '-paid', 'paid', '-updated', 'updated'].map((sorting) => {
      const path = `/payments/status/${status}?sorting=${sorting}`
      return [`GET ${path}`, path] as const
    }),
    [`GET /payments/status/${status}, older half`, `/payments/status/${status}?to=${half}`] as const,
    [`GET /payments/status/${status}, newer half`, `/payments/status/${status}?from=${half}`] as const,
  ])
  return {
    ...Object.fromEntries(rest),
    'GET /payments/status/paid, windows that move': (n) =>
      `/payments/status/paid?from=${now - HOURS + ((n * 7919) % HOURS)}`,
    'GET /payments/find/{merchant_uid}': (n) => `/payments/find/order_${nth(n)}`,
    'GET /payments/findAll/{merchant_uid}': (n) => `/payments/findAll/order_${nth(n)}`,
    'GET /subscribe/customers/{customer_uid}/payments': '/subscribe/customers/customer_1/payments',
    'GET /_sandbox/payments': '/_sandbox/payments?limit=20',
    'GET /_sandbox/payments, paid': '/_sandbox/payments?limit=20&status=paid',
    'GET /_sandbox/payments, of a merchant_uid': (n) => `/_sandbox/payments?merchant_uid=order_${nth(n)}`,
    'GET /_sandbox/webhooks': '/_sandbox/webhooks?limit=20',
    'GET /_sandbox/webhooks, newest first': '/_sandbox/webhooks?limit=20&newest_first=true',
    'GET /_sandbox/webhooks, of a state': '/_sandbox/webhooks?limit=20&state=delivered',
    'GET /_sandbox/webhooks, of an event': '/_sandbox/webhooks?limit=20&event=paid',
    'GET /_sandbox/webhooks, of a payment': (n) => `/_sandbox/webhooks?imp_uid=${impUid(nth(n))}`,
    'GET /_sandbox/certifications': '/_sandbox/certifications?limit=20',
    'GET /dashboard': '/dashboard',
    'GET /dashboard/payments': '/dashboard/payments',
    'GET /dashboard/payments, paid': '/dashboard/payments?status=paid',
    'GET /dashboard/webhooks': '/dashboard/webhooks',
    'GET /dashboard/requests': '/dashboard/requests',
    'GET /dashboard/data': '/dashboard/data',
  }
}

/** A payment, its webhook and a verification, and copies of them. A tenth is of one customer. */
function fill(world: Instance, count: number): void {
  const { payments, clock, stores } = world
  const model = payments.get('imp_model')
  const now = clock.now()
  const first = stores.payments.nextNo()
  const certification = stores.certifications.nextNo()
  for (let from = 0; from < count; from += 10_000) {
    stores.payments.transaction(() => {
      for (let n = from; n < Math.min(count, from + 10_000); n++) {
        const at = now - Math.floor((1 - n / count) * HOURS)
        const status = STATUSES[n % STATUSES.length]!
        const copy: Payment = {
          ...model,
          imp_uid: impUid(n),
          merchant_uid: `order_${n}`,
          status,
          customer_uid: n % 10 === 0 ? 'customer_1' : null,
          started_at: at,
          paid_at: status === 'paid' || status === 'cancelled' ? at + 2 : 0,
          cancelled_at: status === 'cancelled' ? at + 60 : 0,
          failed_at: status === 'failed' ? at + 2 : 0,
        }
        stores.payments.insert(first + n, copy, at + 2)
        announce(world, copy)
        const { imp_uid, merchant, merchant_uid } = copy
        const asked = {
          imp_uid: `${imp_uid}0`,
          merchant,
          merchant_uid,
          pg_provider: 'danal',
          pg_id: '',
          origin: '',
        }
        stores.certifications.insert(certification + n, asksFor({ ...asked, facts: FACTS }, at))
      }
    })
  }
}

const FACTS = {
  min_age: null,
  company: null,
  name: null,
  phone: null,
  carrier: null,
  m_redirect_url: null,
  sdk: '',
  by_app: false,
}

function announce(
  { stores }: Instance,
  { merchant, imp_uid, merchant_uid, status, started_at }: Payment,
): void {
  const url = 'http://127.0.0.1:9/hook'
  stores.outbox.put({
    merchant,
    imp_uid,
    merchant_uid,
    event: status,
    url,
    original_url: url,
    content_type: 'json',
    body: { imp_uid, merchant_uid, status },
    state: 'delivered',
    due_ms: started_at * 1000,
    created_at: started_at,
    host: '127.0.0.1:9',
    lane: imp_uid,
    waits_for: null,
    fault: null,
  })
}
