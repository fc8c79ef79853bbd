/** What a merchant is: a shop in this world, with its keys and the settings of its admin page. */
import { z } from 'zod'
import { PGS } from '../catalog/pgs/index.ts'

export interface Merchant {
  readonly id: number
  readonly name: string
  /** What the page gives to IMP.init. */
  readonly user_code: string
  readonly imp_key: string
  readonly imp_secret: string
  readonly settings: MerchantSettings
}

const Channel = z.strictObject({
  pg_provider: z.enum(PGS.map((pg) => pg.code)),
  pg_id: z.string().min(1).max(80),
  type: z.enum(['payment', 'certification']).default('payment'),
})

/** The admin page's settings, as `GET /_sandbox/settings` answers them. */
export const MerchantSettings = z.strictObject({
  default_pg: z.string().default('html5_inicis').describe('the 기본PG: `{PG}` or `{PG}.{MID}`'),
  channels: z.array(Channel).default([]).describe('PG contracts; none: every PG of the catalogue'),
  notification_url: z.array(z.string()).default([]).describe('the Notification URLs'),
  notification_content_type: z.enum(['json', 'form']).default('json').describe('Content-Type of webhooks'),
  is_any_key_accepted: z
    .boolean()
    .default(true)
    .describe('whether an unknown imp_key or user_code counts as this merchant’s (default merchant only)'),
})
export type MerchantSettings = z.infer<typeof MerchantSettings>

/** The merchant that every sandbox has. Its keys are printed at the start and are no secret. */
export const DEFAULT_MERCHANT = {
  id: 1,
  name: '기본 상점',
  user_code: 'imp00000000',
  imp_key: '0000000000000000',
  imp_secret: 'iamport-sandbox-secret',
} as const
