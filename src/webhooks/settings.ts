/** What a merchant can set of its webhooks, beside their address and Content-Type. */
import { z } from 'zod'
import { DEFAULT_WEBHOOKS } from './default-settings.ts'
import { WEBHOOK_ORDERS } from './rules.ts'

const HeaderName = z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/)
const HeaderValue = z.string().regex(/^[\t\x20-\x7e]*$/)

/** Public addresses left in a shop's source (ngrok and the like) are mapped to local ones. */
export const RewriteRule = z.strictObject({
  from: z
    .string()
    .min(1)
    .describe('the beginning of an address; `*` stands for any part of a host name, alone for every address'),
  to: z
    .string()
    .refine((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol), {
      error: 'an http or https address',
      params: { ko: 'http:// 또는 https:// 주소여야 합니다.' },
    })
    .describe('what takes its place; the rest of the path and the query stay'),
})
export type RewriteRule = z.infer<typeof RewriteRule>

export const WebhookSettings = z.object({
  webhook_retries: z
    .boolean()
    .default(DEFAULT_WEBHOOKS.webhook_retries)
    .describe('whether a network error or a 5xx is tried again: 5 times, a minute apart'),
  webhook_order: z
    .enum(WEBHOOK_ORDERS)
    .default(DEFAULT_WEBHOOKS.webhook_order)
    .describe('against the browser; the first has been answered by the shop before the other goes'),
  webhook_delay_ms: z
    .int()
    .min(0)
    .max(604_800_000)
    .default(DEFAULT_WEBHOOKS.webhook_delay_ms)
    .describe('how long after the change they leave'),
  webhook_headers: z
    .record(HeaderName, HeaderValue)
    .default(DEFAULT_WEBHOOKS.webhook_headers)
    .describe('headers to add or to replace, User-Agent among them'),
  webhook_vendor_address: z
    .boolean()
    .default(DEFAULT_WEBHOOKS.webhook_vendor_address)
    .describe('whether X-Forwarded-For names an address of iamport, for shops that let only those in'),
  webhook_verify_tls: z
    .boolean()
    .default(DEFAULT_WEBHOOKS.webhook_verify_tls)
    .describe('whether a self-signed certificate of the shop is a failure'),
  webhook_rewrites: z
    .array(RewriteRule)
    .default(DEFAULT_WEBHOOKS.webhook_rewrites)
    .describe('maps public addresses (ngrok) to local ones: `{from, to}`, the first that fits'),
})
export type WebhookSettings = z.infer<typeof WebhookSettings>
