/** What PGs do not give back: each rule of the catalogue, and what no PG gives back. */
import { describe, expect, test } from 'vitest'
import type { CancelRules } from '../../src/catalog/pg.ts'
import { Refusal } from '../../src/catalog/refusals.ts'
import { docs } from '../../src/core/provenance.ts'
import { type CancelAsked, checkCancelRules } from '../../src/payments/cancel-rules.ts'
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
    if (error instanceof Refusal) return `${error.name} ${error.message}`
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
