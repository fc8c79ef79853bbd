/** createSandbox whole: many at once, with no port at all, waiting, closing, and what is said when it is used wrongly. */
import request from 'supertest'
import { describe, expect, test } from 'vitest'
import { createSandbox, type Leftovers } from '../../src/index.ts'
import { startReceiver, startSandbox } from '../harness.ts'

const order = { merchant_uid: 'o1', amount: 14000, buyer_tel: '010-1234-5678' }
const START = '2026-01-01T00:00:00+09:00'

describe('without a port', () => {
  test('answers supertest, pays and advances, and listens nowhere', async () => {
    const sandbox = await startSandbox({ port: null, seed: 1, clock: START })
    const { payment } = await sandbox.pay(order)
    const { imp_key, imp_secret, app } = sandbox
    const { body } = await request(app).post('/users/getToken').send({ imp_key, imp_secret }).expect(200)
    const found = await request(app)
      .get(`/payments/${payment!.imp_uid}`)
      .set('authorization', body.response.access_token)
      .expect(200)
    expect(found.body.response).toMatchObject({ merchant_uid: 'o1', status: 'paid' })
    await sandbox.advance('1 day')
    expect(sandbox.now()).toBe('2026-01-02T00:00:00+09:00')
    expect(payment!.receipt_url).toMatch(/^http:\/\/iamport-sandbox\.localhost\/checkout\/slips\/imp_/)
    expect(sandbox.requests()).toHaveLength(2)
  })
})

describe('billing keys and schedules', () => {
  test('one line each, and advance carries the charge out', async () => {
    const sandbox = await startSandbox({ seed: 1, clock: START })
    expect(await sandbox.issueBillingKey({ customer_uid: 'c1' })).toMatchObject({ customer_uid: 'c1' })
    const { merchant_uid } = await sandbox.schedule({
      customer_uid: 'c1',
      merchant_uid: 'month_2',
      amount: 9900,
      schedule_at: '30 days',
    })
    expect(merchant_uid).toBe('month_2')
    await sandbox.advance('29 days')
    expect(sandbox.payments()).toEqual([])
    await sandbox.advance('1 day')
    expect(sandbox.payments()).toMatchObject([
      { merchant_uid: 'month_2', status: 'paid', amount: 9900, customer_uid: 'c1' },
    ])
  })

  test('the same over HTTP', async () => {
    const sandbox = await startSandbox({ seed: 1, clock: START })
    const post = async (path: string, body: object) => {
      const answer = await fetch(`${sandbox.url}/_sandbox${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return { status: answer.status, ...((await answer.json()) as object) }
    }
    expect(await post('/billing-keys', { customer_uid: 'c1' })).toMatchObject({
      status: 200,
      customer_uid: 'c1',
    })
    const month = {
      customer_uid: 'c1',
      merchant_uid: 'm1',
      amount: 9900,
      schedule_at: '2026-02-01T00:00:00+09:00',
    }
    expect(await post('/schedules', month)).toMatchObject({
      status: 200,
      merchant_uid: 'm1',
      schedule_status: 'scheduled',
    })
    expect(await post('/schedules', { ...month, merchant_uid: 'm2', schedule_at: 'soon' })).toMatchObject({
      status: 400,
    })
    await post('/clock', { by: '40 days' })
    expect(await post('/wait', { event: 'payment', match: { merchant_uid: 'm1' } })).toMatchObject({
      status: 'paid',
    })
    expect(
      await post('/wait', { event: 'payment', match: { merchant_uid: 'm9' }, timeout_ms: 1 }),
    ).toMatchObject({
      status: 408,
      error: { name: 'wait_timeout', message: expect.stringContaining('"merchant_uid":"m9"') },
    })
  })

  test('what REST refuses is refused', async () => {
    const sandbox = await startSandbox()
    const wrong = { customer_uid: 'nobody', merchant_uid: 'm', amount: 1, schedule_at: '1d' }
    await expect(sandbox.schedule(wrong)).rejects.toThrow()
    await expect(sandbox.schedule({ ...wrong, schedule_at: 'soon' })).rejects.toThrow(
      'schedule_at에는 Unix 시각(초), ISO 시각 또는 기간을 주세요: soon',
    )
    expect(sandbox.payments()).toEqual([])
  })
})

describe('approveLate and expire', () => {
  test('a declined payment is approved after all, an account runs out', async () => {
    const sandbox = await startSandbox({ clock: START })
    const failed = await sandbox.pay({ ...order, outcome: 'cancel' })
    expect(await sandbox.approveLate(failed.payment!.imp_uid)).toMatchObject({
      status: 'paid',
      merchant_uid: 'o1',
    })
    const waiting = await sandbox.pay({ ...order, merchant_uid: 'o2', pay_method: 'vbank' })
    await sandbox.expire(waiting.payment!.imp_uid)
    await expect(sandbox.deposit(waiting.payment!.imp_uid)).rejects.toThrow()
  })
})

describe('waitFor', () => {
  test('answers at once what has happened already', async () => {
    const sandbox = await startSandbox({ webhook: 'http://127.0.0.1:1/hook', leaks: 'ignore' })
    await sandbox.pay(order)
    expect(await sandbox.waitFor('payment', { status: 'paid' })).toMatchObject({ merchant_uid: 'o1' })
    expect(await sandbox.waitFor('webhook', { event: 'paid' })).toMatchObject({ state: 'pending' })
    expect(await sandbox.waitFor('event', ({ text }) => text.includes('o1'))).toMatchObject({ kind: 'order' })
  })

  test('waits for what a shop does meanwhile, and for a webhook that leaves by itself', async () => {
    const { url } = await startReceiver()
    const sandbox = await startSandbox({ webhook: url, live: true })
    const paid = sandbox.waitFor('payment', { merchant_uid: 'o1', status: 'paid' })
    const told = sandbox.waitFor('webhook', { state: 'delivered', attempts: [{ status: 200 }] })
    const asked = sandbox.waitFor('request', { method: 'POST', path: '/users/getToken', status: 401 })
    await sandbox.pay(order)
    await fetch(`${sandbox.url}/users/getToken`, {
      method: 'POST',
      body: new URLSearchParams({ imp_key: sandbox.imp_key, imp_secret: 'x' }),
    })
    expect(await paid).toMatchObject({ amount: 14000 })
    expect(await told).toMatchObject({ url, event: 'paid' })
    expect(await asked).toMatchObject({ code: -1 })
  })

  test('what does not come is told with what there is', async () => {
    const sandbox = await startSandbox()
    await sandbox.pay(order)
    await expect(sandbox.waitFor('payment', { status: 'cancelled' }, { timeout_ms: 1 })).rejects.toThrow(
      '1ms 안에 {"status":"cancelled"} payment이(가) 없었습니다 (모두 1건).',
    )
  })
})

describe('close', () => {
  test('says which webhooks were never sent, which calls were cut off and who still waits', async () => {
    const told: Leftovers[] = []
    const sandbox = await createSandbox({
      webhook: 'http://127.0.0.1:1/hook',
      leaks: (left) => told.push(left),
    })
    await sandbox.pay(order)
    const waiting = sandbox
      .waitFor('payment', { merchant_uid: 'never' })
      .catch((error: Error) => error.message)
    await sandbox.close()
    expect(told).toMatchObject([
      { unsettled: [{ event: 'paid', merchant_uid: 'o1' }], requests: [], waiting: 1 },
    ])
    expect(await waiting).toBe('닫힌 샌드박스입니다: waitFor()가 기다리는 동안 close()했습니다.')
  })

  test('can make that an error', async () => {
    const sandbox = await createSandbox({ webhook: 'http://127.0.0.1:1/hook', leaks: 'throw' })
    await sandbox.pay(order)
    await expect(sandbox.close()).rejects.toThrow(
      '샌드박스를 닫을 때 남은 것이 있습니다: 보내지 않은 웹훅 1건(paid o1 → http://127.0.0.1:1/hook; close() 전에 await settle()을 부르세요).',
    )
  })

  test('says nothing when all was settled', async () => {
    const { url } = await startReceiver()
    const told: Leftovers[] = []
    const sandbox = await createSandbox({ webhook: url, leaks: (left) => told.push(left) })
    await sandbox.pay(order)
    await sandbox.settle()
    await sandbox.close()
    await sandbox.close()
    expect(told).toEqual([])
    await expect(fetch(`${sandbox.url}/_sandbox/health`)).rejects.toThrow()
  })

  test('a call that is under way is cut off and named', async () => {
    const told: Leftovers[] = []
    const sandbox = await createSandbox({ leaks: (left) => told.push(left) })
    const { host } = new URL(sandbox.url)
    const socket = (await import('node:net')).connect(Number(host.split(':')[1]), '127.0.0.1')
    socket.on('error', () => {})
    socket.write(
      `POST /users/getToken?half HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 100\r\n\r\nimp_key=`,
    )
    const health = await fetch(`${sandbox.url}/_sandbox/health`)
    expect(health.status).toBe(200)
    await sandbox.close()
    expect(told).toMatchObject([{ requests: ['POST /users/getToken?half'] }])
    socket.destroy()
  })

  test('every helper used after it says so in one sentence', async () => {
    const sandbox = await createSandbox({ lang: 'en' })
    await sandbox.close()
    const helpers = Object.entries(sandbox).filter(
      ([name, value]) => typeof value === 'function' && !['app', 'close', 'now'].includes(name),
    )
    expect(helpers.length).toBeGreaterThan(20)
    for (const [name, helper] of helpers) {
      const used = async () => helper('x')
      await expect(used()).rejects.toThrow(`This sandbox is closed: ${name} came after close().`)
    }
  })
})

describe('used wrongly', () => {
  test('two advances at once: the second is refused, the first goes on', async () => {
    const sandbox = await startSandbox({ clock: START })
    const first = sandbox.advance('1 day')
    await expect(sandbox.advance('2 days')).rejects.toThrow(
      '시각을 아직 앞당기는 중입니다; 먼저 부른 advance가 끝난 뒤에 부르세요.',
    )
    await first
    expect(sandbox.now()).toBe('2026-01-02T00:00:00+09:00')
    await sandbox.advance('2 days')
    expect(sandbox.now()).toBe('2026-01-04T00:00:00+09:00')
  })

  test.each([
    [
      'a port that is taken',
      async () => createSandbox({ port: Number(new URL((await startSandbox()).url).port) }),
      'EADDRINUSE',
    ],
    ['a clock that is none', () => createSandbox({ clock: 'noon' }), '--clock에는'],
    [
      'a world that is none',
      () => createSandbox({ world: { payments: [{ merchant_uid: 'a', amount: -1 }] } }),
      'payments[0].amount: 0 이상이어야 합니다.',
    ],
    [
      'a snapshot that is not there',
      async () => (await startSandbox()).restore('x'),
      'x라는 이름으로 저장한 상태가 없습니다 (저장된 것: 없음).',
    ],
    [
      'a duration that is none',
      async () => (await startSandbox()).advance('soon'),
      "advance에는 '3d' 같은 기간이나 초를 주세요: soon",
    ],
    [
      'an unknown payment',
      async () => (await startSandbox()).payment('imp_0'),
      '존재하지 않는 결제정보입니다.',
    ],
  ])('%s', async (_what, use, sentence) => {
    await expect(use()).rejects.toThrow(sentence)
  })
})

test('what a snapshot forgets is forgotten in the journal, too', async () => {
  const sandbox = await startSandbox()
  await sandbox.pay(order)
  await sandbox.snapshot()
  const before = sandbox.events()
  await sandbox.pay({ ...order, merchant_uid: 'o2' })
  await sandbox.restore()
  expect(sandbox.events()).toEqual(before)
})
