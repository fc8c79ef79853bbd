/** All settings of a shop: those that were said, read by their schema before, and the others as by default. */
import { DEFAULT_SETTINGS } from './default-merchant.ts'
import type { MerchantSettings } from './merchant.ts'

export function filled(said: Partial<MerchantSettings>): MerchantSettings {
  const is_said = ([, value]: [string, unknown]) => value !== undefined
  return { ...DEFAULT_SETTINGS, ...Object.fromEntries(Object.entries(said).filter(is_said)) }
}
