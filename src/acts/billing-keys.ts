/** Billing keys as an administrator has them: charged now, or taken away. Both are the shop's own REST calls. */
import { z } from 'zod'
import { call } from './call.ts'
import type { ActParts } from './parts.ts'
import { shopOf } from './shops.ts'

export const KeyCharge = z.looseObject({
  merchant_uid: z.string().min(1).max(40).describe('a new one: an order is paid once'),
  amount: z.number().positive(),
  name: z.string().min(1).default('주문명:빌링키 결제'),
  user_code: z.string().optional().describe('default: the default shop'),
})
export type KeyCharge = z.infer<typeof KeyCharge>

/** Answers as POST /subscribe/payments/again does: a decline is a payment that failed. */
export function chargeKey(
  parts: ActParts,
  customer_uid: string,
  { user_code, ...order }: KeyCharge,
): Promise<unknown> {
  return call(
    parts,
    'POST /subscribe/payments/again',
    { body: { customer_uid, ...order } },
    shopOf(parts, user_code).id,
  )
}

/** Answers as DELETE /subscribe/customers/{customer_uid} does. */
export function deleteBillingKey(
  parts: ActParts,
  customer_uid: string,
  user_code?: string,
): Promise<unknown> {
  return call(
    parts,
    'DELETE /subscribe/customers/{customer_uid}',
    { params: { customer_uid } },
    shopOf(parts, user_code).id,
  )
}
