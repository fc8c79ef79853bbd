/** The merchant that every sandbox has, and the settings that a shop has where nobody has said otherwise. */
import { DEFAULT_PG } from '../catalog/pgs/index.ts'
import { DEFAULT_WEBHOOKS } from '../webhooks/default-settings.ts'

/** Its keys are printed at the start and are no secret. */
export const DEFAULT_MERCHANT = {
  id: 1,
  name: '기본 상점',
  user_code: 'imp00000000',
  imp_key: '0000000000000000',
  imp_secret: 'iamport-sandbox-secret',
} as const

/** What each setting means stands at its schema (`merchant.ts`). */
export const DEFAULT_SETTINGS = {
  default_pg: DEFAULT_PG as string,
  channels: [] as never[],
  notification_url: [] as never[],
  notification_content_type: 'json',
  ...DEFAULT_WEBHOOKS,
  window_lifetime_s: 3600,
  naverco_sync: 'at_once',
  auto_cancel: 'off',
  auto_cancel_interval_s: 3600,
  auto_cancel_is_seen: true,
  pg_test_refusals: false,
  digital_contract: null,
  confirm_process: false,
  payment_keys: 'latest',
  include_sandbox: true,
  tiers: [] as never[],
  channel_groups: [] as never[],
  promotions: [] as never[],
  certification_phone: false,
  certification_foreigner: false,
  sdk_jquery: 'optional',
  strictness: 'lenient',
  is_any_key_accepted: true,
} as const
