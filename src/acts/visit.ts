/** What comes of an act at a window: exactly what the browser would have got, and the payment behind it. */

import type { Payment } from '../payments/payment.ts'
import type { Rsp } from '../windows/payment/result.ts'

export interface Visit {
  /** Null when the order was refused before any window. */
  readonly payment: Payment | null
  /** What request_pay's callback gets; null when nobody comes home. */
  readonly rsp: Rsp | null
  /** Where the browser goes; null where the result comes by callback. */
  readonly redirect_url: string | null
}
