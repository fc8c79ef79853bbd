/** Money in whole minor units: what is an amount, what is none, how it is added up and printed. */
import { describe, expect, test } from 'vitest'
import {
  currencyDigits,
  formatMoney,
  isCurrency,
  type Money,
  type MoneyFlaw,
  readMoney,
  sayMoney,
  sumMoney,
  toMajor,
  toMinor,
} from '../../src/core/money.ts'

test.each([
  ['KRW', 0],
  ['JPY', 0],
  ['USD', 2],
  ['KWD', 3],
])('%s has %i decimal places, asked once or twice', (currency, digits) => {
  expect([currencyDigits(currency), currencyDigits(currency)]).toEqual([digits, digits])
})

test.each([
  ['KRW', true],
  ['XXX', true],
  ['krw', false],
  ['KRWX', false],
  ['XKRW', false],
  ['KR', false],
  ['KR1', false],
  ['', false],
])('%j as a currency: %s', (text, is_one) => expect(isCurrency(text)).toBe(is_one))

test.each([
  [14_000, 'KRW', 14_000],
  [10.5, 'USD', 1_050],
  [0.29, 'USD', 29],
  [1_234.56, 'EUR', 123_456],
  [500, 'JPY', 500],
  [-1, 'KRW', -1],
])('%d %s is %d in minor units, and back', (major, currency, minor) => {
  expect(toMinor(major, currency)).toBe(minor)
  expect(toMajor(minor, currency)).toBe(major)
})

test.each([
  [0.5, 'KRW'],
  [1.001, 'USD'],
  [Number.NaN, 'KRW'],
  [Number.POSITIVE_INFINITY, 'USD'],
  [1e17, 'KRW'],
  [2 ** 53, 'KRW'],
])('%d is no amount of %s', (major, currency) => expect(toMinor(major, currency)).toBeNull())

test('nothing is nothing, not less than nothing', () => expect(Object.is(toMinor(-0, 'KRW'), 0)).toBe(true))

test.each([
  [[0.1, 0.2], 'USD', 0.3],
  [[1000, 2000, 3], 'KRW', 3003],
  [[], 'KRW', 0],
])('%j %s are %d', (amounts, currency, sum) => expect(sumMoney(amounts, currency)).toBe(sum))

describe('the money of an order', () => {
  test.each<[string, Parameters<typeof readMoney>[0], string, Money | MoneyFlaw]>([
    ['says nothing of taxes', { amount: 1000 }, 'KRW', { amount: 1000, tax_free: 0, vat_amount: null }],
    [
      'is in cents',
      { amount: 10.5, tax_free: 0.5, vat_amount: 1 },
      'USD',
      { amount: 1050, tax_free: 50, vat_amount: 100 },
    ],
    ['is half a won', { amount: 0.5 }, 'KRW', { flaw: 'amount', why: 'unit' }],
    ['is less than nothing', { amount: -1 }, 'KRW', { flaw: 'amount', why: 'sign' }],
    [
      'is nothing, and has no parts',
      { amount: 0, tax_free: 9, vat_amount: 9 },
      'KRW',
      { amount: 0, tax_free: 0, vat_amount: null },
    ],
    ['has half a won free of tax', { amount: 10, tax_free: 0.5 }, 'KRW', { flaw: 'tax_free', why: 'unit' }],
    [
      'has less than nothing free of tax',
      { amount: 10, tax_free: -1 },
      'KRW',
      { flaw: 'tax_free', why: 'sign' },
    ],
    [
      'has more free of tax than there is',
      { amount: 10, tax_free: 11 },
      'KRW',
      { flaw: 'tax_free', why: 'sum' },
    ],
    [
      'is all free of tax',
      { amount: 10, tax_free: 10 },
      'KRW',
      { amount: 10, tax_free: 10, vat_amount: null },
    ],
    [
      'has nulls',
      { amount: 10, tax_free: null, vat_amount: null },
      'KRW',
      { amount: 10, tax_free: 0, vat_amount: null },
    ],
    ['has half a won of VAT', { amount: 10, vat_amount: 0.5 }, 'KRW', { flaw: 'vat_amount', why: 'unit' }],
    ['has less VAT than nothing', { amount: 10, vat_amount: -1 }, 'KRW', { flaw: 'vat_amount', why: 'sign' }],
    ['has no VAT', { amount: 10, vat_amount: 0 }, 'KRW', { amount: 10, tax_free: 0, vat_amount: 0 }],
    [
      'has more VAT than is taxed',
      { amount: 10, tax_free: 4, vat_amount: 7 },
      'KRW',
      { flaw: 'vat_amount', why: 'sum' },
    ],
    [
      'has as much VAT as is taxed',
      { amount: 10, tax_free: 4, vat_amount: 6 },
      'KRW',
      { amount: 10, tax_free: 4, vat_amount: 6 },
    ],
  ])('%s', (_what, given, currency, read) => expect(readMoney(given, currency)).toEqual(read))
})

test.each([
  [14_000, 'KRW', '14,000원', '14,000 KRW'],
  [999, 'KRW', '999원', '999 KRW'],
  [1_234_567, 'KRW', '1,234,567원', '1,234,567 KRW'],
  [1_050, 'USD', '$10.50', '$10.50'],
  [1_000, 'JPY', '¥1,000', '¥1,000'],
  [1_000, 'CNY', '¥10.00', '¥10.00'],
  [1_000, 'TWD', 'NT$10.00', '$10.00'],
])('%d of %s is printed as a Korean window prints it, or as an English one', (minor, currency, ko, en) => {
  expect([formatMoney(minor, currency), formatMoney(minor, currency, 'en')]).toEqual([ko, en])
  expect(sayMoney(minor, currency)).toEqual({ ko, en })
})
