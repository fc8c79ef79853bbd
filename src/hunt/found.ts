/** What a hunt is told, and what it brings home. */
import type { Bilingual } from '../core/bilingual.ts'
import type { ShopAdapter } from '../replay/adapter.ts'
import type { ShopBrowser } from '../replay/browser.ts'
import type { Finding } from '../replay/findings.ts'
import type { Scenario } from '../replay/scenario.ts'
import type { Stage } from '../replay/stage.ts'
import type { Coverage } from './coverage.ts'
import type { Facts } from './facts.ts'

export interface Shard {
  readonly part: number
  readonly of: number
}

export interface HuntOptions {
  readonly stage: Stage
  readonly target: string
  readonly adapter: ShopAdapter
  readonly seed: number
  /** How many programs at most. */
  readonly runs: number
  /** How long at most, in milliseconds; what is being made shorter then is taken as it is. */
  readonly for_ms: number
  readonly buyers: number
  /** Which programs are this hunt’s, where several share them: every `of`th from `part` on. */
  readonly shard?: Shard
  /** PGs and pay methods; none: all that can be sold. */
  readonly only: readonly string[]
  readonly check?: string | undefined
  /** Opens the shop's own page; without it the sandbox plays the browser. */
  readonly browser?: ShopBrowser | undefined
  readonly timeout_ms: number
  /** Stories that are known: `hunt-{finding}-{print}`. They are counted, and not told again. */
  readonly known: ReadonlySet<string>
  /** How many programs may be played to shrink one story. */
  readonly shrink_runs?: number
  /** Ends the hunt: what is there is shrunk and reported. */
  readonly signal?: AbortSignal
  readonly told?: (progress: Progress) => void
}

export interface Progress {
  readonly programs: number
  readonly per_second: number
  readonly found: number
  readonly shrinking: boolean
}

/** A story that loses money or an order. */
export interface Found {
  /** `hunt-fulfilled-twice-3fa2c1` */
  readonly name: string
  readonly finding: Finding
  readonly scenario: Scenario
  readonly journal: string
  readonly shape: string
  readonly size: number
  /** How many programs were played until it was met first. */
  readonly after_programs: number
  /** How many programs of this hunt ended in it. */
  times: number
  /** Whether it was known before. */
  readonly is_known: boolean
  /** Whether it played to the same byte twice. */
  readonly is_steady: boolean
  /** Whether there was no time to make it as short as it can be. */
  readonly is_cut: boolean
  /** Whether the shop behaved otherwise in a fresh world: it carries something over from one to the next. */
  readonly carries_over: boolean
}

export interface Hunt {
  readonly target: string
  readonly seed: number
  readonly shard: Shard
  readonly programs: number
  readonly ms: number
  readonly found: readonly Found[]
  readonly coverage: Coverage
  readonly facts: Facts
  /** What the shop did besides being wrong: too slow, unreadable. */
  readonly trouble: readonly Bilingual[]
  /** Why the hunt ended early: the shop answers nothing any more, or `--check` does not. */
  readonly gave_up: Bilingual | null
  /** Steps that came to nothing, in how many programs. */
  readonly failed_steps: readonly Bilingual[]
}
