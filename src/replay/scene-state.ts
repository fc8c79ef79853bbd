/** What a scene is made of: the sandbox that is up, the shop, the buyer’s tabs, and all that was seen so far. */
import type { Instance } from '../sandbox.ts'
import type { Fault } from '../scenarios/fault.ts'
import type { Rsp } from '../windows/payment/result.ts'
import type { ShopBrowser, Sitting } from './browser.ts'
import { type Evidence, noEvidence, type PlayedOrder } from './evidence.ts'
import type { Log } from './log.ts'
import type { Scenario } from './scenario.ts'
import type { Shop } from './shop.ts'
import type { Built, Stage } from './stage.ts'

/** A payment window, as the buyer’s tab has it. */
export interface Tab {
  /** Null where request_pay was refused. */
  readonly window_id: string | null
  readonly imp_uid: string | null
  readonly order: PlayedOrder
  readonly rsp: Rsp | null
  readonly ended: boolean
  /** The real browser that it is open in. */
  readonly sitting?: Sitting
}

export interface SceneParts {
  readonly scenario: Scenario
  readonly stage: Stage
  readonly built: Built
  readonly shop: Shop
  readonly log: Log
  /** Where the buyer sits in front of the shop's own page. */
  readonly browser?: ShopBrowser | undefined
}

export interface SceneState extends SceneParts {
  readonly seen: Evidence
  readonly tabs: Tab[]
  /** The one that the buyer looks at. */
  tab: Tab | null
  /** Whether it is the replay itself that calls the REST API just now. */
  is_replay_calling: boolean
  /** Faults that acted before a restart: a sandbox that starts again knows nothing of it. */
  readonly acted: Set<Fault>
  /** The sandbox that is up; another one after a restart. */
  readonly instance: () => Instance
  /** Numbers what is seen, in the order in which it is seen. */
  readonly next: () => number
}

export function sceneState(parts: SceneParts): SceneState {
  let seq = 0
  return {
    ...parts,
    seen: noEvidence(),
    tabs: [],
    tab: null,
    is_replay_calling: false,
    acted: new Set(),
    instance: () => parts.built.instance(),
    next: () => ++seq,
  }
}
