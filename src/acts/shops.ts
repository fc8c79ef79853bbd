/** Shops of one world: which one is meant, one more, one less, other keys, other settings. */
import { z } from 'zod'
import { say } from '../core/bilingual.ts'
import { CallerError } from '../core/caller-error.ts'
import { DEFAULT_MERCHANT } from '../merchants/default-merchant.ts'
import { type Merchant, type MerchantSettings, SettingsChanges } from '../merchants/merchant.ts'
import type { ActParts } from './parts.ts'

const Key = z.string().trim().min(1).max(80)
const Secret = z.string().trim().min(1).max(120)

export const NewShop = z.strictObject({
  name: z.string().min(1).max(80).optional().describe('default: the user_code'),
  user_code: z
    .string()
    .regex(/^[\w-]{1,40}$/)
    .describe('what its pages give to IMP.init'),
  imp_key: Key.optional().describe('drawn when it is missing'),
  imp_secret: Secret.optional().describe('drawn when it is missing; checked from then on'),
  settings: SettingsChanges.optional(),
})
export type NewShop = z.infer<typeof NewShop>

export const NewKeys = z.strictObject({
  imp_key: Key.optional().describe('drawn when it is missing'),
  imp_secret: Secret.optional().describe('drawn when it is missing'),
})
export type NewKeys = z.infer<typeof NewKeys>

type Shops = Pick<ActParts, 'merchants'>

/** The shop of this user code; the default one where none is named. */
export function shopOf({ merchants }: Shops, user_code: string | undefined): Merchant {
  if (user_code === undefined) return merchants.byDefault()
  const found = merchants.all().find((one) => one.user_code === user_code)
  if (found) return found
  const known = merchants.all().map((one) => one.user_code)
  throw new CallerError(
    404,
    'merchant_not_found',
    say(
      `user_code가 ${user_code}인 상점이 없습니다. (있는 상점: ${known.join(', ')})`,
      `There is no shop with the user_code ${user_code}. (There are: ${known.join(', ')})`,
    ),
  )
}

export function addShop(parts: Shops, { name, user_code, settings = {}, ...keys }: NewShop): Merchant {
  mustBeFree(parts, { user_code, ...keys })
  return parts.merchants.add({ name: name ?? user_code, user_code, ...keys, settings })
}

/** Removes a shop and all that is its own. Answers what it was. */
export function removeShop(parts: Shops, user_code: string): Merchant {
  const shop = shopOf(parts, user_code)
  if (shop.id === DEFAULT_MERCHANT.id)
    throw new CallerError(
      409,
      'merchant_is_default',
      say('기본 상점은 지울 수 없습니다.', 'The default shop cannot be removed.'),
    )
  parts.merchants.remove(shop.id)
  return shop
}

/** Other keys for a shop, as the admin site gives them anew: its tokens end at once. */
export function renewKeys(parts: Shops, user_code: string | undefined, keys: NewKeys = {}): Merchant {
  const shop = shopOf(parts, user_code)
  if (keys.imp_key !== undefined && keys.imp_key !== shop.imp_key) mustBeFree(parts, keys)
  return parts.merchants.renewKeys(shop.id, keys)
}

export function changeSettings(
  parts: Shops,
  user_code: string | undefined,
  changes: Partial<MerchantSettings>,
): MerchantSettings {
  return parts.merchants.changeSettings(shopOf(parts, user_code).id, changes)
}

/** A user code, and an imp_key, belong to one shop. */
function mustBeFree(
  { merchants }: Shops,
  wanted: { readonly user_code?: string; readonly imp_key?: string | undefined },
): void {
  const taken = merchants
    .all()
    .find((one) => one.user_code === wanted.user_code || one.imp_key === wanted.imp_key)
  if (!taken) return
  const which = taken.user_code === wanted.user_code ? 'user_code' : 'imp_key'
  throw new CallerError(
    409,
    'merchant_taken',
    say(`이미 있는 ${which}입니다. (${taken.name})`, `This ${which} is taken. (${taken.name})`),
  )
}
