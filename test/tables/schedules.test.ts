/** Charges of the future, verb by verb: what is registered, moved, revoked, charged, and which "no" wins. */
import { describe, expect, test } from 'vitest'
import type { ScheduledOrder } from '../../src/billing/key.ts'
import type { NewSchedules, ScheduleRequest } from '../../src/billing/schedules/create.ts'
import { DAY, NOON, openShop } from './shop.ts'

const CARD = { card_number: '5428-7928-1234-2305', expiry: '2030-12', birth: '900101', pwd_2digit: '00' }
const LIMIT = { ...CARD, card_number: '4000-0000-0000-0002' }
const ONCE = { ...CARD, card_number: '4000-0000-0000-0341' }

const order: ScheduledOrder = {
  name: '구독',
  buyer_name: null,
  buyer_email: null,
  buyer_tel: null,
  buyer_addr: null,
  buyer_postcode: null,
  custom_data: null,
  notice_url: ['http://own'],
  tax_free: 0,
  vat_amount: null,
  card_quota: 0,
  digital: false,
  promotion_id: null,
}
const row = (more: Partial<ScheduleRequest> = {}): ScheduleRequest => ({
  merchant_uid: 's1',
  schedule_at: NOON + DAY,
  amount: 1000,
  order,
  ...more,
})
const request = (more: Partial<NewSchedules> = {}): NewSchedules => ({
  customer_uid: 'c1',
  card: null,
  wish: {},
  customer: {},
  checking_amount: 0,
  schedules: [row()],
  ...more,
})

/** A shop whose buyer c1 has a key, by a card that pays. */
function withKey(card = CARD) {
  const shop = openShop()
  shop.billing.issue(1, 'c1', card, {}, { customer_name: '홍길동', customer_id: 'B1' })
  return shop
}
/** … and that has one charge to come. */
function withOne(more: Partial<ScheduleRequest> = {}, card = CARD) {
  const shop = withKey(card)
  shop.schedules.create(1, request({ schedules: [row(more)] }))
  return shop
}
const refusing = (name: string, en: string | null) =>
  expect.objectContaining({ name, hint: en === null ? null : expect.objectContaining({ en }) })

describe('a new one', () => {
  test('stands as it was asked for, with what the key knows, and somebody looks at it in time', () => {
    const { pokes, schedules } = withKey()
    const key = { pg_provider: 'html5_inicis', pg_id: 'INIBillTst', sandbox: true, customer_id: 'B1' }
    const [made] = schedules.create(1, request())
    expect(made).toEqual({
      merchant: 1,
      merchant_uid: 's1',
      customer_uid: 'c1',
      ...key,
      pg_id: made?.pg_id,
      schedule_at: NOON + DAY,
      executed_at: 0,
      revoked_at: 0,
      status: 'scheduled',
      imp_uid: null,
      attempts: 0,
      amount: 1000,
      currency: 'KRW',
      order: { ...order, buyer_name: '홍길동' },
    })
    expect(schedules.find(1, 's1')).toEqual(made)
    expect([pokes(), schedules.due.nextDue()]).toEqual([1, NOON + DAY])
    expect(schedules.due.next?.()).toEqual({ kind: 'schedule', about: 's1' })
  })

  test('brings its own card, the first time only', () => {
    const { billing, schedules } = openShop()
    schedules.create(1, request({ card: CARD, customer: { customer_name: '처음' } }))
    schedules.create(1, request({ card: LIMIT, schedules: [row({ merchant_uid: 's2' })] }))
    expect(billing.find(1, 'c1')).toMatchObject({ card_number: '54287928****2305', customer_name: '처음' })
  })

  test.each<[string, Partial<NewSchedules>, string, string | null]>([
    [
      'a buyer without a key',
      { customer_uid: 'c2' },
      'schedule_customer_unknown',
      'c2 has no billing key; send card data.',
    ],
    [
      'a card that is refused',
      { customer_uid: 'c2', card: { ...CARD, expiry: '2020-01' } },
      'schedule_card_refused',
      'The card expired in 2020-01; it is 2026-01.',
    ],
    [
      'a time that is now',
      { schedules: [row({ schedule_at: NOON })] },
      'schedule_new_at_past',
      `schedule_at is in Unix seconds: ${NOON} is 2026-01-01 12:00:00, now is 2026-01-01 12:00:00.`,
    ],
    [
      'the same twice',
      { schedules: [row(), row()] },
      'schedule_duplicate',
      'It is scheduled: PUT or reschedule it.',
    ],
    ['no money', { schedules: [row({ amount: 0 })] }, 'api_amount_invalid', 'amount was 0 KRW.'],
    [
      'money that the PG does not take',
      { schedules: [row({ currency: 'XXX' })] },
      'api_currency_invalid',
      null,
    ],
    [
      'half a won to try the card',
      { checking_amount: 0.5 },
      'api_amount_invalid',
      'amount was 0.5: KRW has fewer decimal places.',
    ],
    [
      'other money to try the card',
      { checking_amount: 1, schedules: [row({ currency: 'XXX' })] },
      'api_currency_invalid',
      null,
    ],
    [
      'more free of tax than there is',
      { schedules: [row({ order: { ...order, tax_free: 1001 } })] },
      'api_tax_invalid',
      'tax_free was 1001 of 1000 KRW: tax_free and vat_amount are parts of amount.',
    ],
  ])('is none with %s, and nothing is registered', (_what, more, name, hint) => {
    const { schedules } = withKey()
    expect(() => schedules.create(1, request(more))).toThrow(refusing(name, hint))
    expect(() => schedules.find(1, 's1')).toThrow(
      refusing('schedule_not_found', 'Nothing is scheduled under s1.'),
    )
  })

  test('is none for an order that was paid', () => {
    const shop = withKey()
    shop.with({ merchant_uid: 's1' })
    expect(() => shop.schedules.create(1, request())).toThrow(refusing('api_order_already_paid', null))
  })

  test('is none where its PG insists on more', () => {
    const shop = openShop({ strictness: 'strict' })
    const asked = (more: Partial<ScheduleRequest>) =>
      request({
        card: CARD,
        wish: { pg: 'ksnet' },
        customer: { customer_name: '홍길동' },
        schedules: [row(more)],
      })
    const missing = (parameter: string) =>
      refusing('api_parameter_of_pg_missing', `ksnet insists on ${parameter} in schedules[].`)
    expect(() => shop.schedules.create(1, asked({}))).toThrow(missing('product_type'))
    const nameless = { ...asked({ sent: { product_type: 'real' } }), customer: {} }
    expect(() => shop.schedules.create(1, nameless)).toThrow(missing('buyer_name'))
    expect(shop.schedules.create(1, asked({ sent: { product_type: 'real' } }))).toMatchObject([
      { pg_provider: 'ksnet' },
    ])
  })

  test('is named where it is registered already', () => {
    const { schedules } = withOne()
    expect(() => schedules.create(1, request())).toThrow(
      '이미 등록된 결제예약이 있습니다. (merchant_uid: s1)',
    )
  })

  test('of which there is none is none, though the card is tried', () => {
    expect(withKey().schedules.create(1, request({ checking_amount: 100, schedules: [] }))).toEqual([])
  })

  test('goes to one channel of a group: the one that is named, or one drawn by the order', async () => {
    const channels = ['nice.nictest04m', 'ksnet.2999199999']
    const shop = openShop({ channel_groups: [{ channel_group_id: 'G', channels }] })
    shop.billing.issue(1, 'c1', CARD, { channel_group_id: 'G' }, { customer_name: '홍길동' })
    const uids = ['a', 'b', 'c', 'd', 'e', 'f']
    const rows = (prefix: string) =>
      uids.map((uid) => row({ merchant_uid: prefix + uid, sent: { product_type: 'real' } }))
    const pgs = (made: readonly { pg_provider: string }[]) =>
      new Set(made.map(({ pg_provider }) => pg_provider))
    expect(pgs(shop.schedules.create(1, request({ schedules: rows('drawn-') }))).size).toBe(2)
    for (const pg of ['nice', 'ksnet']) {
      const made = shop.schedules.create(1, request({ wish: { pg }, schedules: rows(pg) }))
      expect(pgs(made)).toEqual(new Set([pg]))
      const paid = made.map(({ merchant_uid }) => shop.schedules.runNow(1, merchant_uid))
      expect(pgs(paid)).toEqual(new Set([pg]))
    }
  })

  test('tries the card where it should, in the words of the PG', () => {
    const { schedules } = withKey(LIMIT)
    expect(schedules.create(1, request())).toHaveLength(1)
    const tried = request({ checking_amount: 100, schedules: [row({ merchant_uid: 's2' })] })
    expect(() => schedules.create(1, tried)).toThrow(
      refusing('schedule_card_refused', 'The trial charge of 100 was declined.'),
    )
    expect(() => schedules.create(1, tried)).toThrow(/^카드정보 확인에 실패하였습니다\. \S.*한도/)
    expect(() => schedules.create(1, tried)).not.toThrow(/[{}]/)
    expect(withKey(ONCE).schedules.create.bind(null, 1, tried)).toThrow('한도')
    expect(withKey().schedules.create(1, tried)).toHaveLength(1)
  })
})

describe('one that waits', () => {
  test('gets another time', () => {
    const { pokes, schedules } = withOne()
    expect(schedules.move(1, 's1', NOON + 1)).toMatchObject({ status: 'scheduled', schedule_at: NOON + 1 })
    expect([schedules.find(1, 's1').schedule_at, pokes()]).toEqual([NOON + 1, 2])
  })

  test('gets none that is over', () => {
    const { schedules } = withOne()
    const now = `schedule_at is in Unix seconds: ${NOON} is 2026-01-01 12:00:00, now is 2026-01-01 12:00:00.`
    expect(() => schedules.move(1, 's1', NOON)).toThrow(refusing('schedule_at_past', now))
    expect(() => schedules.move(1, 'x', NOON + 1)).toThrow(
      refusing('schedule_not_found', 'Nothing is scheduled under x.'),
    )
  })

  test('is neither rescheduled nor retried', () => {
    const { schedules } = withOne()
    const wrong = refusing('schedule_state_wrong', 's1 is scheduled.')
    expect(() => schedules.reschedule(1, 's1', NOON + 1)).toThrow(wrong)
    expect(() => schedules.retry(1, 's1')).toThrow(wrong)
    expect(() => schedules.retry(1, 's1')).toThrow('(scheduled)')
  })

  test.each<[string, string | null, string[] | null, string[]]>([
    ['of a buyer', 'c1', null, ['s1', 's2']],
    ['by its order', null, ['s2'], ['s2']],
    ['by both', 'c1', ['s1'], ['s1']],
  ])('is revoked %s', (_how, customer_uid, uids, revoked) => {
    const { pokes, schedules } = withOne()
    schedules.create(1, request({ schedules: [row({ merchant_uid: 's2' })] }))
    const gone = schedules.revoke(1, customer_uid, uids)
    expect(gone.map(({ merchant_uid, status, revoked_at }) => [merchant_uid, status, revoked_at])).toEqual(
      revoked.map((merchant_uid) => [merchant_uid, 'revoked', NOON]),
    )
    for (const one of gone) expect(schedules.find(1, one.merchant_uid)).toEqual(one)
    expect(pokes()).toBe(2 + revoked.length)
  })

  test.each([
    ['of nobody', null, null],
    ['of somebody else', 'c2', null],
    ['by another order', 'c1', ['x']],
  ])('is not revoked %s', (_how, customer_uid, uids) => {
    const { schedules } = withOne()
    expect(() => schedules.revoke(1, customer_uid, uids)).toThrow(refusing('unschedule_nothing', null))
    expect(schedules.find(1, 's1').status).toBe('scheduled')
  })
})

test('a revoked one is scheduled anew, or charged at once', () => {
  const { schedules } = withOne()
  schedules.revoke(1, 'c1', null)
  expect(() => schedules.move(1, 's1', NOON + 1)).toThrow(refusing('schedule_state_wrong', 's1 is revoked.'))
  expect(() => schedules.reschedule(1, 's1', NOON)).toThrow(
    expect.objectContaining({ name: 'schedule_at_past' }),
  )
  const anew = { status: 'scheduled', executed_at: 0, revoked_at: 0, imp_uid: null, schedule_at: NOON + 5 }
  expect(schedules.reschedule(1, 's1', NOON + 5)).toMatchObject(anew)
  schedules.revoke(1, 'c1', null)
  expect(schedules.retry(1, 's1')).toMatchObject({ status: 'paid', merchant_uid: 's1' })
})

describe('its time', () => {
  /** Charges what is due by then. */
  async function at(shop: ReturnType<typeof openShop>, seconds = DAY) {
    shop.clock.move((NOON + seconds) * 1000)
    return shop.schedules.due.runDue()
  }

  test('has not come before it has', async () => {
    const shop = withOne()
    expect(await at(shop, DAY - 1)).toEqual([])
    expect(await at(shop)).toHaveLength(1)
    expect([await at(shop), shop.schedules.due.nextDue(), shop.schedules.due.next?.()]).toEqual([
      [],
      null,
      null,
    ])
  })

  test('has come: it is paid as it was asked for, by the key, and says so', async () => {
    const shop = withOne({ amount: 60_000, order: { ...order, card_quota: 3, tax_free: 100 } })
    const [line] = await at(shop)
    const schedule = shop.schedules.find(1, 's1')
    const payment = shop.payments.get(schedule.imp_uid!)
    expect(line).toBe(`schedule s1 ${payment.imp_uid} paid`)
    expect(schedule).toMatchObject({ status: 'executed', executed_at: NOON + DAY, attempts: 1 })
    expect(payment).toMatchObject({
      merchant_uid: 's1',
      status: 'paid',
      amount: 60_000,
      currency: 'KRW',
      channel: 'api',
      customer_uid: 'c1',
      pg_provider: schedule.pg_provider,
      pg_id: schedule.pg_id,
      approval: { card_quota: 3 },
      order: {
        customer_uid_usage: 'payment.scheduled',
        buyer_name: '홍길동',
        name: '구독',
        tax_free: 100,
        notice_url: ['http://own'],
      },
    })
    expect(payment.order).not.toHaveProperty('card_quota', 3)
    expect(payment.order).not.toHaveProperty('promotion_id')
    expect(shop.heard.at(-1)).toMatchObject({ news: { status: 'paid' }, before: { status: 'ready' } })
  })

  test('is in dollars where it was asked for in dollars', async () => {
    const shop = openShop()
    const rows = [row({ amount: 10.5, currency: 'USD', sent: { product_type: 'real' } })]
    shop.schedules.create(
      1,
      request({ card: CARD, wish: { pg: 'ksnet' }, checking_amount: 0.5, schedules: rows }),
    )
    await at(shop)
    const { imp_uid } = shop.schedules.find(1, 's1')
    expect(shop.payments.get(imp_uid!)).toMatchObject({ amount: 1050, currency: 'USD', pg_provider: 'ksnet' })
  })

  test('takes a promotion where one was named', async () => {
    const promotion = { promotion_id: 'P', discount: 100, min_amount: 0 }
    const shop = openShop({ promotions: [promotion] })
    shop.schedules.create(
      1,
      request({ card: CARD, schedules: [row({ order: { ...order, promotion_id: 'P' } })] }),
    )
    await at(shop)
    const { imp_uid } = shop.schedules.find(1, 's1')
    expect(shop.payments.get(imp_uid!).order.promotion).toMatchObject({ id: 'P' })
  })

  test('is declined: it is executed all the same, told as failed, and not tried again', async () => {
    const shop = withOne({}, LIMIT)
    const [line] = await at(shop)
    const { imp_uid, status, attempts } = shop.schedules.find(1, 's1')
    expect([line, status, attempts]).toEqual([`schedule s1 ${imp_uid} failed`, 'executed', 1])
    expect(shop.payments.get(imp_uid!).fail_reason).toContain('한도')
    expect(shop.heard.at(-1)?.news).toEqual({ status: 'failed' })
    expect(await at(shop, 2 * DAY)).toEqual([])
  })

  const lost = {
    merchant_uid: 's1',
    status: 'failed',
    amount: 1000,
    currency: 'KRW',
    pay_method: 'card',
    channel: 'api',
    customer_uid: 'c1',
    pg_provider: 'html5_inicis',
    order: { customer_uid_usage: 'payment.scheduled', name: '구독' },
  }

  test('finds its key gone', async () => {
    const shop = withOne()
    const { pg_id } = shop.schedules.find(1, 's1')
    shop.billing.remove(1, 'c1')
    await at(shop)
    const { imp_uid } = shop.schedules.find(1, 's1')
    expect(shop.payments.get(imp_uid!)).toMatchObject({
      ...lost,
      pg_id,
      sandbox: true,
      fail_reason: '등록되지 않은 구매자입니다.',
    })
  })

  test('finds its order paid by other means', async () => {
    const shop = withOne()
    shop.with({ merchant_uid: 's1', imp_uid: 'imp_other' })
    await at(shop)
    const { imp_uid } = shop.schedules.find(1, 's1')
    const fail_reason = '이미 결제가 이루어진 거래건입니다.'
    expect(shop.payments.get(imp_uid!)).toMatchObject({ ...lost, fail_reason })
  })

  test('finds that what it has is refused: that one has failed, the rest goes on', async () => {
    const shop = withOne()
    const wrong = {
      ...shop.schedules.find(1, 's1'),
      merchant_uid: 's0',
      order: { ...order, tax_free: 5000, vat_amount: 7 },
    }
    shop.schedules.load(wrong)
    expect(await at(shop)).toHaveLength(2)
    const { imp_uid } = shop.schedules.find(1, 's0')
    expect(shop.payments.get(imp_uid!)).toMatchObject({
      status: 'failed',
      order: { name: '구독', tax_free: 0, vat_amount: null },
    })
    expect(shop.payments.get(imp_uid!).fail_reason).toContain('tax_free')
    expect(shop.payments.get(shop.schedules.find(1, 's1').imp_uid!).status).toBe('paid')
  })

  test('meets a fault of ours, which is not taken for a refusal', async () => {
    const shop = withOne()
    shop.stores.billing.channels = () => {
      throw new TypeError('ours')
    }
    await expect(at(shop)).rejects.toThrow('ours')
    expect(shop.schedules.find(1, 's1').status).toBe('scheduled')
  })
})

describe('one that was charged', () => {
  test('and failed is retried, by a card that declines once only', () => {
    const shop = withOne({}, ONCE)
    expect(shop.schedules.runNow(1, 's1').status).toBe('failed')
    expect(shop.schedules.runNow(1, 's1').status).toBe('paid')
    expect(shop.schedules.find(1, 's1').attempts).toBe(2)
    const wrong = refusing('schedule_state_wrong', 's1 is executed.')
    expect(() => shop.schedules.runNow(1, 's1')).toThrow(wrong)
    expect(() => shop.schedules.reschedule(1, 's1', NOON + 9)).toThrow(wrong)
  })

  test('and failed is not retried without its key, nor where the order was paid since', () => {
    const shop = withOne({}, LIMIT)
    shop.schedules.runNow(1, 's1')
    shop.with({ merchant_uid: 's1', imp_uid: 'imp_other' })
    expect(() => shop.schedules.retry(1, 's1')).toThrow(refusing('api_order_already_paid', null))
    shop.billing.remove(1, 'c1')
    expect(() => shop.schedules.retry(1, 's1')).toThrow(refusing('schedule_key_not_found', null))
  })

  test('and failed waits again: what waits is not retried, whatever it was before', () => {
    const shop = withOne({}, LIMIT)
    const { imp_uid } = shop.schedules.runNow(1, 's1')
    shop.schedules.load({ ...shop.schedules.find(1, 's1'), merchant_uid: 's2', status: 'scheduled', imp_uid })
    expect(() => shop.schedules.retry(1, 's2')).toThrow(refusing('schedule_state_wrong', 's2 is scheduled.'))
  })

  test('and failed is scheduled anew', () => {
    const shop = withOne({}, LIMIT)
    shop.schedules.runNow(1, 's1')
    const anew = { status: 'scheduled', executed_at: 0, revoked_at: 0, imp_uid: null, attempts: 1 }
    expect(shop.schedules.reschedule(1, 's1', NOON + 9)).toMatchObject(anew)
  })
})

test('one of a world file stands as it stands, and somebody looks at it in time', () => {
  const shop = withOne()
  const loaded = { ...shop.schedules.find(1, 's1'), merchant_uid: 'w1', schedule_at: NOON - 5 }
  shop.schedules.load(loaded)
  expect([shop.schedules.find(1, 'w1'), shop.pokes()]).toEqual([loaded, 2])
  expect(shop.schedules.read.everySchedule(1)).toContainEqual(loaded)
  expect(shop.schedules.due.next?.()).toEqual({ kind: 'schedule', about: 'w1' })
})
