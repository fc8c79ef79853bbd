/** Sub-merchants (하위 상점) of an agent: shops of their own that share the agent's settings. */
import type { Merchant } from './merchant.ts'
import type { MerchantStore } from './store.ts'

/** Stands between the agent's user code and the tier code in the names of a sub-merchant. */
export const TIER_MARK = '/'

export function tiersOf(store: MerchantStore) {
  /** A sub-merchant has the settings of its agent. */
  function withAgent(merchant: Merchant): Merchant {
    const [user_code, tier_code] = merchant.user_code.split(TIER_MARK)
    const agent = tier_code === undefined ? null : store.byUserCode(user_code!)
    return agent ? { ...merchant, settings: agent.settings } : merchant
  }

  return {
    withAgent,

    /**
     * The sub-merchant (하위 상점) of an agent's tier code: its payments are its own, its settings are the agent's. An agent
     * without tiers is its own sub-merchant. Null for a tier code that it has not registered.
     */
    ofTier(agent: Merchant, tier_code: string): Merchant | null {
      const { tiers } = agent.settings
      if (tiers.length === 0) return agent
      const tier = tiers.find((row) => row.tier_code === tier_code)
      if (!tier) return null
      const user_code = `${agent.user_code}${TIER_MARK}${tier_code}`
      const known = store.byUserCode(user_code)
      if (known) return withAgent(known)
      const sub = {
        ...agent,
        id: store.nextId(),
        name: tier.tier_name,
        user_code,
        imp_key: `${agent.imp_key}${TIER_MARK}${tier_code}`,
      }
      store.insert(sub)
      return sub
    },
  }
}
