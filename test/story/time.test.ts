/** What time alone does to a payment, in virtual time: deadlines, windows, the PG's nightly cancel. */
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { parseIso } from '../../src/core/clock.ts'
import { kstIso } from '../../src/core/kst.ts'
import { bulkCancelAfter } from '../../src/deadlines/deadlines.ts'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { controlClient } from '../control-client.ts'
import { type Receiver, startReceiver } from '../receiver.ts'
import { restClient } from '../rest-client.ts'

const order = {
  pg: 'html5_inicis',
  merchant_uid: 'o1',
  name: '주문명',
  amount: 14000,
  buyer_tel: '010-1234-5678',
}
const vbank = { ...order, pay_method: 'vbank', vbank_due: '202601032359' }

let sandbox: Sandbox
let shop: Receiver

beforeEach(async () => {
  shop = await startReceiver()
  sandbox = await createSandbox({ seed: 1, clock: '2026-01-01T12:00:00+09:00', webhook: shop.url })
})
afterEach(async () => {
  await sandbox.close()
  await shop.close()
})

const happened = (imp_uid: string) => sandbox.payment(imp_uid).timeline.map(({ what }) => what)
const statuses = () => shop.received.map(({ body }) => JSON.parse(body).status)
const at = (iso: string) => parseIso(iso)! / 1000

describe('a virtual account', () => {
  test('takes money in the last second of its deadline', async () => {
    const { payment } = await sandbox.pay(vbank)
    await sandbox.deposit(payment!.imp_uid, { at: '2026-01-03T23:59:00+09:00' })
    expect(sandbox.payment(payment!.imp_uid).status).toBe('paid')
    await sandbox.advance('30 days')
    expect(happened(payment!.imp_uid)).toEqual(['window opened', 'vbank issued', 'deposited'])
  })

  test('expires a second later: still ready, no webhook, and the bank takes nothing more', async () => {
    const { payment } = await sandbox.pay(vbank)
    const { imp_uid } = payment!
    await sandbox.advance('7 days')
    expect(sandbox.payment(imp_uid)).toMatchObject({
      status: 'ready',
      vbank_date: at('2026-01-03T23:59:00+09:00'),
    })
    const expired = sandbox.payment(imp_uid).timeline.at(-1)!
    expect([expired.what, kstIso(expired.at)]).toEqual(['vbank expired', '2026-01-03T23:59:01+09:00'])
    await expect(sandbox.deposit(imp_uid)).rejects.toThrow(/입금기한/)
    expect(statuses()).toEqual(['ready'])
    await sandbox.deposit(imp_uid, { force: true })
    await sandbox.advance('30 days')
    expect(happened(imp_uid).filter((what) => what === 'vbank expired')).toHaveLength(1)
  })

  test('expires at once when somebody says so', async () => {
    const { payment } = await sandbox.pay(vbank)
    await sandbox.expire(payment!.imp_uid)
    await expect(sandbox.deposit(payment!.imp_uid)).rejects.toThrow(/입금기한/)
    await sandbox.advance('7 days')
    expect(happened(payment!.imp_uid)).toEqual(['window opened', 'vbank issued', 'vbank expired'])
    await expect(
      sandbox.expire((await sandbox.pay({ ...order, merchant_uid: 'o2' })).payment!.imp_uid),
    ).resolves.toMatchObject({
      status: 'paid',
    })
  })
})

describe('a payment window', () => {
  test('that nobody comes back to expires after an hour: failed, and the browser is told', async () => {
    const { imp_uid } = await sandbox.open(order)
    await sandbox.advance('59m')
    expect(sandbox.payment(imp_uid).status).toBe('ready')
    await sandbox.advance('1m')
    expect(sandbox.payment(imp_uid)).toMatchObject({
      status: 'failed',
      fail_reason: expect.stringContaining('초과'),
    })
    const { rsp } = await sandbox.end(imp_uid, 'approve')
    expect(rsp).toMatchObject({ success: false, error_msg: expect.stringContaining('초과') })
    expect(statuses()).toEqual([])
  })

  test('that was left stays ready for ever', async () => {
    const { payment } = await sandbox.pay({ ...order, outcome: 'abandon' })
    await sandbox.advance('2 days')
    expect(sandbox.payment(payment!.imp_uid).status).toBe('ready')
  })

  test('never expires where the setting says so', async () => {
    sandbox.settings({ window_lifetime_s: 0 })
    const { imp_uid } = await sandbox.open(order)
    await sandbox.advance('7 days')
    expect((await sandbox.end(imp_uid, 'approve')).rsp!.success).toBe(true)
  })
})

describe('the PG cancels its test payments', () => {
  test('not unless it is switched on', async () => {
    const { payment } = await sandbox.pay(order)
    await sandbox.advance('30 days')
    expect(sandbox.payment(payment!.imp_uid).status).toBe('paid')
  })

  test('just before midnight in Korea: cancelled, announced, by the PG', async () => {
    sandbox.settings({ auto_cancel: 'midnight' })
    const { payment } = await sandbox.pay(order)
    await sandbox.advance('1 day')
    const { status, cancel_amount, timeline } = sandbox.payment(payment!.imp_uid)
    expect({ status, cancel_amount }).toEqual({ status: 'cancelled', cancel_amount: 14000 })
    expect(timeline.at(-1)).toMatchObject({
      what: 'cancelled',
      by: 'pg',
      at: at('2026-01-01T23:50:00+09:00'),
    })
    expect(statuses()).toEqual(['paid', 'cancelled'])
  })

  test('only what is left of them', async () => {
    sandbox.settings({ auto_cancel: 'interval' })
    const { payment } = await sandbox.pay(order)
    await sandbox.cancel(payment!.imp_uid, { amount: 4000 })
    await sandbox.advance('1 hour')
    expect(sandbox.payment(payment!.imp_uid).cancel_history.map(({ amount }) => amount)).toEqual([
      4000, 10000,
    ])
  })

  test('and iamport does not know: it still says paid, and a refund is refused by the PG', async () => {
    sandbox.settings({ auto_cancel: 'midnight', auto_cancel_is_seen: false })
    const { payment } = await sandbox.pay(order)
    await sandbox.advance('1 day')
    const rest = await restClient(sandbox)
    expect((await rest.get(`/payments/${payment!.imp_uid}`)).response).toMatchObject({
      status: 'paid',
      cancel_amount: 0,
    })
    expect(happened(payment!.imp_uid).at(-1)).toBe('cancelled at the PG only')
    expect(statuses()).toEqual(['paid'])
    const refused = await rest.post('/payments/cancel', { imp_uid: payment!.imp_uid })
    expect(refused).toMatchObject({
      status: 200,
      code: -1,
      message: '결제취소에 실패하였습니다. [500626|기 취소 거래]',
    })
  })

  test('no longer when it is switched off again before', async () => {
    sandbox.settings({ auto_cancel: 'midnight' })
    const { payment } = await sandbox.pay(order)
    sandbox.settings({ auto_cancel: 'off' })
    await sandbox.advance('1 day')
    expect(sandbox.payment(payment!.imp_uid).status).toBe('paid')
  })

  test.each([
    ['midnight', '2026-01-01T00:00:00+09:00', '2026-01-01T23:50:00+09:00'],
    ['midnight', '2026-01-01T23:49:59+09:00', '2026-01-01T23:50:00+09:00'],
    ['midnight', '2026-01-01T23:50:00+09:00', '2026-01-02T23:50:00+09:00'],
    ['midnight', '2025-12-31T23:55:00+09:00', '2026-01-01T23:50:00+09:00'],
    ['interval', '2026-01-01T12:00:00+09:00', '2026-01-01T12:30:00+09:00'],
    ['interval', '2026-01-01T12:29:59+09:00', '2026-01-01T12:30:00+09:00'],
    ['interval', '2026-01-01T23:59:00+09:00', '2026-01-02T00:00:00+09:00'],
  ] as const)('%s: one paid at %s is cancelled at %s', (auto_cancel, paid, due) => {
    const settings = { auto_cancel, auto_cancel_interval_s: 1800, window_lifetime_s: 0 }
    expect(kstIso(bulkCancelAfter(at(paid), settings)!)).toBe(due)
  })
})

describe('a late approval', () => {
  test('turns a failed payment into a paid one, and announces it', async () => {
    const { payment } = await sandbox.pay({ ...order, outcome: { decline: '120049' } })
    await sandbox.advance('10m')
    const late = await sandbox.approveLate(payment!.imp_uid)
    expect(late).toMatchObject({ status: 'paid', fail_reason: null, card_name: expect.any(String) })
    await sandbox.settle()
    expect(statuses()).toEqual(['paid'])
    expect(happened(payment!.imp_uid)).toEqual(['window opened', 'declined', 'approved late'])
  })

  test('is refused for one that is paid, and for an order that was paid since', async () => {
    const { payment: failed } = await sandbox.pay({ ...order, outcome: 'cancel' })
    const { payment: paid } = await sandbox.pay(order)
    await expect(sandbox.approveLate(paid!.imp_uid)).rejects.toThrow(/paid/)
    await expect(sandbox.approveLate(failed!.imp_uid)).rejects.toThrow(/이미 결제/)
  })
})

test('a phone payment is given back in the month of its payment, and not in the next', async () => {
  const { payment } = await sandbox.pay({ ...order, pg: 'nice', pay_method: 'phone' })
  const { payment: other } = await sandbox.pay({
    ...order,
    pg: 'nice',
    pay_method: 'phone',
    merchant_uid: 'o2',
  })
  await sandbox.advance('30 days')
  expect((await sandbox.cancel(payment!.imp_uid)).status).toBe('cancelled')
  await sandbox.advance('12h')
  await expect(sandbox.cancel(other!.imp_uid)).rejects.toThrow(/당월/)
})

test('advance walks: what happens on the way happens at its own time, and in its order', async () => {
  sandbox.settings({ webhook_retries: true })
  const refusing = await startReceiver({ status: 500 })
  onTestFinished(() => refusing.close())
  const { payment: issued } = await sandbox.pay({ ...vbank, vbank_due: '20260101120130' })
  await sandbox.pay({ ...order, merchant_uid: 'o2', notice_url: refusing.url })
  const ran = await sandbox.advance('3m')
  expect(ran.map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
    'webhook 1 ready',
    'webhook 2 paid',
    'webhook 2 paid',
    `vbank ${issued!.imp_uid}`,
    'webhook 2 paid',
    'webhook 2 paid',
  ])
  expect(sandbox.now()).toBe('2026-01-01T12:03:00+09:00')
})

test('a REST call that a webhook provokes on the way sees the walked time', async () => {
  const rest = await restClient(sandbox)
  const seen: number[] = []
  const asking = await startReceiver({
    onRequest: async () => {
      const { cancelled_at } = (await rest.post('/payments/cancel', { merchant_uid: order.merchant_uid }))
        .response
      seen.push(cancelled_at)
    },
  })
  onTestFinished(() => asking.close())
  sandbox.settings({ webhook_delay_ms: 3_600_000 })
  await sandbox.pay({ ...order, notice_url: asking.url })
  await sandbox.advance('1 day')
  expect(seen).toEqual([at('2026-01-01T13:00:00+09:00')])
})

describe('a clock', () => {
  const clock = (body: unknown) => controlClient(() => sandbox)('POST', '/clock', body)

  test.each([
    'yesterday',
    '',
    '-1d',
    '3 fortnights',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -1,
    '1e400',
    1e15,
  ])('is not advanced by %j', async (nonsense) => {
    await expect(sandbox.advance(nonsense)).rejects.toThrow()
    expect((await clock({ by: nonsense })).status).toBe(400)
    expect(sandbox.now()).toBe('2026-01-01T12:00:00+09:00')
  })

  test('does not go back', async () => {
    expect(await clock({ to: '2025-12-31T00:00:00+09:00' })).toMatchObject({ status: 400 })
    const { payment } = await sandbox.pay(vbank)
    await expect(sandbox.deposit(payment!.imp_uid, { at: '2025-12-31' })).rejects.toThrow(
      /되돌아가지 않습니다|does not go back/,
    )
    const running = await createSandbox()
    onTestFinished(() => running.close())
    await running.advance('1 day')
    const { status, error } = await controlClient(() => running)('POST', '/clock', { mode: 'system' })
    expect(status).toBe(400)
    expect(error.message).toContain('시계는 거꾸로 가지 않습니다')
  })

  test('goes to a moment, and walks there', async () => {
    const { payment } = await sandbox.pay(vbank)
    expect(await clock({ to: '2026-01-05T00:00:00+09:00' })).toMatchObject({
      status: 200,
      iso: '2026-01-05T00:00:00+09:00',
      mode: 'frozen',
      ran: [expect.stringContaining('webhook'), `vbank ${payment!.imp_uid}`],
    })
  })
})
