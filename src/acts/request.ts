/** A page calls request_pay: what the SDK adds to an order before it asks, and how this order's webhooks are to come. */

import { say } from '../core/bilingual.ts'
import { CallerError } from '../core/caller-error.ts'
import { askedToPay } from '../payments/request-pay.ts'
import type { Requested } from '../windows/payment/checkout.ts'
import { USER_AGENTS } from './browsers.ts'
import type { ActParts } from './parts.ts'
import type { ShopperOrder } from './shopper-order.ts'

export function request(parts: ActParts, order: ShopperOrder): Requested {
  const { checkout, clock, merchants, webhooks } = parts
  const { sdk, device, outcome, webhook, user_code = merchants.byDefault().user_code, ...param } = order
  if (webhook) mustHaveMerchantUid(order)
  // Manual 2.1.1 and the SDK's source: a card where no pay_method is named, and a merchant_uid of its own making.
  const pay_method = param.pay_method || 'card'
  const merchant_uid = param.merchant_uid || `nobody_${clock.now_ms()}`
  const from = { sdk, device, user_agent: USER_AGENTS[device] }
  const requested = checkout.request(
    user_code,
    undefined,
    askedToPay({ ...param, pay_method, merchant_uid }),
    from,
    outcome,
  )
  // What an order says of its own webhooks is a rule for that order alone; one that is refused has none, and leaves none behind.
  if (webhook && 'payment' in requested)
    webhooks.addRule(requested.payment.merchant, { match: { merchant_uid }, ...webhook })
  return requested
}

function mustHaveMerchantUid({ merchant_uid }: ShopperOrder): void {
  if (merchant_uid) return
  const said = say(
    'merchant_uid가 빠졌습니다: webhook은 그것으로 주문을 찾습니다.',
    'merchant_uid is missing: webhook needs one to go by.',
  )
  throw new CallerError(400, 'parameter_missing', said)
}
