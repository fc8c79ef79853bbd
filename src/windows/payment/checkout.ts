/**
 * The way of one payment through the browser: request_pay asks, a window opens, the buyer decides, the result goes home.
 *
 * Browsers walk it over HTTP (checkout/routes.ts), the control API walks it in one call; both call these functions and no
 * others.
 */
import type { Refusal } from '../../catalog/refusals.ts'
import type { Dice } from '../../core/ids.ts'
import type { Merchants } from '../../merchants/merchants.ts'
import type { Origin } from '../../payments/order.ts'
import type { Payment } from '../../payments/payment.ts'
import type { Payments } from '../../payments/payments.ts'
import type { Moments } from '../../scenarios/moments.ts'
import type { WebhookOrder } from '../../webhooks/rules.ts'
import { createEngine } from '../engine.ts'
import { wayHome } from '../home/payment.ts'
import type { WayHome } from '../home/way-home.ts'
import type { WindowKind } from '../kind.ts'
import type { WindowStore } from '../store.ts'
import type { Ending } from '../window.ts'
import { handsOver } from './app.ts'
import { conclude } from './end.ts'
import { expire } from './expire.ts'
import type { Outcome } from './outcome.ts'
import { request } from './request.ts'
import type { Rsp } from './result.ts'
import { stepsOf } from './steps.ts'

export type { Outcome } from './outcome.ts'
export type { Requested } from './request.ts'

export interface Home extends WayHome<Rsp> {
  readonly payment: Payment
}

export interface CheckoutParts {
  readonly payments: Payments
  readonly windows: WindowStore
  readonly merchants: Merchants
  readonly dice: Dice
  /** Tells the developer why an order was refused. */
  readonly refused: (reason: Refusal, merchant_uid: string | null) => void
  /** Asks the shop whether it still wants the sale (confirm_url); answers why not, or null. `amount` is in major units. */
  readonly confirm: (payment: Payment, url: string, amount: number) => Promise<string | null>
  /** Which comes first now that this payment is approved: its webhook or the browser. */
  readonly orderOf: (payment: Payment) => WebhookOrder
  /** Sends the webhooks of a payment, and waits for the shop's answers. */
  readonly deliverFirst: (imp_uid: string) => Promise<void>
  /** Tells the page that waits for a window that it has ended. */
  readonly ended: (window_id: string) => void
  /** What a scenario does on the way. */
  readonly moments?: Pick<Moments, 'request' | 'approve' | 'outcome'>
}

export type Checkout = ReturnType<typeof createCheckout>

export function createCheckout(parts: CheckoutParts) {
  const { payments, windows } = parts
  const kind: WindowKind<Payment, Outcome, Ending, Home> = {
    windows,
    subjectOf: payments.get,
    stepsOf,
    handsOver,
    conclude: (window, outcome, by_steps) => conclude(parts, window, outcome, by_steps),
    homeOf(window, by_app) {
      const payment = payments.get(window.imp_uid)
      return { payment, ...wayHome(window, payment, by_app) }
    },
  }
  return {
    ...createEngine(kind, parts.ended),
    payments,
    request: (
      user_code: string,
      frame_pg: string | undefined,
      raw: unknown,
      from: Origin,
      planned?: Outcome,
    ) => request(parts, user_code, frame_pg, raw, from, planned),
    expire: (imp_uid: string) => expire(parts, imp_uid),
  }
}
