/** What the control API shows and changes: all there is of a sandbox. */
import type { Acts } from '../acts/acts.ts'
import type { Operation } from '../core/operation.ts'
import type { Whole } from '../parts/life.ts'

/** What the app has from the beginning: the acts are loaded with the first request that is none of the REST API. */
export type AppParts = Whole & {
  readonly loadActs: () => Promise<Acts>
  /** The rows of the emulated REST API. */
  readonly operations: readonly Operation[]
}

export type ControlParts = AppParts & {
  readonly acts: Acts
}
