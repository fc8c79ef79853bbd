/** One record of what went over the wires: whole, in order, without secrets, bounded, and still there after a restart. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/index.ts'
import type { TraceRecord } from '../../src/trace/record.ts'
import { controlClient } from '../control-client.ts'
import { startSandbox } from '../harness.ts'
import { startReceiver } from '../receiver.ts'
import { restClient } from '../rest-client.ts'
import { lookInto } from '../sqlite.ts'

const order = { merchant_uid: 'o1', name: '운동화', amount: 14000, buyer_tel: '010-1234-5678' }

const read = async (
  sandbox: Pick<Sandbox, 'url'>,
  query = '',
): Promise<{ list: TraceRecord[]; total: number }> => {
  const { status, ...page } = await controlClient(() => sandbox)('GET', `/trace?limit=1000&${query}`)
  expect(status).toBe(200)
  return page as unknown as { list: TraceRecord[]; total: number }
}

async function startShop() {
  const shop = await startReceiver()
  onTestFinished(() => shop.close())
  return shop
}

/** A buyer's browser, one request after the other: request_pay, the window, the panel's 승인, and home. */
async function buy({ url, user_code }: Sandbox, more: object = {}): Promise<void> {
  const data = { ...order, m_redirect_url: 'http://127.0.0.1:1/done', pg: 'html5_inicis', ...more }
  const phone = { 'user-agent': 'Mozilla/5.0 (iPhone) Mobile', 'content-type': 'application/json' }
  const body = JSON.stringify({ user_code, data, version: '1.1.5', origin: 'http://127.0.0.1:1' })
  const { window } = (await (
    await fetch(`${url}/checkout/requests`, { method: 'POST', headers: phone, body })
  ).json()) as { window: { url: string; outcome: string } }
  await (await fetch(url + window.url, { headers: phone })).text()
  const form = new URLSearchParams({ outcome: 'approve' })
  const home = await fetch(url + window.outcome, { method: 'POST', body: form, redirect: 'manual' })
  expect(home.status).toBe(302)
}

describe('a sale', () => {
  test('leaves one record for each step, on every surface, with both ids, bodies and milliseconds', async () => {
    const shop = await startShop()
    const sandbox = await startSandbox({ seed: 1, webhook: shop.url })
    await buy(sandbox)
    await sandbox.settle()
    const [payment] = sandbox.payments()
    const { imp_uid } = payment!
    const rest = await restClient(sandbox)
    await rest.get(`/payments/${imp_uid}`)

    const { list } = await read(sandbox, `imp_uid=${imp_uid}`)
    expect(list.map(({ surface }) => surface)).toEqual([
      'sdk',
      'state',
      'window',
      'home',
      'state',
      'webhook',
      'rest',
    ])
    const [asked, opened, page, home, approved, webhook, verified] = list
    expect(asked).toMatchObject({
      merchant_uid: 'o1',
      request: { method: 'POST', url: '/checkout/requests', body: { data: { amount: 14000 } } },
      response: { status: 200, body: { window: { home: 'redirect' } } },
    })
    expect(opened).toMatchObject({ merchant_uid: 'o1', request: null, line: { kind: 'order' } })
    expect(page).toMatchObject({ request: { method: 'GET' }, response: { status: 200 } })
    expect(page!.response!.cut).toBeGreaterThan(1000)
    expect(String(home!.response!.headers.location)).toContain('http://127.0.0.1:1/done?imp_uid=')
    expect(home!.request!.body).toEqual({ outcome: 'approve' })
    expect(approved).toMatchObject({ line: { kind: 'payment', detail: { status: 'paid' } } })
    expect(webhook).toMatchObject({
      request: { method: 'POST', url: shop.url, body: { imp_uid, merchant_uid: 'o1', status: 'paid' } },
      response: { status: 200, error: null },
    })
    expect(verified).toMatchObject({
      merchant_uid: 'o1',
      request: { method: 'GET', url: `/payments/${imp_uid}` },
      response: { status: 200, code: 0, body: { code: 0, response: { imp_uid, status: 'paid' } } },
    })
    for (const { response } of [asked!, page!, home!, webhook!, verified!]) {
      expect(response!.ms).toBeGreaterThanOrEqual(0)
    }
  })

  test('says what came of what: a change of a call, a webhook of a change, a call of a webhook', async () => {
    let sandbox: Sandbox
    const shop = await startReceiver({
      onRequest: async ({ body }) => {
        await (await restClient(sandbox)).get(`/payments/${JSON.parse(body).imp_uid}`)
      },
    })
    onTestFinished(() => shop.close())
    sandbox = await startSandbox({ seed: 1, webhook: shop.url })
    const { payment } = await sandbox.pay(order)
    await sandbox.settle()
    const rest = await restClient(sandbox)
    await rest.post('/payments/cancel', { imp_uid: payment!.imp_uid, amount: 1000 })

    const { list } = await read(sandbox, 'merchant_uid=o1')
    const of = (surface: string) => list.filter((record) => record.surface === surface)
    const [, approved, cancelled] = of('state')
    const [webhook] = of('webhook')
    const [verified, cancel] = of('rest')
    expect(webhook!.cause).toBe(approved!.seq)
    expect(verified!.cause).toBe(webhook!.seq)
    expect(verified!.seq).toBeGreaterThan(webhook!.seq)
    expect(cancelled!.cause).toBe(cancel!.seq)
  })

  test('a change came of its call, though the body and, the first time, the routes had to be waited for', async () => {
    const sandbox = await startSandbox({ seed: 1 })
    const { payment } = await sandbox.pay(order)
    const { imp_uid } = payment!
    for (const amount of [1000, 500]) {
      const { status } = await fetch(`${sandbox.url}/_sandbox/payments/${imp_uid}/cancel`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ amount }),
      })
      expect(status).toBe(200)
    }

    const { list } = await read(sandbox, 'merchant_uid=o1')
    const calls = (await read(sandbox, `imp_uid=${imp_uid}`)).list.filter(
      ({ surface }) => surface === 'control',
    )
    expect(list.flatMap(({ surface, cause }) => (surface === 'state' ? [cause] : [])).slice(-2)).toEqual(
      calls.map(({ seq }) => seq),
    )
  })

  test('that confirm_url stops is told with what the shop was asked and said', async () => {
    const shop = await startReceiver({ status: 500, body: JSON.stringify({ reason: '품절' }) })
    onTestFinished(() => shop.close())
    const sandbox = await startSandbox({ seed: 1 })
    sandbox.settings({ confirm_process: true })
    await sandbox.pay({ ...order, pg: 'html5_inicis', confirm_url: shop.url })
    const { list } = await read(sandbox, 'surface=webhook&merchant_uid=o1')
    expect(list).toMatchObject([
      {
        request: { url: shop.url, body: { amount: 14000 } },
        response: { status: 500, body: { reason: '품절' } },
      },
    ])
  })

  test('that is refused, and a REST call that is, are told with the reason', async () => {
    const sandbox = await startSandbox({ seed: 1 })
    await sandbox.pay({ ...order, amount: 0 })
    await (await restClient(sandbox)).get('/payments/imp_nothing')
    const { list } = await read(sandbox)
    expect(list.find(({ surface }) => surface === 'sdk')).toMatchObject({
      imp_uid: null,
      merchant_uid: 'o1',
      line: { kind: 'refused', level: 'warn' },
    })
    expect(list.at(-1)).toMatchObject({
      surface: 'rest',
      response: { status: 404, code: -1 },
      line: { level: 'warn' },
    })
  })
})

test('acts over the control API are told, and reading the record is not', async () => {
  const sandbox = await startSandbox({ seed: 1 })
  const control = controlClient(() => sandbox)
  await control('POST', '/payments', order)
  await control('GET', '/events')
  await control('GET', '/health')
  await read(sandbox)
  const { list } = await read(sandbox, 'surface=control')
  expect(list.map(({ request }) => `${request!.method} ${request!.url}`)).toEqual(['POST /_sandbox/payments'])
  expect(list[0]).toMatchObject({
    imp_uid: sandbox.payments()[0]!.imp_uid,
    merchant_uid: 'o1',
    response: { status: 200, body: { payment: { status: 'paid' } } },
  })
})

describe('secrets stay out of it', () => {
  const CARD = '4330-1234-5678-9012'
  const SECRETS = ['s3cret-key', 's3cret-hook', CARD, '5678-9012', '"pwd_2digit":"47"', 's3cret-bearer']

  async function useThem(options: SandboxOptions): Promise<string> {
    const shop = await startShop()
    const sandbox = await createSandbox({ seed: 1, ...options })
    const control = controlClient(() => sandbox)
    await control('POST', '/merchants', { user_code: 'imp2', imp_key: 'K2', imp_secret: 's3cret-key' })
    const hook = shop.url.replace('http://', 'http://user:s3cret-hook@')
    const webhook_headers = { authorization: 'Bearer s3cret-bearer' }
    await control('PUT', '/settings', { notification_url: [`${hook}?token=s3cret-hook`], webhook_headers })
    const rest = await restClient({ url: sandbox.url, imp_key: 'K2', imp_secret: 's3cret-key' })
    const own = await restClient(sandbox)
    const card = { card_number: CARD, expiry: '2030-12', birth: '900101', pwd_2digit: '47' }
    await own.post('/subscribe/payments/onetime', { merchant_uid: 'o1', amount: 1000, ...card })
    await own.form('/subscribe/customers/c1', card)
    await rest.raw('GET', `/users/pg?_token=${rest.token}`)
    await sandbox.settle()
    const seen = JSON.stringify([await read(sandbox), sandbox.requests(), sandbox.events()])
    await sandbox.close()
    for (const secret of [...SECRETS, rest.token, own.token]) expect(seen).not.toContain(secret)
    expect(seen).toContain('4330-12**-****-9012')
    return own.token
  }

  test('where it is read', async () => {
    await useThem({})
  })

  test('and in the file', async () => {
    const folder = temporary()
    const token = await useThem({ db: join(folder, 'sandbox.db') })
    const text = JSON.stringify(rowsOf(join(folder, 'sandbox.db')))
    for (const secret of [...SECRETS, token]) expect(text).not.toContain(secret)
  })
})

test('a long body is cut, and how much is left out is said', async () => {
  const sandbox = await startSandbox({ seed: 1 })
  const custom_data = 'ㄱ'.repeat(100_000)
  await (await restClient(sandbox)).post('/payments/prepare', {
    merchant_uid: 'o1',
    amount: 100,
    memo: custom_data,
  })
  const { list } = await read(sandbox, 'merchant_uid=o1')
  const { body, cut } = list[0]!.request!
  expect(String(body).length + cut!).toBe(
    JSON.stringify({ merchant_uid: 'o1', amount: 100, memo: custom_data }).length,
  )
  expect(String(body)).toHaveLength(16_384)
})

describe('it is found', () => {
  test('by surface, by order, by time, page by page', async () => {
    const sandbox = await startSandbox({ seed: 1 })
    const rest = await restClient(sandbox)
    for (const merchant_uid of ['o1', 'o2', 'o3'])
      await rest.post('/payments/prepare', { merchant_uid, amount: 100 })
    const { list, total } = await read(sandbox, 'surface=rest')
    expect(total).toBe(4)
    expect((await read(sandbox, 'surface=rest&merchant_uid=o2')).list).toEqual([list[2]])
    expect((await read(sandbox, `since=${list[3]!.at_ms}`)).list).toContainEqual(list[3])
    expect(await read(sandbox, 'since=2999-01-01')).toEqual({ list: [], total: 0 })
    const { status: _, ...page } = await controlClient(() => sandbox)('GET', '/trace?limit=2&page=2')
    expect(page).toEqual({ list: list.slice(2), total: 4 })
  })

  test.each([
    ['surface=moon', 'surface'],
    ['since=yesterday', 'since'],
    ['limit=0', 'limit'],
    ['page=-1', 'page'],
  ])('not by %s, and the answer says why', async (query, parameter) => {
    const sandbox = await startSandbox()
    const { status, error } = await controlClient(() => sandbox)('GET', `/trace?${query}`)
    expect(status).toBe(400)
    expect(error.message).toContain(parameter)
  })
})

describe('with a file database', () => {
  test('it survives a restart, events and requests with it, and numbers go on', async () => {
    const db = join(temporary(), 'sandbox.db')
    const first = await createSandbox({ db, seed: 1 })
    await first.pay(order)
    await (await restClient(first)).get('/payments/imp_nothing')
    const before = await read(first)
    const [events, requests] = [first.events(), first.requests()]
    await first.close()

    const second = await createSandbox({ db })
    onTestFinished(() => second.close())
    expect(await read(second)).toEqual(before)
    expect([second.events(), second.requests()]).toEqual([events, requests])
    await second.pay({ ...order, merchant_uid: 'o2' })
    expect(second.events().slice(0, events.length)).toEqual(events)
    expect(second.events().map(({ id }) => id)).toEqual(second.events().map((_event, n) => n + 1))
    const { list } = await read(second)
    expect(list.slice(0, before.list.length)).toEqual(before.list)
    expect(new Set(list.map(({ seq }) => seq)).size).toBe(list.length)
  })

  test('no more than the setting says is kept, the oldest go first, and numbers still go on', async () => {
    const db = join(temporary(), 'sandbox.db')
    const sandbox = await createSandbox({ db, seed: 1, keep_trace: '100KB' })
    onTestFinished(() => sandbox.close())
    const rest = await restClient(sandbox)
    for (let n = 0; n < 40; n++) {
      await rest.post('/payments/prepare', { merchant_uid: `o${n}`, amount: 100, memo: 'x'.repeat(10_000) })
      await read(sandbox)
    }
    const { list } = await read(sandbox)
    expect(JSON.stringify(list).length).toBeLessThan(150_000)
    expect(list.length).toBeGreaterThan(3)
    expect(list.findLast(({ request }) => request !== null)).toMatchObject({ merchant_uid: 'o39' })
    expect(list[0]!.seq).toBeGreaterThan(1)
  })

  test('nothing is written with --keep-trace 0, and the newest are in memory all the same', async () => {
    const db = join(temporary(), 'sandbox.db')
    const sandbox = await createSandbox({ db, seed: 1, keep_trace: '0' })
    await sandbox.pay(order)
    expect((await read(sandbox)).total).toBe(2)
    await sandbox.close()
    expect(rowsOf(db)).toEqual([])
  })
})

test('a reset forgets it, and a restored snapshot forgets what came after', async () => {
  const sandbox = await startSandbox({ seed: 1 })
  await sandbox.pay(order)
  await sandbox.snapshot()
  const before = await read(sandbox)
  await sandbox.pay({ ...order, merchant_uid: 'o2' })
  await sandbox.restore()
  expect(await read(sandbox)).toEqual(before)
  await sandbox.reset()
  expect(await read(sandbox)).toEqual({ list: [], total: 0 })
})

function rowsOf(file: string): unknown[] {
  const database = lookInto(file)
  try {
    return database.prepare('select * from trace').all({})
  } finally {
    database.close()
  }
}

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'iamport-sandbox-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
