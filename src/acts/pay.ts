/**
 * A whole shopper in one call: what a page, its SDK and a buyer do, without a browser.
 *
 * It fills in what the SDK fills in, then walks the same functions as the browser does.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { atLeast } from '../catalog/sdk-versions.ts'
import { preflightUrl } from '../windows/home/redirect.ts'
import type { Rsp } from '../windows/payment/result.ts'
import type { ActParts } from './parts.ts'
import { request } from './request.ts'
import type { ShopperOrder } from './shopper-order.ts'
import type { Visit } from './visit.ts'

/** Orders, waits, and does what the buyer does. An order that is refused before any window has no payment. */
export async function pay(parts: ActParts, order: ShopperOrder): Promise<Visit> {
  const requested = request(parts, order)
  if ('refused' in requested) {
    const rsp = requested.refused
    return { payment: null, rsp, redirect_url: preflightRedirect(order, rsp) }
  }
  await hesitate(order.outcome)
  return parts.checkout.end(requested.window.id, order.outcome)
}

/** A buyer takes a while. */
export async function hesitate(outcome: ShopperOrder['outcome']): Promise<void> {
  if (typeof outcome === 'object' && outcome.wait_ms) await wait(outcome.wait_ms)
}

/** From 1.1.5 on the SDK takes a phone without a callback to m_redirect_url even when no window opened (manual 2.1.3). */
function preflightRedirect({ device, sdk, m_redirect_url }: ShopperOrder, rsp: Rsp): string | null {
  if (device !== 'mobile' || !m_redirect_url || !atLeast(sdk, '1.1.5')) return null
  return preflightUrl(m_redirect_url, rsp)
}
