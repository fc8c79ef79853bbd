/** A billing key in one call: the shop's own REST call, with a card that is filled in. */
import { z } from 'zod'
import { kstParts } from '../core/kst.ts'
import { call } from './call.ts'
import type { ActParts } from './parts.ts'
import { shopOf } from './shops.ts'

export const BillingKeyOrder = z.looseObject({
  customer_uid: z.string().min(1).max(80),
  card_number: z.string().default('5242-4242-4242-4242'),
  expiry: z.string().optional().describe('YYYY-MM; default: five years from now'),
  birth: z.string().default('900101'),
  pwd_2digit: z.string().default('00'),
  user_code: z.string().optional().describe('default: the default shop'),
})
export type BillingKeyOrder = z.infer<typeof BillingKeyOrder>

/** Answers as POST /subscribe/customers/{customer_uid} does. */
export function issueBillingKey(
  parts: ActParts,
  { customer_uid, user_code, ...card }: BillingKeyOrder,
): Promise<unknown> {
  const expiry = card.expiry ?? `${Number(kstParts(parts.clock.now()).yyyy) + 5}-12`
  const given = { params: { customer_uid }, body: { ...card, expiry } }
  return call(parts, 'POST /subscribe/customers/{customer_uid}', given, shopOf(parts, user_code).id)
}
