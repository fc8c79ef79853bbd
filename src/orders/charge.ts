/** Charges without a window, for the PG operations that do: opened by the API, then approved or declined at once. */

import { payMethod } from '../catalog/methods/index.ts'
import { pgByCode } from '../catalog/pgs/index.ts'
import { refusal } from '../catalog/refusals.ts'
import { say } from '../core/bilingual.ts'
import type { Payment } from '../payments/payment.ts'
import type { Payments } from '../payments/payments.ts'

export interface OrderBase {
  readonly merchant: number
  readonly merchant_uid: string
  /** Major units. */
  readonly amount: number
  readonly name: string
  readonly buyer_name?: string
  readonly notice_url?: readonly string[]
  readonly user_agent: string
}

export interface ServerOrder extends OrderBase {
  readonly pg_provider: string
  readonly pg_id: string | null
  readonly pay_method: string
  readonly buyer_email?: string
  readonly buyer_tel?: string
  readonly buyer_addr?: string
  readonly buyer_postcode?: string
  readonly custom_data?: string
  /** What the PG says instead of yes. */
  readonly decline?: { readonly code: string; readonly message: string }
}

export function chargeByServer(payments: Pick<Payments, 'byApi'>, order: ServerOrder): Payment {
  const { merchant, pg_provider, pg_id, pay_method, decline } = order
  const pg = pgByCode(pg_provider)
  if (!pg || !payMethod(pay_method))
    throw refusal(
      'pg_unsupported',
      {},
      say(`${pg_provider}은(는) 샌드박스가 모르는 PG입니다.`, `${pg_provider} is not in the catalogue.`),
    )
  const asked = {
    merchant_uid: order.merchant_uid,
    pay_method,
    amount: order.amount,
    chosen: { pg, pg_id: pg_id ?? pg.mids.test[0]!, by_default: pg_id === null, sandbox: true },
    customer_uid: null,
    facts: {
      name: order.name,
      buyer_name: order.buyer_name ?? null,
      buyer_email: order.buyer_email ?? null,
      buyer_tel: order.buyer_tel ?? null,
      buyer_addr: order.buyer_addr ?? null,
      buyer_postcode: order.buyer_postcode ?? null,
      custom_data: order.custom_data ?? null,
      notice_url: order.notice_url ?? [],
      user_agent: order.user_agent,
    },
  }
  return payments.byApi(merchant, asked, () => (decline ? { decline } : { approve: {} }))
}
