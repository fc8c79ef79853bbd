/** A shop for tables, one of several. */
import { DEFAULT_MERCHANT } from '../../src/merchants/default-merchant.ts'
import { MerchantSettings } from '../../src/merchants/merchant.ts'

export const merchantLike = (id: number) => ({
  ...DEFAULT_MERCHANT,
  id,
  user_code: `imp${id}`,
  imp_key: `K${id}`,
  settings: MerchantSettings.parse({}),
})
