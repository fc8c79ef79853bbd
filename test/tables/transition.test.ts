/** What a payment may become, as a table: the state, what is asked of it, and the state or the refusal that comes of it. */
import { describe, expect, test } from 'vitest'
import { NO_APPROVAL } from '../../src/catalog/method.ts'
import { Refusal } from '../../src/catalog/refusals.ts'
import type { CancelCommand, Command } from '../../src/payments/command.ts'
import type { Payment } from '../../src/payments/payment.ts'
import { transition } from '../../src/payments/transition.ts'

const NOW = 1_767_193_200

const open: Payment = {
  imp_uid: 'imp_1',
  merchant: 1,
  merchant_uid: 'order_1',
  status: 'ready',
  amount: 14_000,
  cancel_amount: 0,
  currency: 'KRW',
  pay_method: 'card',
  channel: 'pc',
  pg_provider: 'html5_inicis',
  pg_id: 'INIpayTest',
  pg_tid: null,
  sandbox: true,
  started_at: NOW - 60,
  paid_at: 0,
  failed_at: 0,
  cancelled_at: 0,
  fail_reason: null,
  cancel_reason: null,
  receipt_url: null,
  customer_uid: null,
  approval: NO_APPROVAL,
  order: {
    name: '주문명:결제테스트',
    buyer_name: null,
    buyer_email: null,
    buyer_tel: null,
    buyer_addr: null,
    buyer_postcode: null,
    custom_data: null,
    notice_url: [],
    escrow: false,
    tax_free: 0,
    language: 'ko',
    vbank_due: null,
    digital: false,
    card_quota: null,
    m_redirect_url: null,
    user_agent: '',
    sdk: '1.1.5',
  },
  cancels: [],
}
const paid: Payment = { ...open, status: 'paid', paid_at: NOW - 30, pg_tid: 'T1' }
const failed: Payment = { ...open, status: 'failed', failed_at: NOW - 30, fail_reason: 'no' }
const waiting: Payment = {
  ...open,
  pay_method: 'vbank',
  approval: { ...NO_APPROVAL, vbank_num: '562', vbank_date: NOW + 86_400, vbank_issued_at: NOW - 30 },
}
const overdue: Payment = { ...waiting, approval: { ...waiting.approval, vbank_date: NOW - 1 } }
const deposited: Payment = { ...waiting, status: 'paid', paid_at: NOW - 10 }
const part = {
  cancellation_id: 'C1',
  amount: 4_000,
  cancelled_at: NOW - 5,
  reason: 'r',
  pg_tid: 'T2',
  receipt_url: null,
}
const partly: Payment = {
  ...paid,
  status: 'cancelled',
  cancel_amount: 4_000,
  cancelled_at: NOW - 5,
  cancels: [part],
}
const fully: Payment = { ...partly, cancel_amount: 14_000, cancels: [{ ...part, amount: 14_000 }] }

const account = { holder: '홍길동', bank: '88', account: '110123456789' }
const nobody: CancelCommand['refund'] = { holder: null, bank: null, account: null }
const approve: Command = { do: 'approve', pg_tid: 'T1', approval: {}, receipt_url: null }
const issue: Command = { do: 'issue', pg_tid: 'T1', approval: { vbank_num: '562' }, receipt_url: null }
const fail: Command = { do: 'fail', by: 'pg', reason: '한도초과' }
const abandon: Command = { do: 'abandon' }
const deposit = (amount: number | null = null, force = false): Command => ({
  do: 'deposit',
  amount,
  force,
  receipt_url: null,
})
const cancel = (amount: number | null = null, checksum: number | null = null, refund = nobody): Command => ({
  do: 'cancel',
  by: 'shop',
  amount,
  checksum,
  reason: '취소요청api',
  refund,
  cancellation_id: 'C2',
  pg_tid: 'T3',
  receipt_url: null,
})

describe('a payment that may change', () => {
  test.each([
    ['an open one that is approved', open, approve, 'paid', 0, 'paid'],
    ['an open one that is declined', open, fail, 'failed', 0, null],
    ['an open one that is left', open, abandon, 'ready', 0, null],
    ['an open one whose account is issued', open, issue, 'ready', 0, 'ready'],
    ['an issued account that gets its money', waiting, deposit(), 'paid', 0, 'paid'],
    ['an issued account that gets exactly its money', waiting, deposit(14_000), 'paid', 0, 'paid'],
    ['an issued account that gets too little, by force', waiting, deposit(1, true), 'paid', 0, 'paid'],
    [
      'an issued account that gets its money too late, by force',
      overdue,
      deposit(null, true),
      'paid',
      0,
      'paid',
    ],
    ['a paid one that is cancelled', paid, cancel(), 'cancelled', 14_000, 'cancelled'],
    ['a paid one that is cancelled in part', paid, cancel(1_000), 'cancelled', 1_000, 'cancelled'],
    [
      'a paid one that is cancelled with the right checksum',
      paid,
      cancel(1_000, 14_000),
      'cancelled',
      1_000,
      'cancelled',
    ],
    [
      'a partly cancelled one that is cancelled again',
      partly,
      cancel(1_000, 10_000),
      'cancelled',
      5_000,
      'cancelled',
    ],
    [
      'a partly cancelled one that is cancelled to the end',
      partly,
      cancel(),
      'cancelled',
      14_000,
      'cancelled',
    ],
    [
      'a deposited one that is given back to an account',
      deposited,
      cancel(null, null, account),
      'cancelled',
      14_000,
      'cancelled',
    ],
  ] as const)('%s', (_what, before, command, status, cancel_amount, announced) => {
    const { payment, announce } = transition(before, command, { now: NOW, sibling_paid: false })
    expect(payment).toMatchObject({ status, cancel_amount, amount: 14_000 })
    expect(announce?.status ?? null).toBe(announced)
    expect(payment.cancels.reduce((sum, { amount }) => sum + amount, 0)).toBe(cancel_amount)
  })
})

describe('a payment that may not change', () => {
  test.each([
    ['a paid one is not approved again', paid, approve, 'payment_not_open'],
    ['a failed one is not approved', failed, approve, 'payment_not_open'],
    ['a cancelled one is not approved', fully, approve, 'payment_not_open'],
    ['a paid one does not fail', paid, fail, 'payment_not_open'],
    ['an issued account does not fail', waiting, fail, 'payment_not_open'],
    ['an issued account is not issued again', waiting, issue, 'payment_not_open'],
    ['a paid card takes no deposit', paid, deposit(), 'deposit_not_waiting'],
    ['an open card takes no deposit', open, deposit(), 'deposit_not_waiting'],
    ['a deposited account takes no second deposit', deposited, deposit(), 'deposit_not_waiting'],
    ['too little is not credited', waiting, deposit(13_999), 'deposit_amount_wrong'],
    ['too much is not credited', waiting, deposit(14_001), 'deposit_amount_wrong'],
    ['what comes late is not credited', overdue, deposit(), 'deposit_too_late'],
    ['late wins over wrong', overdue, deposit(1), 'deposit_too_late'],
    ['an open one is not cancelled', open, cancel(), 'cancel_not_paid'],
    ['a failed one is not cancelled', failed, cancel(), 'cancel_not_paid'],
    ['an account without money is not cancelled', waiting, cancel(null, null, account), 'cancel_not_paid'],
    ['a fully cancelled one is not cancelled again', fully, cancel(), 'cancel_already_cancelled'],
    ['fully cancelled wins over a wrong checksum', fully, cancel(1, 1), 'cancel_already_cancelled'],
    ['more than all is not cancelled', paid, cancel(14_001), 'cancel_exceeds_balance'],
    ['more than is left is not cancelled', partly, cancel(10_001), 'cancel_exceeds_balance'],
    ['a wrong checksum stops a cancel', paid, cancel(1_000, 13_000), 'cancel_checksum_mismatch'],
    [
      'a checksum of the whole stops a second cancel',
      partly,
      cancel(1_000, 14_000),
      'cancel_checksum_mismatch',
    ],
    ['a wrong checksum wins over too much', paid, cancel(99_000, 1), 'cancel_checksum_mismatch'],
    ['a negative amount is none', paid, cancel(-1), 'cancel_amount_invalid'],
    ['a deposited one needs an account to go back to', deposited, cancel(), 'cancel_refund_account_missing'],
    [
      'half an account is none',
      deposited,
      cancel(null, null, { ...account, bank: null }),
      'cancel_refund_account_missing',
    ],
  ] as const)('%s', (_what, before, command, name) => {
    const act = () => transition(before, command, { now: NOW, sibling_paid: false })
    expect(act).toThrow(Refusal)
    expect(act).toThrow(expect.objectContaining({ name }))
  })

  test('an open one is not approved when its order was paid in another window', () => {
    expect(() => transition(open, approve, { now: NOW, sibling_paid: true })).toThrow(
      expect.objectContaining({ name: 'order_already_paid', error_code: 'F1002' }),
    )
  })
})

test('the administrator gives a deposited payment back without naming an account', () => {
  const command = { ...cancel(), by: 'admin' } as Command
  const { payment, announce } = transition(deposited, command, { now: NOW, sibling_paid: false })
  expect(payment.status).toBe('cancelled')
  expect(announce).toEqual({ status: 'cancelled', cancellation_id: 'C2', by: 'admin' })
})

test('a tampered approval is paid with the tampered amount', () => {
  const { payment } = transition(open, { ...approve, amount: 100 } as Command, {
    now: NOW,
    sibling_paid: false,
  })
  expect(payment).toMatchObject({ status: 'paid', amount: 100, paid_at: NOW })
})
