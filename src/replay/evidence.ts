/** What was seen of a shop while a scenario was played: all that a verdict may rest on. */

import type { PaymentView } from '../payments/view.ts'
import type { Armed, RestAnswer } from '../scenarios/scenarios.ts'
import type { RestCall } from '../scenarios/subject.ts'
import type { DeliveryView } from '../webhooks/webhooks.ts'
import type { Rsp } from '../windows/payment/result.ts'
import type { Finding } from './findings.ts'
import type { ShopOrder } from './shop.ts'

/** An order that the shop (or, without an order address, the scenario) has made. */
export interface PlayedOrder {
  readonly merchant_uid: string
  readonly amount: number
  /** What its people asked to be refunded, in all; null: everything. */
  readonly refunds: (number | null)[]
}

export interface PlayedRest extends RestCall, RestAnswer {
  readonly seq: number
  /** Called by the replay itself, as a job of the shop. */
  readonly by_replay: boolean
}

/** The shop was told of a payment, by the browser or by a webhook. */
export interface Told {
  readonly via: 'browser' | 'webhook'
  readonly imp_uid: string | null
  readonly merchant_uid: string | null
  /** What was claimed: paid or not. */
  readonly is_success: boolean
  /** HTTP status of the shop’s answer; null where none came. */
  readonly status: number | null
  /** What was said was spoiled on the way, so that nobody could learn from it. */
  readonly is_spoiled: boolean
  readonly seq: number
  /** The shop’s order right after it, where the ledger can be asked. */
  is_fulfilled: boolean | null
}

export interface Evidence {
  readonly orders: PlayedOrder[]
  readonly rest: PlayedRest[]
  readonly told: Told[]
  /** When each payment was paid, in the order of events. */
  readonly paid: Map<string, number>
  /** What the administrator has given back of each payment. */
  readonly by_admin: Map<string, number>
  /** When each payment became last what it is, in the order of events. */
  readonly changed: Map<string, number>
  /** Whose turn it was in each step of several things at once. */
  readonly raced: number[][]
  /** What already went wrong on the way. */
  readonly findings: Finding[]
  payments: (PaymentView & { timeline: readonly { what: string }[] })[]
  deliveries: readonly DeliveryView[]
  ledger: readonly ShopOrder[] | null
  /** What request_pay answered last. */
  rsp: Rsp | null
  /** Faults that never acted. */
  unused: readonly Armed[]
}

export function noEvidence(): Evidence {
  return {
    orders: [],
    rest: [],
    told: [],
    paid: new Map(),
    by_admin: new Map(),
    changed: new Map(),
    raced: [],
    findings: [],
    payments: [],
    deliveries: [],
    ledger: null,
    rsp: null,
    unused: [],
  }
}
