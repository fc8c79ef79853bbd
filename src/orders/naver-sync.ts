/** What a buyer does at Naver is seen at the next full minute: iamport asks Naver once a minute (docs, naverco). */

import { Refusal } from '../catalog/refusals.ts'
import type { Clock } from '../core/clock.ts'
import type { Naverco } from './naverco.ts'
import type { OrderStore, PendingAct } from './store.ts'
import type { ActRequest } from './take.ts'

export interface NaverSyncParts {
  readonly store: OrderStore
  readonly clock: Clock
  readonly naverco: Naverco
  /** Whether this merchant's orders wait for the batch (setting `naverco_sync`). */
  readonly isDelayed: (merchant: number) => boolean
  /** There is new work. */
  readonly poke: () => void
  /** Told when an act could not be done any more once it was seen. */
  readonly refused: (act: PendingAct, why: Refusal) => void
}

export function createNaverSync({ store, clock, naverco, isDelayed, poke, refused }: NaverSyncParts) {
  function see(pending: PendingAct): void {
    const { id, merchant, product_order_id, act, reason, detail } = pending
    try {
      store.transaction(() => {
        store.removeAct(id)
        const { imp_uid } = naverco.byId(merchant, product_order_id)
        naverco.actOn(merchant, imp_uid, [product_order_id], { act, by: 'buyer', detail, reason })
      })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      store.removeAct(id)
      refused(pending, error)
    }
  }

  return {
    /** Keeps an act for the next full minute; false where the merchant sees acts at once. */
    keeps(merchant: number, product_order_id: string, { act, reason, detail }: ActRequest): boolean {
      if (!isDelayed(merchant)) return false
      const due_at = (Math.floor(clock.now() / 60) + 1) * 60
      store.insertAct({ merchant, product_order_id, act, reason, detail, due_at })
      poke()
      return true
    },

    nextDue: () => store.nextAct(),

    next: () => ({ kind: 'naver_sync', about: null }),

    async runDue(): Promise<string[]> {
      const due = store.actsDue(clock.now())
      for (const pending of due) see(pending)
      return due.map(({ act, product_order_id }) => `naverco ${act} ${product_order_id}`)
    },
  }
}
