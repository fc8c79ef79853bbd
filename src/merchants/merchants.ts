/** Who is calling: merchants by user code, by key pair and by REST token. */

import { refusal } from '../catalog/refusals.ts'
import { type Bilingual, say } from '../core/bilingual.ts'
import type { Clock } from '../core/clock.ts'
import type { Dice } from '../core/ids.ts'
import { DEFAULT_MERCHANT } from './default-merchant.ts'
import { filled } from './filled.ts'
import type { Merchant, MerchantSettings } from './merchant.ts'
import { withSecretsOf } from './secret-settings.ts'
import type { MerchantStore } from './store.ts'
import { TIER_MARK, tiersOf } from './tiers.ts'
import type { TokenStore } from './token-store.ts'
import { createTokens } from './tokens.ts'

export interface NewMerchant {
  readonly name: string
  readonly user_code: string
  readonly imp_key?: string | undefined
  readonly imp_secret?: string | undefined
  readonly settings: Partial<MerchantSettings>
}

export type Merchants = ReturnType<typeof createMerchants>

export function createMerchants(store: MerchantStore, token_store: TokenStore, clock: Clock, dice: Dice) {
  const tiers = tiersOf(store)
  const tokens = createTokens({ tokens: token_store, merchants: store, clock, dice })

  function byDefault(): Merchant {
    const merchant = store.byId(DEFAULT_MERCHANT.id)
    if (!merchant) throw new Error('the default merchant is gone')
    return merchant
  }

  return {
    byDefault,

    byId: (id: number): Merchant => tiers.withAgent(store.byId(id) ?? byDefault()),

    ofTier: tiers.ofTier,

    /** The merchant of a page. An unknown user code belongs to the default merchant, as long as that one takes any. */
    byUserCode(user_code: string): Merchant | null {
      const known = store.byUserCode(user_code)
      if (known) return known
      const fallback = byDefault()
      return fallback.settings.is_any_key_accepted ? fallback : null
    },

    /** A token for a key pair. A known key checks its secret; an unknown pair belongs to the default merchant. */
    issueToken: (imp_key: string, imp_secret: string) =>
      tokens.issue(imp_key, byKeyPair(imp_key, imp_secret)),

    /** The merchant behind a token; null for a token that is unknown or expired. */
    byToken: tokens.merchantOf,

    /** Ends the life of one token, or of all of them: 401 until the shop gets a new one. Answers how many there were. */
    expireTokens: (access_token: string | null = null): number =>
      tokens.expire((token) => access_token === null || token.access_token === access_token),

    /** The shops, without the sub-merchants of their tiers. */
    all: (): Merchant[] => store.all().filter(({ user_code }) => !user_code.includes(TIER_MARK)),

    /** One more shop. What it does not say of its keys is drawn. */
    add({ name, user_code, settings, ...keys }: NewMerchant): Merchant {
      const id = store.nextId()
      const merchant: Merchant = {
        id,
        name,
        user_code,
        imp_key: keys.imp_key ?? dice.digits(16, 'imp_key', user_code),
        imp_secret: keys.imp_secret ?? dice.hex(80, 'imp_secret', user_code),
        settings: filled(settings),
      }
      store.insert(merchant)
      return merchant
    },

    /** Other keys; what is not given is drawn, another one each time. The tokens of the old ones end. */
    renewKeys(id: number, keys: Partial<Pick<Merchant, 'imp_key' | 'imp_secret'>> = {}): Merchant {
      const { user_code, imp_key, imp_secret } = store.byId(id) ?? byDefault()
      tokens.expire((token) => token.user_code === user_code)
      store.saveKeys(id, {
        imp_key: keys.imp_key ?? dice.digits(16, 'imp_key', user_code, imp_key),
        imp_secret: keys.imp_secret ?? dice.hex(80, 'imp_secret', user_code, imp_secret),
      })
      return store.byId(id)!
    },

    /** Removes a shop, and with it all that is its own. */
    remove(id: number): void {
      const gone = store.byId(id)
      tokens.expire(({ user_code }) => user_code === gone?.user_code)
      store.remove(id)
    },

    /** Merges into the settings of a merchant. A secret that comes back as `***` stays what it was. */
    changeSettings(id: number, changes: Partial<MerchantSettings>): MerchantSettings {
      const merchant = store.byId(id) ?? byDefault()
      const given = withSecretsOf(changes, merchant.settings)
      const settings = filled({ ...merchant.settings, ...given })
      store.saveSettings(merchant.id, settings)
      return settings
    },
  }

  function byKeyPair(imp_key: string, imp_secret: string): Merchant {
    const known = store.byKey(imp_key)
    if (known) {
      if (known.imp_secret === imp_secret) return known
      throw refusal('token_pair_wrong', {}, otherSecret(known))
    }
    if (isV2Secret(imp_key)) throw refusal('v2_secret')
    const fallback = byDefault()
    if (fallback.settings.is_any_key_accepted) return fallback
    throw refusal('token_pair_wrong', {}, unknownKey(imp_key))
  }
}

const otherSecret = ({ imp_key, name }: Merchant): Bilingual =>
  say(
    `imp_secret이 imp_key ${imp_key}(${name})의 것이 아닙니다.`,
    `imp_secret is not that of imp_key ${imp_key} (${name}).`,
  )

const unknownKey = (imp_key: string): Bilingual =>
  say(
    `imp_key가 ${imp_key}인 가맹점이 없고, 모르는 키는 받지 않도록 설정되어 있습니다.`,
    `No merchant has imp_key ${imp_key}, and unknown keys are not accepted.`,
  )

/** An API secret of PortOne V2 stands alone and is long; a REST API key of V1 has 16 digits (manual 3). */
function isV2Secret(imp_key: string): boolean {
  return imp_key.length >= 60 && /^[\w+/=-]+$/.test(imp_key)
}
