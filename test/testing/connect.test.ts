/** connectSandbox: every member of a sandbox, over HTTP, against a sandbox that runs; and words for every way not to get there. */

import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type ConnectedSandbox,
  connectSandbox,
  createSandbox,
  type PayOrder,
  type Sandbox,
  SandboxError,
  type SandboxOptions,
} from '../../src/index.ts'
import { makeFolder } from '../cli/command-line.ts'
import { startReceiver } from '../receiver.ts'

const ORDER = { merchant_uid: 'order_1', amount: 14000, buyer_tel: '010-1234-5678' } satisfies PayOrder
const NOON = '2026-01-01T12:00:00+09:00'

let own: Sandbox
let far: ConnectedSandbox
let shop: Awaited<ReturnType<typeof startReceiver>>
beforeAll(async () => {
  shop = await startReceiver()
  own = await createSandbox({ seed: 1, clock: NOON, webhook: shop.url, leaks: 'ignore' })
  far = await connectSandbox(`${own.url}/`)
})
beforeEach(() => far.reset())
afterAll(async () => {
  await far.close()
  await own.close()
  await shop.close()
})

/** What went over HTTP as JSON. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

test('it has every member of a sandbox but app, and tells the same facts', () => {
  expect(Object.keys(far).sort()).toEqual(
    Object.keys(own)
      .filter((name) => name !== 'app')
      .sort(),
  )
  for (const fact of ['url', 'scriptUrl', 'imp_key', 'imp_secret', 'user_code', 'seed'] as const)
    expect(far[fact]).toBe(own[fact])
})

describe('payments', () => {
  test.each<[string, PayOrder, string]>([
    ['approve', { outcome: 'approve' }, 'paid'],
    ['vanish', { outcome: 'vanish' }, 'paid'],
    ['a tampered amount', { outcome: { approve: { amount: 100 } } }, 'paid'],
    ['cancel', { outcome: 'cancel' }, 'failed'],
    ['a decline by its code', { outcome: { decline: '120049' } }, 'failed'],
    ['a decline of one’s own', { outcome: { decline: { code: 'X1', message: '잔액부족' } } }, 'failed'],
    ['close', { outcome: 'close' }, 'failed'],
    ['abandon', { outcome: 'abandon' }, 'ready'],
    ['a virtual account', { pay_method: 'vbank' }, 'ready'],
  ])('%s: pay and end answer what a sandbox of one’s own answers', async (_what, how, status) => {
    const order = { ...ORDER, ...how }
    const here = asJson(await own.pay(order))
    await own.reset()
    const there = await far.pay(order)
    expect(there).toEqual(here)
    expect(there.payment!.status).toBe(status)
    await far.reset()
    const opened = await far.open(order)
    expect(opened).toMatchObject({ status: 'ready', merchant_uid: 'order_1' })
    const ended = await far.end(opened, order.outcome ?? 'approve')
    expect(ended.payment).toMatchObject({ status, imp_uid: opened.imp_uid })
    expect(await far.end(opened.imp_uid, 'approve')).toMatchObject({ rsp: ended.rsp })
  })

  test('an order that is refused has no payment, and acts on it say why', async () => {
    const refused = await far.pay({ ...ORDER, amount: 0 })
    expect(refused).toEqual(asJson(await own.pay({ ...ORDER, amount: 0 })))
    expect(refused).toMatchObject({ payment: null, rsp: { success: false, error_code: 'F1000' } })
    for (const sandbox of [own, far])
      await expect(sandbox.deposit(refused)).rejects.toThrow(/^deposit: .*rsp\.error_msg/)
    await expect(far.open({ ...ORDER, amount: 0 })).rejects.toThrow('결제금액(amount)')
    await expect(far.pay({ outcome: 'explode' } as unknown as PayOrder)).rejects.toThrow(SandboxError)
  })

  test.each(['..', '.', '', '\ud800'])(
    '%j is no name of anything, and says so before any call',
    async (name) => {
      const said = /^(cancel|payment|restore|resend): .*주소의 한 부분/
      for (const ask of [
        () => far.cancel(name),
        () => far.payment(name),
        () => far.restore(name),
        () => far.resend(name as unknown as number),
      ]) {
        const refused = await ask().catch((error: unknown) => error)
        expect(refused).toBeInstanceOf(SandboxError)
        expect((refused as SandboxError).message).toMatch(said)
      }
      await expect(far.payment('../settings')).rejects.toThrow('../settings')
    },
  )

  test('a deposit, a later one, an account that expires, and cancels in parts', async () => {
    const first = await far.pay({ ...ORDER, pay_method: 'vbank' })
    expect(await far.deposit(first)).toMatchObject({ status: 'paid', imp_uid: first.payment!.imp_uid })
    expect(await far.cancel(first.payment, { amount: 4000, reason: '일부 반품' })).toMatchObject({
      cancel_amount: 4000,
    })
    expect(await far.cancel(first)).toMatchObject({ status: 'cancelled', cancel_amount: 14000 })
    const second = await far.pay({ ...ORDER, merchant_uid: 'order_2', pay_method: 'vbank' })
    await far.deposit(second, { at: '2026-01-01T15:00:00+09:00' })
    expect(await far.now()).toBe('2026-01-01T15:00:00+09:00')
    await expect(far.deposit(second, { at: NOON })).rejects.toThrow(/to/)
    const third = await far.pay({ ...ORDER, merchant_uid: 'order_3', pay_method: 'vbank' })
    await expect(far.deposit(third, { amount: 1 })).rejects.toThrow(SandboxError)
    expect(await far.expire(third)).toMatchObject({ imp_uid: third.payment!.imp_uid })
    expect(await far.payment(third)).toEqual(asJson(own.payment(third)))
    await expect(far.payment('imp_000000000000')).rejects.toThrow(SandboxError)
  })

  test('a failed one that the PG approves after all', async () => {
    const order = { ...ORDER, pg: 'paymentwall', currency: 'USD', amount: 10, buyer_email: 'a@shop.test' }
    const failed = await far.pay({ ...order, outcome: 'cancel' })
    expect(await far.approveLate(failed)).toMatchObject({ status: 'paid' })
  })

  test('lists and filters; a wrong filter is told', async () => {
    await far.pay(ORDER)
    await far.pay({ ...ORDER, merchant_uid: 'order_2', outcome: 'cancel' })
    expect(await far.payments()).toEqual(asJson(own.payments()))
    expect(await far.payments({ status: 'failed' })).toMatchObject([{ merchant_uid: 'order_2' }])
    expect(await far.payments({ merchant_uid: 'order_1' })).toHaveLength(1)
    await expect(far.payments({ status: 'payed' as 'paid' })).rejects.toThrow('status')
  })
})

test('identity verifications, billing keys and schedules', async () => {
  expect(await far.certify({ merchant_uid: 'cert_1' })).toMatchObject({ rsp: { success: true } })
  expect(await far.issueBillingKey({ customer_uid: 'customer_1' })).toMatchObject({
    customer_uid: 'customer_1',
  })
  await far.schedule({
    customer_uid: 'customer_1',
    merchant_uid: 'month_2',
    amount: 9900,
    schedule_at: '30 days',
  })
  expect(await far.advance('31 days')).not.toEqual([])
  expect(await far.payments({ merchant_uid: 'month_2' })).toMatchObject([{ status: 'paid' }])
  await expect(far.advance('soon')).rejects.toThrow('soon')
})

describe('webhooks', () => {
  test('are sent by settle, listed, sent again, and bent by rules', async () => {
    const rule = await far.webhookRule({ match: { event: 'paid' }, copies: 2 })
    expect(await far.webhookRules()).toEqual(asJson(own.webhookRules()))
    expect(rule).toEqual(asJson(own.webhookRules()[0]))
    await far.pay(ORDER)
    expect(await far.settle()).not.toEqual([])
    const sent = await far.webhooks({ event: 'paid', state: 'delivered' })
    expect(sent).toHaveLength(2)
    expect(await far.webhooks()).toEqual(asJson(own.webhooks()))
    expect(await far.webhooks({ limit: 1, offset: 1 })).toEqual(asJson(own.webhooks({ limit: 1, offset: 1 })))
    expect((await far.resend(sent[0]!.id)).attempts).toHaveLength(2)
    await expect(far.resend(4711)).rejects.toThrow('4711')
    await far.clearWebhookRules()
    expect(await far.webhookRules()).toEqual([])
  })

  test('the browser is home as soon as pay answers: what waits for it leaves in settle', async () => {
    await far.settings({ webhook_order: 'browser_first' })
    await far.pay(ORDER)
    await far.settle()
    expect(await far.webhooks({ state: 'delivered' })).toHaveLength(1)
  })
})

describe('waiting', () => {
  test('by values and by a function, for what has happened and for what will', async () => {
    const coming = Promise.all([
      far.waitFor('payment', { merchant_uid: 'order_1', status: 'paid' }),
      far.waitFor('webhook', ({ event, state }) => event === 'paid' && state === 'delivered'),
      far.waitFor('request', { method: 'POST', path: '/users/getToken' }),
      far.waitFor('event', ({ kind }) => kind === 'payment'),
    ])
    await far.pay(ORDER)
    await far.settle()
    const { imp_key, imp_secret } = far
    await fetch(`${far.url}/users/getToken`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ imp_key, imp_secret }),
    })
    const [payment, webhook, request, event] = await coming
    expect([payment.status, webhook.event, request.status, event.kind]).toEqual([
      'paid',
      'paid',
      200,
      'payment',
    ])
    expect(await far.waitFor('payment', () => true)).toMatchObject({ merchant_uid: 'order_1' })
    expect(await far.requests()).toEqual(asJson(own.requests()))
    expect(await far.events()).toEqual(asJson(own.events()))
  })

  test('what does not come is told, and close ends all waiting', async () => {
    await expect(far.waitFor('payment', { merchant_uid: 'none' }, { timeout_ms: 1 })).rejects.toThrow('none')
    await expect(far.waitFor('payment', () => false, { timeout_ms: 1 })).rejects.toThrow(/1 ?ms/)
    const other = await connectSandbox(own.url)
    const waiting = expect(other.waitFor('payment', { merchant_uid: 'none' })).rejects.toThrow('close()')
    await other.close()
    await waiting
    await expect(other.payments()).rejects.toThrow('close()')
    expect(await far.payments()).toEqual([])
  })
})

describe('the whole state', () => {
  test('is kept under a name and comes back, the clock with it', async () => {
    await far.pay(ORDER)
    await far.snapshot('one-order')
    await far.snapshot()
    await far.advance('1 day')
    await far.pay({ ...ORDER, merchant_uid: 'order_2' })
    await far.restore('one-order')
    expect(await far.payments()).toMatchObject([{ merchant_uid: 'order_1' }])
    expect(await far.now()).toBe(NOON)
    await far.restore()
    await expect(far.restore('other')).rejects.toThrow('other')
  })

  test('is exported as a world, and begun with one: an object, or a file on this machine', async () => {
    await far.pay(ORDER)
    const world = await far.export()
    expect(world).toEqual(asJson(own.export()))
    await far.reset({ seed: '7', payments: [{ merchant_uid: 'of_a_world', amount: 1000, status: 'paid' }] })
    expect(await far.payments()).toMatchObject([{ merchant_uid: 'of_a_world' }])
    expect(far.seed).toBe('7')
    const file = join(makeFolder(), 'world.yml')
    writeFileSync(file, 'payments:\n  - { merchant_uid: of_a_file, amount: 500, status: paid }\n')
    await far.reset(file)
    expect(await far.payments()).toMatchObject([{ merchant_uid: 'of_a_file', amount: 500 }])
    await expect(far.reset('/nowhere/world.yml')).rejects.toThrow('/nowhere/world.yml')
    await far.reset(world)
    expect(await far.payments()).toMatchObject([{ merchant_uid: 'order_1', status: 'paid' }])
  })

  test('settings are merged, and tokens end', async () => {
    expect(await far.settings()).toEqual(asJson(own.settings()))
    expect(await far.settings({ default_pg: 'nice' })).toMatchObject({ default_pg: 'nice' })
    await expect(far.settings({ nonsense: true } as never)).rejects.toThrow('nonsense')
    await far.expireTokens()
    expect([await far.expireTokens(), own.expireTokens()]).toEqual([0, 0])
  })
})

describe('it says in words why it cannot connect', () => {
  let stranger: Server
  let answer: string
  beforeAll(async () => {
    stranger = createServer((_req, res) => res.end(answer))
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => stranger.close())

  test('nobody listens there', async () => {
    const closed = await createSandbox()
    await closed.close()
    await expect(connectSandbox(closed.url)).rejects.toThrow(/ECONNREFUSED/)
    await expect(connectSandbox('sandbox:4780')).rejects.toThrow('sandbox:4780')
    await expect(connectSandbox('')).rejects.toThrow(SandboxError)
  })

  test.each(['<html>hello</html>', '{"status":"ok"}', '{}', '[]'])(
    'something else answers %s',
    async (said) => {
      answer = said
      const { port } = stranger.address() as AddressInfo
      await expect(connectSandbox(`http://127.0.0.1:${port}`)).rejects.toThrow(/iamport-sandbox/)
    },
  )

  test('the token is missing, or another one; with it everything works', async () => {
    const guarded = await createSandbox({ token: 's3cret' } as SandboxOptions)
    await expect(connectSandbox(guarded.url)).rejects.toThrow('connectSandbox(url, { token })')
    await expect(connectSandbox(guarded.url, { token: 'wrong' })).rejects.toThrow(guarded.url)
    const connected = await connectSandbox(guarded.url, { token: 's3cret' })
    expect(await connected.payments()).toEqual([])
    await guarded.close()
    await expect(connected.payments()).rejects.toThrow(/ECONNREFUSED/)
  })
})
