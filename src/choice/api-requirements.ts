/**
 * What single PGs insist on when the shop's server asks (`rest.insists` of the PG's file).
 *
 * They are asked for where the shop knows which PG it has: it names one, or its merchant is configured. A merchant that
 * configured nothing gets the sandbox's own default PG, of which the shop has never heard.
 */

import type { InsistingOperation, Pg } from '../catalog/pg.ts'
import { DEFAULT_PG, pgByCode } from '../catalog/pgs/index.ts'
import { refusal } from '../catalog/refusals.ts'
import { given } from '../catalog/rules.ts'
import { remark } from '../core/remarks.ts'
import type { Contracts } from './channels.ts'

/** Operations whose refusals are HTTP 400; all others answer 200 (docs). */
const BAD_REQUESTS: readonly InsistingOperation[] = [
  'DELETE /vbanks/{imp_uid}',
  'POST /receipts/{imp_uid}',
  'POST /receipts/external/{merchant_uid}',
]

/** The first parameter that this PG insists on and that was not sent; null when none is missing. */
export function missingParameter(
  operation: InsistingOperation,
  pg_provider: string,
  sent: Readonly<Record<string, unknown>>,
): string | null {
  const fields = pgByCode(pg_provider)?.rest.insists?.[operation] ?? []
  return fields.find((field) => given(sent, field) === undefined) ?? null
}

/**
 * Remarks the first thing that is missing and that the PG insists on; under strictness `strict` refuses it. All of it is 필수 in
 * the API document, and no source shows a refusal. `is_named`: the call itself names the PG.
 */
export function mustSendAll(
  operation: InsistingOperation,
  pg: Pick<Pg, 'code'>,
  sent: Readonly<Record<string, unknown>>,
  { default_pg, channels, strictness }: Contracts & { readonly strictness: string },
  is_named: boolean,
): void {
  const is_configured = channels.length > 0 || default_pg !== DEFAULT_PG
  if (pg.code === DEFAULT_PG && !is_named && !is_configured) return
  const parameter = missingParameter(operation, pg.code, sent)
  if (parameter === null) return
  const name = BAD_REQUESTS.includes(operation)
    ? 'api_parameter_of_pg_missing_400'
    : 'api_parameter_of_pg_missing'
  const values = { pg: pg.code, parameter }
  const refused = refusal(name, values, `${pg.code} insists on ${parameter} in ${operation}.`)
  if (strictness === 'strict') throw refused
  remark(refused.message)
}
