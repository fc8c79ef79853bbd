/** Money: whole minor units inside (won, yen, cents), major units outside. No sum is ever a floating one. */
import { type Bilingual, both, type Lang, say } from './bilingual.ts'
import { remembering } from './remembering.ts'

/** How many decimal places a currency has: KRW and JPY 0, USD and EUR 2; others as ISO 4217 has it. */
export const currencyDigits = remembering((currency): number => {
  // To ask Intl is slow, and every amount of every payment asks.
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
})

/** Whether this is the shape of an ISO 4217 code. */
export function isCurrency(text: string): boolean {
  return /^[A-Z]{3}$/.test(text)
}

/** 10.5 USD is 1050 cents. Null when the amount has more decimal places than the currency, or is no safe number. Never -0. */
export function toMinor(amount: number, currency: string): number | null {
  const digits = currencyDigits(currency)
  const minor = Math.round(amount * 10 ** digits)
  if (!Number.isSafeInteger(minor)) return null
  return toMajor(minor, currency) === amount ? minor + 0 : null
}

/** The largest sum in major units: above it a number is no longer exact to the won or cent. */
export const largestSum = (currency: string): number => toMajor(Number.MAX_SAFE_INTEGER, currency)

/** Why a number is no sum of a currency (`toMinor` is null): too large, or too fine. Without a full stop. */
export function whyNoSum(amount: number, currency: string): Bilingual {
  const [most, digits] = [largestSum(currency), currencyDigits(currency)]
  if (Math.abs(amount) > most)
    return say(`${currency} 금액은 ${most}까지입니다`, `an amount of ${currency} is at most ${most}`)
  return say(
    digits === 0
      ? `${currency} 금액은 정수여야 합니다`
      : `${currency} 금액은 소수점 아래 ${digits}자리까지입니다`,
    `${currency} has fewer decimal places`,
  )
}

/** 1050 cents are 10.5 USD. */
export function toMajor(minor: number, currency: string): number {
  return minor / 10 ** currencyDigits(currency)
}

/** The sum of amounts in major units, added up in minor ones: 0.1 and 0.2 US dollars are 0.3. */
export function sumMoney(amounts: readonly number[], currency: string): number {
  const unit = 10 ** currencyDigits(currency)
  return amounts.reduce((sum, amount) => sum + Math.round(amount * unit), 0) / unit
}

/** What an order costs and what of it is free of tax or VAT, in minor units. Null VAT: the shop left it to the PG. */
export interface Money {
  readonly amount: number
  readonly tax_free: number
  readonly vat_amount: number | null
}

/** The part of it that is no money. */
export interface MoneyFlaw {
  readonly flaw: keyof Money
  /** `unit`: fewer decimal places, or no such number; `sign`: less than nothing; `sum`: more than there is. */
  readonly why: 'unit' | 'sign' | 'sum'
}

/**
 * The one check of money that a shop names, in major units as it came over the wire: every part is an amount of the
 * currency, none is negative, and the parts are parts of the whole. The order of the rows is the order in which they win.
 * What costs nothing (a billing key) has no parts.
 */
export function readMoney(
  given: { amount: number; tax_free?: number | null | undefined; vat_amount?: number | null | undefined },
  currency: string,
): Money | MoneyFlaw {
  const amount = toMinor(given.amount, currency)
  if (amount === null) return { flaw: 'amount', why: 'unit' }
  if (amount < 0) return { flaw: 'amount', why: 'sign' }
  if (amount === 0) return { amount, tax_free: 0, vat_amount: null }
  const tax_free = toMinor(given.tax_free ?? 0, currency)
  if (tax_free === null) return { flaw: 'tax_free', why: 'unit' }
  if (tax_free < 0) return { flaw: 'tax_free', why: 'sign' }
  if (tax_free > amount) return { flaw: 'tax_free', why: 'sum' }
  const vat_amount = given.vat_amount == null ? null : toMinor(given.vat_amount, currency)
  if (vat_amount === null && given.vat_amount != null) return { flaw: 'vat_amount', why: 'unit' }
  if (vat_amount !== null && vat_amount < 0) return { flaw: 'vat_amount', why: 'sign' }
  if (vat_amount !== null && vat_amount > amount - tax_free) return { flaw: 'vat_amount', why: 'sum' }
  return { amount, tax_free, vat_amount }
}

/** `14,000원`, `$10.50`, `¥1,000`: as a Korean payment window prints it. */
export function formatMoney(minor: number, currency: string, lang: Lang = 'ko'): string {
  const major = toMajor(minor, currency)
  if (currency === 'KRW') return `${inThousands(major)}${lang === 'ko' ? '원' : ' KRW'}`
  const locale = lang === 'ko' ? 'ko-KR' : 'en-US'
  return major.toLocaleString(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
}

/** The same for people of either language. */
export function sayMoney(minor: number, currency: string): Bilingual {
  return both((lang) => formatMoney(minor, currency, lang))
}

/** `14,000`: won have no decimals, and every payment is told of several times (a locale's own format takes 15 µs). */
const inThousands = (major: number): string => String(major).replace(/\B(?=(\d{3})+$)/g, ',')
