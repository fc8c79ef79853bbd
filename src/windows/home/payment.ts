/**
 * Which way the result of a payment goes home. The window's own row says callback or redirect, the PG's file what is
 * special, the SDK's version which shape.
 */
import { systemOf } from '../../catalog/apps.ts'
import { chooseRedirect } from '../../catalog/redirects.ts'
import type { Payment } from '../../payments/payment.ts'
import { contract } from '../../payments/payments.ts'
import { failureResult, type Rsp, successResult } from '../payment/result.ts'
import type { PaymentWindow } from '../window.ts'
import { redirectUrl } from './redirect.ts'
import { isShort, shapeResult } from './shape.ts'
import { NOBODY, type WayHome } from './way-home.ts'

/** `by_app`: the buyer comes back through the shop's app. */
export function wayHome(window: PaymentWindow, payment: Payment, by_app = false): WayHome<Rsp> {
  const { ended } = window
  if (ended === null || window.held || !comesHome(ended)) return NOBODY
  const { pg } = contract(payment)
  if (pg.quirks.stays_away) return { ...NOBODY, is_over: true }
  const { sdk, m_redirect_url, user_agent } = payment.order
  const is_failure = payment.status === 'failed' || ended !== 'approve'
  const full = is_failure ? failureResult(payment, window) : successResult(payment)
  const rsp = shapeResult(full, pg, sdk)
  if (window.home === 'callback') {
    const gave_up = ended === 'cancel' || ended === 'close'
    if (gave_up && pg.quirks.silent_cancel)
      return { ...NOBODY, alert: pg.refusals.cancelled.message, is_over: true }
    return { ...NOBODY, rsp, is_over: true }
  }
  if (m_redirect_url === null) return { ...NOBODY, rsp, is_over: true }
  const rule = chooseRedirect(pg.home.redirects, payment.pay_method, by_app ? systemOf(user_agent) : null)
  const redirect_url = redirectUrl(m_redirect_url, full, {
    sdk,
    names: rule?.query,
    is_short: isShort(pg, sdk),
  })
  return { ...NOBODY, rsp, redirect_url, method: rule?.method ?? 'get', is_over: true }
}

/** The browser died, before or after the PG had its answer: nobody comes home. */
function comesHome(ended: NonNullable<PaymentWindow['ended']>): boolean {
  return ['approve', 'cancel', 'close', 'decline'].includes(ended)
}
