/** `GET /payments/{imp_uid}/balance`: how much of a payment was paid by which means, and what cancels took off again. */
import { z } from 'zod'
import { refusal } from '../catalog/refusals.ts'
import { isAble } from '../choice/abilities.ts'
import { toMajor, toMinor } from '../core/money.ts'
import type { Payment } from './payment.ts'

const Split = z.object({ service: z.number(), supply: z.number(), tax_free: z.number(), vat: z.number() })
type Split = z.infer<typeof Split>

const Means = { cash_receipt: Split, discount: Split, primary: Split, secondary: Split } as const

export const BalanceView = z.object({
  amount: z.number(),
  ...Means,
  histories: z.array(z.object({ ...Means, created: z.int() })),
})

const NOTHING: Split = { service: 0, supply: 0, tax_free: 0, vat: 0 }

/** Points are the second means, everything else the first. Refuses a PG that does not tell, and what is not paid. */
export function printBalance(payment: Payment): z.infer<typeof BalanceView> {
  const { amount, currency, order, pay_method, pg_provider } = payment
  if (!isAble(pg_provider, 'balance')) {
    throw refusal('balance_unknown', {}, `${pg_provider} does not tell; payco and kcp do.`)
  }
  if (payment.paid_at === 0) throw refusal('balance_unknown', {}, `The payment is ${payment.status}.`)
  const major = (value: number) => toMajor(value, currency)
  const minor = (value: number | null | undefined) => (value == null ? null : toMinor(value, currency))
  const split = (whole: number, tax_free: number, own_vat: number | null): Split => {
    const vat = own_vat ?? Math.round((whole - tax_free) / 11)
    return { service: 0, supply: major(whole - tax_free - vat), tax_free: major(tax_free), vat: major(vat) }
  }
  const rows = [
    { created: payment.paid_at, split: split(amount, minor(order.tax_free) ?? 0, minor(order.vat_amount)) },
    ...payment.cancels.map((cancel) => ({
      created: cancel.cancelled_at,
      split: negative(split(cancel.amount, cancel.tax_free ?? 0, cancel.vat_amount ?? null)),
    })),
  ]
  const means = (value: Split) =>
    pay_method === 'point'
      ? { cash_receipt: NOTHING, discount: NOTHING, primary: NOTHING, secondary: value }
      : { cash_receipt: NOTHING, discount: NOTHING, primary: value, secondary: NOTHING }
  return {
    amount: major(amount),
    ...means(rows.map((row) => row.split).reduce((a, b) => add(a, b, currency), NOTHING)),
    histories: rows.map((row) => ({ created: row.created, ...means(row.split) })),
  }
}

function negative({ supply, tax_free, vat }: Split): Split {
  return { service: 0, supply: 0 - supply, tax_free: 0 - tax_free, vat: 0 - vat }
}

/** Summed in minor units: no sum is ever a floating one. */
function add(a: Split, b: Split, currency: string): Split {
  const sum = (x: number, y: number) =>
    toMajor((toMinor(x, currency) ?? 0) + (toMinor(y, currency) ?? 0), currency)
  return {
    service: 0,
    supply: sum(a.supply, b.supply),
    tax_free: sum(a.tax_free, b.tax_free),
    vat: sum(a.vat, b.vat),
  }
}
