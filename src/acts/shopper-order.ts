/** What a whole shopper is told by: request_pay's parameters, the browser, and what the buyer does with the window. */
import { z } from 'zod'
import { SDK_DEFAULT, SDK_VERSIONS } from '../catalog/sdk-versions.ts'
import { RawRequestPay } from '../payments/raw-request-pay.ts'
import { WebhookEffect } from '../webhooks/rules.ts'

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

export const ShopperOrder = RawRequestPay.extend({
  sdk: z.enum(SDK_VERSIONS).default(SDK_DEFAULT).describe('version of iamport.payment.js'),
  device: z.enum(['pc', 'mobile']).default('pc'),
  outcome: OutcomeShape.optional().describe(
    'default: approve, unless a magic value of the order says otherwise',
  ),
  webhook: WebhookEffect.optional().describe('how the webhooks of this order come; needs a merchant_uid'),
  user_code: z.string().optional().describe('what the page gives to IMP.init; default: the default merchant'),
})
export type ShopperOrder = z.infer<typeof ShopperOrder>
