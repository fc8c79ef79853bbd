/** The PG approves after all, though it had declined or the buyer had left. */
import type { Desk } from './change.ts'
import { contract } from './contract.ts'
import { drawTid, slipUrl } from './numbers.ts'
import type { Payment } from './payment.ts'

export const approveLate =
  ({ change, clock, dice, origin }: Desk) =>
  (imp_uid: string): Payment =>
    change(imp_uid, (payment) => {
      const { pg, method } = contract(payment)
      const now = clock.now()
      const facts = { imp_uid, values: {}, now, dice, vbank_date: 0, vbank_holder: null }
      return {
        do: 'approve_late',
        pg_tid: drawTid(dice, pg, payment, now, 'late'),
        approval: method.settles === 'now' ? method.approve(facts) : {},
        receipt_url: slipUrl(pg, imp_uid, payment.pay_method, origin()),
      }
    })
