/**
 * What a developer does to webhooks on purpose: when they come against the browser, and what the network spoils.
 *
 * The order against the browser exists at iamport, too (webhook page: the redirect does not wait; webhook first on
 * request). All else is the sandbox's own, and a delivery that it touched says so in `fault`.
 */
import { z } from 'zod'
import { IsoTime } from '../core/iso-time.ts'

/** Which comes first when a payment is approved. "First" means that the shop has answered. */
export const WEBHOOK_ORDERS = [
  'at_once',
  'webhook_first',
  'browser_first',
  'webhook_only',
  'browser_only',
] as const
export type WebhookOrder = (typeof WEBHOOK_ORDERS)[number]

export const CORRUPTIONS = ['empty', 'cut', 'garbage', 'wrong_uid', 'wrong_status'] as const
export type Corruption = (typeof CORRUPTIONS)[number]

/** What may be done to a webhook. */
export const WebhookEffect = z.strictObject({
  order: z
    .enum(WEBHOOK_ORDERS)
    .optional()
    .describe('against the browser, for a payment that was just approved'),
  delay_ms: z.int().min(0).max(604_800_000).optional().describe('how much later it leaves'),
  copies: z.int().min(0).max(100).optional().describe('0: lost; 2: a duplicate'),
  swap: z.boolean().optional().describe('it leaves only after the next webhook of its payment was answered'),
  corrupt: z.enum(CORRUPTIONS).optional().describe('what becomes of the body'),
})
export type WebhookEffect = z.infer<typeof WebhookEffect>

/** Who ordered an effect: a rule by its number, a scenario by its name, or one of the merchant's settings. */
export type Bender =
  | { readonly rule: number }
  | { readonly scenario: string }
  | { readonly setting: 'webhook_order' }

/** An effect, and who ordered it. */
export type BentBy = WebhookEffect & { readonly by: Bender }

/** An effect, and the webhooks that it is for. */
export const WebhookRule = WebhookEffect.extend({
  match: z
    .strictObject({
      imp_uid: z.string().optional(),
      merchant_uid: z.string().optional(),
      event: z.string().optional().describe('paid, ready, cancelled …'),
      url: z.string().optional().describe('part of the address'),
    })
    .prefault({})
    .describe('missing: every webhook'),
  nth: z.int().min(1).optional().describe('from the nth matching webhook on; alone: only the nth'),
  times: z.int().min(1).optional().describe('for so many of them'),
  until: IsoTime.optional().describe('ISO time from which the rule is over'),
})
export type WebhookRule = z.infer<typeof WebhookRule>
