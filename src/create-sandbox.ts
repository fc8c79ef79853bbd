/** createSandbox: a sandbox inside a test's own process. */

import type { z } from 'zod'
import type { Outcome } from './checkout/checkout.ts'
import type { Rsp } from './checkout/result.ts'
import { openWindow, type ShopperOrder, ShopperOrder as ShopperSchema, visit } from './control/shopper.ts'
import { parseIso } from './core/clock.ts'
import { parseDuration } from './core/duration.ts'
import { kstIso } from './core/kst.ts'
import { read } from './core/schema.ts'
import type { RequestRecord, SandboxEvent } from './journal.ts'
import type { MerchantSettings } from './merchants/merchant.ts'
import type { TimelineEntry } from './payments/payment.ts'
import { type PaymentView, printPayment } from './payments/view.ts'
import { createWorld } from './sandbox.ts'
import { readSettings, SettingError } from './settings.ts'
import type { DeliveryFilter } from './webhooks/outbox.ts'
import type { DeliveryView } from './webhooks/webhooks.ts'

export interface SandboxOptions {
  /** Notification URL of the shop under test, or several. */
  webhook?: string | string[]
  /** Content-Type of webhooks. Default `json`. */
  webhook_type?: 'json' | 'form'
  /** The same seed gives the same ids. Default: one is drawn. */
  seed?: number | string
  /** `system`, or an ISO time at which the clock stands still. Default `system`. */
  clock?: string
  /** Port to listen on. Default 0: any free one. */
  port?: number
  /** Address to listen on. Default 127.0.0.1. */
  host?: string
  /** Database file. Default `:memory:`. */
  db?: string
  /** Deliver webhooks by themselves, as `start` does, instead of only in `settle` and `advance`. Default false. */
  live?: boolean
  allow_host?: string | string[]
  allow_public_webhooks?: boolean
}

/** A payment as REST prints it, and what happened to it. */
export type SandboxPayment = PaymentView & { timeline: TimelineEntry[] }

/** What the browser would have got, and the payment behind it. */
export interface PayResult {
  /** Null when the order was refused before any window. */
  payment: SandboxPayment | null
  /** What request_pay's callback gets; null when nobody comes home. */
  rsp: Rsp | null
  /** Where the browser goes; null where the result comes by callback. */
  redirect_url: string | null
}

/** request_pay's parameters, and what the buyer does. */
export type PayOrder = z.input<typeof ShopperSchema>

export interface Sandbox {
  /** Base URL of the REST API, e.g. `http://127.0.0.1:49152`. */
  readonly url: string
  /** Address of iamport.payment.js. */
  readonly scriptUrl: string
  readonly imp_key: string
  readonly imp_secret: string
  readonly user_code: string
  readonly seed: string
  /** A whole shopper: order, window, buyer. Throws a `SandboxError` for an order that cannot be read. */
  pay(order: PayOrder): Promise<PayResult>
  /** Opens a window and leaves it open. Throws a `SandboxError` for an order that is refused. */
  open(order: PayOrder): Promise<SandboxPayment>
  /** Ends an open window. */
  end(imp_uid: string, outcome: Outcome): Promise<PayResult>
  /** Money arrives on a virtual account: the exact amount, now, unless said otherwise (`at`: ISO time to walk to first). */
  deposit(
    imp_uid: string,
    deposit?: { amount?: number; at?: string; force?: boolean },
  ): Promise<SandboxPayment>
  /** The administrator cancels, in full or in part. */
  cancel(imp_uid: string, cancel?: { amount?: number; reason?: string }): Promise<SandboxPayment>
  payment(imp_uid: string): SandboxPayment
  /** Deliveries and their attempts. */
  webhooks(filter?: DeliveryFilter): DeliveryView[]
  /** REST calls of the shop. */
  requests(): readonly RequestRecord[]
  settings(changes?: Partial<MerchantSettings>): MerchantSettings
  /** What happened, one readable line each. */
  events(): readonly SandboxEvent[]
  /** Does all that is due now; answers what was done. */
  settle(): Promise<string[]>
  /** Walks the clock forward, doing what falls due on the way. */
  advance(duration: string | number): Promise<string[]>
  /** The present, as an ISO time in Korea. */
  now(): string
  /** Keeps the present state under a name. */
  snapshot(id?: string): Promise<void>
  /** Brings a kept state back. Throws a `SandboxError` when there is none of that name. */
  restore(id?: string): Promise<void>
  /** Starts over with the same seed. */
  reset(): Promise<void>
  close(): Promise<void>
}

/** Wrong options or orders; the message names what was wrong and what is allowed. */
export class SandboxError extends Error {}

/** A sandbox on a port of its own, with a world of its own. Close it when the test is over. */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { live = false, ...given } = options
  const world = createWorld(readOptions({ port: 0, db: ':memory:', ...given }))
  const url = await world.listen()
  if (live) world.ticker.live()
  const { checkout, clock, merchants, payments, ticker, webhooks, windows } = world
  const { user_code, imp_key, imp_secret } = merchants.byDefault()
  const show = (imp_uid: string): SandboxPayment => {
    const payment = payments.get(imp_uid)
    return { ...printPayment(payment), timeline: payments.store.timeline(imp_uid) }
  }

  return {
    url,
    scriptUrl: `${url}/js/iamport.payment-1.1.5.js`,
    imp_key,
    imp_secret,
    user_code,
    seed: world.seed,
    pay: async (order) => {
      const { payment, rsp, redirect_url } = await visit(checkout, clock, user_code, readOrder(order))
      return { payment: payment && show(payment.imp_uid), rsp, redirect_url }
    },
    open: async (order) => {
      const { imp_uid } = openWindow(checkout, clock, user_code, readOrder(order))
      return show(imp_uid)
    },
    end: async (imp_uid, outcome) => {
      const window = windows.byImpUid(imp_uid)
      if (!window) throw new SandboxError(`There is no window of ${imp_uid}.`)
      const { rsp, redirect_url } = await checkout.end(window.id, outcome)
      return { payment: show(imp_uid), rsp, redirect_url }
    },
    deposit: async (imp_uid, { amount, at, force = false } = {}) => {
      if (at !== undefined) await ticker.advance(readTime(at))
      payments.deposit(imp_uid, amount ?? null, force)
      return show(imp_uid)
    },
    cancel: async (
      imp_uid,
      { amount = null, reason = null }: { amount?: number | null; reason?: string | null } = {},
    ) => {
      const refund = { holder: null, bank: null, account: null }
      payments.cancel(imp_uid, { by: 'admin', amount, checksum: null, reason, refund })
      return show(imp_uid)
    },
    payment: show,
    webhooks: (filter = {}) => webhooks.list({ limit: 1000, ...filter }).list,
    requests: () => world.journal.requests(),
    events: () => world.journal.events(),
    settings: (changes = {}) => merchants.changeSettings(merchants.byDefault().id, changes),
    settle: () => ticker.settle(),
    advance: async (duration) => {
      const seconds = parseDuration(duration)
      if (seconds === null)
        throw new SandboxError(
          `advance takes a duration such as '3d' or a number of seconds, not ${duration}.`,
        )
      const ran = await ticker.advance(clock.now() + seconds)
      world.clockChanged()
      return ran
    },
    now: () => kstIso(clock.now()),
    snapshot: (id = 'default') => world.snapshots.save(id),
    restore: async (id = 'default') => {
      if (await world.snapshots.restore(id)) return
      throw new SandboxError(`There is no snapshot ${id} (kept: ${world.snapshots.list().join(', ') || 'none'}).`)
    },
    reset: () => world.reset(),
    close: () => world.close(),
  }
}

function readOptions(given: Record<string, unknown>) {
  try {
    return readSettings(given)
  } catch (error) {
    if (error instanceof SettingError) throw new SandboxError(error.message)
    throw error
  }
}

function readOrder(order: PayOrder): ShopperOrder {
  const result = read(ShopperSchema, order)
  if ('value' in result) return result.value
  throw new SandboxError(`pay: ${result.problem.parameter} must be ${result.problem.allowed}.`)
}

function readTime(at: string): number {
  const at_ms = parseIso(at)
  if (at_ms === null)
    throw new SandboxError(`at takes an ISO time such as 2026-01-04T10:00:00+09:00, not ${at}.`)
  return Math.floor(at_ms / 1000)
}
