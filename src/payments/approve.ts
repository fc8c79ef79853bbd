/** The PG says yes: the payment is paid, or its account is issued. */

import type { Approval, PayMethod } from '../catalog/method.ts'
import type { Pg } from '../catalog/pg.ts'
import { fill } from '../catalog/template.ts'
import { isAble } from '../choice/abilities.ts'
import { chargesOf } from '../choice/billing-window.ts'
import { paidBy } from '../choice/paid-by.ts'
import { kstEndOfDay } from '../core/kst.ts'
import { toMinor } from '../core/money.ts'
import type { Desk } from './change.ts'
import type { Command } from './command.ts'
import { contract } from './contract.ts'
import { drawTid, isForKey, slipUrl } from './numbers.ts'
import type { Payment } from './payment.ts'

/** What the buyer typed into the window, or the shop's server sent in the buyer's place. */
export type Values = Readonly<Record<string, string>>

/** `amount` (major units): what the PG took where that is another amount than the order's. */
export const approve =
  (desk: Desk) =>
  (imp_uid: string, values: Values, amount?: number): Payment =>
    desk.change(imp_uid, (payment) => approval(desk, payment, values, amount))

/** What an approval makes of this payment. */
export function approval(
  { clock, dice, origin }: Pick<Desk, 'clock' | 'dice' | 'origin'>,
  payment: Payment,
  values: Values,
  amount?: number,
): Command {
  const { pg, method: asked } = contract(payment)
  const { method, reports } = paidBy(pg, asked, values, isForKey(payment))
  const now = clock.now()
  const common = {
    pg_tid: drawTid(dice, pg, payment, now, 0),
    approval: { ...approvalBy({ pg, method, payment, values, now, dice }), ...reports },
    pay_method: method.code,
    cash_receipt: cashReceiptOf(values),
  }
  if (method.settles === 'deposit') return { do: 'issue', receipt_url: null, ...common }
  const charged = amount === undefined ? chargedFor(pg, payment) : toMinor(amount, payment.currency)
  const receipt_url = slipUrl(pg, payment.imp_uid, method.code, origin())
  return { do: 'approve', receipt_url, amount: charged ?? undefined, ...common }
}

interface Asked extends Pick<Desk, 'dice'> {
  readonly pg: Pg
  readonly method: PayMethod
  readonly payment: Payment
  readonly values: Values
  readonly now: number
}

/** What the pay_method reports, as this PG reports it. */
function approvalBy({ pg, method, payment, values, now, dice }: Asked): Partial<Approval> {
  const { imp_uid, order } = payment
  const approved = method.approve({
    imp_uid,
    values,
    now,
    dice,
    vbank_date: deadlineOf(pg, order.vbank_due ?? kstEndOfDay(now, pg.vbank.days)),
    vbank_holder: holderOf(pg, payment),
  })
  if (approved.vbank_num && pg.vbank.num && method.code === 'vbank') {
    const address = ['vbank_num', imp_uid]
    approved.vbank_num = fill(pg.vbank.num, { mid: payment.pg_id, now, dice, address })
  }
  if (order.vbank_num) approved.vbank_num = order.vbank_num
  if (pg.quirks.card_number_zeros) approved.card_number = approved.card_number?.replaceAll('*', '0') ?? null
  return approved
}

/** A window that issues a billing key charges nothing at most PGs (docs, code page of billing keys). */
function chargedFor(pg: Pg, payment: Payment): number | undefined {
  return isForKey(payment) && chargesOf(pg, payment.pay_method) === 'never' ? 0 : undefined
}

/** The holder that the shop named over REST, where the PG takes one; else the PG's own. */
function holderOf({ code, vbank }: Pg, { order }: Payment): string | null {
  return (isAble(code, 'vbank_holder_own') ? null : order.vbank_holder) ?? vbank.holder
}

/** When an account closes: at `vbank_due`, or when the PG rounds it to. */
function deadlineOf({ quirks: { vbank_whole_days, vbank_whole_minutes } }: Pg, due: number): number {
  if (vbank_whole_days) return kstEndOfDay(due)
  return vbank_whole_minutes ? due - (due % 60) + 59 : due
}

/** What the buyer asked for in the window; nothing where it did not ask, or the buyer did not want one. */
function cashReceiptOf({ cash_receipt: type, cash_receipt_id: identifier }: Values) {
  if (type === 'anonymous') return { type: 'person', identifier: ANONYMOUS } as const
  if (type !== 'person' && type !== 'company') return undefined
  return { type, identifier: identifier ?? '' } as const
}

/** The number that the tax office has for buyers who gave none (자진발급). */
const ANONYMOUS = '010-000-1234'
