/** Billing keys: registered over REST or in a window, charged, replaced, deleted, and refused. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { TEST_CARDS } from '../../src/catalog/test-cards.ts'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { type RestClient, restClient } from '../rest-client.ts'

const card = { card_number: '5272-8927-1234-2305', expiry: '2030-12', birth: '900101', pwd_2digit: '00' }
const numbered = (card_number: string) => ({ ...card, card_number })
const DECLINED = '4000-0000-0000-0002'

let sandbox: Sandbox
let rest: RestClient

beforeEach(async () => {
  sandbox = await createSandbox({
    seed: 1,
    clock: '2026-01-01T00:00:00+09:00',
    webhook: 'http://127.0.0.1:1/webhook',
  })
  rest = await restClient(sandbox)
})
afterEach(async () => {
  // No answer went against its row, and nothing broke.
  const faults = sandbox.events().filter(({ kind }) => kind === 'fault')
  expect(faults).toEqual([])
  await sandbox.settle()
  await sandbox.close()
})

const register = (customer_uid: string, more: object = {}) =>
  rest.post(`/subscribe/customers/${customer_uid}`, { ...card, ...more })
const again = (merchant_uid: string, more: object = {}) =>
  rest.post('/subscribe/payments/again', {
    customer_uid: 'c1',
    merchant_uid,
    amount: 9900,
    name: '구독',
    ...more,
  })
const onetime = (merchant_uid: string, more: object = {}) =>
  rest.post('/subscribe/payments/onetime', { merchant_uid, amount: 9900, name: '주문', ...card, ...more })
const events = (merchant_uid: string) => sandbox.webhooks({ merchant_uid }).map(({ event }) => event)

describe('a billing key', () => {
  test('is registered with a card, read, and shows only part of the number', async () => {
    const registered = await register('c1', { customer_name: '홍길동', customer_email: 'a@b.kr', pg: 'nice' })
    expect(registered).toMatchObject({ status: 200, code: 0, message: null })
    expect(registered.response).toMatchObject({
      customer_uid: 'c1',
      pg_provider: 'nice',
      pg_id: 'nictest00m',
      card_number: '52728927****2305',
      customer_name: '홍길동',
      customer_email: 'a@b.kr',
      customer_tel: null,
      inserted: 1767193200,
      updated: 1767193200,
    })
    expect((await rest.get('/subscribe/customers/c1')).response).toEqual(registered.response)
    expect(Object.keys(registered.response)).toEqual(Object.keys(registered.response).sort())
  })

  test('gets another card under the same customer_uid: inserted stays, updated moves', async () => {
    await register('c1')
    await sandbox.advance('20m')
    const { response } = await register('c1', numbered('4111-1111-1111-1111'))
    expect(response).toMatchObject({
      card_number: '41111111****1111',
      inserted: 1767193200,
      updated: 1767194400,
    })
  })

  test('is gone for good once it is deleted, and can be charged no more', async () => {
    await register('c1')
    expect((await rest.delete('/subscribe/customers/c1')).response).toMatchObject({ customer_uid: 'c1' })
    const message = '요청하신 customer_uid(c1)로 등록된 정보를 찾을 수 없습니다.'
    expect(await rest.get('/subscribe/customers/c1')).toMatchObject({
      status: 200,
      code: 1,
      message,
      response: null,
    })
    expect(await rest.delete('/subscribe/customers/c1')).toMatchObject({ status: 200, code: 1, message })
    expect(await again('o1')).toMatchObject({ status: 200, code: 1, message: '등록되지 않은 구매자입니다.' })
  })

  test('several at once: 200 when all are there, 207 when some are missing, 404 when none is', async () => {
    await register('c1')
    await register('c2')
    const asked = (...uids: string[]) =>
      rest.get(`/subscribe/customers?${uids.map((uid) => `customer_uid[]=${uid}`).join('&')}`)
    expect((await asked('c1', 'c2')).status).toBe(200)
    const some = await asked('c1', 'nobody')
    expect([some.status, some.response.map((c: { customer_uid: string }) => c.customer_uid)]).toEqual([
      207,
      ['c1'],
    ])
    expect(await asked('nobody')).toMatchObject({ status: 404, response: null })
    expect((await rest.get('/subscribe/customers')).status).toBe(400)
  })

  test('belongs to one merchant only', async () => {
    await register('c1')
    sandbox.settings({ tiers: [{ tier_code: 'ABC', tier_name: '지점' }] })
    const headers = { authorization: rest.token, tier: 'ABC' }
    expect((await rest.raw('GET', '/subscribe/customers/c1', undefined, headers)).code).toBe(1)
  })

  test.each([
    ['letters in the number', { card_number: 'abcd' }, '카드번호틀림'],
    ['too few digits', { card_number: '5242' }, '카드번호틀림'],
    ['a month that was', { expiry: '2025-12' }, '유효기간오류'],
    ['no month of the year', { expiry: '2030-13' }, '유효기간오류'],
    ['five digits of birth', { birth: '90010' }, '주민번호틀림'],
    ['a PIN of one digit', { pwd_2digit: '0' }, '비밀번호틀림'],
  ])('is not issued for %s, and nothing is kept', async (_what, wrong, words) => {
    const reply = await register('c1', wrong)
    expect(reply).toMatchObject({ status: 200, code: -1, response: null })
    expect(reply.message).toMatch(/^카드정보 인증 및 빌키 발급에 실패하였습니다\. \[F113\]/)
    expect(reply.message).toContain(words)
    expect((await rest.get('/subscribe/customers/c1')).code).toBe(1)
  })

  test('needs a number and an expiry', async () => {
    for (const missing of ['card_number', 'expiry']) {
      const reply = await register('c1', { [missing]: undefined })
      expect(reply).toMatchObject({ status: 200, code: -1 })
      expect(reply.message).toContain(missing)
    }
  })

  test('is kept for the PG that was asked for; an unknown one takes the default PG', async () => {
    expect((await register('c1', { pg: 'nice.MID1' })).response).toMatchObject({
      pg_provider: 'nice',
      pg_id: 'MID1',
    })
    expect((await register('c2', { pg: 'nobody' })).response.pg_provider).toBe('html5_inicis')
    sandbox.settings({ default_pg: 'kakaopay' })
    expect((await register('c3')).response.pg_provider).toBe('html5_inicis')
  })

  test('is kept for the channel of a channel_key, which wins over pg', async () => {
    const channels: { channel_key: string; pg_provider: string; type: string }[] = (
      await rest.get('/users/pg')
    ).response
    const { channel_key } = channels.find((c) => c.pg_provider === 'nice' && c.type === 'api_payment')!
    expect((await register('c1', { channel_key, pg: 'html5_inicis' })).response.pg_provider).toBe('nice')
  })

  test('is refused by a merchant whose channels have windows only', async () => {
    sandbox.settings({ channels: [{ pg_provider: 'kakaopay', pg_id: 'TC0ONETIME', type: 'payment' }] })
    expect(await register('c1')).toMatchObject({ status: 200, code: -1, response: null })
  })
})

describe('again', () => {
  test('charges the card of the key at once, and announces it', async () => {
    const { response: key } = await register('c1', { customer_name: '홍길동', customer_tel: '010-1234-5678' })
    const { response } = await again('o1', { custom_data: { plan: 'A' } })
    expect(response).toMatchObject({
      status: 'paid',
      channel: 'api',
      amount: 9900,
      pay_method: 'card',
      customer_uid: 'c1',
      customer_uid_usage: 'payment',
      buyer_name: '홍길동',
      buyer_tel: '010-1234-5678',
      custom_data: '{"plan":"A"}',
      card_code: key.card_code,
      started_at: 1767193200,
      paid_at: 1767193200,
    })
    expect(response.imp_uid).toMatch(/^imps_\d{12}$/)
    expect((await rest.get(`/payments/${response.imp_uid}`)).response).toEqual(response)
    expect(events('o1')).toEqual(['paid'])
  })

  test('leaves what the order itself says of the buyer', async () => {
    await register('c1', { customer_name: '홍길동' })
    expect((await again('o1', { buyer_name: '김철수' })).response.buyer_name).toBe('김철수')
  })

  test('lists what was paid with a key, 20 to a page; nobody has an empty list', async () => {
    await register('c1')
    for (let n = 0; n < 21; n++) await again(`o${n}`)
    const first = (await rest.get('/subscribe/customers/c1/payments')).response
    expect([first.total, first.list.length, first.previous, first.next]).toEqual([21, 20, 0, 2])
    expect(first.list[0].merchant_uid).toBe('o20')
    expect((await rest.get('/subscribe/customers/c1/payments?page=2')).response.list).toHaveLength(1)
    expect((await rest.get('/subscribe/customers/c1/payments?page=3')).status).toBe(400)
    expect((await rest.get('/subscribe/customers/nobody/payments?page=0')).response).toMatchObject({
      total: 0,
      list: [],
    })
  })

  test('charges an order once: a second time is refused, even after a cancel', async () => {
    await register('c1')
    const { response } = await again('o1')
    const refused = { status: 200, code: 1, response: null }
    expect(await again('o1')).toMatchObject(refused)
    await rest.post('/payments/cancel', { imp_uid: response.imp_uid })
    const reply = await again('o1')
    expect(reply).toMatchObject(refused)
    expect(reply.message).toBe(
      '이미 주문이 이루어진 건입니다. (동일한 merchant_uid로 결제 또는 취소된 기록이 있습니다)',
    )
    expect((await rest.get('/payments/findAll/o1')).response.total).toBe(1)
  })

  test('a decline is a payment that failed, with code 0, not announced; the order may be tried again', async () => {
    await register('c1', numbered(DECLINED))
    const { status, code, response } = await again('o1')
    expect([status, code]).toEqual([200, 0])
    expect(response).toMatchObject({ status: 'failed', paid_at: 0, failed_at: 1767193200 })
    expect(response.fail_reason).toContain('한도')
    expect(events('o1')).toEqual([])
    await register('c1')
    expect((await again('o1')).response.status).toBe('paid')
  })

  test('a buyer named 거절 is declined with any card, with the code that the name gives', async () => {
    await register('c1')
    expect((await again('o1', { buyer_name: '거절' })).response.status).toBe('failed')
    expect((await again('o1', { buyer_name: '거절:120054' })).response.fail_reason).toBe('[120054|잔액부족]')
  })

  test('a card that is declined once is taken when the order is tried again', async () => {
    await register('c1', numbered('4000-0000-0000-0341'))
    expect((await again('o1')).response.status).toBe('failed')
    expect((await again('o1')).response.status).toBe('paid')
    expect((await again('o2')).response.status).toBe('failed')
  })

  test.each([
    ['no amount', { amount: undefined }],
    ['an amount of 0', { amount: 0 }],
    ['a negative amount', { amount: -1 }],
    ['half a won', { amount: 0.5 }],
    ['words for an amount', { amount: 'many' }],
    ['a currency that the PG has not', { currency: 'EUR' }],
    ['more free of tax than the amount', { tax_free: 9901 }],
    ['more VAT than the amount', { vat_amount: 9901 }],
    ['a currency that is none', { currency: '원' }],
    ['a merchant_uid of 41 characters', { merchant_uid: 'x'.repeat(41) }],
    ['no merchant_uid', { merchant_uid: undefined }],
    ['no customer_uid', { customer_uid: undefined }],
  ])('is refused for %s, and leaves no payment', async (_what, wrong) => {
    await register('c1')
    const reply = await again('o1', wrong)
    expect([reply.status, reply.response]).toEqual([200, null])
    expect(reply.code).not.toBe(0)
    expect((await rest.get('/payments/status/all')).response.total).toBe(0)
  })
})

describe('onetime', () => {
  test('charges a card once and keeps nothing of it', async () => {
    const { response } = await onetime('o1')
    expect(response).toMatchObject({
      status: 'paid',
      channel: 'api',
      customer_uid: null,
      customer_uid_usage: null,
    })
    expect(response.card_number).toBe('527289*********5')
  })

  test('with a customer_uid keeps the card as a key, with the buyer as the customer', async () => {
    const { response } = await onetime('o1', {
      customer_uid: 'c1',
      buyer_name: '홍길동',
      buyer_email: 'a@b.kr',
    })
    expect(response).toMatchObject({ customer_uid: 'c1', customer_uid_usage: 'payment' })
    const key = (await rest.get('/subscribe/customers/c1')).response
    expect(key).toMatchObject({
      customer_name: '홍길동',
      customer_email: 'a@b.kr',
      card_code: response.card_code,
    })
    expect((await again('o2')).response.status).toBe('paid')
  })

  test('keeps no key of a card that was declined', async () => {
    const { response } = await onetime('o1', { ...numbered(DECLINED), customer_uid: 'c1' })
    expect(response.status).toBe('failed')
    expect((await rest.get('/subscribe/customers/c1')).code).toBe(1)
  })

  test('is refused with code -1 for card data that are no good, and no payment is left', async () => {
    const reply = await onetime('o1', { expiry: '2019-03' })
    expect(reply).toMatchObject({ status: 200, code: -1, response: null })
    expect(reply.message).toMatch(/^카드정보 인증에 실패하였습니다\. \[F113\]/)
    expect((await rest.get('/payments/find/o1')).status).toBe(404)
  })

  test('takes a form, with instalments', async () => {
    const fields = {
      ...card,
      merchant_uid: 'o1',
      amount: '60000',
      card_quota: '3',
      notice_url: 'http://127.0.0.1:1/n',
    }
    const { response } = await rest.form('/subscribe/payments/onetime', fields)
    expect(response).toMatchObject({ status: 'paid', amount: 60_000, card_quota: 3 })
    expect(sandbox.webhooks({ merchant_uid: 'o1' })[0]?.url).toBe('http://127.0.0.1:1/n')
  })

  test('as foreign needs neither birth nor PIN', async () => {
    const { card_number, expiry } = card
    const body = { merchant_uid: 'o1', amount: 1000, card_number, expiry }
    expect((await rest.post('/subscribe/payments/foreign', body)).response.status).toBe('paid')
  })

  test.each(TEST_CARDS)('the test card $card_number is $what', async ({ card_number, what }) => {
    const reply = await onetime('o1', numbered(card_number))
    if (what === 'refused') expect(reply).toMatchObject({ code: -1, response: null })
    else expect(reply).toMatchObject({ code: 0, response: { status: 'failed' } })
  })
})

describe('a key from a window', () => {
  const order = {
    pg: 'html5_inicis',
    name: '구독',
    amount: 1000,
    buyer_name: '홍길동',
    buyer_tel: '010-1234-5678',
  }

  test('is there once the window is approved, and can be charged', async () => {
    const { payment } = await sandbox.pay({ ...order, merchant_uid: 'o1', customer_uid: 'c1' })
    expect(payment).toMatchObject({ customer_uid: 'c1', customer_uid_usage: 'issue', channel: 'pc' })
    const key = (await rest.get('/subscribe/customers/c1')).response
    expect(key).toMatchObject({
      pg_provider: 'html5_inicis',
      customer_name: '홍길동',
      card_code: payment!.card_code,
    })
    expect((await again('o2')).response).toMatchObject({ status: 'paid', customer_uid_usage: 'payment' })
  })

  test('is not there when the buyer cancels', async () => {
    await sandbox.pay({ ...order, merchant_uid: 'o1', customer_uid: 'c1', outcome: 'cancel' })
    expect((await rest.get('/subscribe/customers/c1')).code).toBe(1)
  })
})

describe('a promotion', () => {
  const promotion_id = 'promotion-id-1'
  beforeEach(async () => {
    sandbox.settings({ promotions: [{ promotion_id, discount: 1000, min_amount: 5000 }] })
    await register('c1')
  })

  test('falls away with a cancel that leaves less than its minimum, unless it is retained', async () => {
    for (const retain_promotion of [false, true]) {
      const { imp_uid, promotion } = (await again(`o-${retain_promotion}`, { promotion_id })).response
      expect(promotion).toEqual({ id: promotion_id, discount: 1000 })
      const { response } = await rest.post('/payments/cancel', { imp_uid, amount: 6000, retain_promotion })
      expect(response.promotion).toEqual(retain_promotion ? promotion : null)
      expect((await rest.get(`/payments/${imp_uid}`)).response.promotion).toEqual(response.promotion)
    }
  })

  test('is not applied below its minimum, nor under an unknown id', async () => {
    expect((await again('o1', { promotion_id, amount: 4999 })).response.promotion).toBeNull()
    expect((await again('o2', { promotion_id: 'promotion-id-x' })).response.promotion).toBeNull()
  })
})

describe('a group of channels', () => {
  const channel_group_id = 'group-1'
  beforeEach(() => {
    sandbox.settings({ channel_groups: [{ channel_group_id, channels: ['nice', 'kakaopay', 'kcp.T0000'] }] })
  })

  test('takes a card at every channel that can, and tells which could not', async () => {
    const { response } = await register('c1', { channel_group_id, customer_name: '홍길동' })
    expect(response).toMatchObject({
      customer_uid: 'c1',
      channelGroupId: channel_group_id,
      customer_name: '홍길동',
      succeededChannels: [
        { pg_provider: 'nice', pg_id: 'nictest00m', card_number: '52728927****2305' },
        { pg_provider: 'kcp', pg_id: 'T0000', card_number: '52728927****2305' },
      ],
      failedChannels: [{ type: 'INVALID_REQUEST', pg_provider: 'kakaopay' }],
    })
    expect((await rest.get('/subscribe/customers/c1')).response).toEqual(response)
    expect((await rest.delete('/subscribe/customers/c1')).response).toEqual(response)
    expect((await rest.get('/subscribe/customers/c1')).code).toBe(1)
  })

  test('is charged at one of them, at the one that is named when one is', async () => {
    await register('c1', { channel_group_id })
    const pgs = new Set<string>()
    for (let n = 0; n < 12; n++) pgs.add((await again(`o${n}`)).response.pg_provider)
    expect([...pgs].sort()).toEqual(['kcp', 'nice'])
    expect((await again('named', { pg: 'kcp' })).response).toMatchObject({
      pg_provider: 'kcp',
      pg_id: 'T0000',
    })
  })

  test('takes a single charge at one of its channels, whatever pg says, and keeps the card at all of them', async () => {
    const charge = (merchant_uid: string, more: object = {}) =>
      rest.post('/subscribe/payments/onetime', { ...card, merchant_uid, amount: 1004, pg: 'daou', ...more })
    const pgs = new Set<string>()
    for (let n = 0; n < 12; n++) {
      pgs.add((await charge(`g${n}`, { channelGroupId: channel_group_id })).response.pg_provider)
    }
    expect([...pgs].sort()).toEqual(['kcp', 'nice'])
    await charge('kept', { channelGroupId: channel_group_id, customer_uid: 'c9' })
    const { response } = await rest.get('/subscribe/customers/c9')
    expect(response.succeededChannels.map((one: { pg_provider: string }) => one.pg_provider)).toEqual([
      'nice',
      'kcp',
    ])
    expect((await charge('alone')).response.pg_provider).toBe('daou')
  })

  test('is left by a card that is registered without it', async () => {
    await register('c1', { channel_group_id })
    expect((await register('c1', { pg: 'nice' })).response).toMatchObject({
      pg_provider: 'nice',
    })
    expect((await rest.get('/subscribe/customers/c1')).response).not.toHaveProperty('channelGroupId')
  })
})
