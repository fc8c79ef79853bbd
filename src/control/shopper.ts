/**
 * A whole shopper in one call: what a page, its SDK and a buyer do, without a browser.
 *
 * It fills in what the SDK fills in, then walks the same checkout functions as the browser does.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { atLeast, SDK_DEFAULT, SDK_VERSIONS } from '../catalog/sdk-versions.ts'
import type { Clock } from '../core/clock.ts'
import { RequestPay } from '../payments/order.ts'
import type { Payment } from '../payments/payment.ts'
import { WebhookTwist } from '../webhooks/rules.ts'
import { preflightUrl } from '../windows/home/redirect.ts'
import type { Checkout, Home, Requested } from '../windows/payment/checkout.ts'
import type { Rsp } from '../windows/payment/result.ts'

const wait_ms = z.int().min(0).max(600_000).optional().describe('real milliseconds before the buyer acts')

export const OutcomeShape = z.union([
  z.enum(['approve', 'cancel', 'close', 'abandon', 'vanish']),
  z.strictObject({
    decline: z.union([z.string(), z.strictObject({ code: z.string(), message: z.string() })]),
    late: z.boolean().optional().describe('the PG approves afterwards all the same (paymentwall, paypal_v2)'),
    wait_ms,
  }),
  z.strictObject({ approve: z.strictObject({ amount: z.number().positive().optional() }), wait_ms }),
])

export const ShopperOrder = RequestPay.extend({
  sdk: z.enum(SDK_VERSIONS).default(SDK_DEFAULT).describe('version of iamport.payment.js'),
  device: z.enum(['pc', 'mobile']).default('pc'),
  outcome: OutcomeShape.optional().describe(
    'default: approve, unless a magic value of the order says otherwise',
  ),
  webhook: WebhookTwist.optional().describe('how the webhooks of this order come; needs a merchant_uid'),
  user_code: z.string().optional().describe('what the page gives to IMP.init; default: the default merchant'),
})
export type ShopperOrder = z.infer<typeof ShopperOrder>

/** Exactly what the browser would have got. `payment` is null when the order was refused before any window. */
export interface Visit {
  readonly payment: Payment | null
  readonly rsp: Rsp | null
  readonly redirect_url: string | null
}

export const USER_AGENTS = {
  pc: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
  mobile:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
} as const

/** Orders, waits, and does what the buyer does. */
export async function visit(
  checkout: Checkout,
  clock: Clock,
  user_code: string,
  order: ShopperOrder,
): Promise<Visit> {
  const requested = request(checkout, clock, user_code, order)
  if ('refused' in requested) {
    return {
      payment: null,
      rsp: requested.refused,
      redirect_url: preflightRedirect(order, requested.refused),
    }
  }
  const { outcome } = order
  if (typeof outcome === 'object' && outcome.wait_ms) await wait(outcome.wait_ms)
  const { payment, rsp, redirect_url }: Home = await checkout.end(requested.window.id, outcome)
  return { payment, rsp, redirect_url }
}

/** Orders and leaves the window open. Throws the refusal of an order that gets none. */
export function openWindow(
  checkout: Checkout,
  clock: Clock,
  user_code: string,
  order: ShopperOrder,
): Payment {
  const requested = request(checkout, clock, user_code, order)
  if ('refused' in requested) throw requested.reason
  return requested.payment
}

/** What the SDK adds to an order before it asks (manual 2.1.1, SDK source). */
function request(checkout: Checkout, clock: Clock, user_code: string, order: ShopperOrder): Requested {
  const { sdk, device, outcome, webhook: _, user_code: asked, ...param } = order
  const pay_method = param.pay_method || 'card'
  const merchant_uid = param.merchant_uid || `nobody_${clock.now_ms()}`
  const from = { sdk, device, user_agent: USER_AGENTS[device] }
  return checkout.request(
    asked ?? user_code,
    undefined,
    { ...param, pay_method, merchant_uid },
    from,
    outcome,
  )
}

/** From 1.1.5 on the SDK takes a phone without a callback to m_redirect_url even when no window opened (manual 2.1.3). */
function preflightRedirect({ device, sdk, m_redirect_url }: ShopperOrder, rsp: Rsp): string | null {
  if (device !== 'mobile' || !m_redirect_url || !atLeast(sdk, '1.1.5')) return null
  return preflightUrl(m_redirect_url, rsp)
}
