/** What PGs do not give back: each rule of the catalogue, and what no PG gives back. */
import { describe, expect, test } from 'vitest'
import type { CancelRules } from '../../src/catalog/pg.ts'
import { Refusal } from '../../src/catalog/refusals.ts'
import { say } from '../../src/core/bilingual.ts'
import { docs } from '../../src/core/provenance.ts'
import { type CancelAsked, checkCancelRules, saidByPg } from '../../src/payments/cancel-rules.ts'
import type { Payment } from '../../src/payments/payment.ts'

/** Noon of 31 January 2026 in Korea. */
const PAID_AT = 1769828400
const HOUR = 3600
const DAY = 86_400
const known = docs('a test')

const payment = (pay_method: string, more: Partial<Payment> = {}) =>
  ({
    pay_method,
    pg_provider: 'pg',
    amount: 10_000,
    cancel_amount: 0,
    paid_at: PAID_AT,
    cancels: [],
    order: {},
    ...more,
  }) as unknown as Payment
const parts = (count: number) => ({ cancels: Array.from({ length: count }) }) as unknown as Partial<Payment>

const account = { holder: '홍길동', bank: '088', account: '110123456789', tel: '01012345678' }
const asked = (more: Partial<CancelAsked> = {}): CancelAsked => ({
  amount: 10_000,
  by: 'shop',
  reason: '변심',
  requester: 'customer',
  vat_amount: null,
  tax_free: null,
  refund: account,
  ...more,
})

function outcome(
  subject: Payment,
  command: CancelAsked,
  rules: Partial<CancelRules> = {},
  now = PAID_AT + HOUR,
) {
  try {
    checkCancelRules(subject, command, { known, ...rules }, now)
    return 'ok'
  } catch (error) {
    if (error instanceof Refusal)
      return `${error.name} ${error.message}${error.hint === null ? '' : ` | ${error.hint.en}`}`
    throw error
  }
}

describe('no PG gives back', () => {
  test('a phone payment of the month before, not even an hour into the new one', () => {
    const last_second = PAID_AT + 12 * HOUR - 1
    expect(outcome(payment('phone'), asked(), {}, last_second)).toBe('ok')
    expect(outcome(payment('phone'), asked(), {}, last_second + 1)).toMatch(/^cancel_refused_by_pg .*당월/)
    expect(outcome(payment('card'), asked(), {}, last_second + 1)).toBe('ok')
  })

  test('part of a phone payment, unless the PG says so', () => {
    const part = asked({ amount: 1000 })
    expect(outcome(payment('phone'), part)).toMatch(/부분취소가 불가능한 결제수단/)
    expect(outcome(payment('phone'), part, { partial_phone: true })).toBe('ok')
  })

  test('a deposited account without an account to give it back to; the administrator knows one', () => {
    for (const name of ['holder', 'bank', 'account'] as const) {
      const half = asked({ refund: { ...account, [name]: null } })
      expect(outcome(payment('vbank'), half)).toContain(`refund_${name}`)
      expect(outcome(payment('vbank'), { ...half, by: 'admin' })).toBe('ok')
      expect(outcome(payment('card'), half)).toBe('ok')
    }
  })
})

describe('a PG may not give back', () => {
  test('part of certain pay methods', () => {
    const rules = { no_partial: ['booknlife'] }
    expect(outcome(payment('booknlife'), asked({ amount: 1000 }), rules)).toMatch(/^cancel_refused_by_pg/)
    expect(outcome(payment('booknlife'), asked(), rules)).toBe('ok')
    expect(outcome(payment('card'), asked({ amount: 1000 }), rules)).toBe('ok')
  })

  test('more than so many parts; all that is left it does', () => {
    const rules = { max_partials: 9 }
    const part = asked({ amount: 1000 })
    expect(outcome(payment('card', parts(8)), part, rules)).toBe('ok')
    expect(outcome(payment('card', parts(9)), part, rules)).toMatch(/9회/)
    expect(outcome(payment('card', parts(9)), asked(), rules)).toBe('ok')
  })

  test('what was paid too long ago', () => {
    const rules = { within_days: 183 }
    expect(outcome(payment('card'), asked(), rules, PAID_AT + 183 * DAY)).toBe('ok')
    expect(outcome(payment('card'), asked(), rules, PAID_AT + 183 * DAY + 1)).toMatch(/기간이 지났습니다/)
  })

  test.each([
    [22, 'ok'],
    [23, 'closed'],
    [0, 'closed'],
    [5, 'closed'],
    [6, 'ok'],
  ])('deposits at %i o’clock, where accounts close over night: %s', (hour, result) => {
    const midnight = PAID_AT - 12 * HOUR
    const said = outcome(
      payment('vbank'),
      asked(),
      { vbank_closed: { from: 23, to: 6 } },
      midnight + hour * HOUR,
    )
    expect(said === 'ok' ? 'ok' : 'closed').toBe(result)
  })

  test('last month’s phone payment but to an account', () => {
    const rules = { phone_next_month_by_account: true }
    const later = PAID_AT + 2 * DAY
    expect(outcome(payment('phone'), asked(), rules, later)).toBe('ok')
    const without = asked({ refund: { holder: null, bank: null, account: null } })
    expect(outcome(payment('phone'), without, rules, later)).toMatch(/^cancel_refund_account_missing/)
  })

  test.each([
    ['a reason', { needs_reason: true }, { reason: null }, 'reason'],
    ['a requester', { needs_requester: true }, { requester: null }, 'extra.requester'],
    ['a telephone', { refund_tel: ['card'] }, { refund: { ...account, tel: null } }, 'refund_tel'],
    [
      'an account for other methods',
      { refund_account: ['card'] },
      { refund: { ...account, bank: null } },
      'refund_bank',
    ],
  ])('anything without %s', (_what, rules, missing, parameter) => {
    expect(outcome(payment('card'), asked(), rules)).toBe('ok')
    expect(outcome(payment('card'), asked(missing), rules)).toContain(parameter)
  })

  test('part of a payment with VAT of its own without saying how much of it', () => {
    const rules = { needs_vat_amount: true }
    const own = payment('card', { order: { vat_amount: 500 } } as unknown as Partial<Payment>)
    expect(outcome(own, asked({ amount: 1000 }), rules)).toContain('vat_amount')
    expect(outcome(own, asked({ amount: 1000, vat_amount: 50 }), rules)).toBe('ok')
    expect(outcome(own, asked(), rules)).toBe('ok')
    expect(outcome(payment('card'), asked({ amount: 1000 }), rules)).toBe('ok')
  })
})

describe('in its own words', () => {
  const NEVER = 'cancel_refused_by_pg 결제취소에 실패하였습니다. '
  const part = asked({ amount: 1000 })
  const of_free = payment('card', { order: { tax_free: 500 } } as unknown as Partial<Payment>)
  const escrow = payment('card', { order: { escrow: true } } as unknown as Partial<Payment>)

  test.each<[string, Payment, CancelAsked, Partial<CancelRules>, string]>([
    [
      'a method never',
      payment('card'),
      asked(),
      { never: ['card'] },
      `${NEVER}취소가 불가능한 결제수단입니다. (신용카드)`,
    ],
    [
      'a method of no catalogue never',
      payment('zzz'),
      asked(),
      { never: ['zzz'] },
      `${NEVER}취소가 불가능한 결제수단입니다. (zzz)`,
    ],
    ['another method', payment('phone'), asked(), { never: ['card'] }, 'ok'],
    ['what the PG itself cancels', payment('card'), asked({ by: 'pg' }), { never: ['card'] }, 'ok'],
    [
      'a part',
      payment('card'),
      part,
      { no_partial: ['card'] },
      `${NEVER}부분취소가 불가능한 결제수단입니다. (신용카드)`,
    ],
    [
      'a part to the administrator',
      payment('card'),
      { ...part, by: 'admin' },
      { no_partial: ['card'] },
      `${NEVER}부분취소가 불가능한 결제수단입니다. (신용카드)`,
    ],
    ['the rest of a part', payment('card', { cancel_amount: 9000 }), part, { no_partial: ['card'] }, 'ok'],
    [
      'escrow',
      escrow,
      asked(),
      { escrow_by_buyer: true },
      `${NEVER}에스크로 결제는 구매자가 구매를 거절한 경우에만 취소할 수 있습니다.`,
    ],
    ['escrow to the administrator', escrow, asked({ by: 'admin' }), { escrow_by_buyer: true }, 'ok'],
    ['what is no escrow', payment('card'), asked(), { escrow_by_buyer: true }, 'ok'],
    ['escrow of another PG', escrow, asked(), {}, 'ok'],
    [
      'an account without an account',
      payment('vbank'),
      asked({ refund: { ...account, holder: null } }),
      {},
      'cancel_refund_account_missing 가상계좌 환불에는 환불계좌 정보(refund_holder)가 필요합니다.',
    ],
    [
      'an account of a PG that names it',
      payment('vbank'),
      asked({ refund: { ...account, holder: null } }),
      { refund_account: ['vbank'] },
      'cancel_refund_account_missing 가상계좌 환불에는 환불계좌 정보(refund_holder)가 필요합니다.',
    ],
    [
      'other money without an account',
      payment('trans'),
      asked({ refund: { ...account, bank: null } }),
      { refund_account: ['trans'] },
      'cancel_refund_account_missing 실시간계좌이체 환불에는 환불계좌 정보(refund_bank)가 필요합니다.',
    ],
    ['other money with one', payment('trans'), asked(), { refund_account: ['trans'] }, 'ok'],
    [
      'other money of another method',
      payment('card'),
      asked({ refund: { ...account, bank: null } }),
      { refund_account: ['trans'] },
      'ok',
    ],
    [
      'another method without a telephone',
      payment('trans'),
      asked({ refund: { ...account, tel: null } }),
      { refund_tel: ['card'] },
      'ok',
    ],
    [
      'a part of what is free of tax',
      of_free,
      part,
      { needs_tax_free: true },
      'cancel_parameter_missing 결제취소에 필요한 tax_free 파라메터가 누락되었습니다. | The payment has a tax-free part.',
    ],
    [
      'such a part with a word',
      of_free,
      asked({ amount: 1000, tax_free: 0 }),
      { needs_tax_free: true },
      'ok',
    ],
    ['all of it', of_free, asked(), { needs_tax_free: true }, 'ok'],
    ['such a part at another PG', of_free, part, {}, 'ok'],
    [
      'a part of what is all taxed',
      payment('card', { order: { tax_free: 0 } } as unknown as Partial<Payment>),
      part,
      { needs_tax_free: true },
      'ok',
    ],
    [
      'a part with VAT of its own',
      payment('card', { order: { vat_amount: 0 } } as unknown as Partial<Payment>),
      part,
      { needs_vat_amount: true },
      'cancel_parameter_missing 결제취소에 필요한 vat_amount 파라메터가 누락되었습니다. | The payment set its own VAT.',
    ],
    [
      'such a part at another PG, too',
      payment('card', { order: { vat_amount: 5 } } as unknown as Partial<Payment>),
      part,
      {},
      'ok',
    ],
    [
      'a part where VAT is left to the PG',
      payment('card', { order: { vat_amount: null } } as unknown as Partial<Payment>),
      part,
      { needs_vat_amount: true },
      'ok',
    ],
    [
      'a reason',
      payment('card'),
      asked({ reason: '' }),
      { needs_reason: true },
      'cancel_parameter_missing 결제취소에 필요한 reason 파라메터가 누락되었습니다.',
    ],
    ['no reason at another PG', payment('card'), asked({ reason: null, requester: null }), {}, 'ok'],
    [
      'what was paid too long ago',
      payment('card'),
      asked(),
      { within_days: 0 },
      `${NEVER}취소 가능 기간이 지났습니다.`,
    ],
    [
      'a tenth part',
      payment('card', parts(3)),
      part,
      { max_partials: 3 },
      `${NEVER}부분취소 가능 횟수(3회)를 초과하였습니다.`,
    ],
    [
      'a phone payment in part',
      payment('phone'),
      part,
      {},
      `${NEVER}부분취소가 불가능한 결제수단입니다. (휴대폰 소액결제)`,
    ],
    ['a card in part where phones are not', payment('card'), part, { partial_phone: false }, 'ok'],
  ])('%s', (_what, subject, command, rules, said) => {
    expect(outcome(subject, command, rules)).toBe(said)
  })

  test.each([
    [
      'last month',
      PAID_AT + 12 * HOUR,
      'cancel_refused_by_pg 결제취소에 실패하였습니다. 휴대폰결제는 결제한 당월에만 취소할 수 있습니다.',
    ],
    [
      'the same month of another year',
      PAID_AT + 365 * DAY,
      'cancel_refused_by_pg 결제취소에 실패하였습니다. 휴대폰결제는 결제한 당월에만 취소할 수 있습니다.',
    ],
  ])('a phone payment of %s', (_what, now, said) => {
    expect(outcome(payment('phone'), asked(), {}, now)).toBe(said)
    const none = asked({ refund: { holder: null, bank: null, account: null } })
    expect(outcome(payment('phone'), none, { phone_next_month_by_account: true }, now)).toContain(
      '휴대폰 소액결제(익월)',
    )
  })

  test('a phone payment of a PG without rules', () => {
    const said =
      (command: CancelAsked, now = PAID_AT) =>
      () =>
        checkCancelRules(payment('phone'), command, undefined, now)
    expect(said(asked())).not.toThrow()
    expect(said(part)).toThrow('부분취소가 불가능한 결제수단입니다. (휴대폰 소액결제)')
    expect(said(asked(), PAID_AT + 2 * DAY)).toThrow('당월에만')
  })

  test('deposits at any hour, where accounts close for a whole day', () => {
    for (const hour of [0, 5, 23])
      expect(
        outcome(payment('vbank'), asked(), { vbank_closed: { from: 5, to: 5 } }, PAID_AT + hour * HOUR),
      ).toContain('시간')
  })

  test.each([
    [9, 'ok'],
    [10, 'closed'],
    [11, 'closed'],
    [12, 'ok'],
    [13, 'ok'],
  ])('deposits at %i o’clock, where accounts close by day: %s', (hour, result) => {
    const at = PAID_AT + (hour - 12) * HOUR
    const rules = { vbank_closed: { from: 10, to: 12 } }
    const said = outcome(payment('vbank'), asked(), rules, at)
    expect(said).toBe(result === 'ok' ? 'ok' : `${NEVER}가상계좌 취소가 불가능한 시간입니다.`)
    expect(outcome(payment('card'), asked(), rules, at)).toBe('ok')
  })
})

test.each([
  ['이미', null, ' 이미', null],
  ['(이미', say('힌트', 'h'), '(이미', say('힌트', 'h')],
])(
  'what the PG says stands behind iamport’s words, with a space unless it brings a bracket: %j',
  (why, hint, tail, known_hint) => {
    const said = hint === null ? saidByPg(why) : saidByPg(why, hint)
    expect([said.name, said.message, said.hint]).toEqual([
      'cancel_refused_by_pg',
      `결제취소에 실패하였습니다.${tail}`,
      known_hint,
    ])
  },
)
