/** Money arrives on the virtual account. */
import { refusal } from '../catalog/refusals.ts'
import { toMajor, toMinor } from '../core/money.ts'
import type { Desk } from './change.ts'
import { contract } from './contract.ts'
import { drawTid, slipUrl } from './numbers.ts'
import type { Payment } from './payment.ts'
import { sumWas } from './sum-was.ts'

/** `amount` in major units, or the exact amount when null. `force` credits a wrong or a late one, too. */
export const deposit =
  ({ change, clock, dice, origin }: Desk) =>
  (imp_uid: string, amount: number | null = null, force = false): Payment =>
    change(imp_uid, (payment) => {
      const { pg } = contract(payment)
      const minor = amount === null ? null : toMinor(amount, payment.currency)
      if (amount !== null && (minor === null || minor <= 0)) {
        const { currency } = payment
        const expected = toMajor(payment.amount, currency)
        throw refusal('deposit_amount_wrong', { amount, expected }, sumWas('amount', amount, currency))
      }
      const n = `deposit ${payment.deposits?.length ?? 0}`
      const pg_tid = payment.order.vbank_unlimited ? drawTid(dice, pg, payment, clock.now(), n) : undefined
      const receipt_url = slipUrl(pg, imp_uid, payment.pay_method, origin())
      return { do: 'deposit', amount: minor, force, receipt_url, pg_tid }
    })
