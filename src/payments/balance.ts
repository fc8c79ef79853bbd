/** `GET /payments/{imp_uid}/balance`: how much of a payment was paid by which means, and what cancels took off again. */

import { z } from 'zod'
import { refusal } from '../catalog/refusals.ts'
import { isAble } from '../choice/abilities.ts'
import { say } from '../core/bilingual.ts'
import { toMajor } from '../core/money.ts'
import type { Payment } from './payment.ts'
import { type Shares, sharesLeft, sharesOf, sharesOfCancels } from './shares.ts'

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
  const { amount, cancels, currency, pay_method, pg_provider } = payment
  if (!isAble(pg_provider, 'balance')) {
    throw refusal(
      'balance_unknown',
      {},
      say(
        `${pg_provider}은(는) 잔액을 알려 주지 않습니다. payco와 kcp만 알려 줍니다.`,
        `${pg_provider} does not tell; payco and kcp do.`,
      ),
    )
  }
  if (payment.paid_at === 0)
    throw refusal(
      'balance_unknown',
      {},
      say(`결제 상태가 ${payment.status}입니다.`, `The payment is ${payment.status}.`),
    )
  const means = (shares: Shares, sign: 1 | -1 = 1) => {
    const split = printShares(shares, currency, sign)
    return pay_method === 'point'
      ? { cash_receipt: NOTHING, discount: NOTHING, primary: NOTHING, secondary: split }
      : { cash_receipt: NOTHING, discount: NOTHING, primary: split, secondary: NOTHING }
  }
  const taken = sharesOfCancels(payment)
  return {
    amount: toMajor(amount, currency),
    ...means(sharesLeft(payment)),
    histories: [
      { created: payment.paid_at, ...means(sharesOf(payment)) },
      ...cancels.map(({ cancelled_at }, n) => ({ created: cancelled_at, ...means(taken[n]!, -1) })),
    ],
  }
}

function printShares({ supply, vat, tax_free }: Shares, currency: string, sign: 1 | -1): Split {
  const major = (minor: number) => (minor === 0 ? 0 : toMajor(sign * minor, currency))
  return { service: 0, supply: major(supply), tax_free: major(tax_free), vat: major(vat) }
}
