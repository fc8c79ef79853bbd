/**
 * What the money of a payment is made of: goods (supply), VAT, and what is free of tax; and what each cancel takes of it.
 *
 * The document of POST /payments/cancel says: tax_free is 0 where it is missing, vat_amount none. So a part that says nothing
 * is taxed, and has as much of the VAT as it has of what is taxed; the last part takes all that is left. What a shop says is
 * taken at its word as far as there is any of it left: no share ever falls below nothing (assumed: no source tells what a PG
 * makes of a cancel that claims more VAT, or less, than the payment has).
 */
import { toMinor } from '../core/money.ts'
import type { Payment } from './payment.ts'

/** In minor units. */
export interface Shares {
  readonly supply: number
  readonly vat: number
  readonly tax_free: number
}

type Money = Pick<Payment, 'amount' | 'currency' | 'cancels'> & {
  readonly order: Pick<Payment['order'], 'tax_free' | 'vat_amount'>
}

/** Of the payment as it was paid. VAT is one eleventh of what is taxed, where the shop does not say its own (manual 2.1.1). */
export function sharesOf({ amount, currency, order }: Omit<Money, 'cancels'>): Shares {
  const tax_free = within(toMinor(order.tax_free, currency) ?? 0, 0, amount)
  const taxed = amount - tax_free
  const own = order.vat_amount == null ? null : toMinor(order.vat_amount, currency)
  const vat = within(own ?? Math.round(taxed / 11), 0, taxed)
  return { supply: taxed - vat, vat, tax_free }
}

/** Of each cancel, in their order. */
export function sharesOfCancels(payment: Money): Shares[] {
  let left = sharesOf(payment)
  return payment.cancels.map(({ amount, tax_free, vat_amount }) => {
    const share = shareOf(left, amount, tax_free ?? 0, vat_amount ?? null)
    left = minus(left, share)
    return share
  })
}

export function sharesLeft(payment: Money): Shares {
  return sharesOfCancels(payment).reduce(minus, sharesOf(payment))
}

function shareOf(left: Shares, amount: number, asked_free: number, asked_vat: number | null): Shares {
  const taxed_left = left.supply + left.vat
  const tax_free = within(asked_free, amount - taxed_left, Math.min(left.tax_free, amount))
  const taxed = amount - tax_free
  const even = taxed_left === 0 ? 0 : Math.round((left.vat * taxed) / taxed_left)
  const vat = within(asked_vat ?? even, taxed - left.supply, Math.min(left.vat, taxed))
  return { supply: taxed - vat, vat, tax_free }
}

function minus(a: Shares, b: Shares): Shares {
  return { supply: a.supply - b.supply, vat: a.vat - b.vat, tax_free: a.tax_free - b.tax_free }
}

/** The nearest to what was asked that there is. */
function within(asked: number, least: number, most: number): number {
  return Math.max(0, least, Math.min(asked, most))
}
