/**
 * The scene of one scenario.
 *
 * Nothing happens by itself: webhooks leave in a `webhooks` step, in `advance`, or at the end. So the same file does the
 * same things in the same order.
 */
import { beliefsOf } from './beliefs.ts'
import { findersOf } from './finders.ts'
import { type SceneParts, sceneState } from './scene-state.ts'
import { witnessOf } from './witness.ts'

export type Scene = ReturnType<typeof createScene>

export function createScene(parts: SceneParts) {
  const state = sceneState(parts)
  const { built, log, shop, stage, acted, instance } = state
  log.name(stage.url, '{sandbox}')
  log.name(shop.url, '{shop}')
  const beliefs = beliefsOf(state)
  const witness = { ...witnessOf(state), ...beliefs }

  return Object.assign(state, findersOf(state), witness, {
    async settle(): Promise<void> {
      await instance().ticker.settle()
      await beliefs.askLedger()
    },

    /** The sandbox stops and starts again with its data. */
    async restart(): Promise<void> {
      for (const { fault, used } of instance().scenarios.list()) if (used > 0) acted.add(fault)
      await built.restart()
      witness.setUp()
    },
  })
}
