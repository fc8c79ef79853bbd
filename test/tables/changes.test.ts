/** What a change of a payment writes, to the letter: its new state, its line in the timeline, and what is told of it. */
import { describe, expect, test } from 'vitest'
import { docs } from '../../src/core/provenance.ts'
import type { CancelCommand, Change, Command, Facts } from '../../src/payments/command.ts'
import type { Payment } from '../../src/payments/payment.ts'
import { transition } from '../../src/payments/transition.ts'
import { paymentLike } from './payment-like.ts'

/** Noon of 1 January 2026 in Korea. */
const NOW = 1_767_236_400
const DAY = 86_400
const DUE_TEXT = '2026-01-02 12:00:00'

const paid = paymentLike({ paid_at: NOW - 60 })
const open = paymentLike({ status: 'ready', paid_at: 0, pg_tid: null })
const failed = paymentLike({ ...open, status: 'failed', failed_at: NOW - 9, fail_reason: 'no' })
const issued = { ...open.approval, vbank_num: '562', vbank_name: '신한은행', vbank_date: NOW + DAY }
const waiting = paymentLike({ ...open, pay_method: 'vbank', approval: issued })
const deposited = paymentLike({ ...waiting, status: 'paid', paid_at: NOW - 60 })
const endless = paymentLike({ ...waiting, order: { ...open.order, vbank_unlimited: true } })
const dollars = { currency: 'USD', amount: 1050 }
const withOrder = (payment: Payment, order: Partial<Payment['order']>): Payment => ({
  ...payment,
  order: { ...payment.order, ...order },
})

/** A command as a table has it: a wrong one is a test that fails. */
const command = (given: Partial<CancelCommand> | Command) => given as Command
const to = (payment: Payment, given: Partial<CancelCommand> | Command, facts: Partial<Facts> = {}) =>
  transition(payment, command(given), { now: NOW, sibling_paid: false, ...facts })
const cash_receipt = { type: 'person', identifier: '010' } as const

const approve = { do: 'approve', pg_tid: 'T9', approval: { apply_num: '7' }, receipt_url: 'R' } as const
const issue = { do: 'issue', pg_tid: 'T9', approval: issued, receipt_url: null } as const
const deposit = { do: 'deposit', amount: null, force: false, receipt_url: 'R' } as const

type Row = readonly [
  what: string,
  before: Payment,
  command: Command,
  after: Partial<Payment>,
  entry: Change['entry'],
  announce: Change['announce'],
]

const of = (what: string, by: Change['entry']['by'], detail: Change['entry']['detail']) => ({
  what,
  by,
  detail,
})

describe('without a cancel', () => {
  test.each<Row>([
    [
      'approved',
      open,
      approve,
      {
        status: 'paid',
        pg_tid: 'T9',
        receipt_url: 'R',
        paid_at: NOW,
        approval: { ...open.approval, apply_num: '7' },
      },
      of('approved', 'pg', { pg_tid: 'T9', amount: 14_000 }),
      { status: 'paid' },
    ],
    [
      'approved with other money, by other means, with a receipt asked for',
      paymentLike({ ...open, ...dollars }),
      { ...approve, approval: {}, amount: 100, pay_method: 'point', cash_receipt },
      {
        status: 'paid',
        pg_tid: 'T9',
        receipt_url: 'R',
        paid_at: NOW,
        amount: 100,
        pay_method: 'point',
        order: { ...open.order, cash_receipt },
      },
      of('approved', 'pg', { pg_tid: 'T9', amount: 1 }),
      { status: 'paid' },
    ],
    [
      'an account is issued',
      open,
      { ...issue, pay_method: 'vbank', cash_receipt },
      { pg_tid: 'T9', pay_method: 'vbank', approval: issued, order: { ...open.order, cash_receipt } },
      of('vbank issued', 'pg', { vbank_name: '신한은행', vbank_num: '562', due: DUE_TEXT }),
      { status: 'ready' },
    ],
    [
      'a barcode is issued in a window',
      paymentLike({ ...open, pay_method: 'cvs' }),
      issue,
      { pg_tid: 'T9', approval: issued },
      of('vbank issued', 'pg', { vbank_name: '신한은행', vbank_num: '562', due: DUE_TEXT }),
      { status: 'ready' },
    ],
    [
      'a barcode is issued over the API, whose answer tells it',
      paymentLike({ ...open, pay_method: 'cvs', channel: 'api' }),
      issue,
      { pg_tid: 'T9', approval: issued },
      of('vbank issued', 'pg', { vbank_name: '신한은행', vbank_num: '562', due: DUE_TEXT }),
      null,
    ],
    [
      'an account is issued over the API',
      paymentLike({ ...open, pay_method: 'vbank', channel: 'api' }),
      issue,
      { pg_tid: 'T9', approval: issued },
      of('vbank issued', 'pg', { vbank_name: '신한은행', vbank_num: '562', due: DUE_TEXT }),
      { status: 'ready' },
    ],
    [
      'declined',
      open,
      { do: 'fail', by: 'pg', reason: '한도초과' },
      { status: 'failed', failed_at: NOW, fail_reason: '한도초과' },
      of('declined', 'pg', { reason: '한도초과' }),
      null,
    ],
    [
      'given up',
      open,
      { do: 'fail', by: 'buyer', reason: '취소' },
      { status: 'failed', failed_at: NOW, fail_reason: '취소' },
      of('cancelled by the buyer', 'buyer', { reason: '취소' }),
      null,
    ],
    [
      'a schedule is declined',
      withOrder(open, { customer_uid_usage: 'payment.scheduled' }),
      { do: 'fail', by: 'pg', reason: 'r' },
      { status: 'failed', failed_at: NOW, fail_reason: 'r' },
      of('declined', 'pg', { reason: 'r' }),
      { status: 'failed' },
    ],
    ['left', open, { do: 'abandon' }, {}, of('window left', 'buyer', {}), null],
    [
      'money comes at the last second',
      paymentLike({ ...waiting, approval: { ...issued, vbank_date: NOW } }),
      { ...deposit, amount: 14_000 },
      { status: 'paid', paid_at: NOW, receipt_url: 'R' },
      of('deposited', 'bank', { amount: 14_000 }),
      { status: 'paid' },
    ],
    [
      'the wrong money comes by force, and is told in major units',
      paymentLike({ ...waiting, ...dollars }),
      { ...deposit, amount: 50, force: true },
      { status: 'paid', paid_at: NOW, receipt_url: 'R' },
      of('deposited', 'bank', { amount: 0.5 }),
      { status: 'paid' },
    ],
    [
      'the shop changes amount and deadline',
      waiting,
      { do: 'adjust', amount: 1, due: NOW + 2 * DAY },
      { amount: 1, approval: { ...issued, vbank_date: NOW + 2 * DAY } },
      of('vbank changed', 'shop', { amount: 1, due: '2026-01-03 12:00:00' }),
      null,
    ],
    [
      'the shop changes nothing',
      waiting,
      { do: 'adjust', amount: null, due: null },
      {},
      of('vbank changed', 'shop', { amount: 14_000, due: DUE_TEXT }),
      null,
    ],
    [
      'the shop withdraws the account',
      waiting,
      { do: 'void', reason: 'r' },
      { status: 'cancelled', cancelled_at: NOW, cancel_reason: 'r' },
      of('voided', 'shop', { reason: 'r' }),
      null,
    ],
    [
      'a cash receipt stands for it',
      paid,
      { do: 'receipt', is_issued: true, receipt_tid: 'C' },
      { order: { ...paid.order, cash_receipt_issued: true } },
      of('cash receipt issued', 'shop', { receipt_tid: 'C' }),
      null,
    ],
    [
      'it stands no more',
      paid,
      { do: 'receipt', is_issued: false, receipt_tid: 'C' },
      { order: { ...paid.order, cash_receipt_issued: false } },
      of('cash receipt cancelled', 'shop', { receipt_tid: 'C' }),
      null,
    ],
    [
      'the time of a window is over',
      open,
      { do: 'expire', what: 'window' },
      { status: 'failed', failed_at: NOW, fail_reason: '결제 가능 시간이 초과되었습니다.' },
      of('window expired', 'pg', { reason: '결제 가능 시간이 초과되었습니다.' }),
      null,
    ],
    [
      'the time of an account is over: the bank takes nothing more',
      waiting,
      { do: 'expire', what: 'vbank' },
      { approval: { ...issued, vbank_date: NOW - 1 } },
      of('vbank expired', 'bank', { due: '2026-01-01 11:59:59' }),
      null,
    ],
    [
      'an account was over before',
      paymentLike({ ...waiting, approval: { ...issued, vbank_date: NOW - DAY } }),
      { do: 'expire', what: 'vbank' },
      {},
      of('vbank expired', 'bank', { due: '2025-12-31 12:00:00' }),
      null,
    ],
    [
      'the PG approves late',
      paymentLike({ ...failed, ...dollars }),
      { do: 'approve_late', pg_tid: 'T9', approval: { apply_num: '7' }, receipt_url: 'R' },
      {
        status: 'paid',
        pg_tid: 'T9',
        receipt_url: 'R',
        paid_at: NOW,
        fail_reason: null,
        approval: { ...open.approval, apply_num: '7' },
      },
      of('approved late', 'pg', { pg_tid: 'T9', amount: 10.5 }),
      { status: 'paid' },
    ],
    [
      'the PG cancels unseen',
      paid,
      { do: 'cancel_unseen' },
      { order: { ...paid.order, pg_cancelled_at: NOW } },
      of('cancelled at the PG only', 'pg', {}),
      null,
    ],
  ])('%s', (_what, before, given, after, entry, announce) => {
    expect(to(before, given)).toEqual({ payment: { ...before, ...after }, entry, announce })
  })
})

describe('an account without a fixed amount', () => {
  const row = { pg_tid: 'D1', amount: 500, depositor_name: '입금자', deposited_at: NOW }
  const entry = of('deposited', 'bank', { amount: 500 })
  const first = { ...deposit, amount: 500, pg_tid: 'D1' }

  test('is paid by the first deposit, whatever its amount', () => {
    const payment = { ...endless, status: 'paid', paid_at: NOW, receipt_url: 'R', deposits: [row] }
    expect(to(endless, first)).toEqual({ payment, entry, announce: { status: 'paid' } })
  })

  test('takes more, and each is kept and told', () => {
    const before = paymentLike({ ...endless, status: 'paid', paid_at: 5, deposits: [row] })
    const payment = { ...before, deposits: [row, row] }
    expect(to(before, first)).toEqual({ payment, entry, announce: { status: 'paid' } })
  })

  test('takes one after a cancel without a word', () => {
    const before = paymentLike({ ...endless, status: 'cancelled', paid_at: 5 })
    expect(to(before, first)).toEqual({ payment: { ...before, deposits: [row] }, entry, announce: null })
  })

  test('knows the depositor, the number and the amount of the order where nothing else is said', () => {
    const before = withOrder(paymentLike({ ...endless, pg_tid: 'T1' }), { buyer_name: '홍길동' })
    const said = { pg_tid: 'T1', amount: 14_000, depositor_name: '홍길동', deposited_at: NOW }
    expect(to(before, deposit).payment.deposits).toEqual([said])
    expect(to({ ...before, pg_tid: null }, deposit).payment.deposits).toMatchObject([{ pg_tid: '' }])
  })

  test.each([
    ['that failed', { status: 'failed' }],
    ['that was withdrawn before any money came', { status: 'cancelled', paid_at: 0 }],
    ['that was never issued', { approval: open.approval }],
  ] as const)('%s takes none', (_what, more) => {
    const wrong = paymentLike({ ...endless, ...more })
    expect(() => to(wrong, first)).toThrow(expect.objectContaining({ name: 'deposit_not_waiting' }))
    expect(() => to(wrong, first)).toThrow('vbank')
  })
})

const nobody = { holder: null, bank: null, account: null }
const cancel: CancelCommand = {
  do: 'cancel',
  by: 'shop',
  amount: null,
  checksum: null,
  reason: 'r',
  refund: nobody,
  cancellation_id: 'C2',
  pg_tid: 'T3',
  receipt_url: 'R2',
}
const part = {
  cancellation_id: 'C1',
  amount: 4_000,
  cancelled_at: 1,
  reason: 'r',
  pg_tid: 'T2',
  receipt_url: null,
}
const partly = paymentLike({ ...paid, status: 'cancelled', cancel_amount: 4_000, cancels: [part] })

describe('a cancel', () => {
  const row = {
    cancellation_id: 'C2',
    cancelled_at: NOW,
    reason: 'r',
    pg_tid: 'T3',
    receipt_url: 'R2',
    vat_amount: null,
  }
  const done = { status: 'cancelled', cancelled_at: NOW, cancel_reason: 'r' } as const

  test('of all', () => {
    expect(to(paid, cancel)).toEqual({
      payment: {
        ...paid,
        ...done,
        cancel_amount: 14_000,
        cancels: [{ ...row, amount: 14_000, tax_free: 0 }],
      },
      entry: of('cancelled', 'shop', { amount: 14_000, reason: 'r', cancellation_id: 'C2' }),
      announce: { status: 'cancelled', cancellation_id: 'C2', by: 'shop' },
    })
  })

  test('of a part that is left, asked for by somebody and to be told', () => {
    const asked = { ...cancel, amount: 1_000, requester: 'customer', enable_webhook: true, vat_amount: 91 }
    expect(to(partly, asked)).toEqual({
      payment: {
        ...partly,
        ...done,
        cancel_amount: 5_000,
        cancels: [part, { ...row, amount: 1_000, tax_free: 0, vat_amount: 91 }],
      },
      entry: of('partly cancelled', 'shop', {
        amount: 1_000,
        reason: 'r',
        cancellation_id: 'C2',
        requester: 'customer',
      }),
      announce: { status: 'cancelled', cancellation_id: 'C2', by: 'shop', enable_webhook: true },
    })
  })

  test('of all by the PG, which no rule of its own holds up, told in major units', () => {
    const rules = { known: docs('a test'), never: ['card'] }
    const { payment, entry, announce } = to(
      { ...paid, ...dollars },
      { ...cancel, by: 'pg' },
      { cancel_rules: rules },
    )
    expect(payment.cancel_amount).toBe(1050)
    expect(entry).toEqual(of('cancelled', 'pg', { amount: 10.5, reason: 'r', cancellation_id: 'C2' }))
    expect(announce).toEqual({ status: 'cancelled', cancellation_id: 'C2', by: 'pg' })
  })

  test('of a billing key’s payment of nothing', () => {
    expect(to({ ...paid, amount: 0, status: 'paid' }, cancel).payment).toMatchObject({
      ...done,
      cancel_amount: 0,
    })
  })

  test.each<[string, Partial<CancelCommand>, Payment, number]>([
    ['a part is taxed', { amount: 5_000 }, withOrder(paid, { tax_free: 6_000 }), 0],
    [
      'a part that is more than is taxed has the rest free',
      { amount: 9_000 },
      withOrder(paid, { tax_free: 6_000 }),
      1_000,
    ],
    ['all has all that is free', {}, withOrder(paid, { tax_free: 6_000 }), 6_000],
    [
      'what the shop says is free',
      { amount: 5_000, tax_free: 5_000 },
      withOrder(paid, { tax_free: 6_000 }),
      5_000,
    ],
    ['all that is free', { amount: 7_000, tax_free: 6_000 }, withOrder(paid, { tax_free: 6_000 }), 6_000],
    [
      'nothing is free, says the shop',
      { amount: 9_000, tax_free: 0 },
      withOrder(paid, { tax_free: 6_000 }),
      0,
    ],
  ])('%s', (_what, more, before, tax_free) => {
    expect(to(before, { ...cancel, ...more }).payment.cancels[0]).toMatchObject({ tax_free })
  })

  const promotion = { id: 'P', discount: 100, min_amount: 4_000 }
  test.each([
    ['keeps a promotion whose minimum is left', 10_000, {}, true],
    ['takes one whose minimum is not', 10_001, {}, false],
    ['keeps it where the shop says so', 10_001, { retain_promotion: true }, true],
  ])('%s', (_what, amount, more, is_kept) => {
    const { order } = to(withOrder(paid, { promotion }), { ...cancel, amount, ...more }).payment
    expect(order).toEqual(is_kept ? { ...paid.order, promotion } : paid.order)
  })

  test('hands the PG’s rules what the shop itself said', () => {
    const rules = { known: docs('a test'), needs_reason: true, needs_requester: true } as const
    const asked = { ...cancel, given_reason: 'r', requester: 'customer' }
    expect(to(paid, asked, { cancel_rules: rules }).payment.status).toBe('cancelled')
    for (const missing of ['given_reason', 'requester'] as const) {
      const without = { ...asked, [missing]: undefined }
      expect(() => to(paid, without, { cancel_rules: rules })).toThrow(
        expect.objectContaining({ name: 'cancel_parameter_missing' }),
      )
    }
    const taxes = { known: docs('a test'), needs_vat_amount: true, needs_tax_free: true } as const
    const taxed = withOrder(paid, { vat_amount: 500, tax_free: 5_000 })
    const named = { ...cancel, amount: 1_000, vat_amount: 10, tax_free: 10 }
    expect(to(taxed, named, { cancel_rules: taxes }).payment.status).toBe('cancelled')
    for (const missing of ['vat_amount', 'tax_free'] as const) {
      const without = { ...named, [missing]: undefined }
      expect(() => to(taxed, without, { cancel_rules: taxes })).toThrow(missing)
    }
  })
})

describe('no, in these words', () => {
  const said = {
    pg_says: {
      already_cancelled: { known: docs('a test'), message: '(PG) 이미' },
      exceeds_balance: { known: docs('a test'), message: '(PG) 초과' },
    },
  }
  const unseen = withOrder(paid, { pg_cancelled_at: 5 })

  test.each<[string, Payment, Command, Partial<Facts>, string, string, string | null]>([
    [
      'approve what was paid in another window',
      open,
      approve,
      { sibling_paid: true },
      'order_already_paid',
      '이미 결제가',
      'merchant_uid o1 was paid in another window while this one was open.',
    ],
    [
      'approve late what was paid since',
      failed,
      { ...approve, do: 'approve_late' },
      { sibling_paid: true },
      'order_already_paid',
      '이미 결제가',
      'merchant_uid o1 was paid by another payment since.',
    ],
    [
      'approve late what did not fail',
      open,
      { ...approve, do: 'approve_late' },
      {},
      'approval_not_late',
      'ready',
      null,
    ],
    ['approve what is paid', paid, approve, {}, 'payment_not_open', 'paid', null],
    ['leave what is paid', paid, { do: 'abandon' }, {}, 'payment_not_open', 'paid', null],
    ['leave an account', waiting, { do: 'abandon' }, {}, 'payment_not_open', 'ready', null],
    [
      'let the window of an account expire',
      waiting,
      { do: 'expire', what: 'window' },
      {},
      'payment_not_open',
      'ready',
      null,
    ],
    [
      'let an account expire that is none',
      open,
      { do: 'expire', what: 'vbank' },
      {},
      'payment_not_open',
      'ready',
      null,
    ],
    [
      'let a paid window expire',
      paid,
      { do: 'expire', what: 'window' },
      {},
      'payment_not_open',
      'paid',
      null,
    ],
    ['cancel unseen what was not paid', open, { do: 'cancel_unseen' }, {}, 'cancel_not_paid', 'ready', null],
    ['take money that nobody waits for', deposited, deposit, {}, 'deposit_not_waiting', 'vbank', null],
    [
      'take money that nobody waits for, and say how it stands',
      deposited,
      deposit,
      {},
      'deposit_not_waiting',
      'paid',
      null,
    ],
    [
      'take money too late',
      { ...waiting, approval: { ...issued, vbank_date: NOW - 1 } },
      deposit,
      {},
      'deposit_too_late',
      '2026-01-01 11:59:59',
      null,
    ],
    [
      'take the wrong money',
      { ...waiting, ...dollars },
      { ...deposit, amount: 50 },
      {},
      'deposit_amount_wrong',
      '0.5',
      null,
    ],
    [
      'take the wrong money, and say the right',
      { ...waiting, ...dollars },
      { ...deposit, amount: 50 },
      {},
      'deposit_amount_wrong',
      '10.5',
      null,
    ],
    [
      'change an account that is none',
      open,
      { do: 'adjust', amount: 1, due: null },
      {},
      'vbank_not_vbank',
      'card',
      null,
    ],
    [
      'change an account that is paid',
      deposited,
      { do: 'adjust', amount: 1, due: null },
      {},
      'vbank_not_ready',
      'paid',
      null,
    ],
    ['withdraw what is none', open, { do: 'void', reason: 'r' }, {}, 'vbank_not_vbank', 'card', null],
    [
      'change an account to nothing',
      waiting,
      { do: 'adjust', amount: 0, due: null },
      {},
      'vbank_amount_invalid',
      'amount',
      null,
    ],
    [
      'change its deadline to now',
      waiting,
      { do: 'adjust', amount: null, due: NOW },
      {},
      'vbank_due_past',
      '2026-01-01 12:00:00',
      null,
    ],
    [
      'cancel an account without money',
      waiting,
      cancel,
      {},
      'cancel_not_paid',
      'ready',
      'An account without a deposit is voided with DELETE /vbanks/{imp_uid}, not cancelled.',
    ],
    ['cancel what failed', failed, cancel, {}, 'cancel_not_paid', 'failed', null],
    [
      'cancel a failed account',
      { ...waiting, status: 'failed' },
      cancel,
      {},
      'cancel_not_paid',
      'failed',
      null,
    ],
    ['cancel what is open', open, cancel, {}, 'cancel_not_paid', 'ready', null],
    ['cancel nothing', paid, { ...cancel, amount: 0 }, {}, 'cancel_amount_invalid', 'amount', null],
    [
      'cancel less than nothing of nothing',
      { ...paid, amount: 0 },
      { ...cancel, amount: -1 },
      {},
      'cancel_amount_invalid',
      'amount',
      null,
    ],
    [
      'cancel with a wrong checksum',
      { ...paid, ...dollars },
      { ...cancel, checksum: 50 },
      {},
      'cancel_checksum_mismatch',
      '0.5',
      null,
    ],
    [
      'cancel with a wrong checksum, and say the right',
      { ...paid, ...dollars },
      { ...cancel, checksum: 50 },
      {},
      'cancel_checksum_mismatch',
      '10.5',
      null,
    ],
    [
      'cancel too much',
      { ...paid, ...dollars },
      { ...cancel, amount: 1051 },
      {},
      'cancel_exceeds_balance',
      '10.5',
      null,
    ],
    [
      'cancel too much, in the PG’s words',
      paid,
      { ...cancel, amount: 14_001 },
      said,
      'cancel_refused_by_pg',
      '(PG) 초과',
      null,
    ],
    [
      'cancel what the PG has cancelled',
      unseen,
      cancel,
      {},
      'cancel_refused_by_pg',
      ' 이미 취소된 거래입니다.',
      'The PG cancelled this test payment by itself (auto_cancel) and iamport does not know.',
    ],
    [
      'cancel what the PG has cancelled, in its words',
      unseen,
      cancel,
      said,
      'cancel_refused_by_pg',
      '(PG) 이미',
      'The PG cancelled this test payment by itself (auto_cancel) and iamport does not know.',
    ],
    [
      'cancel with more VAT than is taxed',
      withOrder(paid, { tax_free: 6_000 }),
      { ...cancel, vat_amount: 8_001 },
      {},
      'cancel_tax_invalid',
      'vat_amount',
      null,
    ],
    [
      'cancel with less VAT than none',
      paid,
      { ...cancel, vat_amount: -1 },
      {},
      'cancel_tax_invalid',
      'vat_amount',
      null,
    ],
    [
      'cancel with less free of tax than none',
      paid,
      { ...cancel, tax_free: -1 },
      {},
      'cancel_tax_invalid',
      'tax_free',
      null,
    ],
    [
      'cancel with more free of tax than all',
      withOrder(paid, { tax_free: 6_000 }),
      { ...cancel, amount: 10, tax_free: 11 },
      {},
      'cancel_tax_invalid',
      'tax_free',
      null,
    ],
    [
      'cancel with more free of tax than is left',
      withOrder(paid, { tax_free: 6_000 }),
      { ...cancel, tax_free: 6_001 },
      {},
      'cancel_tax_invalid',
      'tax_free',
      null,
    ],
  ])('%s', (_what, before, given, facts, name, words, hint) => {
    const act = () => to(before, given, facts)
    const told = hint === null ? null : expect.objectContaining({ en: hint })
    expect(act).toThrow(expect.objectContaining({ name, hint: told }))
    expect(act).toThrow(words)
  })

  test.each([
    ['no VAT', { vat_amount: 0 }],
    ['as much VAT as is taxed', { vat_amount: 14_000 }],
  ])('but yes to %s', (_what, more) =>
    expect(to(paid, { ...cancel, ...more }).payment.status).toBe('cancelled'),
  )
})
