/** What accounts and barcodes need of the others. */
import type { Clock } from '../core/clock.ts'
import type { Dice } from '../core/ids.ts'
import type { MerchantSettings } from '../merchants/merchant.ts'
import type { Payment } from '../payments/payment.ts'
import type { Payments } from '../payments/payments.ts'

export interface VbankParts {
  readonly clock: Clock
  readonly dice: Dice
  readonly payments: Payments
  readonly settings: (merchant: number) => MerchantSettings
  /** Asks the shop. Answers why it says no; null when it says yes. */
  readonly confirm: (
    payment: Payment,
    url: string,
    body: Readonly<Record<string, unknown>>,
  ) => Promise<string | null>
}
