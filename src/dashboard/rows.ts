/** A payment, or an order that was refused, as one line of a list. */
import { type Bilingual, say } from '../core/bilingual.ts'
import { kstText } from '../core/kst.ts'
import { isCurrency, sayMoney, toMinor } from '../core/money.ts'
import type { Payment } from '../payments/payment.ts'
import { soldBy } from '../telling/pg-text.ts'
import { type Badge, DELIVERY_BADGES, statusBadge } from '../telling/words.ts'
import type { DeliveryState } from '../webhooks/delivery.ts'
import type { DashboardParts } from './parts.ts'
import type { RefusedOrder } from './refused.ts'
import type { Doubt } from './story/amounts.ts'
import { doubtsOf } from './story/doubts.ts'
import { raceMarks } from './story/races.ts'

export interface Row {
  readonly href: string
  readonly imp_uid: string | null
  readonly merchant_uid: string | null
  readonly name: string | null
  readonly pg: Bilingual | string
  readonly channel: string
  readonly amount: Bilingual | string
  /** What of it was given back, where that is not all of it. */
  readonly cancelled: Bilingual | null
  readonly badge: Badge
  readonly at: string
  readonly started_at: number
  /** Why it failed or was refused. */
  readonly why: Bilingual | string | null
  readonly hook: { readonly badge: Badge; readonly count: number } | null
  /** Webhook and browser in an order that a shop may not expect: a word for each, and the whole sentence. */
  readonly races: readonly { readonly mark: Bilingual | null; readonly text: Bilingual }[]
  /** What is odd about its amount. */
  readonly doubt: Doubt | null
}

export function rowsOf(
  parts: Pick<DashboardParts, 'payments' | 'trace' | 'webhooks'>,
  payments: readonly Payment[],
): Row[] {
  const imp_uids = payments.map(({ imp_uid }) => imp_uid)
  const records = parts.trace.newest()
  const marks = parts.webhooks.marks(imp_uids)
  const races = raceMarks(records, imp_uids)
  const doubts = doubtsOf(parts, payments, records)
  return payments.map((payment) => ({
    ...paymentRow(payment, marks.get(payment.imp_uid)),
    races: races.get(payment.imp_uid) ?? [],
    doubt: doubts.get(payment.imp_uid) ?? null,
  }))
}

function paymentRow(
  payment: Payment,
  mark: { state: DeliveryState; count: number } | undefined,
): Omit<Row, 'races' | 'doubt'> {
  const { imp_uid, merchant_uid, order, amount, cancel_amount, currency, started_at } = payment
  return {
    href: `/dashboard/payments/${imp_uid}`,
    imp_uid,
    merchant_uid,
    name: order.name,
    pg: soldBy(payment.pg_provider, payment.pay_method),
    channel: payment.channel,
    amount: sayMoney(amount, currency),
    cancelled: cancel_amount > 0 && cancel_amount < amount ? sayMoney(cancel_amount, currency) : null,
    badge: statusBadge(payment),
    at: kstText(started_at),
    started_at,
    why: payment.status === 'failed' ? payment.fail_reason : null,
    hook: mark ? { badge: DELIVERY_BADGES[mark.state], count: mark.count } : null,
  }
}

export function refusedRow({ seq, at, merchant_uid, data, message }: RefusedOrder): Row {
  const { name, amount, pg, pay_method } = data
  const currency = typeof data.currency === 'string' && isCurrency(data.currency) ? data.currency : 'KRW'
  const minor = Number.isFinite(Number(amount)) ? toMinor(Number(amount), currency) : null
  return {
    href: `/dashboard/refused/${seq}`,
    imp_uid: null,
    merchant_uid,
    name: typeof name === 'string' ? name : null,
    pg: pg || pay_method ? soldBy(String(pg ?? '').split('.')[0]!, String(pay_method ?? '')) : '',
    channel: 'pc',
    amount: amount === undefined ? '' : minor === null ? String(amount) : sayMoney(minor, currency),
    cancelled: null,
    badge: { word: say('요청 거절', 'Refused'), tone: 'bad' },
    at: kstText(at),
    started_at: at,
    why: message,
    hook: null,
    races: [],
    doubt: null,
  }
}
