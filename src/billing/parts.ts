/** What billing stands on. */
import type { Clock } from '../core/clock.ts'
import type { Dice } from '../core/ids.ts'
import type { MerchantSettings } from '../merchants/merchant.ts'
import type { Payments } from '../payments/payments.ts'
import type { BillingStore } from './store.ts'

export interface BillingParts {
  readonly store: BillingStore
  readonly clock: Clock
  readonly dice: Dice
  /** What billing needs of payments: to charge, and to know whether an order was paid. */
  readonly payments: Pick<Payments, 'byApi' | 'read' | 'get'>
  readonly settings: (merchant: number) => MerchantSettings
}
