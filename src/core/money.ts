/** Money: whole minor units inside (won, yen, cents), major units outside. No sum is ever a floating one. */

/** How many decimal places a currency has: KRW and JPY 0, USD and EUR 2; others as ISO 4217 has it. */
export function currencyDigits(currency: string): number {
  const known = DIGITS.get(currency)
  if (known !== undefined) return known
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  DIGITS.set(currency, digits)
  return digits
}

/** What was asked before: to ask Intl is slow, and every amount of every payment asks. */
const DIGITS = new Map<string, number>()

/** Whether this is the shape of an ISO 4217 code. */
export function isCurrency(text: string): boolean {
  return /^[A-Z]{3}$/.test(text)
}

/** 10.5 USD is 1050 cents. Null when the amount has more decimal places than the currency, or is no safe number. */
export function toMinor(amount: number, currency: string): number | null {
  if (!Number.isFinite(amount)) return null
  const digits = currencyDigits(currency)
  const minor = Math.round(amount * 10 ** digits)
  if (!Number.isSafeInteger(minor)) return null
  return toMajor(minor, currency) === amount ? minor : null
}

/** 1050 cents are 10.5 USD. */
export function toMajor(minor: number, currency: string): number {
  return minor / 10 ** currencyDigits(currency)
}

/** `14,000원`, `$10.50`, `¥1,000`: as a Korean payment window prints it. */
export function formatMoney(minor: number, currency: string): string {
  const major = toMajor(minor, currency)
  if (currency === 'KRW') return `${major.toLocaleString('ko-KR')}원`
  return major.toLocaleString('ko-KR', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
}
