/**
 * What single PGs insist on when the shop's server asks (`rest.insists` of the PG's file).
 *
 * They are asked for where the shop knows which PG it has: it names one, or its merchant is configured. A merchant that
 * configured nothing gets the sandbox's own default PG, of which the shop has never heard.
 */

import type { InsistingOperation, Pg } from '../catalog/pg.ts'
import { DEFAULT_PG, pgByCode } from '../catalog/pgs/index.ts'
import { type Refusal, refusal } from '../catalog/refusals.ts'
import { given } from '../catalog/rules.ts'
import { say } from '../core/bilingual.ts'
import { remark } from '../core/remarks.ts'
import type { Contracts } from './channels.ts'

/** Operations whose refusals are HTTP 400; all others answer 200 (docs). */
const BAD_REQUESTS: readonly InsistingOperation[] = [
  'DELETE /vbanks/{imp_uid}',
  'POST /receipts/{imp_uid}',
  'POST /receipts/external/{merchant_uid}',
]

/**
 * Remarks what is missing though the PG insists on it; the strictness `strict` refuses it. All of it is 필수 in the API document, and
 * no source shows a refusal, but for what the PG's file names in `rest.refuses`. `is_named`: the call itself names the PG.
 */
export function mustSendAll(
  operation: InsistingOperation,
  { code }: Pick<Pg, 'code'>,
  sent: Readonly<Record<string, unknown>>,
  { default_pg, channels, strictness }: Contracts & { readonly strictness: string },
  is_named: boolean,
): void {
  const is_configured = channels.length > 0 || default_pg !== DEFAULT_PG
  if (code === DEFAULT_PG && !is_named && !is_configured) return
  const rest = pgByCode(code)?.rest
  const missing = (rest?.insists?.[operation] ?? []).filter((field) => given(sent, field) === undefined)
  const no = missing.map((parameter) => missingOf(operation, code, parameter))
  const is_refused = (parameter: string) =>
    strictness === 'strict' || (rest?.refuses?.[operation]?.includes(parameter) ?? false)
  const refused = no[missing.findIndex(is_refused)]
  if (refused) throw refused
  for (const { message } of no) remark(message)
}

function missingOf(operation: InsistingOperation, pg: string, parameter: string): Refusal {
  const name = BAD_REQUESTS.includes(operation)
    ? 'api_parameter_of_pg_missing_400'
    : 'api_parameter_of_pg_missing'
  return refusal(
    name,
    { pg, parameter },
    say(
      `${pg}은(는) ${operation}에 ${parameter}을(를) 요구합니다.`,
      `${pg} insists on ${parameter} in ${operation}.`,
    ),
  )
}
