/** What a PG, a bank, a buyer or a shop does to a payment, to the letter: the numbers, texts and addresses that come of it. */
import { describe, expect, test } from 'vitest'
import { pgByCode } from '../../src/catalog/pgs/index.ts'
import { BalanceView, printBalance } from '../../src/payments/balance.ts'
import type { CancelRequest } from '../../src/payments/cancel.ts'
import { drawCancellationId, drawTid } from '../../src/payments/numbers.ts'
import { NO_FACTS, type Payment } from '../../src/payments/payment.ts'
import { paymentLike } from './payment-like.ts'
import { DAY, dice, NOON, openShop } from './shop.ts'

const ready = { status: 'ready', paid_at: 0, pg_tid: null, started_at: NOON - 60 } as const
const waiting = {
  ...ready,
  pay_method: 'vbank',
  approval: { ...paymentLike().approval, vbank_num: '562', vbank_date: NOON + DAY },
}
const tid = (payment: Payment, n: number | string) =>
  drawTid(dice, pgByCode(payment.pg_provider)!, payment, NOON, n)
const refusing = (name: string, en?: string) =>
  expect.objectContaining({ name, ...(en === undefined ? {} : { hint: expect.objectContaining({ en }) }) })

/** An open payment, approved with these values. */
function approved(more: Partial<Payment>, values: Record<string, string> = {}, amount?: number): Payment {
  const { payments, with: having } = openShop()
  return payments.approve(having({ ...ready, ...more }).imp_uid, values, amount)
}

describe('an approval', () => {
  test('has a number, a slip and what the buyer chose', () => {
    const payment = approved({}, { card_code: '381', card_quota: '3' })
    expect(payment).toMatchObject({
      status: 'paid',
      amount: 14_000,
      pay_method: 'card',
      pg_tid: tid(payment, 0),
      receipt_url: 'http://here/checkout/slips/imp_1',
      approval: { card_code: '381', card_quota: 3, card_number: '524242*********0' },
    })
    expect(payment.order.cash_receipt).toBeUndefined()
  })

  test('of another amount takes that, in the currency of the order', () => {
    expect(approved({}, {}, 100).amount).toBe(100)
    expect(approved({ currency: 'USD', amount: 1050 }, {}, 2.5).amount).toBe(250)
  })

  test.each([
    ['a key at a PG that charges nothing for one', { customer_uid: 'c' }, 0],
    [
      'a key at a PG that charges what is asked',
      { customer_uid: 'c', pg_provider: 'danal', pay_method: 'phone' },
      14_000,
    ],
    ['no key', {}, 14_000],
    [
      'a charge of a key',
      { customer_uid: 'c', order: { ...NO_FACTS, customer_uid_usage: 'payment' } },
      14_000,
    ],
  ] as const)('for %s takes its money', (_what, more, amount) => expect(approved(more).amount).toBe(amount))

  test.each([
    ['nobody asked', {}, undefined],
    ['a word that is none', { cash_receipt: 'x', cash_receipt_id: '1' }, undefined],
    [
      'a person',
      { cash_receipt: 'person', cash_receipt_id: '010-1' },
      { type: 'person', identifier: '010-1' },
    ],
    ['a company', { cash_receipt: 'company', cash_receipt_id: '1' }, { type: 'company', identifier: '1' }],
    ['a person without a number', { cash_receipt: 'person' }, { type: 'person', identifier: '' }],
    ['nobody in particular', { cash_receipt: 'anonymous' }, { type: 'person', identifier: '010-000-1234' }],
  ])('has a cash receipt for whom it was asked for: %s', (_who, values, cash_receipt) => {
    expect(approved({ pay_method: 'vbank' }, values).order.cash_receipt).toEqual(cash_receipt)
  })

  test('shows a card number as the PG does', () => {
    expect(approved({ pg_provider: 'kcp', pg_id: 'T0000' }).approval.card_number).toBe('5242420000000000')
    expect(
      approved({ pg_provider: 'kcp', pg_id: 'T0000', pay_method: 'trans' }).approval.card_number,
    ).toBeNull()
  })
})

describe('an account', () => {
  const END_OF_31_JANUARY = 1_769_871_599
  /** 18:07:21 of 2 January. */
  const DUE = NOON + DAY + 6 * 3600 + 441
  const issued = (pg_provider: string, order: Partial<Payment['order']> = {}, more: Partial<Payment> = {}) =>
    approved({ pay_method: 'vbank', pg_provider, order: { ...NO_FACTS, ...order }, ...more }).approval

  test('closes at the end of its day, has a number and a holder, and no slip yet', () => {
    const payment = approved({ pay_method: 'vbank' })
    expect(payment).toMatchObject({ status: 'ready', receipt_url: null, pg_tid: tid(payment, 0) })
    expect(payment.approval).toMatchObject({
      vbank_num: `562${dice.digits(11, 'vbank_num', 'imp_1')}`,
      vbank_date: END_OF_31_JANUARY,
      vbank_holder: pgByCode('html5_inicis')!.vbank.holder,
      vbank_issued_at: NOON,
    })
  })

  test.each([
    ['html5_inicis', DUE],
    ['uplus', NOON + DAY + 12 * 3600 - 1],
    ['welcome', DUE - (DUE % 60) + 59],
  ])('at %s closes when that PG rounds it to', (pg_provider, vbank_date) => {
    expect(issued(pg_provider, { vbank_due: DUE }).vbank_date).toBe(vbank_date)
  })

  test('has the number and the holder that the shop gave, where the PG takes a holder', () => {
    const own = { vbank_num: '777', vbank_holder: '가게' }
    expect(issued('html5_inicis', own)).toMatchObject({ vbank_num: '777', vbank_holder: '가게' })
    expect(issued('ksnet', own)).toMatchObject({
      vbank_num: '777',
      vbank_holder: pgByCode('ksnet')!.vbank.holder,
    })
  })

  test('has a number in the shape of its PG; a barcode has none of that', () => {
    expect(issued('uplus').vbank_num).toBe(`X${dice.digits(13, 'vbank_num', 'imp_1')}`)
    const barcode = issued('uplus', {}, { pay_method: 'cvs' })
    expect(barcode.vbank_num).not.toMatch(/^X/)
    expect(issued('html5_inicis').vbank_num).toMatch(/^562\d{11}$/)
  })
})

test('a late approval has a number and a slip of its own', () => {
  const { payments, with: having } = openShop()
  const before = having({ ...ready, status: 'failed', failed_at: NOON, fail_reason: 'no' })
  expect(payments.approveLate(before.imp_uid)).toMatchObject({
    status: 'paid',
    pg_tid: tid(before, 'late'),
    receipt_url: 'http://here/checkout/slips/imp_1',
    approval: { apply_num: dice.digits(8, 'apply_num', 'imp_1'), card_number: '524242*********0' },
  })
  const account = having({
    ...waiting,
    imp_uid: 'imp_2',
    merchant_uid: 'o2',
    status: 'failed',
    failed_at: NOON,
  })
  expect(payments.approveLate('imp_2').approval).toEqual(account.approval)
})

describe('a deposit', () => {
  test('is credited in major units, has a slip, and is the payment’s own', () => {
    const { payments, with: having } = openShop()
    const before = having({ ...waiting, currency: 'USD', amount: 1050, pg_tid: 'T1' })
    expect(payments.deposit(before.imp_uid, 10.5)).toMatchObject({
      status: 'paid',
      pg_tid: 'T1',
      receipt_url: 'http://here/checkout/slips/imp_1',
    })
  })

  test('of the wrong money is refused, unless by force', () => {
    const { payments, with: having } = openShop()
    having(waiting)
    expect(() => payments.deposit('imp_1', 13_000)).toThrow(refusing('deposit_amount_wrong'))
    expect(() => payments.deposit('imp_1', 0, true)).toThrow(
      refusing('deposit_amount_wrong', 'amount was 0 KRW.'),
    )
    expect(() => payments.deposit('imp_1', 1e20, true)).toThrow(
      refusing(
        'deposit_amount_wrong',
        'amount was 100000000000000000000: an amount of KRW is at most 9007199254740991.',
      ),
    )
    expect(() => payments.deposit('imp_1', 0.5, true)).toThrow(/0\.5.*14000/)
    expect(payments.deposit('imp_1', 1, true)).toMatchObject({ status: 'paid' })
  })

  test('of which nothing is said is of the exact amount', () => {
    const { payments, told, with: having } = openShop()
    having(waiting)
    expect(payments.deposit('imp_1').status).toBe('paid')
    expect(told.at(-1)?.detail).toEqual({ amount: 14_000 })
  })

  test('on an account without a fixed amount has a number each', () => {
    const { payments, with: having } = openShop()
    const before = having({ ...waiting, order: { ...NO_FACTS, vbank_unlimited: true } })
    payments.deposit('imp_1', 5)
    const { deposits } = payments.deposit('imp_1', 6)
    expect(deposits?.map(({ pg_tid }) => pg_tid)).toEqual([
      tid(before, 'deposit 0'),
      tid(before, 'deposit 1'),
    ])
  })
})

describe('a failure', () => {
  const failing = (
    act: (shop: ReturnType<typeof openShop>['payments']) => Payment,
    more: Partial<Payment> = {},
  ) => {
    const { payments, told, with: having } = openShop()
    having({ ...ready, ...more })
    const { status, fail_reason } = act(payments)
    const { what, by } = told.at(-1)!
    return [status, fail_reason, `${what}, ${by}`]
  }
  const why = { code: 'C1', message: '한도' }

  test('by the PG is in its words, on the way on which it came', () => {
    expect(failing((shop) => shop.decline('imp_1', why, 'layer'))).toEqual([
      'failed',
      pgByCode('html5_inicis')!.refusals.format.replace('{code}', 'C1').replace('{message}', '한도'),
      'declined, pg',
    ])
    expect(failing((shop) => shop.decline('imp_1', why, 'approval'))[1]).toContain('imp_1')
  })

  test('by iamport is in the words that are given', () => {
    expect(failing((shop) => shop.refuse('imp_1', '안 됨'))).toEqual(['failed', '안 됨', 'declined, pg'])
  })

  test('by the buyer is told as a cancel', () => {
    const [, on_redirect] = failing((shop) => shop.giveUp('imp_1', 'redirect'))
    expect(on_redirect).toBe('F0005:결제가 중단되었습니다(imp_1).01 | 사용자가 결제를 취소 하였습니다.')
    const [status, , what] = failing((shop) => shop.giveUp('imp_1', 'layer'))
    expect([status, what]).toEqual(['failed', 'cancelled by the buyer, buyer'])
  })

  test('of a browser changes nothing', () => {
    expect(failing((shop) => shop.abandon('imp_1'))).toEqual(['ready', null, 'window left, buyer'])
  })
})

describe('a cancel', () => {
  const asked: CancelRequest = {
    by: 'shop',
    amount: null,
    checksum: null,
    reason: null,
    refund: { holder: null, bank: null, account: null },
  }
  const cancelled = (request: Partial<CancelRequest>, more: Partial<Payment> = {}) => {
    const { payments, with: having } = openShop()
    having({ receipt_url: 'http://here/s', ...more })
    return payments.cancel('imp_1', { ...asked, ...request })
  }

  test('has an id, a number and a slip of its own, and the words of whoever asked', () => {
    const payment = cancelled({})
    expect(payment.cancels).toEqual([
      {
        cancellation_id: drawCancellationId(dice, 'imp_1', 1),
        amount: 14_000,
        cancelled_at: NOON,
        reason: '취소요청api',
        pg_tid: tid(payment, 1),
        receipt_url: 'http://here/s/cancels/1',
        tax_free: 0,
        vat_amount: null,
      },
    ])
    expect(cancelled({ by: 'admin' }).cancel_reason).toBe('관리자페이지취소')
    expect(cancelled({ by: 'admin', reason: '변심' }).cancel_reason).toBe('변심')
    expect(cancelled({ reason: '' }).cancel_reason).toBe('취소요청api')
  })

  test('of zero is of all; of a part, in major units', () => {
    expect(cancelled({ amount: 0 }).cancel_amount).toBe(14_000)
    const dollars = { currency: 'USD', amount: 1050, order: { ...NO_FACTS, tax_free: 2 } }
    const { cancels } = cancelled({ amount: 2.5, checksum: 10.5, tax_free: 1, vat_amount: 0.5 }, dollars)
    expect(cancels[0]).toMatchObject({ amount: 250, tax_free: 100, vat_amount: 50 })
    expect(cancelled({ amount: 2.5 }, dollars).cancels[0]).toMatchObject({ tax_free: 0, vat_amount: null })
  })

  test.each([
    ['amount', 'cancel_amount_invalid'],
    ['checksum', 'cancel_checksum_mismatch'],
    ['tax_free', 'cancel_tax_invalid'],
    ['vat_amount', 'cancel_tax_invalid'],
  ])('of half a won is none: %s', (name, refused) => {
    expect(() => cancelled({ [name]: 0.5 })).toThrow(
      refusing(refused, `${name} was 0.5: KRW has fewer decimal places.`),
    )
  })

  test('says who asked for it, keeps a promotion, and is told where the shop wants it', () => {
    const { heard, payments, told, with: having } = openShop()
    const promotion = { id: 'P', discount: 1, min_amount: 20_000 }
    having({ order: { ...NO_FACTS, promotion } })
    const wish = { ...asked, amount: 1, retain_promotion: true, enable_webhook: true, requester: 'customer' }
    expect(payments.cancel('imp_1', wish).order.promotion).toEqual(promotion)
    expect(told.at(-1)?.detail).toMatchObject({ requester: 'customer' })
    expect(heard.at(-1)?.news).toEqual({
      status: 'cancelled',
      cancellation_id: drawCancellationId(dice, 'imp_1', 1),
      by: 'shop',
      enable_webhook: true,
    })
    expect(payments.cancel('imp_1', { ...asked, amount: 1 }).order.promotion).toBeUndefined()
    expect(heard.at(-1)?.news).not.toHaveProperty('enable_webhook')
    expect(told.at(-1)?.detail).not.toHaveProperty('requester')
    expect(payments.get('imp_1').cancels.map(({ pg_tid }) => pg_tid)).toEqual(
      [1, 2].map((n) => tid(paymentLike(), n)),
    )
  })

  test('hands the PG’s rules what the shop said', () => {
    const { payments, with: having } = openShop()
    having({ pay_method: 'vbank' })
    const refund = { holder: '홍길동', bank: '88', account: '110' }
    expect(() => payments.cancel('imp_1', asked)).toThrow(refusing('cancel_refund_account_missing'))
    expect(payments.cancel('imp_1', { ...asked, refund }).status).toBe('cancelled')
  })

  test('by the PG is of all that is left, or unseen', () => {
    const seen = openShop()
    seen.with({ pay_method: 'vbank', cancel_amount: 0 })
    expect(seen.payments.cancelByPg('imp_1', true)).toMatchObject({
      status: 'cancelled',
      cancel_amount: 14_000,
      cancel_reason: 'PG 테스트 결제 자동취소',
      cancels: [{ cancellation_id: drawCancellationId(dice, 'imp_1', 1), receipt_url: null }],
    })
    expect(seen.heard.at(-1)?.news).toMatchObject({ by: 'pg' })
    const unseen = openShop()
    unseen.with({})
    const { order, status } = unseen.payments.cancelByPg('imp_1', false)
    expect([status, order.pg_cancelled_at]).toEqual(['paid', NOON])
  })
})

describe('the balance of a payment', () => {
  const NOTHING = { service: 0, supply: 0, tax_free: 0, vat: 0 }
  const all = { service: 0, supply: 10_000, tax_free: 0, vat: 1000 }
  const none = { cash_receipt: NOTHING, discount: NOTHING, primary: NOTHING, secondary: NOTHING }
  const kcp = { pg_provider: 'kcp', amount: 11_000 }
  const row = {
    cancellation_id: 'C',
    amount: 1100,
    cancelled_at: 9,
    reason: '',
    pg_tid: '',
    receipt_url: null,
  }

  test('is told with all that was taken off it', () => {
    expect(printBalance(paymentLike({ ...kcp, cancel_amount: 1100, cancels: [row] }))).toEqual({
      amount: 11_000,
      ...none,
      primary: { ...all, supply: 9000, vat: 900 },
      histories: [
        { created: paymentLike().paid_at, ...none, primary: all },
        { created: 9, ...none, primary: { ...NOTHING, supply: -1000, vat: -100 } },
      ],
    })
  })

  test('has a shape that is written down', () => {
    const shown = printBalance(paymentLike({ ...kcp, cancel_amount: 1100, cancels: [row] }))
    expect(BalanceView.parse(shown)).toEqual(shown)
    const { primary, histories, ...rest } = shown
    for (const wrong of [
      rest,
      { ...rest, primary, histories: [{}] },
      { ...shown, discount: {} },
      { ...rest, histories },
    ])
      expect(BalanceView.safeParse(wrong).success).toBe(false)
  })

  test('of points is of the second means, and in major units', () => {
    const points = paymentLike({ ...kcp, pay_method: 'point', currency: 'USD' })
    const part = { service: 0, supply: 100, tax_free: 0, vat: 10 }
    expect(printBalance(points)).toMatchObject({ amount: 110, ...none, secondary: part })
  })

  test('is not told by other PGs, nor of what is not paid', () => {
    const other = refusing('balance_unknown', 'html5_inicis does not tell; payco and kcp do.')
    expect(() => printBalance(paymentLike())).toThrow(other)
    const open = refusing('balance_unknown', 'The payment is ready.')
    expect(() => printBalance(paymentLike({ ...kcp, ...ready }))).toThrow(open)
  })
})
