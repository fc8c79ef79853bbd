/** What follows of every change of a payment, inside its transaction: one named listener each, in the order in which they hear. */
import type { Billing } from '../billing/billing.ts'
import { type Deadlines, testChargeOf } from '../deadlines/deadlines.ts'
import type { Merchants } from '../merchants/merchants.ts'
import type { Naverco } from '../orders/naverco.ts'
import type { Changed, Listener } from '../payments/change.ts'
import { isForKey } from '../payments/numbers.ts'
import { balance, type Payment } from '../payments/payment.ts'
import type { Payments } from '../payments/payments.ts'
import type { Receipts } from '../receipts/receipts.ts'
import { announce } from '../webhooks/announce.ts'
import type { Webhooks } from '../webhooks/webhooks.ts'
import type { Telling } from './telling.ts'

export interface ListenerParts {
  readonly billing: Billing
  readonly deadlines: Deadlines
  readonly merchants: Merchants
  readonly naverco: Naverco
  readonly payments: Payments
  readonly receipts: Receipts
  readonly telling: Telling
  readonly webhooks: Webhooks
}

export function listenersOf(parts: ListenerParts): Listener[] {
  const { billing, deadlines, merchants, naverco, payments, receipts, telling, webhooks } = parts

  /** What time alone will do to it from now on. */
  const setDeadlines: Listener = deadlines.written

  /** The product orders of 네이버페이 come with the money and go with it. */
  const moveProductOrders: Listener = ({ before, payment, news }) => {
    if (payment.status === 'paid' && before?.status !== 'paid') naverco.receive(payment)
    if (news?.status === 'cancelled' && balance(payment) === 0) naverco.close(payment)
  }

  const writeWebhooks: Listener = ({ payment, news }) => {
    if (!news) return
    const { merchant, imp_uid } = payment
    const { notification_url, notification_content_type } = merchants.byId(merchant).settings
    const was_announced = news.status === 'cancelled' && news.by === 'shop' && webhooks.isKnown(imp_uid)
    const told = announce(payment, news, { notification_url, was_announced })
    if (!('silent' in told)) webhooks.announce(merchant, payment, told, notification_content_type)
    else if (told.why !== null) telling.unannounced(payment, news.status, told.why)
  }

  /** A window's order with a customer_uid has just been approved: that issues a billing key. */
  const keepBillingKey: Listener = ({ before, payment }) => {
    if (!hasJustBeenPaid(before, payment) || !isForKey(payment)) return
    billing.keep(payment)
    noteTestCharge(payments, payment, 'test charge')
  }

  /** The money is there of a buyer who asked for a cash receipt. */
  const issueCashReceipt: Listener = ({ before, payment }) => {
    if (hasJustBeenPaid(before, payment) && payment.order.cash_receipt) receipts.issueByPg(payment)
  }

  return [setDeadlines, moveProductOrders, writeWebhooks, keepBillingKey, issueCashReceipt]
}

function hasJustBeenPaid(before: Changed['before'], payment: Payment): boolean {
  return before !== null && before.status !== 'paid' && payment.status === 'paid'
}

/** What the PG takes, and gives back later, to test the card of a key that is issued for nothing. */
export function noteTestCharge({ note }: Pick<Payments, 'note'>, payment: Payment, what: string): void {
  const charge = testChargeOf(payment)
  if (charge) note(payment, { what, by: 'pg', detail: { amount: charge.amount } })
}
