/** What every part of a sandbox stands on. */
import type { Clock } from '../core/clock.ts'
import type { SandboxDice } from '../core/ids.ts'
import type { Journal } from '../journal.ts'
import type { Settings } from '../settings.ts'
import type { Trace } from '../trace/trace.ts'
import type { Stores } from './stores.ts'

export interface Ground {
  readonly settings: Settings
  readonly stores: Stores
  readonly clock: Clock
  readonly dice: SandboxDice
  readonly trace: Trace
  /** The trace as people read it. */
  readonly journal: Journal
  /** Where the sandbox is reached. */
  readonly url: () => string
}
