/**
 * The way of one payment through the browser: request_pay asks, a window opens, the buyer decides, the result goes home.
 *
 * Browsers walk it over HTTP (checkout/routes.ts), the control API walks it in one call; both call these functions and no
 * others.
 */
import type { Origin } from '../../payments/order.ts'
import type { Payment } from '../../payments/payment.ts'
import type { ReadOrder } from '../../payments/request-pay.ts'
import { createEngine } from '../engine.ts'
import { wayHome } from '../home/payment.ts'
import type { WayHome } from '../home/way-home.ts'
import type { WindowKind } from '../kind.ts'
import type { Asked } from '../request.ts'
import type { Ending } from '../window.ts'
import { handsOver } from './app.ts'
import { conclude } from './end.ts'
import { expire } from './expire.ts'
import type { Outcome } from './outcome.ts'
import type { CheckoutParts } from './parts.ts'
import { request } from './request.ts'
import type { Rsp } from './result.ts'
import { stepsOf } from './steps.ts'

export type { Outcome } from './outcome.ts'
export type { Requested } from './request.ts'

export interface Home extends WayHome<Rsp> {
  readonly payment: Payment
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
      asked: Asked<ReadOrder>,
      from: Origin,
      planned?: Outcome,
    ) => request(parts, user_code, frame_pg, asked, from, planned),
    expire: (imp_uid: string) => expire(parts, imp_uid),
  }
}
