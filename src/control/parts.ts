/** What the control API shows and changes: all there is of a sandbox. */
import type { Acts } from '../acts/acts.ts'
import type { Operation } from '../core/operation.ts'
import type { Whole } from '../parts/life.ts'

export type ControlParts = Whole & {
  readonly acts: Acts
  /** The rows of the emulated REST API. */
  readonly operations: readonly Operation[]
}
