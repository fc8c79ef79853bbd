/**
 * `npm run bench:dashboard`: the dashboard of a sandbox that holds 100,000 payments and as many webhooks while 1,000 things a minute
 * happen in it. Prints for each page what its server takes beside one with 1,000 payments, what a browser transfers and when it
 * paints beside a page of the same bytes that nothing has to be looked up for, how long it takes from an event to the screen, and
 * what the trace costs on a paid write. `BENCH_PAYMENTS` asks for another number.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { stopwatch } from '../../src/core/clock.ts'
import type { Payment } from '../../src/payments/payment.ts'
import { createInstance, type Instance } from '../../src/sandbox.ts'
import { readSettings } from '../../src/settings.ts'
import { readWorld } from '../../src/world/read.ts'
import { launchBrowser } from '../harness.ts'

/** As it is run by users. */
process.env.NODE_ENV = 'production'

const MANY = Number(process.env.BENCH_PAYMENTS ?? 100_000)
const FEW = 1000
const LOOKS = 7
const EVENTS = 20
const WRITES = 200
const MOST_BYTES = 60_000
const EVERY_MS = 60_000 / 1000

const PAGES: Readonly<Record<string, string>> = {
  home: '',
  payments: '/payments',
  'the last page of payments': `/payments?page=${Math.ceil(MANY / 50)}`,
  'payments, a part of a word': `/payments?q=${encodeURIComponent('장갑')}`,
  'payments, two parts and a status': `/payments?q=${encodeURIComponent('777 민수')}&status=failed`,
  'payments, nothing found': '/payments?q=nobody',
  'one payment': '/payments/imp_000000000777',
  webhooks: '/webhooks',
  'webhooks, a part of a word': '/webhooks?q=order_777',
  'webhooks that failed': '/webhooks?state=failed&error=status',
  requests: '/requests',
  'requests, a part of a word': '/requests?q=imp_000000000777',
  'requests, 4xx': '/requests?answer=4xx',
  faults: '/faults',
  data: '/data',
  settings: '/settings',
}

interface World {
  readonly instance: Instance
  readonly url: string
  close(): Promise<void>
}

test('with a hundred thousand payments every page is quick', async () => {
  const few = await openWorld(FEW)
  const many = await openWorld(MANY)
  const browser = await launchBrowser()
  try {
    progress('worlds are filled')
    const small = await servedIn(few.url)
    const large = await servedIn(many.url)
    progress('pages are served')
    const shown = await shownIn(browser, many.url)
    const rows = Object.keys(PAGES).map((page) => ({
      page,
      [`ms of ${FEW}`]: small[page]!.toFixed(1),
      [`ms of ${MANY}`]: large[page]!.toFixed(1),
      'kB transferred': (shown[page]!.bytes / 1000).toFixed(1),
      'first paint ms': shown[page]!.paint.toFixed(0),
      'of a bare page': shown[page]!.bare.toFixed(0),
    }))
    console.table(rows)
    const quiet = await eventToScreen(browser, few, 'quiet', 500)
    console.log(
      `event to screen, nothing else happening, ${FEW} payments: p50 ${quiet.p50.toFixed(0)} ms (the payment itself ${quiet.paid.toFixed(0)}), worst ${quiet.worst.toFixed(0)} ms of ${EVENTS}`,
    )
    const stop = beBusy(many.instance)
    const seen = await eventToScreen(browser, many, 'screen', 0)
    stop()
    console.log(
      `event to screen, ${1000} things a minute: p50 ${seen.p50.toFixed(0)} ms (the payment itself ${seen.paid.toFixed(0)}), worst ${seen.worst.toFixed(0)} ms of ${EVENTS}`,
    )
    expect(Object.entries(shown).filter(([, { bytes }]) => bytes > MOST_BYTES)).toEqual([])
  } finally {
    await browser.close()
    await few.close()
    await many.close()
  }
  const cost = await costOfTrace()
  console.log(
    `a paid write: ${cost.kept.toFixed(2)} ms with the trace kept in the file, ${cost.memory.toFixed(2)} ms with it in memory alone, ratio ${(cost.kept / cost.memory).toFixed(2)}`,
  )
})

/** A run takes minutes. */
const since = stopwatch()
const progress = (what: string) => console.log(`${(since() / 1000).toFixed(0)} s: ${what}`)

// A world with much in it --------------------------------------------------------------------------------------------

const MODEL = readWorld({
  payments: [{ imp_uid: 'imp_model', merchant_uid: 'model', pg_provider: 'html5_inicis', amount: 1004 }],
})
const NAMES = ['겨울 장갑', '양말', 'Baby Blue Windbreaker', '캠핑용 접이식 의자 2개', '오가닉 코튼 티셔츠']
const BUYERS = ['김하늘', '남궁민수', '이서준', '박지우']
const impUid = (n: number) => `imp_${String(n).padStart(12, '0')}`

async function openWorld(count: number, more: Readonly<Record<string, string>> = {}): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-dashboard-'))
  const shop = createServer((_req, res) => res.end('ok'))
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve))
  const webhook = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/hook`
  const settings = { db: join(folder, 'sandbox.db'), port: '0', seed: '1', webhook, ...more }
  const instance = await createInstance(readSettings(settings), { world: MODEL })
  const url = await instance.listen()
  if (count > 0) {
    fill(instance, count, webhook)
    await callMuch(instance, url, Math.min(count, 2000))
  }
  return {
    instance,
    url: url.replace('127.0.0.1', 'localhost'),
    async close() {
      await instance.close()
      shop.closeAllConnections()
      shop.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** One payment as the sandbox makes it, then copies with other ids, products, buyers, states and times, each with its webhook. */
function fill({ payments, clock, stores }: Instance, count: number, url: string): void {
  const model = payments.get('imp_model')
  const now = clock.now()
  const first = stores.payments.nextNo()
  for (let from = 0; from < count; from += 10_000) {
    stores.payments.transaction(() => {
      for (let n = from; n < Math.min(count, from + 10_000); n++) {
        const at = now - (count - n) * 20
        const is_failed = n % 20 === 7
        const copy: Payment = {
          ...model,
          imp_uid: impUid(n),
          merchant_uid: `order_${n}`,
          amount: [14_000, 3_300, 79_000, 1_490_000, 59_000][n % 5]!,
          status: is_failed ? 'failed' : 'paid',
          fail_reason: is_failed ? '한도초과(3001)' : null,
          order: {
            ...model.order,
            name: NAMES[n % 5]!,
            buyer_name: BUYERS[n % 4]!,
            buyer_tel: '010-1234-5678',
          },
          started_at: at,
          paid_at: is_failed ? 0 : at,
          failed_at: is_failed ? at : 0,
        }
        stores.payments.insert(first + n, copy, at)
        if (!is_failed) writeWebhook(stores, copy, url, n % 50 === 0 ? 'failed' : 'delivered')
      }
    })
  }
}

type Stores = Instance['stores']

function writeWebhook(
  { outbox }: Stores,
  { imp_uid, merchant_uid, merchant, started_at: at }: Payment,
  url: string,
  state: 'delivered' | 'failed',
): void {
  const body = { imp_uid, merchant_uid, status: 'paid' }
  const id = outbox.put({
    merchant,
    imp_uid,
    merchant_uid,
    event: 'paid',
    url,
    original_url: url,
    content_type: 'json',
    body,
    state,
    due_ms: at * 1000,
    created_at: at,
    host: new URL(url).host,
    lane: imp_uid,
    waits_for: null,
    fault: null,
  })
  const attempt = outbox.begin(id, at, 'first', { headers: {}, body: JSON.stringify(body) })
  const answer = { ms: 5, response: { headers: {}, body: 'ok' } }
  const came = state === 'failed' ? { status: 500, error: 'status' } : { status: 200, error: null }
  outbox.finish(id, attempt, { ...answer, ...came }, state)
}

/** The trace is full, too. */
async function callMuch({ merchants }: Instance, url: string, calls: number): Promise<void> {
  const { imp_key, imp_secret } = merchants.byDefault()
  const { access_token } = merchants.issueToken(imp_key, imp_secret)
  for (let n = 0; n < calls; n++) {
    const imp_uid = n % 40 === 0 ? 'imp_999999999999' : impUid((n * 7919) % calls)
    const answer = await fetch(`${url}/payments/${imp_uid}`, { headers: { authorization: access_token } })
    await answer.arrayBuffer()
  }
}

// What is measured ---------------------------------------------------------------------------------------------------

const middle = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!

/** Milliseconds of the middle look at each page, after a warm-up. */
async function servedIn(url: string): Promise<Record<string, number>> {
  const served: Record<string, number> = {}
  for (const [page, path] of Object.entries(PAGES)) {
    const times: number[] = []
    for (let n = -2; n < LOOKS; n++) {
      const elapsed = stopwatch()
      const answer = await fetch(`${url}/dashboard${path}`)
      await answer.arrayBuffer()
      expect({ page, status: answer.status }).toEqual({ page, status: 200 })
      if (n >= 0) times.push(elapsed())
    }
    served[page] = middle(times)
    if (process.env.BENCH_VERBOSE) progress(`${page}: ${served[page].toFixed(1)} ms`)
  }
  return served
}

interface Shown {
  readonly bytes: number
  readonly paint: number
  /** First paint of a page with the same bytes, from a server that has nothing to do for them. */
  readonly bare: number
}

async function shownIn(browser: Browser, url: string): Promise<Record<string, Shown>> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  const shown: Record<string, Shown> = {}
  for (const [name, path] of Object.entries(PAGES)) {
    const address = `${url}/dashboard${path}`
    const html = await (await fetch(address)).text()
    const bare = await serveBare(html)
    const bytes = await transferred(page, address)
    const paint = middle([
      await firstPaint(page, address),
      await firstPaint(page, address),
      await firstPaint(page, address),
    ])
    const others = [
      await firstPaint(page, bare.url),
      await firstPaint(page, bare.url),
      await firstPaint(page, bare.url),
    ]
    shown[name] = { bytes, paint, bare: middle(others) }
    bare.server.closeAllConnections()
    bare.server.close()
  }
  await page.close()
  return shown
}

async function serveBare(html: string): Promise<{ server: Server; url: string }> {
  const body = gzipSync(html)
  const server = createServer((_req, res) =>
    res.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'gzip' }).end(body),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, url: `http://localhost:${(server.address() as AddressInfo).port}/` }
}

/** All that went over the wire until the page was there, headers and all. */
async function transferred(page: Page, address: string): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  let bytes = 0
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await page.goto(address, { waitUntil: 'load' })
  await session.detach()
  return bytes
}

async function firstPaint(page: Page, address: string): Promise<number> {
  await page.goto(address)
  const paint = () =>
    page.evaluate<number | null>(
      `performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null`,
    )
  await expect.poll(paint).not.toBeNull()
  return (await paint())!
}

/** A thousand a minute: each sale is three of them (its window, its approval, its webhook). Answers how to stop. */
function beBusy({ acts, ticker }: Instance): () => void {
  let n = 0
  const timer = setInterval(() => {
    n++
    void acts
      .pay({ ...ORDER, merchant_uid: `busy_${n}` })
      .then(() => ticker.poke())
      .catch(() => {})
  }, EVERY_MS * 3)
  return () => clearInterval(timer)
}

const ORDER = {
  pg: 'html5_inicis',
  pay_method: 'card',
  name: '겨울 장갑',
  amount: 14_000,
  buyer_tel: '010-1234-5678',
  sdk: '1.1.5',
  device: 'pc',
} as const

/** From the moment that a payment is asked for until its row stands in an open list. */
async function eventToScreen(browser: Browser, { instance, url }: World, prefix: string, apart_ms: number) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  const open = page.waitForRequest((request) => request.url().includes('/dashboard/events'))
  await page.goto(`${url}/dashboard/payments?q=${prefix}`)
  await open
  const times: number[] = []
  const paid: number[] = []
  for (let n = 0; n < EVENTS; n++) {
    const merchant_uid = `${prefix}_${n}`
    // What people do comes apart.
    await setTimeout(apart_ms)
    const elapsed = stopwatch()
    await instance.acts.pay({ ...ORDER, merchant_uid })
    paid.push(elapsed())
    await page.getByRole('link', { name: merchant_uid, exact: true }).waitFor()
    times.push(elapsed())
  }
  await page.close()
  const p50 = middle(times)
  return { p50, worst: times.at(-1)!, paid: middle(paid) }
}

/** The same paid calls, in turns, of a sandbox that writes its trace to the file and of one that keeps it in memory alone. */
async function costOfTrace() {
  const kept = await openWorld(0)
  const memory = await openWorld(0, { keep_trace: '0' })
  const times = { kept: [] as number[], memory: [] as number[] }
  try {
    for (let n = -30; n < WRITES; n++) {
      for (const [name, { instance, url }] of [
        ['kept', kept],
        ['memory', memory],
      ] as const) {
        const ms = await payOnce(instance, url, n)
        if (n >= 0) times[name].push(ms)
      }
    }
  } finally {
    await kept.close()
    await memory.close()
  }
  const mean = (all: number[]) => all.reduce((sum, ms) => sum + ms, 0) / all.length
  return { kept: mean(times.kept), memory: mean(times.memory) }
}

const CARD = { card_number: '4242-4242-4242-4242', expiry: '2030-12', birth: '900101', pwd_2digit: '00' }

async function payOnce({ merchants }: Instance, url: string, n: number): Promise<number> {
  const { imp_key, imp_secret } = merchants.byDefault()
  const { access_token } = merchants.issueToken(imp_key, imp_secret)
  const elapsed = stopwatch()
  const answer = await fetch(`${url}/subscribe/payments/onetime`, {
    method: 'POST',
    headers: { authorization: access_token, 'content-type': 'application/json' },
    body: JSON.stringify({ ...CARD, merchant_uid: `paid_${n}`, amount: 1004, name: '주문명' }),
  })
  await answer.arrayBuffer()
  return elapsed()
}
