/** Calls of PortOne V2, which is another API: told so in one sentence, whatever they ask for. */
import type { Request } from 'express'

/** Paths of V2 that V1 does not have (V2's own API document). */
const V2_PATHS =
  /^\/(login\/api-secret|token\/refresh|payment-schedules|billing-keys|identity-verifications|cash-receipts|payments-by-cursor|payments\/[^/]+\/(pre-register|billing-key|instant|cancel))(\/|$)/

/** Whether it is V2 that is asked, by its host, its way to authorize or its path. */
export function isV2(req: Request): boolean {
  const host = req.get('host') ?? ''
  const authorization = req.get('authorization') ?? ''
  return (
    /(^|\.)portone\.io(:\d+)?$/i.test(host) || /^PortOne\s/i.test(authorization) || V2_PATHS.test(req.path)
  )
}
