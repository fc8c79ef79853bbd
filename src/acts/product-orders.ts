/** What buyers and couriers do at Naver, and members of KCP 퀵페이 at KCP: no window of the shop shows it. */
import type { BUYER_ACTS, ProductOrder } from '../orders/product-order.ts'
import type { Member } from '../orders/store.ts'
import { call } from './call.ts'
import type { ActParts } from './parts.ts'

export type BuyerAct = (typeof BUYER_ACTS)[number]

/** `is_kept`: the shop sees it at the next full minute (setting `naverco_sync`). */
export function actOnProductOrder(
  { naverco, naver_sync }: ActParts,
  product_order_id: string,
  act: BuyerAct,
  body: { readonly reason?: string | undefined } = {},
): { order: ProductOrder; is_kept: boolean } {
  const merchant = naverco.shopOf(product_order_id)
  const { imp_uid } = naverco.byId(merchant, product_order_id)
  const request = { act, by: 'buyer', detail: body, reason: body.reason ?? '' } as const
  const is_kept = naver_sync.keeps(merchant, product_order_id, request)
  if (!is_kept) naverco.actOn(merchant, imp_uid, [product_order_id], request)
  return { order: naverco.byId(merchant, product_order_id), is_kept }
}

/** What a shop does of its product orders without saying more than that: the rest is filled in. */
export const SELLER_ACTS = [
  'place',
  'ship',
  'cancel',
  'approve-cancel',
  'approve-return',
  'collect-exchanged',
  'ship-exchanged',
] as const
export type SellerAct = (typeof SELLER_ACTS)[number]

/** The shop's own REST call for one product order, with a parcel that is filled in. Answers it. */
export async function sellProductOrder(
  parts: ActParts,
  product_order_id: string,
  act: SellerAct,
): Promise<ProductOrder> {
  const { clock, naverco } = parts
  const merchant = naverco.shopOf(product_order_id)
  const { imp_uid } = naverco.byId(merchant, product_order_id)
  const parcel = {
    delivery_method: 'DELIVERY',
    delivery_company: 'CJGLS',
    tracking_number: '123456789012',
    dispatched_at: clock.now(),
  }
  const is_parcel = act === 'ship' || act === 'ship-exchanged'
  const body = { product_order_id: [product_order_id], ...(is_parcel ? parcel : {}) }
  await call(parts, `POST /payments/{imp_uid}/naver/${act}`, { params: { imp_uid }, body }, merchant)
  return naverco.byId(merchant, product_order_id)
}

/** Registers a member, with fingerprint or face. */
export function joinKcpQuick(
  { clock, merchants, stores: { orders } }: ActParts,
  who: Pick<Member, 'member_id' | 'pg_id' | 'has_fido'>,
): Omit<Member, 'merchant'> {
  const merchant = merchants.byDefault().id
  const now = clock.now()
  orders.saveMember({ ...who, merchant, inserted: now, updated: now })
  const { merchant: _, ...member } = orders.member(merchant, who.member_id)!
  return member
}
