/** The ground floor: time, chance and the reading of parameters. */
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createClock, parseClock, parseIso } from '../../src/core/clock.ts'
import { parseDuration } from '../../src/core/duration.ts'
import { createDice } from '../../src/core/ids.ts'
import { kstEndOfDay, kstIso, parseDue } from '../../src/core/kst.ts'
import { problemText, read } from '../../src/core/schema.ts'

describe('clock', () => {
  test('a frozen clock stands still until it is moved, and stays frozen there', () => {
    const clock = createClock(parseClock('2026-01-01T00:00:00+09:00')!)
    expect(kstIso(clock.now())).toBe('2026-01-01T00:00:00+09:00')
    clock.move((clock.now() + 86_400) * 1000)
    expect(kstIso(clock.now())).toBe('2026-01-02T00:00:00+09:00')
    expect(clock.mode()).toBe('frozen')
  })

  test('a running clock that is moved runs on from there', () => {
    const clock = createClock()
    clock.move(clock.now_ms() + 3_600_000)
    expect(clock.mode()).toBe('offset')
    const again = createClock(clock.state())
    expect(Math.abs(again.now() - clock.now())).toBeLessThanOrEqual(1)
  })

  test.each([
    ['2026-01-01T00:00:00+09:00', '2026-01-01T00:00:00+09:00'],
    ['2025-12-31T15:00:00Z', '2026-01-01T00:00:00+09:00'],
    ['2026-01-01', '2026-01-01T00:00:00+09:00'],
    ['2026-01-01T09:30', '2026-01-01T09:30:00+09:00'],
  ])('%s is read as %s', (text, iso) => expect(kstIso(parseIso(text)! / 1000)).toBe(iso))

  test.each(['', 'tomorrow', '2026', '2026-13-01', '2026-01-01 00:00', 'systems'])('%j is no time', (text) =>
    expect(parseClock(text)).toBeNull(),
  )
})

describe('durations', () => {
  test.each([
    ['3d', 259_200],
    ['2 days', 172_800],
    ['10m', 600],
    ['1h', 3600],
    ['90', 90],
    [90, 90],
    ['0', 0],
    ['1500ms', 1],
  ])('%s is %d seconds', (text, seconds) => expect(parseDuration(text)).toBe(seconds))

  test.each(['', 'soon', '-1d', -5, Number.NaN, Number.POSITIVE_INFINITY, '3 fortnights'])(
    '%s is none',
    (text) => expect(parseDuration(text)).toBeNull(),
  )
})

describe('deposit deadlines', () => {
  test.each([
    ['202601312359', '2026-01-31T23:59:00+09:00'],
    ['20260131235930', '2026-01-31T23:59:30+09:00'],
    ['20260131', '2026-01-31T23:59:59+09:00'],
    ['2026-01-31', '2026-01-31T23:59:59+09:00'],
    ['2026-01-31 18:00:00', '2026-01-31T18:00:00+09:00'],
  ])('%s is %s', (text, iso) => expect(kstIso(parseDue(text)!)).toBe(iso))

  test.each(['20260231', '202601', 'soon', '2026/01/31', '20261301'])('%s is no day', (text) =>
    expect(parseDue(text)).toBeNull(),
  )

  test('a day ends at 23:59:59 in Korea', () => {
    expect(kstIso(kstEndOfDay(parseIso('2026-01-01T00:00:00+09:00')! / 1000, 30))).toBe(
      '2026-01-31T23:59:59+09:00',
    )
    expect(kstIso(kstEndOfDay(parseIso('2026-01-01T23:59:59+09:00')! / 1000))).toBe(
      '2026-01-01T23:59:59+09:00',
    )
  })
})

describe('dice', () => {
  test('the same seed and address give the same draw, whatever was drawn before', () => {
    const dice = createDice('1')
    const first = dice.digits(12, 'imp_uid', 1, 1)
    dice.digits(12, 'imp_uid', 1, 2)
    expect(dice.digits(12, 'imp_uid', 1, 1)).toBe(first)
    expect(createDice('1').digits(12, 'imp_uid', 1, 1)).toBe(first)
    expect(createDice('2').digits(12, 'imp_uid', 1, 1)).not.toBe(first)
  })

  test('draws have the shapes that iamport’s ids have', () => {
    const dice = createDice('x')
    expect(dice.digits(12, 'a')).toMatch(/^\d{12}$/)
    expect(dice.hex(40, 'a')).toMatch(/^[0-9a-f]{40}$/)
    expect(dice.base32(20, 'a')).toMatch(/^[0-9A-HJKMNP-TV-Z]{20}$/)
    expect(dice.uuid('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})

describe('parameters', () => {
  const outcome = z.object({
    outcome: z.union([
      z.enum(['approve', 'cancel']),
      z.strictObject({
        decline: z.union([z.string(), z.strictObject({ code: z.string(), message: z.string() })]),
      }),
      z.strictObject({
        approve: z.strictObject({ amount: z.number().optional() }),
        wait_ms: z.int().optional(),
      }),
    ]),
  })
  const amount = z.object({ amount: z.union([z.number(), z.array(z.number())]) })

  test.each([
    [
      outcome,
      { outcome: 'decline' },
      'outcome 값이 잘못되었습니다: approve, cancel 중 하나이거나 객체여야 합니다.',
      'outcome is wrong: it must be one of approve, cancel or an object.',
    ],
    [
      outcome,
      { outcome: { declin: 'x' } },
      "outcome에 declin이라는(라는) 항목은 없습니다; 'decline'인가요? (쓸 수 있는 항목: decline, approve, wait_ms)",
      "In outcome there is no declin; did you mean 'decline'? (known: decline, approve, wait_ms)",
    ],
    [
      outcome,
      { outcome: { decline: ['x', 'y'] } },
      'outcome.decline 값이 잘못되었습니다: 문자열이거나 객체여야 합니다.',
      'outcome.decline is wrong: it must be a string or an object.',
    ],
    [
      outcome,
      { outcome: { decline: { code: 'x' } } },
      'outcome.decline.message 값이 빠졌습니다: 문자열이어야 합니다.',
      'outcome.decline.message is missing: it must be a string.',
    ],
    [
      outcome,
      { outcome: { approve: { amount: 'many' } } },
      'outcome.approve.amount 값이 잘못되었습니다: 숫자여야 합니다.',
      'outcome.approve.amount is wrong: it must be a number.',
    ],
    [
      amount,
      { amount: 'many' },
      'amount 값이 잘못되었습니다: 숫자이거나 배열이어야 합니다.',
      'amount is wrong: it must be a number or a list.',
    ],
  ])('that fit none of several shapes are explained by the one that was meant: %#', (schema, raw, ko, en) => {
    const told = read<unknown>(schema, raw)
    expect('problem' in told && problemText(told.problem)).toEqual({ ko, en })
  })

  const bounded = z.object({
    amount: z.number().positive().optional(),
    share: z.number().lt(1).optional(),
    channels: z.array(z.string()).min(1).max(2).optional(),
    name: z.string().min(1).optional(),
    url: z
      .array(
        z.string().refine((text) => text.startsWith('http'), {
          error: 'an address',
          params: { ko: '주소여야 합니다.' },
        }),
      )
      .optional(),
    headers: z.record(z.string().regex(/^[a-z]+$/), z.string()).optional(),
  })

  test.each([
    [
      { amount: 0 },
      'amount 값이 잘못되었습니다: 0보다 커야 합니다.',
      'amount is wrong: it must be more than 0.',
    ],
    [
      { share: 1 },
      'share 값이 잘못되었습니다: 1보다 작아야 합니다.',
      'share is wrong: it must be less than 1.',
    ],
    [
      { channels: [] },
      'channels 값이 잘못되었습니다: 1개 이상이어야 합니다.',
      'channels is wrong: it must be at least 1 item.',
    ],
    [
      { channels: ['a', 'b', 'c'] },
      'channels 값이 잘못되었습니다: 2개 이하여야 합니다.',
      'channels is wrong: it must be at most 2 items.',
    ],
    [
      { name: '' },
      'name 값이 잘못되었습니다: 1자 이상이어야 합니다.',
      'name is wrong: it must be at least 1 character.',
    ],
    [
      { url: ['localhost'] },
      'url의 1번째 값이 잘못되었습니다: 주소여야 합니다.',
      'url.0 is wrong: it must be an address.',
    ],
    [
      { headers: { 한글: 'x' } },
      'headers.한글 값이 잘못되었습니다: 이름이 /^[a-z]+$/ 형식이어야 합니다.',
      'headers.한글 is wrong: it must be under another name: that must be of the form /^[a-z]+$/.',
    ],
    [
      { headers: 'x' },
      'headers 값이 잘못되었습니다: 객체여야 합니다.',
      'headers is wrong: it must be an object.',
    ],
  ])('what is allowed is said as it is: %j', (raw, ko, en) => {
    const told = read<unknown>(bounded, raw)
    expect('problem' in told && problemText(told.problem)).toEqual({ ko, en })
  })

  const Schema = z.object({
    amount: z.number().optional(),
    escrow: z.boolean().optional(),
    name: z.string().optional(),
    imp_uid: z.array(z.string()).optional(),
    limit: z.int().default(20),
  })

  test.each([
    ['text of a form', { amount: '1000', escrow: 'false' }, { amount: 1000, escrow: false, limit: 20 }],
    ['null for not given', { amount: null, name: null }, { limit: 20 }],
    ['nothing for not given', { amount: '', limit: '' }, { limit: 20 }],
    ['blanks in a key', { ' amount': '1' }, { amount: 1, limit: 20 }],
    ['brackets in a key', { 'imp_uid[]': ['a', 'b'] }, { imp_uid: ['a', 'b'], limit: 20 }],
    ['one of a list', { 'imp_uid[]': 'a' }, { imp_uid: ['a'], limit: 20 }],
    ['PHP’s numbered list', { imp_uid: { 0: 'a', 1: 'b' } }, { imp_uid: ['a', 'b'], limit: 20 }],
    ['a number for a text', { name: 12 }, { name: '12', limit: 20 }],
    ['what nobody asked for', { other: 1 }, { limit: 20 }],
  ])('%s is understood', (_what, raw, value) => expect(read(Schema, raw)).toEqual({ value }))

  test.each([
    ['amount', { amount: 'many' }, 'invalid', 'a number'],
    ['amount', { amount: {} }, 'invalid', 'a number'],
    ['escrow', { escrow: 'perhaps' }, 'invalid', 'true or false'],
    ['imp_uid', { imp_uid: { x: 1 } }, 'invalid', 'a list'],
    ['limit', { limit: '1.5' }, 'invalid', 'a whole number'],
  ])('%s given as %j is told by name', (parameter, raw, kind, allowed) =>
    expect(read(Schema, raw)).toMatchObject({ problem: { parameter, kind, allowed } }),
  )

  test('what is missing is told apart from what is wrong', () => {
    const result = read(z.object({ merchant_uid: z.string() }), {})
    expect(result).toMatchObject({
      problem: { parameter: 'merchant_uid', kind: 'missing', allowed: 'a string' },
    })
  })
})
