/**
 * What a naverco product order is, and the one table that says what may become of it.
 *
 * iamport passes every act on to Naver; which act Naver takes in which state is in no document of iamport's. The table is
 * assumed from the names of the states.
 */

import { refusal } from '../catalog/refusals.ts'
import { type Bilingual, say } from '../core/bilingual.ts'

export const PRODUCT_ORDER_STATUSES = [
  'PAYMENT_WAITING',
  'PAYED',
  'DELIVERING',
  'DELIVERED',
  'PURCHASE_DECIDED',
  'EXCHANGED',
  'CANCELED',
  'RETURNED',
  'CANCELED_BY_NOPAYMENT',
] as const
type ProductOrderStatus = (typeof PRODUCT_ORDER_STATUSES)[number]

export interface ProductOrder {
  readonly product_order_id: string
  readonly imp_uid: string
  readonly status: ProductOrderStatus
  readonly claim_type: 'CANCEL' | 'RETURN' | 'EXCHANGE' | 'ADMIN_CANCEL' | null
  readonly claim_status: string | null
  /** The shop has confirmed the order (발주). */
  readonly is_placed: boolean
  /** The return waits until the buyer has paid for something (반품보류). */
  readonly is_withheld: boolean
  /** Minor units: what is given back with it. */
  readonly product_amount: number
  readonly delivery_amount: number
  readonly item: Item
  /** How it was shipped and why it came back, as it was last said. */
  readonly detail: Readonly<Record<string, unknown>>
}

export interface Item {
  readonly product_id: string
  readonly product_name: string
  readonly product_option_id: string
  readonly product_option_name: string
  readonly quantity: number
}

/** What the shop does over REST. */
export const SHOP_ACTS = [
  'place',
  'ship',
  'cancel',
  'approve-cancel',
  'request-return',
  'approve-return',
  'reject-return',
  'withhold-return',
  'resolve-return',
  'collect-exchanged',
  'ship-exchanged',
] as const
/** What the buyer and the courier do, at Naver. */
export const BUYER_ACTS = [
  'request-cancel',
  'request-return',
  'request-exchange',
  'deliver',
  'decide-purchase',
] as const
export type Act = (typeof SHOP_ACTS)[number] | (typeof BUYER_ACTS)[number]

interface Rule {
  readonly when: (order: ProductOrder) => boolean
  readonly becomes: Partial<ProductOrder>
  /** The money of this product order goes back. */
  readonly refunds?: true
  /** What must be so, for the developer who tried too early or twice. */
  readonly needs: Bilingual
}

const RULES: Readonly<Record<Act, Rule>> = {
  place: {
    when: (order) => order.status === 'PAYED' && !order.is_placed && !hasOpenClaim(order),
    becomes: { is_placed: true },
    needs: say('PAYED이고 아직 발주확인하지 않은 상품주문', 'PAYED and not placed yet'),
  },
  ship: {
    when: (order) => order.status === 'PAYED' && !hasOpenClaim(order),
    becomes: { status: 'DELIVERING', is_placed: true },
    needs: say('진행 중인 클레임이 없는 PAYED', 'PAYED without an open claim'),
  },
  cancel: {
    when: (order) => order.status === 'PAYED' && !hasOpenClaim(order),
    becomes: { status: 'CANCELED', claim_type: 'CANCEL', claim_status: 'CANCEL_DONE' },
    refunds: true,
    needs: say('진행 중인 클레임이 없는 PAYED', 'PAYED without an open claim'),
  },
  'request-cancel': {
    when: (order) => order.status === 'PAYED' && !hasOpenClaim(order),
    becomes: { claim_type: 'CANCEL', claim_status: 'CANCEL_REQUEST' },
    needs: say('진행 중인 클레임이 없는 PAYED', 'PAYED without an open claim'),
  },
  'approve-cancel': {
    when: (order) => order.claim_status === 'CANCEL_REQUEST',
    becomes: { status: 'CANCELED', claim_status: 'CANCEL_DONE' },
    refunds: true,
    needs: say('구매자의 취소 요청(CANCEL_REQUEST)', 'a cancel that the buyer asked for (CANCEL_REQUEST)'),
  },
  'request-return': {
    when: (order) => isShipped(order) && !hasOpenClaim(order),
    becomes: { claim_type: 'RETURN', claim_status: 'RETURN_REQUEST', is_withheld: false },
    needs: say(
      '진행 중인 클레임이 없는 DELIVERING 또는 DELIVERED',
      'DELIVERING or DELIVERED without an open claim',
    ),
  },
  'approve-return': {
    when: (order) => order.claim_status === 'RETURN_REQUEST' && !order.is_withheld,
    becomes: { status: 'RETURNED', claim_status: 'RETURN_DONE' },
    refunds: true,
    needs: say(
      '보류 중이 아닌 반품 요청(RETURN_REQUEST)',
      'a return that was asked for (RETURN_REQUEST) and is not withheld',
    ),
  },
  'reject-return': {
    when: (order) => order.claim_status === 'RETURN_REQUEST',
    becomes: { claim_status: 'RETURN_REJECT', is_withheld: false },
    needs: say('반품 요청(RETURN_REQUEST)', 'a return that was asked for (RETURN_REQUEST)'),
  },
  'withhold-return': {
    when: (order) => order.claim_status === 'RETURN_REQUEST' && !order.is_withheld,
    becomes: { is_withheld: true },
    needs: say(
      '아직 보류하지 않은 반품 요청(RETURN_REQUEST)',
      'a return that was asked for (RETURN_REQUEST) and is not withheld yet',
    ),
  },
  'resolve-return': {
    when: (order) => order.claim_status === 'RETURN_REQUEST' && order.is_withheld,
    becomes: { is_withheld: false },
    needs: say('보류 중인 반품', 'a return that is withheld'),
  },
  'request-exchange': {
    when: (order) => isShipped(order) && !hasOpenClaim(order),
    becomes: { claim_type: 'EXCHANGE', claim_status: 'EXCHANGE_REQUEST' },
    needs: say(
      '진행 중인 클레임이 없는 DELIVERING 또는 DELIVERED',
      'DELIVERING or DELIVERED without an open claim',
    ),
  },
  'collect-exchanged': {
    when: (order) => order.claim_status === 'EXCHANGE_REQUEST',
    becomes: { claim_status: 'COLLECT_DONE' },
    needs: say(
      '구매자의 교환 요청(EXCHANGE_REQUEST)',
      'an exchange that the buyer asked for (EXCHANGE_REQUEST)',
    ),
  },
  'ship-exchanged': {
    when: (order) => order.claim_type === 'EXCHANGE' && order.claim_status === 'COLLECT_DONE',
    becomes: { claim_status: 'EXCHANGE_REDELIVERING' },
    needs: say('수거를 마친 교환(COLLECT_DONE)', 'an exchange whose goods were collected (COLLECT_DONE)'),
  },
  deliver: {
    when: (order) => order.status === 'DELIVERING' || order.claim_status === 'EXCHANGE_REDELIVERING',
    becomes: { status: 'DELIVERED' },
    needs: say(
      'DELIVERING 또는 재배송 중인 교환(EXCHANGE_REDELIVERING)',
      'DELIVERING, or an exchange on its way (EXCHANGE_REDELIVERING)',
    ),
  },
  'decide-purchase': {
    when: (order) => (isShipped(order) || order.status === 'EXCHANGED') && !hasOpenClaim(order),
    becomes: { status: 'PURCHASE_DECIDED' },
    needs: say('진행 중인 클레임이 없는 발송된 상품주문', 'shipped without an open claim'),
  },
}

/** The product order after an act, and whether its money goes back. Throws where the act does not fit its state. */
export function act(order: ProductOrder, name: Act): { order: ProductOrder; refunds: boolean } {
  const rule = RULES[name]
  if (!rule.when(order)) {
    const { status, claim_status } = order
    const state = claim_status === null ? status : `${status}, ${claim_status}`
    throw refusal(
      'product_order_state',
      { state },
      say(
        `${name}은(는) ${rule.needs.ko}에만 할 수 있습니다. 현재 상태는 ${state}입니다.`,
        `${name} needs ${rule.needs.en}; it is ${state}.`,
      ),
    )
  }
  const is_exchange_arriving = name === 'deliver' && order.claim_status === 'EXCHANGE_REDELIVERING'
  const becomes = is_exchange_arriving
    ? ({ status: 'EXCHANGED', claim_status: 'EXCHANGE_DONE' } as const)
    : rule.becomes
  return { order: { ...order, ...becomes }, refunds: rule.refunds === true }
}

function isShipped({ status }: ProductOrder): boolean {
  return status === 'DELIVERING' || status === 'DELIVERED'
}

/** A claim that was neither done nor rejected. */
function hasOpenClaim({ claim_status }: ProductOrder): boolean {
  return claim_status !== null && !/(CANCEL|RETURN|EXCHANGE)_(DONE|REJECT)$/.test(claim_status)
}
