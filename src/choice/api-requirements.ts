/**
 * What single PGs insist on when the shop's server asks: the API document marks it beside each parameter.
 *
 * They are asked for where the shop knows which PG it has: it names one, or its merchant is configured. A merchant that
 * configured nothing gets the sandbox's own default PG, of which the shop has never heard.
 */

import type { Pg } from '../catalog/pg.ts'
import { PGS } from '../catalog/pgs/index.ts'
import { refusal } from '../catalog/refusals.ts'
import { given } from '../catalog/rules.ts'
import { docs } from '../core/provenance.ts'
import type { Contracts } from './channels.ts'

type Fields = Readonly<Record<string, readonly string[]>>

const RECEIPT: Fields = {
  product_type: ['ksnet'],
  identifier_type: ['kicc', 'settle', 'nice_v2'],
  company_tel: ['daou'],
  company_name: ['daou'],
  corp_reg_no: ['daou', 'welcome'],
  buyer_name: ['ksnet', 'smartro_v2'],
}

/** By operation and parameter: the PGs. `type` of receipts has a default, so it is never missing. */
const ROWS = {
  'POST /subscribe/payments/onetime': {
    name: ['html5_inicis'],
    buyer_name: ['html5_inicis', 'ksnet', 'welcome'],
    buyer_email: ['html5_inicis'],
    buyer_tel: ['html5_inicis'],
    browser_ip: ['paymentwall'],
    cvc: ['paymentwall'],
    product_type: ['ksnet'],
  },
  'POST /subscribe/payments/again': {
    currency: ['paypal_v2'],
    name: ['html5_inicis', 'danal_tpay'],
    buyer_name: ['smartro_v2', 'ksnet', 'welcome'],
    buyer_email: ['smartro_v2', 'paymentwall'],
    buyer_tel: ['smartro_v2'],
    browser_ip: ['paymentwall'],
    product_type: ['ksnet'],
  },
  'POST /subscribe/customers/{customer_uid}': {
    customer_id: ['tosspayments'],
    birth: ['ksnet'],
    pwd_2digit: ['ksnet'],
    cvc: ['paymentwall'],
    customer_name: ['welcome'],
  },
  'POST /subscribe/payments/schedule': {
    customer_id: ['tosspayments'],
    cvc: ['paymentwall'],
  },
  /** Of each row; what the key knows of the customer counts. */
  'schedules[]': {
    currency: ['paypal_v2'],
    buyer_name: ['smartro_v2', 'ksnet'],
    buyer_email: ['smartro_v2'],
    buyer_tel: ['smartro_v2'],
    product_type: ['ksnet'],
  },
  'POST /vbanks': {
    product_type: ['ksnet'],
    vbank_holder: ['html5_inicis', 'nice', 'settle', 'smartro_v2'],
    buyer_name: ['html5_inicis', 'tosspayments', 'ksnet', 'smartro_v2', 'welcome'],
    buyer_email: ['html5_inicis', 'smartro_v2'],
    buyer_tel: ['smartro_v2'],
    pg_api_key: ['html5_inicis'],
  },
  'DELETE /vbanks/{imp_uid}': { pg_api_key: ['html5_inicis'] },
  'POST /receipts/{imp_uid}': { ...RECEIPT, buyer_tel: ['smartro_v2', 'welcome'] },
  'POST /receipts/external/{merchant_uid}': {
    ...RECEIPT,
    company_tel: [],
    company_name: [],
    corp_reg_no: ['welcome'],
    buyer_tel: ['smartro_v2', 'welcome'],
    pay_method: ['welcome'],
  },
} as const satisfies Record<string, Fields>

export type InsistingOperation = keyof typeof ROWS

/** The table itself, for the reference page. */
export const API_REQUIREMENTS: Readonly<Record<InsistingOperation, Fields>> = ROWS
export const API_REQUIREMENTS_KNOWN = docs('API document v1, "필수" beside a parameter and a PG')

/** Operations whose refusals are HTTP 400; all others answer 200 (docs). */
const BAD_REQUESTS: readonly InsistingOperation[] = [
  'DELETE /vbanks/{imp_uid}',
  'POST /receipts/{imp_uid}',
  'POST /receipts/external/{merchant_uid}',
]

/** The first parameter that this PG insists on and that was not sent; null when none is missing. */
export function missingParameter(
  operation: InsistingOperation,
  pg: string,
  sent: Readonly<Record<string, unknown>>,
): string | null {
  const fields: Fields = ROWS[operation]
  const missing = Object.entries(fields).find(
    ([field, pgs]) => pgs.includes(pg) && given(sent, field) === undefined,
  )
  return missing?.[0] ?? null
}

/** Throws when something is missing that the PG insists on. `is_named`: the call itself names the PG. */
export function mustSendAll(
  operation: InsistingOperation,
  pg: Pick<Pg, 'code'>,
  sent: Readonly<Record<string, unknown>>,
  { default_pg, channels }: Contracts,
  is_named: boolean,
): void {
  const is_configured = channels.length > 0 || default_pg !== PGS[0]!.code
  if (pg.code === PGS[0]!.code && !is_named && !is_configured) return
  const parameter = missingParameter(operation, pg.code, sent)
  if (parameter === null) return
  const name = BAD_REQUESTS.includes(operation)
    ? 'api_parameter_of_pg_missing_400'
    : 'api_parameter_of_pg_missing'
  throw refusal(name, { pg: pg.code, parameter }, `${pg.code} insists on ${parameter} in ${operation}.`)
}
