/** All that can be done with accounts and barcodes that a shop's server asks for: one verb each. */
import type { Clock } from '../core/clock.ts'
import type { Dice } from '../core/ids.ts'
import type { MerchantSettings } from '../merchants/merchant.ts'
import type { Payment } from '../payments/payment.ts'
import type { Payments } from '../payments/payments.ts'
import { holderOf } from './holder.ts'
import { issue, issueBarcode } from './issue.ts'
import { change, deposit, withdraw, withdrawBarcode } from './waiting.ts'

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

export type Vbanks = ReturnType<typeof createVbanks>

export function createVbanks(parts: VbankParts) {
  return {
    issue: issue(parts),
    issueBarcode: issueBarcode(parts),
    change: change(parts),
    withdraw: withdraw(parts),
    withdrawBarcode: withdrawBarcode(parts),
    deposit: deposit(parts),
    holderOf: holderOf(parts),
  }
}
