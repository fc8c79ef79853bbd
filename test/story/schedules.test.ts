/** Schedules in virtual time: registered, moved, revoked, executed when they fall due, retried. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { type Receiver, startReceiver } from '../receiver.ts'
import { type RestClient, restClient } from '../rest-client.ts'

const START = 1767193200
const DAY = 86_400
const card = { card_number: '5272-8927-1234-2305', expiry: '2030-12', birth: '900101', pwd_2digit: '00' }
const DECLINED = '4000-0000-0000-0002'

let shop: Receiver
let sandbox: Sandbox
let rest: RestClient

beforeEach(async () => {
  shop = await startReceiver()
  sandbox = await createSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00', webhook: shop.url })
  rest = await restClient(sandbox)
  await rest.post('/subscribe/customers/c1', {
    ...card,
    customer_name: '홍길동',
    customer_tel: '010-1234-5678',
  })
})
afterEach(async () => {
  // No answer went against its row, and nothing broke.
  const faults = sandbox.events().filter(({ kind }) => kind === 'fault')
  expect(faults).toEqual([])
  await sandbox.settle()
  await sandbox.close()
  await shop.close()
})

const row = (merchant_uid: string, days: number, more: object = {}) => ({
  merchant_uid,
  schedule_at: START + days * DAY,
  amount: 9900,
  name: '월간 구독',
  ...more,
})
const schedule = (schedules: object[], more: object = {}) =>
  rest.post('/subscribe/payments/schedule', { customer_uid: 'c1', schedules, ...more })
const read = async (merchant_uid: string) =>
  (await rest.get(`/subscribe/payments/schedule/${merchant_uid}`)).response
/** Tokens live half an hour; a shop asks for another after a walk through time. */
async function walk(days: number) {
  const ran = await sandbox.advance(days * DAY)
  rest = await restClient(sandbox)
  return ran
}
const bodies = () => shop.received.map(({ body }) => JSON.parse(body))

describe('a schedule', () => {
  test('is registered for later, with what the key knows of the buyer', async () => {
    const reply = await schedule([row('m1', 30, { custom_data: { round: 1 }, buyer_name: '김철수' })])
    expect(reply).toMatchObject({ status: 200, code: 0 })
    expect(reply.response).toEqual([
      {
        amount: 9900,
        buyer_addr: null,
        buyer_email: null,
        buyer_name: '김철수',
        buyer_postcode: null,
        buyer_tel: '010-1234-5678',
        currency: 'KRW',
        custom_data: '{"round":1}',
        customer_id: null,
        customer_uid: 'c1',
        executed_at: 0,
        fail_reason: null,
        imp_uid: null,
        merchant_uid: 'm1',
        name: '월간 구독',
        payment_status: null,
        pg_id: 'INIpayTest',
        pg_provider: 'html5_inicis',
        promotion_id: null,
        revoked_at: 0,
        schedule_at: START + 30 * DAY,
        schedule_status: 'scheduled',
      },
    ])
    expect(await read('m1')).toEqual(reply.response[0])
    expect(shop.received).toEqual([])
  })

  test('is charged when its time comes, and announced as paid', async () => {
    await schedule([row('m1', 30)])
    await walk(29)
    expect((await read('m1')).schedule_status).toBe('scheduled')
    await walk(1)
    const done = await read('m1')
    expect(done).toMatchObject({
      schedule_status: 'executed',
      payment_status: 'paid',
      executed_at: START + 30 * DAY,
      fail_reason: null,
    })
    expect(done.imp_uid).toMatch(/^imps_/)
    const payment = (await rest.get(`/payments/${done.imp_uid}`)).response
    expect(payment).toMatchObject({
      status: 'paid',
      channel: 'api',
      customer_uid: 'c1',
      customer_uid_usage: 'payment.scheduled',
      paid_at: START + 30 * DAY,
      buyer_name: '홍길동',
      name: '월간 구독',
    })
    expect(bodies()).toEqual([{ imp_uid: done.imp_uid, merchant_uid: 'm1', status: 'paid' }])
  })

  test('that is declined is executed all the same, announced as failed, and not tried again', async () => {
    await rest.post('/subscribe/customers/c1', { ...card, card_number: DECLINED })
    await schedule([row('m1', 1)])
    await walk(10)
    const done = await read('m1')
    expect(done).toMatchObject({ schedule_status: 'executed', payment_status: 'failed' })
    expect(done.fail_reason).toContain('한도')
    expect(bodies()).toEqual([{ imp_uid: done.imp_uid, merchant_uid: 'm1', status: 'failed' }])
    expect((await rest.get('/payments/findAll/m1')).response.total).toBe(1)
  })

  test('goes to its own notice_url when it has one', async () => {
    await schedule([row('m1', 1, { notice_url: `${shop.url}/of-its-own` })])
    await walk(1)
    expect(shop.received.map(({ path }) => path)).toEqual(['/iamport/webhook/of-its-own'])
  })

  test('fails when its billing key was deleted meanwhile', async () => {
    await schedule([row('m1', 1)])
    await rest.delete('/subscribe/customers/c1')
    await walk(1)
    expect(await read('m1')).toMatchObject({
      payment_status: 'failed',
      fail_reason: '등록되지 않은 구매자입니다.',
    })
    expect(bodies()[0].status).toBe('failed')
  })

  test('fails when its order was paid by other means meanwhile, and charges nobody twice', async () => {
    await schedule([row('m1', 1)])
    await rest.post('/subscribe/payments/again', {
      customer_uid: 'c1',
      merchant_uid: 'm1',
      amount: 9900,
      name: 'x',
    })
    await walk(1)
    expect((await read('m1')).payment_status).toBe('failed')
    expect((await rest.get('/payments/findAll/m1/paid')).response.total).toBe(1)
  })

  test('shows the cancel of what it paid', async () => {
    await schedule([row('m1', 1)])
    await walk(1)
    const { imp_uid } = await read('m1')
    await rest.post('/payments/cancel', { imp_uid })
    expect(await read('m1')).toMatchObject({ schedule_status: 'executed', payment_status: 'cancelled' })
  })

  test('with card data and no key yet, issues the key first', async () => {
    const reply = await schedule([row('m1', 1)], { customer_uid: 'new', ...card })
    expect(reply.code).toBe(0)
    expect((await rest.get('/subscribe/customers/new')).response.card_number).toBe('52728927****2305')
  })

  test('tries the card first when checking_amount says so, and leaves no payment of it', async () => {
    expect((await schedule([row('m1', 1)], { checking_amount: 100 })).code).toBe(0)
    const declined = { customer_uid: 'new', ...card, card_number: DECLINED }
    const reply = await schedule([row('m2', 1)], { ...declined, checking_amount: 100 })
    expect(reply).toMatchObject({ status: 200, code: 1, response: null })
    expect(reply.message).toMatch(/^카드정보 확인에 실패하였습니다\. \[500644\|1회 한도금액 초과\]$/)
    expect((await rest.get('/subscribe/customers/new')).code).toBe(1)
    expect((await schedule([row('m2', 1)], declined)).code).toBe(0)
    expect((await rest.get('/payments/status/all')).response.total).toBe(0)
  })

  test('a month of many is walked in order, each at its time', async () => {
    await schedule([row('m3', 3), row('m1', 1), row('m2', 2)])
    const ran = await walk(30)
    expect(ran.filter((line) => line.startsWith('schedule ')).map((line) => line.split(' ')[1])).toEqual([
      'm1',
      'm2',
      'm3',
    ])
    expect(bodies().map((body) => body.merchant_uid)).toEqual(['m1', 'm2', 'm3'])
    expect((await read('m2')).executed_at).toBe(START + 2 * DAY)
  })

  test('the next round may be registered by the webhook of this one', async () => {
    let round = 1
    const again = await startReceiver({
      onRequest: async () => {
        if (round >= 3) return
        round++
        const client = await restClient(sandbox)
        const next = [row(`round${round}`, 30 * round)]
        await client.post('/subscribe/payments/schedule', { customer_uid: 'c1', schedules: next })
      },
    })
    await schedule([row('round1', 30, { notice_url: again.url })])
    sandbox.settings({ notification_url: [again.url] })
    await walk(365)
    const paid = (await rest.get(`/subscribe/customers/c1/payments`)).response
    expect(paid.list.map((p: { merchant_uid: string }) => p.merchant_uid)).toEqual([
      'round3',
      'round2',
      'round1',
    ])
    await again.close()
  })
})

describe('a schedule is refused', () => {
  const refused = async (reply: Promise<{ status: number; code: number; response: unknown }>) => {
    const { status, code, response } = await reply
    expect(response).toBeNull()
    return [status, code]
  }

  test('without a key and without a card', async () => {
    const reply = await schedule([row('m1', 1)], { customer_uid: 'nobody' })
    expect(reply).toMatchObject({
      status: 200,
      code: 1,
      message: '등록된 고객정보가 없습니다.',
      response: null,
    })
  })

  test('with a card that is no good', async () => {
    const reply = await schedule([row('m1', 1)], { customer_uid: 'new', ...card, expiry: '2020-01' })
    expect(reply).toMatchObject({ status: 200, code: 1, response: null })
    expect(reply.message).toBe('카드정보 확인에 실패하였습니다. [F113]유효기간오류')
  })

  test('twice for one order, and nothing of the same call is registered', async () => {
    await schedule([row('m1', 1)])
    expect(await refused(schedule([row('m2', 2), row('m1', 2)]))).toEqual([200, 1])
    expect(await refused(schedule([row('m3', 2), row('m3', 3)]))).toEqual([200, 1])
    expect((await rest.get('/subscribe/payments/schedule/m2')).status).toBe(404)
    expect((await rest.get('/subscribe/payments/schedule/m3')).status).toBe(404)
  })

  test('for an order that was paid', async () => {
    await rest.post('/subscribe/payments/again', {
      customer_uid: 'c1',
      merchant_uid: 'm1',
      amount: 9900,
      name: 'x',
    })
    expect(await refused(schedule([row('m1', 1)]))).toEqual([200, 1])
  })

  test.each([
    ['a time that was', { schedule_at: START }],
    ['milliseconds', { schedule_at: (START + DAY) * 1000 }],
    ['a time before all times', { schedule_at: -9e15 }],
    ['more free of tax than the amount', { tax_free: 9901 }],
    ['a time in words', { schedule_at: 'tomorrow' }],
    ['no time', { schedule_at: undefined }],
    ['no amount', { amount: undefined }],
    ['an amount of 0', { amount: 0 }],
    ['a currency that the PG has not', { currency: 'EUR' }],
    ['a merchant_uid of 41 characters', { merchant_uid: 'x'.repeat(41) }],
  ])('with %s', async (_what, wrong) => {
    expect((await refused(schedule([row('m1', 1, wrong)])))[0]).toBe(200)
  })

  test('without any row', async () => {
    expect((await refused(schedule([])))[0]).toBe(200)
  })
})

describe('unschedule', () => {
  beforeEach(() => schedule([row('m1', 1), row('m2', 2), row('m3', 3)]))
  const unschedule = (body: object) => rest.post('/subscribe/payments/unschedule', body)
  const uids = (list: { merchant_uid: string }[]) => list.map(({ merchant_uid }) => merchant_uid)

  test('revokes all of a customer', async () => {
    const { response } = await unschedule({ customer_uid: 'c1' })
    expect(uids(response)).toEqual(['m1', 'm2', 'm3'])
    expect(response[0]).toMatchObject({ schedule_status: 'revoked', revoked_at: START })
    await walk(10)
    expect(shop.received).toEqual([])
  })

  test('revokes certain orders, as a list, as one text, or without the customer', async () => {
    expect(uids((await unschedule({ customer_uid: 'c1', merchant_uid: ['m1'] })).response)).toEqual(['m1'])
    expect(uids((await unschedule({ customer_uid: 'c1', merchant_uid: 'm2' })).response)).toEqual(['m2'])
    expect(uids((await unschedule({ merchant_uid: ['m3', 'm1'] })).response)).toEqual(['m3'])
  })

  test('has nothing to revoke of others, or a second time', async () => {
    const message = '취소할 예약결제 기록이 존재하지 않습니다.'
    for (const body of [{ customer_uid: 'c2' }, { customer_uid: 'c2', merchant_uid: 'm1' }, {}]) {
      expect(await unschedule(body)).toMatchObject({ status: 200, code: 1, message, response: null })
    }
    await unschedule({ customer_uid: 'c1' })
    expect(await unschedule({ customer_uid: 'c1' })).toMatchObject({ code: 1, message })
  })
})

describe('a change', () => {
  const path = '/subscribe/payments/schedule/m1'
  const at = (days: number) => ({ schedule_at: START + days * DAY })
  beforeEach(() => schedule([row('m1', 5)]))

  test('moves what was not tried yet', async () => {
    expect((await rest.put(path, at(2))).response).toMatchObject({ ...at(2), schedule_status: 'scheduled' })
    await walk(2)
    expect((await read('m1')).executed_at).toBe(START + 2 * DAY)
    expect((await rest.put(path, at(9))).status).toBe(400)
  })

  test('is refused for the past, without a time, and for what is not there', async () => {
    expect((await rest.put(path, at(-1))).status).toBe(400)
    expect((await rest.put(path, {})).status).toBe(400)
    expect(await rest.put('/subscribe/payments/schedule/x', at(2))).toMatchObject({
      status: 404,
      response: null,
    })
    expect((await read('m1')).schedule_at).toBe(START + 5 * DAY)
  })

  test('reschedules what was revoked or failed, but not what is to come or was paid', async () => {
    const reschedule = (days: number) => rest.post(`${path}/reschedule`, at(days))
    expect((await reschedule(6)).status).toBe(400)
    await rest.post('/subscribe/payments/unschedule', { merchant_uid: 'm1' })
    expect((await reschedule(-1)).status).toBe(400)
    expect((await reschedule(6)).response).toMatchObject({
      schedule_status: 'scheduled',
      revoked_at: 0,
      imp_uid: null,
    })
    await walk(6)
    expect(await read('m1')).toMatchObject({ schedule_status: 'executed', payment_status: 'paid' })
    expect((await reschedule(9)).status).toBe(400)
    expect((await rest.post('/subscribe/payments/schedule/x/reschedule', at(9))).status).toBe(404)
  })

  test('retries at once what failed, and announces how it went', async () => {
    const retry = () => rest.post(`${path}/retry`)
    expect((await retry()).status).toBe(400)
    await rest.post('/subscribe/customers/c1', { ...card, card_number: DECLINED })
    await walk(5)
    const failed = await read('m1')
    await rest.post('/subscribe/customers/c1', card)
    const { response } = await retry()
    expect(response).toMatchObject({
      status: 'paid',
      merchant_uid: 'm1',
      customer_uid_usage: 'payment.scheduled',
    })
    expect(response.imp_uid).not.toBe(failed.imp_uid)
    expect(await read('m1')).toMatchObject({
      imp_uid: response.imp_uid,
      payment_status: 'paid',
      fail_reason: null,
    })
    await sandbox.settle()
    expect(bodies().map(({ status }) => status)).toEqual(['failed', 'paid'])
    expect((await retry()).status).toBe(400)
  })

  test('cannot retry without the key, nor what is not there', async () => {
    await rest.post('/subscribe/payments/unschedule', { merchant_uid: 'm1' })
    await rest.delete('/subscribe/customers/c1')
    expect((await rest.post(`${path}/retry`)).status).toBe(404)
    expect((await rest.post('/subscribe/payments/schedule/x/retry')).status).toBe(404)
  })

  test('a card declined once is paid by the retry', async () => {
    await rest.post('/subscribe/customers/c1', { ...card, card_number: '4000-0000-0000-0341' })
    await walk(5)
    expect((await read('m1')).payment_status).toBe('failed')
    expect((await rest.post(`${path}/retry`)).response.status).toBe('paid')
  })
})

describe('lists', () => {
  const from = START
  const to = START + 40 * DAY
  beforeEach(async () => {
    await schedule(Array.from({ length: 25 }, (_, n) => row(`m${n + 1}`, n + 1)))
    await rest.post('/subscribe/payments/unschedule', { merchant_uid: ['m25'] })
    await walk(2)
  })
  const total = async (path: string) => (await rest.get(path)).response?.total

  test.each([
    ['as documented', 'schedule_from', 'schedule_to', 'schedule_status'],
    ['as the Ruby client asks', 'from', 'to', 'schedule_status'],
    ['with a hyphen', 'from', 'to', 'schedule-status'],
  ])('of a period take their words %s', async (_how, from_word, to_word, status_word) => {
    const period = `${from_word}=${from}&${to_word}=${to}`
    for (const path of [
      '/subscribe/payments/schedule',
      '/subscribe/payments/schedule/customers/c1',
      '/subscribe/customers/c1/schedules',
    ]) {
      expect(await total(`${path}?${period}`)).toBe(25)
      expect(await total(`${path}?${period}&${status_word}=executed`)).toBe(2)
      expect(await total(`${path}?${period}&${status_word}=revoked`)).toBe(1)
      expect(await total(`${path}?${period}&${status_word}=scheduled`)).toBe(22)
    }
  })

  test('are paged, newest first; oldest first when sorting says scheduled', async () => {
    const path = `/subscribe/payments/schedule?schedule_from=${from}&schedule_to=${to}`
    const first = (await rest.get(path)).response
    expect([first.total, first.previous, first.next, first.list.length]).toEqual([25, 0, 2, 20])
    expect(first.list[0].merchant_uid).toBe('m25')
    const second = (await rest.get(`${path}&page=2`)).response
    expect([second.previous, second.next, second.list.at(-1).merchant_uid]).toEqual([1, 0, 'm1'])
    expect((await rest.get(`${path}&sorting=scheduled&limit=1`)).response.list[0].merchant_uid).toBe('m1')
    expect((await rest.get(`${path}&page=3`)).status).toBe(400)
    expect((await rest.get(`${path}&limit=1001`)).status).toBe(400)
  })

  test('begin with the first second asked for and end before the last', async () => {
    const path = (a: number, b: number) => `/subscribe/payments/schedule?schedule_from=${a}&schedule_to=${b}`
    expect(await total(path(from + DAY, from + 2 * DAY))).toBe(1)
  })

  test('need a period, of at most three months', async () => {
    expect((await rest.get('/subscribe/payments/schedule')).status).toBe(400)
    expect((await rest.get(`/subscribe/payments/schedule?schedule_from=${from}`)).status).toBe(400)
    expect(
      (await rest.get(`/subscribe/payments/schedule?schedule_from=${to}&schedule_to=${from}`)).status,
    ).toBe(400)
    const long = `schedule_from=${from}&schedule_to=${from + 93 * DAY}`
    expect((await rest.get(`/subscribe/payments/schedule?${long}`)).status).toBe(400)
    expect((await rest.get('/subscribe/customers/c1/schedules')).status).toBe(400)
    const unknown = `schedule_from=${from}&schedule_to=${to}&schedule_status=x`
    expect((await rest.get(`/subscribe/payments/schedule?${unknown}`)).status).toBe(400)
  })

  test('are empty for a customer that nobody knows', async () => {
    const { response } = await rest.get(`/subscribe/customers/nobody/schedules?from=${from}&to=${to}&page=0`)
    expect(response).toEqual({ list: [], next: 0, previous: 0, total: 0 })
  })
})
