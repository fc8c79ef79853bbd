/** A page calls request_pay: what the SDK adds to an order before it asks, and how this order's webhooks are to come. */

import { say } from '../core/bilingual.ts'
import { CallerError } from '../core/caller-error.ts'
import type { Requested } from '../windows/payment/checkout.ts'
import { USER_AGENTS } from './browsers.ts'
import type { ActParts } from './parts.ts'
import type { ShopperOrder } from './shopper-order.ts'

export function request(parts: ActParts, order: ShopperOrder): Requested {
  orderWebhooks(parts, order)
  const { checkout, clock, merchants } = parts
  const { sdk, device, outcome, webhook: _, user_code = merchants.byDefault().user_code, ...param } = order
  // Manual 2.1.1 and the SDK's source: a card where no pay_method is named, and a merchant_uid of its own making.
  const pay_method = param.pay_method || 'card'
  const merchant_uid = param.merchant_uid || `nobody_${clock.now_ms()}`
  const from = { sdk, device, user_agent: USER_AGENTS[device] }
  return checkout.request(user_code, undefined, { ...param, pay_method, merchant_uid }, from, outcome)
}

/** What an order says of its own webhooks is a rule for that order alone. */
function orderWebhooks({ merchants, webhooks }: ActParts, { merchant_uid, webhook }: ShopperOrder): void {
  if (!webhook) return
  if (!merchant_uid) {
    const said = say(
      'merchant_uid가 빠졌습니다: webhook은 그것으로 주문을 찾습니다.',
      'merchant_uid is missing: webhook needs one to go by.',
    )
    throw new CallerError(400, 'parameter_missing', said)
  }
  webhooks.addRule(merchants.byDefault().id, { match: { merchant_uid }, ...webhook })
}
