/** What a merchant can set of its webhooks, beside their address and Content-Type. */
import { z } from 'zod'
import { RewriteRule } from './rewrite.ts'
import { WEBHOOK_ORDERS } from './rules.ts'

const HeaderName = z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/)
const HeaderValue = z.string().regex(/^[\t\x20-\x7e]*$/)

export const WebhookSettings = z.object({
  webhook_retries: z
    .boolean()
    .default(false)
    .describe('whether a network error or a 5xx is tried again: 5 times, a minute apart'),
  webhook_order: z
    .enum(WEBHOOK_ORDERS)
    .default('at_once')
    .describe('against the browser; the first has been answered by the shop before the other goes'),
  webhook_delay_ms: z
    .int()
    .min(0)
    .max(604_800_000)
    .default(0)
    .describe('how long after the change they leave'),
  webhook_headers: z
    .record(HeaderName, HeaderValue)
    .default({})
    .describe('headers to add or to replace, User-Agent among them'),
  webhook_vendor_address: z
    .boolean()
    .default(false)
    .describe('whether X-Forwarded-For names an address of iamport, for shops that let only those in'),
  webhook_verify_tls: z
    .boolean()
    .default(true)
    .describe('whether a self-signed certificate of the shop is a failure'),
  webhook_rewrites: z
    .array(RewriteRule)
    .default([])
    .describe('maps public addresses (ngrok) to local ones: `{from, to}`, the first that fits'),
})
export type WebhookSettings = z.infer<typeof WebhookSettings>
