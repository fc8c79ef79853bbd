/** What a merchant is: a shop in this world, with its keys and the settings of its admin page. */
import { z } from 'zod'
import { CERTIFICATION_PGS } from '../catalog/certifications/index.ts'
import { DEFAULT_PG, PGS } from '../catalog/pgs/index.ts'
import { findPg } from '../choice/find-pg.ts'
import { KEY_SETS } from '../payments/view.ts'
import { WebhookSettings } from '../webhooks/settings.ts'
import { DEFAULT_SETTINGS } from './default-merchant.ts'

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
  pg_provider: z.enum([...new Set([...PGS, ...CERTIFICATION_PGS].map((pg) => pg.code))]),
  pg_id: z.string().min(1).max(80),
  type: z.enum(['payment', 'api_payment', 'certification']).default('payment'),
  sandbox: z.boolean().optional().describe('whether it is a test channel; default: it is'),
  channel_name: z.string().min(1).max(80).optional(),
  channel_key: z.string().min(1).max(55).optional().describe('drawn when it is missing'),
})

const Tier = z.strictObject({
  tier_code: z.string().regex(/^[A-Z0-9]{3}$/),
  tier_name: z.string().min(1).max(80),
})

const ChannelGroup = z.strictObject({
  channel_group_id: z.string().min(1).max(55),
  channels: z.array(z.string().min(1)).min(1).describe('`{PG}` or `{PG}.{MID}` each'),
})

const Promotion = z.strictObject({
  promotion_id: z.string().min(1).max(80),
  discount: z.number().positive(),
  min_amount: z.number().min(0).default(0),
})

/** The admin page's settings, as `GET /_sandbox/settings` answers them. */
export const MerchantSettings = z.strictObject({
  default_pg: z.string().default(DEFAULT_SETTINGS.default_pg).describe('the 기본PG: `{PG}` or `{PG}.{MID}`'),
  channels: z
    .array(Channel)
    .default(DEFAULT_SETTINGS.channels)
    .describe('PG contracts; none: every PG of the catalogue'),
  notification_url: z
    .array(z.string())
    .default(DEFAULT_SETTINGS.notification_url)
    .describe('the Notification URLs'),
  notification_content_type: z
    .enum(['json', 'form'])
    .default(DEFAULT_SETTINGS.notification_content_type)
    .describe('Content-Type of webhooks'),
  ...WebhookSettings.shape,
  window_lifetime_s: z
    .int()
    .min(0)
    .max(604_800)
    .default(DEFAULT_SETTINGS.window_lifetime_s)
    .describe('seconds until an open payment window expires; 0: never'),
  naverco_sync: z
    .enum(['at_once', 'minute'])
    .default(DEFAULT_SETTINGS.naverco_sync)
    .describe(
      'when a buyer’s act at Naver (naverco) is seen: at once, or at the next full minute, as by iamport’s batch',
    ),
  auto_cancel: z
    .enum(['off', 'midnight', 'interval'])
    .default(DEFAULT_SETTINGS.auto_cancel)
    .describe('the PG cancels test payments by itself: at 23:50, or at the end of each interval (manual 1)'),
  auto_cancel_interval_s: z
    .int()
    .min(60)
    .max(86_400)
    .default(DEFAULT_SETTINGS.auto_cancel_interval_s)
    .describe('counted from midnight in Korea'),
  auto_cancel_is_seen: z
    .boolean()
    .default(DEFAULT_SETTINGS.auto_cancel_is_seen)
    .describe('whether iamport learns of it; false: the PG has cancelled and iamport still says paid'),
  pg_test_refusals: z
    .boolean()
    .default(DEFAULT_SETTINGS.pg_test_refusals)
    .describe(
      'whether windows refuse what the test shops of a PG refuse, such as KB cards at NHN KCP; off, so that everything can be tried',
    ),
  digital_contract: z
    .boolean()
    .nullable()
    .default(DEFAULT_SETTINGS.digital_contract)
    .describe(
      'what was agreed with PGs that insist on it (daou): true digital, false real goods; null: not checked',
    ),
  confirm_process: z
    .boolean()
    .default(DEFAULT_SETTINGS.confirm_process)
    .describe(
      'whether support has activated confirm_url for this shop; until then an order’s confirm_url is left aside',
    ),
  payment_keys: z
    .enum(KEY_SETS)
    .default(DEFAULT_SETTINGS.payment_keys)
    .describe(
      'which keys REST prints: `latest`, those of the present API document; `classic`, those that the strict Go client decodes, in every structure; `default` is an old spelling of `latest`',
    ),
  include_sandbox: z
    .boolean()
    .default(DEFAULT_SETTINGS.include_sandbox)
    .describe(
      'whether GET /payments/{imp_uid} shows test payments unasked; false is iamport’s own default. Lists and find always do',
    ),
  tiers: z
    .array(Tier)
    .default(DEFAULT_SETTINGS.tiers)
    .describe('sub-merchants (하위 상점), for the header `Tier`'),
  channel_groups: z
    .array(ChannelGroup)
    .default(DEFAULT_SETTINGS.channel_groups)
    .describe('smart routing, for billing keys'),
  promotions: z
    .array(Promotion)
    .default(DEFAULT_SETTINGS.promotions)
    .describe('card promotions, for `promotion_id`'),
  certification_phone: z
    .boolean()
    .default(DEFAULT_SETTINGS.certification_phone)
    .describe('whether the carriers let this shop have `phone` and `carrier` of a certification'),
  certification_foreigner: z
    .boolean()
    .default(DEFAULT_SETTINGS.certification_foreigner)
    .describe(
      'whether danal tells this shop who is a foreigner (내·외국인 구분): false has foreigner_v2 null',
    ),
  sdk_jquery: z
    .enum(['optional', 'required'])
    .default(DEFAULT_SETTINGS.sdk_jquery)
    .describe('`required`: scripts up to 1.2.0 fail in a page without jQuery, as the real ones do'),
  strictness: z
    .enum(['lenient', 'warn', 'strict'])
    .default(DEFAULT_SETTINGS.strictness)
    .describe(
      'of orders and REST calls that are not as documented: `lenient` takes what no source shows to be refused, and tells of it (log, dashboard, console, x-iamport-sandbox-hint); `strict` refuses it. `warn` is an older word for `lenient`',
    ),
  is_any_key_accepted: z
    .boolean()
    .default(DEFAULT_SETTINGS.is_any_key_accepted)
    .describe('whether an unknown imp_key or user_code counts as this merchant’s (default merchant only)'),
})
export type MerchantSettings = z.infer<typeof MerchantSettings>

/** What is asked of new values beyond their type. What was stored before somebody asked is left as it is. */
const ASKED = {
  notification_url: z.array(
    z.string().refine(isWebAddress, {
      error: 'an http:// or https:// address',
      params: { ko: 'http:// 또는 https:// 주소여야 합니다.' },
    }),
  ),
  default_pg: z.string().refine((code) => findPg(code).pg !== undefined, {
    error: 'a PG that sells, as `{PG}` or `{PG}.{MID}` (docs/pgs.md)',
    params: { ko: '결제창이 있는 PG를 {PG} 또는 {PG}.{MID}로 적어야 합니다. (docs/pgs.md)' },
  }),
}

/** As they stand in a world file: any of them, the others as by default. */
export const GivenSettings = MerchantSettings.partial().extend({
  notification_url: ASKED.notification_url.default([]).describe('the Notification URLs').optional(),
  default_pg: ASKED.default_pg
    .default(DEFAULT_PG)
    .describe(MerchantSettings.shape.default_pg.description ?? '')
    .optional(),
})

/** What may be changed of them: each one may be missing, and what is missing stays as it is. */
export const SettingsChanges = z.strictObject(
  Object.fromEntries(
    Object.entries(MerchantSettings.shape).map(([name, setting]) => [
      name,
      (Object.hasOwn(ASKED, name) ? ASKED[name as keyof typeof ASKED] : setting.unwrap())
        .optional()
        .describe(setting.description ?? ''),
    ]),
  ),
) as unknown as z.ZodType<Partial<MerchantSettings>>

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}
