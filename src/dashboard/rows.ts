/** A payment as one line of a list. */
import { kstText } from '../core/kst.ts'
import { formatMoney } from '../core/money.ts'
import type { Payment } from '../payments/payment.ts'
import { pgText } from '../telling/pg-text.ts'
import { statusBadge } from '../telling/words.ts'

export function showRow(payment: Payment) {
  const { imp_uid, merchant_uid, order, amount, cancel_amount, currency, started_at } = payment
  return {
    imp_uid,
    merchant_uid,
    name: order.name,
    pg: pgText(payment),
    channel: payment.channel,
    amount: formatMoney(amount, currency),
    cancelled: cancel_amount > 0 ? formatMoney(cancel_amount, currency) : null,
    badge: statusBadge(payment),
    at: kstText(started_at),
  }
}
