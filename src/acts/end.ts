/** The buyer, or the PG, ends an open window: approve, decline, cancel, close, abandon. */

import { say } from '../core/bilingual.ts'
import { CallerError } from '../core/caller-error.ts'
import type { Outcome } from '../windows/payment/checkout.ts'
import type { ActParts } from './parts.ts'
import { hesitate } from './pay.ts'
import type { ShopperOrder } from './shopper-order.ts'
import type { Visit } from './visit.ts'

/** A window ends once: whoever ends it again is told how it ended. */
export async function endOrTell(
  { checkout, windows }: ActParts,
  imp_uid: string,
  outcome: NonNullable<ShopperOrder['outcome']>,
): Promise<Visit> {
  const window = windows.byImpUid(imp_uid)
  if (window && !window.ended) await hesitate(outcome)
  if (window) return checkout.end(window.id, outcome)
  throw new CallerError(
    404,
    'window_not_found',
    say(`${imp_uid}의 결제창이 없습니다.`, `There is no window of ${imp_uid}.`),
  )
}

/** The same where a second end is a mistake: what has ended already is refused by name. */
export async function end(parts: ActParts, imp_uid: string, outcome: Outcome): Promise<Visit> {
  const { checkout, payments, windows } = parts
  const { status } = payments.get(imp_uid)
  const window = windows.byImpUid(imp_uid)
  if (window && !window.ended) return checkout.end(window.id, outcome)
  const said = say(
    `${imp_uid}의 결제창은 이미 끝났습니다; 결제 상태는 ${status}입니다.`,
    `The window of ${imp_uid} has ended; the payment is ${status}.`,
  )
  throw new CallerError(409, 'payment_not_open', said)
}
