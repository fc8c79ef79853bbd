/** Cash receipts (현금영수증) as an administrator has them: issued for a payment, cancelled. Both are the shop's own REST calls. */
import { z } from 'zod'
import { call } from './call.ts'
import type { ActParts } from './parts.ts'
import { shopOf } from './shops.ts'

export const ReceiptOrder = z.looseObject({
  identifier: z
    .string()
    .default('010-1234-5678')
    .describe('a phone, a cash receipt card, or a company number'),
  type: z.enum(['person', 'company']).default('person'),
})
export type ReceiptOrder = z.infer<typeof ReceiptOrder>

/** Answers as POST /receipts/{imp_uid} does. */
export function issueReceipt(parts: ActParts, imp_uid: string, order: ReceiptOrder): Promise<unknown> {
  const given = { params: { imp_uid }, body: order }
  return call(parts, 'POST /receipts/{imp_uid}', given, parts.payments.get(imp_uid).merchant)
}

/** Of a payment by its imp_uid, of a sale outside iamport by its merchant_uid. */
export function cancelReceipt(
  parts: ActParts,
  { imp_uid, merchant_uid, user_code }: CancelledReceipt,
): Promise<unknown> {
  if (imp_uid === undefined) {
    const merchant = shopOf(parts, user_code).id
    return call(parts, 'DELETE /receipts/external/{merchant_uid}', { params: { merchant_uid } }, merchant)
  }
  const { merchant } = parts.payments.get(imp_uid)
  return call(parts, 'DELETE /receipts/{imp_uid}', { params: { imp_uid } }, merchant)
}

export interface CancelledReceipt {
  readonly imp_uid?: string
  readonly merchant_uid?: string
  readonly user_code?: string
}
