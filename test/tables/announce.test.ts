/** What is told of a change of a payment, and to whom: the table of webhooks/announce.ts, row by row. */
import { describe, expect, test } from 'vitest'
import type { Announcement } from '../../src/payments/command.ts'
import type { Payment } from '../../src/payments/payment.ts'
import { announce, ownUrls, pgNotice, targetsOf } from '../../src/webhooks/announce.ts'
import { paymentLike } from './payment-like.ts'

const ADMIN_PAGE = ['https://shop.example/hook']
const OWN = ['https://shop.example/own']
const cancelled = (by: 'shop' | 'admin' | 'pg', more = {}): Announcement => ({
  status: 'cancelled',
  cancellation_id: 'C1',
  by,
  ...more,
})

function told(news: Announcement, payment: Partial<Payment> = {}, was_announced = true) {
  return announce(paymentLike(payment), news, { notification_url: ADMIN_PAGE, was_announced })
}

describe('the shop hears of', () => {
  test.each<[string, Announcement]>([
    ['a sale that is paid', { status: 'paid' }],
    ['an account that was issued', { status: 'ready' }],
    ['a schedule that failed', { status: 'failed' }],
    ['a cancel on the admin page', cancelled('admin')],
    ['a cancel by the PG', cancelled('pg')],
    ['its own cancel, when it said enable_webhook', cancelled('shop', { enable_webhook: true })],
  ])('%s', (_what, news) => {
    expect(told(news)).toMatchObject({
      notice: { event: news.status, body: { imp_uid: 'imp_1', merchant_uid: 'o1', status: news.status } },
      urls: ADMIN_PAGE,
    })
  })

  test('which cancel it was', () => {
    expect(told(cancelled('admin'))).toMatchObject({ notice: { body: { cancellation_id: 'C1' } } })
  })
})

describe('the shop does not hear of', () => {
  test('its own cancel over REST, and the developer is told why', () => {
    expect(told(cancelled('shop'))).toEqual({
      silent: true,
      why: { ko: expect.stringContaining('enable_webhook'), en: expect.stringContaining('enable_webhook') },
    })
  })

  test('its own cancel of a sale that nobody announced, though it said enable_webhook', () => {
    expect(told(cancelled('shop', { enable_webhook: true }), {}, false)).toEqual({ silent: true, why: null })
  })
})

describe('where it goes', () => {
  const order = { ...paymentLike().order, notice_url: OWN }

  test.each<[string, Announcement, readonly string[]]>([
    ['a sale with a notice_url goes there alone', { status: 'paid' }, OWN],
    ['so does its cancel on the admin page', cancelled('admin'), OWN],
    [
      'the shop’s own cancel goes to the Notification URLs',
      cancelled('shop', { enable_webhook: true }),
      ADMIN_PAGE,
    ],
  ])('%s', (_what, news, urls) => expect(told(news, { order })).toMatchObject({ urls }))
})

describe('there is a browser to race with', () => {
  const account = { ...paymentLike().approval, vbank_num: '123' }

  test.each<[string, Announcement, Partial<Payment>, boolean]>([
    ['when a window was approved', { status: 'paid' }, {}, true],
    ['when a window issued an account', { status: 'ready' }, { approval: account }, true],
    ['but not when money came to the account', { status: 'paid' }, { approval: account }, false],
    ['nor when the shop’s server charged', { status: 'paid' }, { channel: 'api' }, false],
    ['nor when the PG approved after it had failed', { status: 'paid' }, { failed_at: 1 }, false],
    ['nor for a cancel', cancelled('admin'), {}, false],
  ])('%s', (_when, news, payment, is_from_browser) =>
    expect(told(news, payment)).toMatchObject({ is_from_browser }),
  )
})

test('what is told, to the letter', () => {
  expect(told({ status: 'paid' })).toStrictEqual({
    notice: { event: 'paid', body: { imp_uid: 'imp_1', merchant_uid: 'o1', status: 'paid' } },
    urls: ADMIN_PAGE,
    is_from_browser: true,
  })
  expect(told(cancelled('shop', { enable_webhook: true }))).toStrictEqual({
    notice: {
      event: 'cancelled',
      body: { imp_uid: 'imp_1', merchant_uid: 'o1', status: 'cancelled', cancellation_id: 'C1' },
    },
    urls: ADMIN_PAGE,
    is_from_browser: false,
  })
  expect(told(cancelled('shop'))).toStrictEqual({
    silent: true,
    why: {
      ko: 'API로 취소했고 enable_webhook이 없으므로 보내지 않습니다',
      en: 'cancelled over the API without enable_webhook, so nothing is sent',
    },
  })
  expect(told(cancelled('shop', { enable_webhook: false }))).toMatchObject({ silent: true })
})

test('a browser that was there for a failure is not raced with', () => {
  expect(told({ status: 'failed' })).toMatchObject({ is_from_browser: false })
})

test('a page that nobody vouched for has no say in where it goes', () => {
  const order = { ...paymentLike().order, notice_url: OWN }
  expect(ownUrls({ order })).toEqual(OWN)
  expect(ownUrls({ order: { ...order, untrusted_page: 'https://x.example' } })).toEqual([])
  expect([targetsOf(OWN, ADMIN_PAGE), targetsOf([], ADMIN_PAGE)]).toEqual([OWN, ADMIN_PAGE])
})

test('an event of a PG says what it is, of which payment, and what more there is', () => {
  const subject = { imp_uid: 'imp_1', merchant_uid: 'o1', status: 'paid', amount: 5 }
  expect(pgNotice('Galaxia.Cvs.Confirm', subject, { x: 1 })).toEqual({
    event: 'Galaxia.Cvs.Confirm',
    body: {
      event: 'Galaxia.Cvs.Confirm',
      imp_uid: 'imp_1',
      merchant_uid: 'o1',
      status: 'paid',
      extra: { x: 1 },
    },
  })
})
