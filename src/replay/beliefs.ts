/** What the shop believes right after it was told something: its own list says so. */
import { isDoubtful } from './audit.ts'
import type { SceneState } from './scene-state.ts'
import { ShopTrouble } from './shop.ts'

export function beliefsOf({ seen, shop }: Pick<SceneState, 'seen' | 'shop'>) {
  return {
    /** It is only asked where nothing else can tell; before something forged comes, whatever was told so far. */
    async askLedger(is_forgery_next = false): Promise<void> {
      const fresh = seen.told.filter(
        (told) => told.is_fulfilled === null && (is_forgery_next || isDoubtful(seen, told)),
      )
      if (fresh.length === 0) return
      const ledger = await shop.ledger().catch((error) => {
        if (error instanceof ShopTrouble) return null
        throw error
      })
      for (const told of fresh) {
        const order = ledger?.find(({ merchant_uid }) => merchant_uid === told.merchant_uid)
        told.is_fulfilled = order ? order.is === 'paid' : null
      }
    },
  }
}
