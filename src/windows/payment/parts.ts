/** What payment windows stand on. */
import type { Refusal } from '../../catalog/refusals.ts'
import type { Dice } from '../../core/ids.ts'
import type { Merchants } from '../../merchants/merchants.ts'
import type { Payment } from '../../payments/payment.ts'
import type { Payments } from '../../payments/payments.ts'
import type { Moments } from '../../scenarios/moments.ts'
import type { WebhookOrder } from '../../webhooks/rules.ts'
import type { WindowStore } from '../store.ts'

export interface CheckoutParts {
  readonly payments: Payments
  readonly windows: WindowStore
  readonly merchants: Merchants
  readonly dice: Dice
  /** Tells the developer why an order was refused. */
  readonly refused: (reason: Refusal, raw: unknown) => void
  /** Asks the shop whether it still wants the sale (confirm_url); answers why not, or null. `amount` is in major units. */
  readonly confirm: (payment: Payment, url: string, amount: number) => Promise<string | null>
  /** Which comes first now that this payment is approved: its webhook or the browser. */
  readonly orderOf: (payment: Payment) => WebhookOrder
  /** Sends the webhooks of a payment, and waits for the shop's answers. */
  readonly deliverFirst: (imp_uid: string) => Promise<void>
  /** Tells the page that waits for a window that it has ended. */
  readonly ended: (window_id: string) => void
  /** What a scenario does on the way. */
  readonly moments?: Pick<Moments, 'request' | 'approve' | 'outcome'>
}
