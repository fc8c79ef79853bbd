/** Calls of PortOne V2, which is another API: told so in one sentence, whatever they ask for. */
import type { NextFunction, Request, Response } from 'express'
import { refusal } from '../catalog/refusals.ts'

/** Paths of V2 that V1 does not have (V2's own API document). */
const V2_PATHS =
  /^\/(login\/api-secret|token\/refresh|payment-schedules|billing-keys|identity-verifications|cash-receipts|payments-by-cursor|payments\/[^/]+\/(pre-register|billing-key|instant|cancel))(\/|$)/

/** Hands on what is V1. */
export function refuseV2(req: Request, _res: Response, next: NextFunction): void {
  next(isV2(req) ? refusal('v2_asked') : undefined)
}

function isV2(req: Request): boolean {
  const host = req.get('host') ?? ''
  const authorization = req.get('authorization') ?? ''
  return (
    /(^|\.)portone\.io(:\d+)?$/i.test(host) || /^PortOne\s/i.test(authorization) || V2_PATHS.test(req.path)
  )
}
