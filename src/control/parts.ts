/** What the control API shows and changes. */
import type { Acts } from '../acts/acts.ts'
import type { Certifications } from '../certifications/certifications.ts'
import type { Clock } from '../core/clock.ts'
import type { Operation } from '../core/operation.ts'
import type { Journal } from '../journal.ts'
import type { Merchants } from '../merchants/merchants.ts'
import type { Naverco } from '../orders/naverco.ts'
import type { Payments } from '../payments/payments.ts'
import type { Scenarios } from '../scenarios/scenarios.ts'
import type { Ticker } from '../ticker.ts'
import type { Webhooks } from '../webhooks/webhooks.ts'
import type { World, WorldFile } from '../world/schema.ts'
import type { Waiter } from './wait.ts'

export interface ControlParts {
  readonly acts: Acts
  readonly certifications: Certifications
  readonly clock: Clock
  readonly journal: Journal
  readonly merchants: Merchants
  readonly naverco: Naverco
  /** The rows of the emulated REST API: a fault may name one of them. */
  readonly operations: readonly Operation[]
  readonly payments: Payments
  readonly scenarios: Scenarios
  readonly ticker: Ticker
  readonly waiter: Waiter
  readonly webhooks: Webhooks
  readonly seed: string
  /** The bearer token that the control API asks for; whoever reads this has it. */
  readonly token: string | null
  readonly url: () => string
  readonly reset: (world?: World) => Promise<void>
  readonly exportWorld: () => WorldFile
  /** Advances, one at a time: a second one before the first has ended is refused. */
  readonly walk: (to: number) => Promise<string[]>
  /** Stores the clock after it was changed, and lets the ticker look again. */
  readonly clockChanged: () => void
  readonly snapshots: {
    save(name: string): Promise<void>
    restore(name: string): Promise<boolean>
    list(): string[]
    remove(name: string): boolean
  }
}
