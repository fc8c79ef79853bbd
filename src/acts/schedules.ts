/** Charges of the future as an administrator has them: carried out now, or revoked. */
import type { Payment } from '../payments/payment.ts'
import { call } from './call.ts'
import type { ActParts } from './parts.ts'
import { shopOf } from './shops.ts'

/** Its time has come: what waits, failed or was revoked is charged at once. Answers the payment. */
export function runSchedule(parts: ActParts, merchant_uid: string, user_code?: string): Payment {
  const payment = parts.schedules.runNow(shopOf(parts, user_code).id, merchant_uid)
  parts.ticker.poke()
  return payment
}

/** Answers the schedule as POST /subscribe/payments/unschedule does. */
export async function revokeSchedule(
  parts: ActParts,
  merchant_uid: string,
  user_code?: string,
): Promise<unknown> {
  const body = { merchant_uid: [merchant_uid] }
  const revoked = await call(
    parts,
    'POST /subscribe/payments/unschedule',
    { body },
    shopOf(parts, user_code).id,
  )
  return Array.isArray(revoked) ? revoked[0] : revoked
}
