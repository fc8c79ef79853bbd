/** What the callback gets in each version of the SDK: the whole result, or what newer PGs leave of it. */
import type { Pg } from '../../catalog/pg.ts'
import { has } from '../../catalog/sdk-versions.ts'
import type { Rsp } from '../payment/result.ts'

/** Whether this PG answers imp_uid and merchant_uid alone (docs v1-sdk/payrt). */
export function isShort(pg: Pg | undefined, sdk: string): boolean {
  return pg?.home.short_result !== undefined && has(sdk, 'reduced_results')
}

export function shapeResult(rsp: Rsp, pg: Pg | undefined, sdk: string): Rsp {
  if (isShort(pg, sdk)) {
    const { imp_uid, merchant_uid } = rsp
    return rsp.success ? { imp_uid, merchant_uid } : { imp_uid, merchant_uid, ...errorOf(rsp, pg) }
  }
  if (!has(sdk, 'imp_success')) return rsp
  const { success, ...rest } = rsp
  return { success, imp_success: success, ...rest }
}

/** Success means that there is no error_code, so a buyer's cancel has one here (assumed where the PG is not known to). */
function errorOf({ error_code, error_msg }: Rsp, pg: Pg | undefined) {
  return { error_code: error_code ?? pg?.refusals.cancelled.code ?? 'PAY_PROCESS_CANCELED', error_msg }
}
