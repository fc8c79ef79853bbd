/** What acts are done with: the parts of a sandbox that a person outside can reach. */

import type { Clock } from '../core/clock.ts'
import type { Operation } from '../core/operation.ts'
import type { Merchants } from '../merchants/merchants.ts'
import type { NaverSync } from '../orders/naver-sync.ts'
import type { Naverco } from '../orders/naverco.ts'
import type { OrderStore } from '../orders/store.ts'
import type { Payments } from '../payments/payments.ts'
import type { Ticker } from '../ticker.ts'
import type { Vbanks } from '../vbanks/vbanks.ts'
import type { Webhooks } from '../webhooks/webhooks.ts'
import type { Certify } from '../windows/certification/certify.ts'
import type { Checkout } from '../windows/payment/checkout.ts'
import type { WindowStore } from '../windows/store.ts'

export interface ActParts {
  readonly certify: Certify
  readonly checkout: Checkout
  readonly clock: Clock
  readonly merchants: Merchants
  readonly naver_sync: NaverSync
  readonly naverco: Naverco
  /** The rows of the emulated REST API, for what a shop's server does. */
  readonly operations: readonly Operation[]
  readonly order_store: Pick<OrderStore, 'member' | 'saveMember'>
  readonly payments: Payments
  readonly ticker: Pick<Ticker, 'poke'>
  readonly vbanks: Pick<Vbanks, 'deposit'>
  readonly webhooks: Webhooks
  readonly windows: Pick<WindowStore, 'byImpUid'>
}
