/** Card promotions (프로모션): which discount an order gets that names one. */
import { directCode } from '../catalog/card-direct.ts'
import type { OrderFacts } from './payment.ts'

export interface PromotionOffer {
  readonly promotion_id: string
  readonly discount: number
  readonly min_amount: number
}

export interface Promoted {
  readonly promotion_id?: string | null | undefined
  /** Major units, as it was written. */
  readonly amount: number
}

/** What the payment keeps of it. An unknown promotion, and an order below its minimum, get none. */
export function promotionOf(
  offers: readonly PromotionOffer[],
  { promotion_id, amount }: Promoted,
): OrderFacts['promotion'] {
  const found = offers.find((offer) => offer.promotion_id === promotion_id)
  // Both as they were written: the same digits are the same number, and nothing is added up.
  if (!found || amount < found.min_amount) return undefined
  return { id: found.promotion_id, discount: found.discount, min_amount: found.min_amount }
}

/** In a window the card must be known before it opens: request_pay's `promotion_id` counts with `card.direct` alone. */
export function promotionOfPage(
  offers: readonly PromotionOffer[],
  param: Readonly<Record<string, unknown>>,
  amount: number,
): OrderFacts['promotion'] {
  const { promotion_id } = param
  if (typeof promotion_id !== 'string' || directCode(param) === null) return undefined
  return promotionOf(offers, { promotion_id, amount })
}
