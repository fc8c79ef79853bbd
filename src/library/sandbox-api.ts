/** What createSandbox takes and answers: the types of the public API. */
import type { RequestListener } from 'node:http'
import type { z } from 'zod'
import type { CertificationOrder, CertificationVisit } from '../acts/certify.ts'
import type { BillingKeyOrder } from '../acts/issue-billing-key.ts'
import type { ScheduleOrder } from '../acts/schedule.ts'
import type { ShopperOrder } from '../acts/shopper-order.ts'
import type { ShownPayment } from '../acts/show.ts'
import type { RequestRecord, SandboxEvent } from '../journal.ts'
import type { MerchantSettings } from '../merchants/merchant.ts'
import type { Happening, Match } from '../parts/wait.ts'
import type { Status } from '../payments/payment.ts'
import type { RequestPay } from '../payments/request-pay.ts'
import type { DeliveryFilter } from '../webhooks/delivery.ts'
import type { WebhookRule } from '../webhooks/rules.ts'
import type { ArmedRule } from '../webhooks/store.ts'
import type { DeliveryView } from '../webhooks/webhooks.ts'
import type { Outcome } from '../windows/payment/checkout.ts'
import type { Rsp } from '../windows/payment/result.ts'
import type { WorldFile } from '../world/schema.ts'

export interface SandboxOptions {
  /** Notification URL of the shop under test, or several. */
  webhook?: string | string[]
  /** Content-Type of webhooks. Default `json`. */
  webhook_type?: 'json' | 'form'
  /** The same seed gives the same ids. Default: one is drawn. */
  seed?: number | string
  /** What is there from the start: `official-clients`, or a JSON file of that shape. */
  seed_data?: string
  /** `system`, or an ISO time at which the clock stands still. Default `system`. */
  clock?: string
  /** Where to begin: a world file by its path, or a world as an object. `reset` comes back to it. */
  world?: string | WorldFile
  /** Port to listen on. Default 0: any free one. `null`: none at all; give `sandbox.app` to supertest. */
  port?: number | null
  /** Address to listen on. Default 127.0.0.1. */
  host?: string
  /** Database file. Default `:memory:`. */
  db?: string
  /** How much of what is over is kept, e.g. `100000 payments` or `30 days`; the rest goes while the sandbox is live. */
  keep?: string
  /** How much of the trace is kept in a database file, e.g. `64MB`. */
  keep_trace?: string
  /** Deliver webhooks by themselves, as `start` does, instead of only in `settle` and `advance`. Default false. */
  live?: boolean
  allow_host?: string | string[]
  /** Pages on the web that are the shop's: what they put into notice_url and confirm_url is called, too. */
  allow_origin?: string | string[]
  /** Addresses or networks of proxies whose X-Forwarded-* count; loopback always does. */
  trust_proxy?: string | string[]
  /** Where orders without `pg` go: a PG's code, or `{PG}.{MID}`. Default html5_inicis. */
  default_pg?: string
  /**
   * How long `advance` waits, in real milliseconds, for a shop that has answered a webhook to begin its next REST call.
   * Default 200; 0: it does not wait.
   */
  shop_quiet_ms?: number
  /** Of errors, events and what matchers say: `ko` or `en`. Default: `IAMPORT_SANDBOX_LANG`, or what LC_ALL or LANG say, or else Korean. */
  lang?: 'ko' | 'en'
  allow_public_webhooks?: boolean
  /**
   * What `close` does about webhooks that were never sent and calls that never ended: a warning of the process, an
   * error, nothing, or what the given function does. Default `warn`.
   */
  leaks?: 'warn' | 'throw' | 'ignore' | ((left: Leftovers) => void)
}

/** A payment as REST prints it, and what happened to it. */
export type SandboxPayment = ShownPayment

/** What the browser would have got, and the payment behind it. */
export type PayResult = EndResult | RefusedOrder

/** Of a window that was there: so there is a payment, whatever became of it. */
export interface EndResult {
  payment: SandboxPayment
  /** What request_pay's callback gets; null when nobody comes home. */
  rsp: Rsp | null
  /** Where the browser goes; null where the result comes by callback. */
  redirect_url: string | null
}

/** Of an order that was refused before any window: there is no payment, and `rsp` says why. */
export interface RefusedOrder {
  payment: null
  rsp: Rsp
  redirect_url: string | null
}

/** request_pay's parameters, and what the buyer does. */
export type PayOrder = {
  [Name in keyof typeof ShopperOrder.shape]?: Name extends keyof typeof RequestPay.shape
    ? AsPagesSend<z.input<(typeof RequestPay.shape)[Name]>>
    : z.input<(typeof ShopperOrder.shape)[Name]>
} & { [more: string]: unknown }

/** Pages send numbers and booleans as text, too. */
type AsPagesSend<Value> = Value extends number
  ? Value | `${number}`
  : Value extends boolean
    ? Value | 'true' | 'false'
    : Value

/** IMP.certification's parameters, and who the buyer is. */
export type CertifyOrder = z.input<typeof CertificationOrder>

/** An imp_uid, a payment, or what `pay` answered. */
export type PaymentNamed =
  | string
  | { readonly imp_uid: string }
  | { readonly payment: { readonly imp_uid: string } | null }
  | null

export interface PaymentFilter {
  merchant_uid?: string
  status?: Status
}

/** Which deliveries; all of these must be so. */
export type WebhookFilter = Omit<DeliveryFilter, 'merchant'>

/** What was left behind when a sandbox was closed. */
export interface Leftovers {
  /** Webhooks that were written and never sent. */
  unsettled: DeliveryView[]
  /** Calls over HTTP that were cut off, e.g. `GET /payments/imp_123456789012`. */
  requests: string[]
  /** `waitFor` calls that nobody saw the end of. */
  waiting: number
}

export interface Sandbox {
  /** Base URL of the REST API, e.g. `http://127.0.0.1:49152`. */
  readonly url: string
  /** Address of iamport.payment.js. */
  readonly scriptUrl: string
  /** The sandbox without its port, for supertest: `request(sandbox.app).get('/payments/…')`. */
  readonly app: RequestListener
  readonly imp_key: string
  readonly imp_secret: string
  readonly user_code: string
  readonly seed: string

  /**
   * A whole shopper: order, window, buyer. Throws a `SandboxError` for an order that cannot be read; one that is refused before
   * any window has no payment. Members that act on a payment take its imp_uid, the payment, or all that `pay` answered.
   */
  pay(order: PayOrder): Promise<PayResult>
  /** Opens a window and leaves it open. Throws a `SandboxError` for an order that is refused. */
  open(order: PayOrder): Promise<SandboxPayment>
  /** Ends an open window. */
  end(payment: PaymentNamed, outcome: Outcome): Promise<EndResult>
  /** A whole identity verification: IMP.certification's parameters, who the buyer is, and what becomes of it. */
  certify(order?: CertifyOrder): Promise<CertificationVisit>
  /** Money arrives on a virtual account: the exact amount, now, unless said otherwise (`at`: ISO time to walk to first). */
  deposit(
    payment: PaymentNamed,
    deposit?: { amount?: number; at?: string; force?: boolean },
  ): Promise<SandboxPayment>
  /** The administrator cancels, in full or in part. */
  cancel(payment: PaymentNamed, cancel?: { amount?: number; reason?: string }): Promise<SandboxPayment>
  /** The PG approves a failed payment after all. */
  approveLate(payment: PaymentNamed): Promise<SandboxPayment>
  /** The time of an account without a deposit, or of an open window, is over now. */
  expire(payment: PaymentNamed): Promise<SandboxPayment>
  /** A billing key for a customer_uid, as POST /subscribe/customers/{customer_uid} answers it. The card is filled in. */
  issueBillingKey(key: z.input<typeof BillingKeyOrder>): Promise<Record<string, unknown>>
  /** A charge of the future on a billing key; `advance` carries it out. `schedule_at`: seconds, ISO time or `30 days`. */
  schedule(order: z.input<typeof ScheduleOrder>): Promise<Record<string, unknown>>

  /** A payment as it is now, and its timeline. Throws when there is none of this imp_uid. */
  payment(payment: PaymentNamed): SandboxPayment
  /** Every payment, oldest first. */
  payments(filter?: PaymentFilter): SandboxPayment[]
  /** Deliveries and their attempts. */
  webhooks(filter?: WebhookFilter): DeliveryView[]
  /** Orders webhooks against the browser, delays, doubles, swaps, spoils or loses them. */
  webhookRule(rule: z.input<typeof WebhookRule>): ArmedRule
  /** The rules, and how often each was met. */
  webhookRules(): ArmedRule[]
  clearWebhookRules(): void
  /** Sends a delivery once more, with the same body to the same address. */
  resend(id: number): Promise<DeliveryView>
  /** REST calls of the shop. */
  requests(): readonly RequestRecord[]
  /** What happened, one readable line each. */
  events(): readonly SandboxEvent[]
  /**
   * Waits until there is a payment, webhook, request or event with these values, or one for which the function says
   * yes, and answers it; at once where there is one already. Rejects after `timeout_ms` of real time (default 5000).
   *
   *     await sandbox.waitFor('payment', { merchant_uid: 'order_1', status: 'paid' })
   *     await sandbox.waitFor('webhook', { event: 'paid', state: 'delivered' })
   *     await sandbox.waitFor('request', { method: 'POST', path: '/payments/cancel' })
   */
  waitFor<K extends keyof Happening>(
    event: K,
    match?: Match<Happening[K]>,
    options?: { timeout_ms?: number },
  ): Promise<Happening[K]>

  /** The admin page's settings, after merging changes into them. */
  settings(changes?: Partial<MerchantSettings>): MerchantSettings
  /** Ends the life of every REST token: calls are 401 until the shop gets a new one. Answers how many were alive. */
  expireTokens(): number
  /** Does all that is due now; answers what was done. */
  settle(): Promise<string[]>
  /** Walks the clock forward, doing what falls due on the way. One at a time. */
  advance(duration: string | number): Promise<string[]>
  /** The present, as an ISO time in Korea. */
  now(): string

  /** Keeps the present state under a name. */
  snapshot(id?: string): Promise<void>
  /** Brings a kept state back. Throws a `SandboxError` when there is none of that name. */
  restore(id?: string): Promise<void>
  /** Starts over as it began, with the same seed; or with the given world (an object, or a file by its path). */
  reset(world?: string | WorldFile): Promise<void>
  /** The present as a world, to be written to a file or given to `createSandbox`. */
  export(): WorldFile
  /** Ends it and leaves nothing open; what was left undone is told as the option `leaks` says. A second close changes nothing. */
  close(): Promise<void>
}

/** Wrong options or orders, or a sandbox that is closed; the message names what was wrong and what is allowed, in the language of `lang`. */
export class SandboxError extends Error {}
