/** The amount that an order must be paid with, registered before its window opens: the shop's own REST call. */
import { z } from 'zod'
import { call } from './call.ts'
import type { ActParts } from './parts.ts'
import { shopOf } from './shops.ts'

export const PreparedAmount = z.strictObject({
  merchant_uid: z.string().min(1),
  amount: z.number().min(0),
  currency: z.string().optional(),
  user_code: z.string().optional().describe('default: the default shop'),
})
export type PreparedAmount = z.infer<typeof PreparedAmount>

/** Answers as POST /payments/prepare does; one that is registered already gets the new amount, as PUT does. */
export function prepare(parts: ActParts, { user_code, ...order }: PreparedAmount): Promise<unknown> {
  const merchant = shopOf(parts, user_code).id
  const method = parts.payments.read.prepared(merchant, order.merchant_uid) ? 'PUT' : 'POST'
  return call(parts, `${method} /payments/prepare`, { body: order }, merchant)
}
