/** What PGs can do over REST, beyond windows. Which PG can do what stands in the PG's own file (`rest.able`). */
import { assumed, docs, observed, type Provenance } from '../core/provenance.ts'

const rows = {
  /** Card data or a billing key, charged by the shop's server. */
  billing: docs('POST /subscribe/customers/{customer_uid} and the code page of PGs with API billing keys'),
  vbank_issue: docs('POST /vbanks'),
  vbank_change: docs('PUT /vbanks/{imp_uid}'),
  /** An account that takes money again and again. */
  vbank_unlimited: docs('POST /vbanks, fixed_unlimited_vbank'),
  vbank_void: docs('DELETE /vbanks/{imp_uid}'),
  cash_receipt: docs('POST /receipts/{imp_uid}'),
  /** How much of a payment was paid by which means. */
  balance: docs('GET /payments/{imp_uid}/balance and the text of its 404'),
  /** What the shop names as the holder of an account is left aside: the PG has the merchant's own name, or none. */
  vbank_holder_own: docs('POST /vbanks, vbank_holder'),
  cvs: docs('POST /cvs'),
  /** Card issuer and acquirer apart, in the latest key set. */
  card_issuer: docs('Payment.card_issuer_code'),
  /** What became of the goods is told to the PG. */
  order_status: docs('POST /payco/orders/status/{imp_uid}'),
  delivery_status: docs('POST /paymentwall/delivery'),
  order_list: observed('GET /kakao/payment/orders in the types of a client'),
  naver_points: docs('POST /payments/{imp_uid}/naver/point, confirm and cash-amount'),
  product_orders: docs('naver product-orders'),
  partner_receipts: docs('POST /partners/receipts/{imp_uid}'),
  quick_pay: docs('kcpquick'),
  /** 베네피아. */
  point_balance: assumed('benepia: the document names no PG beyond NHN KCP'),
} as const satisfies Record<string, Provenance>

export type Ability = keyof typeof rows

export const ABILITIES: Readonly<Record<Ability, Provenance>> = rows
