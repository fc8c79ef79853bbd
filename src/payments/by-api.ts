/** Payments that a shop's server opens: key-in, billing keys, schedules, accounts and barcodes. Ids begin with `imps_`. */

import { NO_APPROVAL } from '../catalog/method.ts'
import { refusal } from '../catalog/refusals.ts'
import type { ChosenPg } from '../choice/choose.ts'
import { say } from '../core/bilingual.ts'
import { toMajor } from '../core/money.ts'
import { readApiMoney } from './api-money.ts'
import { approval, type Values } from './approve.ts'
import type { Desk } from './change.ts'
import { type Declined, declined } from './fail.ts'
import { drawImpUid } from './numbers.ts'
import { NO_FACTS, type OrderFacts, type Payment } from './payment.ts'

export interface ApiOrder {
  readonly merchant_uid: string
  readonly pay_method: string
  /** Major units, as it came over the wire. */
  readonly amount: number
  readonly currency?: string
  readonly chosen: ChosenPg & { readonly sandbox: boolean }
  readonly customer_uid: string | null
  readonly facts: Partial<OrderFacts>
  /** A record of a charge that failed because the order had been paid meanwhile. */
  readonly may_be_paid?: boolean
}

/** What becomes of it at once: nobody opens a window for it. */
export type ApiDecision =
  | { readonly approve: Values }
  | { readonly decline: Declined }
  /** iamport itself says no. */
  | { readonly refuse: string }

/** A payment that the shop's server asked for, opened and decided in one. */
export const byApi =
  (desk: Desk) =>
  (merchant: number, order: ApiOrder, decide: (opened: Payment) => ApiDecision): Payment =>
    desk.addDecided(
      (no) =>
        apiPayment(order, {
          imp_uid: drawImpUid(desk.dice, desk.store.exists, merchant, no, 'imps'),
          merchant,
          now: desk.clock.now(),
          sibling_paid: desk.store.wasPaid(merchant, order.merchant_uid, ''),
        }),
      ({ pg_provider, pay_method }) => ({
        what: 'requested by the API',
        by: 'shop',
        detail: { pg: pg_provider, pay_method },
      }),
      (opened) => {
        const decision = decide(opened)
        if ('approve' in decision) return approval(desk, opened, decision.approve)
        if ('decline' in decision) return declined(opened, decision.decline, 'api')
        return { do: 'fail', by: 'pg', reason: decision.refuse }
      },
    )

/** The new payment, `ready`. Refuses a merchant_uid that was paid once, and an amount that is none. */
function apiPayment(
  order: ApiOrder,
  facts: { imp_uid: string; merchant: number; now: number; sibling_paid: boolean },
): Payment {
  const { pg, pg_id, sandbox } = order.chosen
  if (facts.sibling_paid && !order.may_be_paid) throw refusal('api_order_already_paid', {}, ALREADY_PAID)
  const { amount, currency, tax_free, vat_amount } = readApiMoney(pg, { ...order.facts, ...order })
  const taxes = {
    tax_free: toMajor(tax_free, currency),
    vat_amount: vat_amount === null ? null : toMajor(vat_amount, currency),
  }
  return {
    imp_uid: facts.imp_uid,
    merchant: facts.merchant,
    merchant_uid: order.merchant_uid,
    status: 'ready',
    amount,
    cancel_amount: 0,
    currency,
    pay_method: order.pay_method,
    channel: 'api',
    pg_provider: pg.code,
    pg_id,
    pg_tid: null,
    sandbox,
    started_at: facts.now,
    paid_at: 0,
    failed_at: 0,
    cancelled_at: 0,
    fail_reason: null,
    cancel_reason: null,
    receipt_url: null,
    customer_uid: order.customer_uid,
    approval: NO_APPROVAL,
    order: { ...NO_FACTS, user_agent: API_USER_AGENT, ...order.facts, ...taxes },
    cancels: [],
  }
}

const ALREADY_PAID = say(
  '한 번 결제된 merchant_uid는 취소한 뒤에도 다시 결제할 수 없습니다. 주문마다 새 merchant_uid를 쓰세요.',
  'A merchant_uid that was paid once, even if cancelled since, cannot be paid again: give each order a new one.',
)

/** What REST shows as the browser of a payment that had none (observed in answers of 2017 and 2018). */
const API_USER_AGENT = 'sorry_not_supported_anymore'
