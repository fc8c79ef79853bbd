/** Which contract a call of the shop's server gets: by its key, by its kind, and what is said when it cannot. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { type RestClient, restClient } from '../rest-client.ts'

let sandbox: Sandbox
let rest: RestClient
beforeEach(async () => {
  sandbox = await createSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00' })
  rest = await restClient(sandbox)
})
afterEach(() => sandbox.close())

const card = { card_number: '5242-4242-4242-4242', expiry: '2030-12' }
const channel = (pg_provider: string, type: 'payment' | 'api_payment' | 'certification') => ({
  pg_provider,
  pg_id: `mid-${pg_provider}-${type}`,
  type,
  channel_key: `channel-key-${pg_provider}-${type}`,
})
const charge = (more: object = {}) =>
  rest.post('/subscribe/payments/onetime', { ...card, merchant_uid: 'o1', amount: 1004, ...more })

test('every kind of contract is listed, also those that verify identities', async () => {
  const { response } = await rest.get('/users/pg')
  const types = new Set(response.map(({ type }: { type: string }) => type))
  expect([...types].sort()).toEqual(['api_payment', 'certification', 'payment'])
})

test('a charge goes to a contract for charges, though a window of another PG comes first', async () => {
  sandbox.settings({ channels: [channel('html5_inicis', 'payment'), channel('nice', 'api_payment')] })
  expect((await charge()).response).toMatchObject({ pg_provider: 'nice', pg_id: 'mid-nice-api_payment' })
})

describe('a channel_key', () => {
  beforeEach(() => {
    sandbox.settings({
      channels: [
        channel('nice', 'api_payment'),
        channel('kcp', 'api_payment'),
        channel('kakaopay', 'payment'),
        channel('danal', 'certification'),
        channel('kcp_v2', 'certification'),
      ],
      channel_groups: [
        { channel_group_id: 'group', channels: ['nice.mid-nice-api_payment', 'kcp.mid-kcp-api_payment'] },
      ],
    })
  })

  test('chooses the PG of a charge', async () => {
    const { response } = await charge({ channel_key: 'channel-key-kcp-api_payment' })
    expect(response).toMatchObject({ pg_provider: 'kcp' })
  })

  test('of a PG that cannot charge is refused, and of nobody is left aside', async () => {
    expect(await charge({ channel_key: 'channel-key-kakaopay-payment' })).toMatchObject({
      status: 200,
      message: expect.stringContaining('계약이 필요합니다'),
      response: null,
    })
    expect((await charge({ channel_key: 'channel-key-of-nobody' })).response.status).toBe('paid')
  })

  test.each(['nice', 'kcp'])(
    '%s chooses where a key of a whole group is charged, at once or later',
    async (pg) => {
      await rest.post('/subscribe/customers/c1', { ...card, channel_group_id: 'group' })
      const channel_key = `channel-key-${pg}-api_payment`
      for (let n = 0; n < 4; n++) {
        const again = { customer_uid: 'c1', merchant_uid: `a${n}`, amount: 1004, name: '재결제', channel_key }
        expect((await rest.post('/subscribe/payments/again', again)).response.pg_provider).toBe(pg)
      }
      const rows = [1, 2, 3].map((n) => ({
        merchant_uid: `s${n}`,
        schedule_at: 1767279600,
        amount: 1004,
        name: '예약',
      }))
      const schedule = { customer_uid: 'c1', channel_key, schedules: rows }
      const made = (await rest.post('/subscribe/payments/schedule', schedule)).response
      expect(new Set(made.map((row: { pg_provider: string }) => row.pg_provider))).toEqual(new Set([pg]))
      await sandbox.advance('2 days')
      const later = await restClient(sandbox)
      for (const { merchant_uid } of rows) {
        expect((await later.get(`/payments/find/${merchant_uid}`)).response).toMatchObject({
          status: 'paid',
          pg_provider: pg,
        })
      }
    },
  )

  test('chooses who verifies a person; only KCP can do it by app', async () => {
    const person = {
      name: '홍길동',
      phone: '010-1234-5678',
      birth: '900131',
      gender_digit: '1',
      carrier: 'SKT',
    }
    const ask = async (pg: string) => {
      const channel_key = `channel-key-${pg}-certification`
      const request = { ...person, channel_key, verification_method: 'APP' }
      const { imp_uid } = (await rest.post('/certifications/otp/request', request)).response
      return rest.post(`/certifications/otp/confirm/${imp_uid}`, {})
    }
    expect((await ask('kcp_v2')).response).toMatchObject({ pg_provider: 'kcp_v2', certified: true })
    expect(await ask('danal')).toMatchObject({ status: 400, response: null })
  })
})

describe('instalments', () => {
  test.each([
    [49_999, 2, 'failed'],
    [50_000, 2, 'paid'],
    [1000, 1, 'paid'],
    [1000, 0, 'paid'],
  ])('%d won in %d months: %s', async (amount, card_quota, status) => {
    const { response } = await charge({ amount, card_quota })
    expect(response).toMatchObject({ status, card_quota: card_quota === 2 && status === 'paid' ? 2 : 0 })
    if (status === 'failed') expect(response.fail_reason).toContain('할부')
  })
})

test('an account at a PG with a holder of its own does not carry the name that was sent', async () => {
  const issue = (pg: string) =>
    rest.post('/vbanks', {
      pg,
      merchant_uid: pg,
      amount: 1004,
      vbank_code: '088',
      vbank_due: 1900000000,
      vbank_holder: '홍길동',
      buyer_name: '구매자',
      product_type: 'real',
    })
  expect((await issue('tosspayments')).response.vbank_holder).toBeNull()
  expect((await issue('ksnet')).response.vbank_holder).not.toBe('홍길동')
  expect((await issue('nice')).response.vbank_holder).toBe('홍길동')
})

describe('a window of /v1/iamport.js', () => {
  const buy = (more: object) =>
    sandbox.pay({
      sdk: 'v1',
      merchant_uid: 'w1',
      name: '주문명',
      amount: 1004,
      buyer_name: '홍길동',
      ...more,
    })
  const MISSING = '결제 창 호출에 실패하였습니다. 채널 정보를 조회할 수 없습니다.'

  test('with channels refuses a channelKey that nobody has, and a newer PG that is not set up, with F500', async () => {
    sandbox.settings({ channels: [channel('html5_inicis', 'payment')] })
    for (const wrong of [
      { channelKey: 'channel-key-none' },
      { pg: 'tosspayments' },
      { pg: 'nice_v2.mine' },
      { pg: 'ksnet' },
    ]) {
      const { payment, rsp } = await buy(wrong)
      expect([payment, rsp!.imp_uid]).toEqual([null, null])
      expect(rsp).toMatchObject({ error_code: 'F500', error_msg: MISSING })
    }
  })

  test.each(['kcp', 'nice', 'danal_tpay', 'nobody'])(
    'with channels takes the default PG where %s of the manual’s day is not set up',
    async (pg) => {
      sandbox.settings({ channels: [channel('html5_inicis', 'payment')] })
      expect((await buy({ pg })).payment).toMatchObject({ status: 'paid', pg_provider: 'html5_inicis' })
    },
  )

  test('of an older script takes the default PG, whatever it names', async () => {
    sandbox.settings({ channels: [channel('html5_inicis', 'payment')] })
    const { payment } = await buy({ pg: 'tosspayments', sdk: '1.2.0' })
    expect(payment).toMatchObject({ status: 'paid', pg_provider: 'html5_inicis' })
  })

  test('without channels opens for every PG; a channelKey that nobody has is told', async () => {
    expect((await buy({ pg: 'tosspayments' })).payment).toMatchObject({ pg_provider: 'tosspayments' })
    const { payment } = await buy({ merchant_uid: 'w2', pg: 'nice', channelKey: 'channel-key-none' })
    expect(payment).toMatchObject({ status: 'paid', pg_provider: 'nice' })
    expect(String(payment!.timeline[0]!.detail.remarks)).toContain('channel-key-none')
  })
})
