/** What windows of identity verification stand on. */
import type { Refusal } from '../../catalog/refusals.ts'
import type { Certifications } from '../../certifications/certifications.ts'
import type { Clock } from '../../core/clock.ts'
import type { Dice } from '../../core/ids.ts'
import type { Merchants } from '../../merchants/merchants.ts'
import type { WindowStore } from '../store.ts'
import type { CertificationEnding } from '../window.ts'

export interface CertifyParts {
  readonly certifications: Certifications
  readonly windows: WindowStore<CertificationEnding>
  readonly merchants: Merchants
  readonly clock: Clock
  readonly dice: Dice
  /** Tells the developer why a request was refused. */
  readonly refused: (reason: Refusal, raw: unknown) => void
  /** Tells the page that waits for a window that it has ended. */
  readonly ended: (window_id: string) => void
}
