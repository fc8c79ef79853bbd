/** Plays one scenario from the first step to the last, and hands back what was seen. */
import { Refusal } from '../catalog/refusals.ts'
import { BilingualError, inEach, inLang } from '../core/bilingual.ts'
import type { Instance } from '../sandbox.ts'
import { atOnce } from './at-once.ts'
import type { ShopBrowser } from './browser.ts'
import { buyer } from './buyer.ts'
import type { Evidence } from './evidence.ts'
import { JOURNAL_LANG, type Log } from './log.ts'
import type { Scenario } from './scenario.ts'
import { createScene, type Scene } from './scene.ts'
import { type Shop, ShopTrouble } from './shop.ts'
import type { Stage } from './stage.ts'
import { StepFailed } from './step-failed.ts'
import { readStep, type StepName } from './steps.ts'
import { timeline } from './timeline.ts'

/** What a race is between: the browser that comes home, and the webhooks. */
export interface Racers {
  readonly browser: () => Promise<void>
  readonly webhook: () => Promise<void>
  readonly instance: Instance
}

export interface PlayOptions {
  readonly stage: Stage
  readonly shop: Shop
  readonly log: Log
  /** Opens the shop's own page; without it the sandbox plays the browser. */
  readonly browser?: ShopBrowser | undefined
  /** Runs instead of the first `come_home` or `webhooks` of the shopper; the others are left out then. */
  readonly race?: (racers: Racers) => Promise<void>
}

export async function play(
  scenario: Scenario,
  { stage, shop, log, browser, race }: PlayOptions,
): Promise<Evidence> {
  const shopper = scenario.shopper.does.map((step) => ({ ...readStep(step), is_shopper: true }))
  const later = scenario.timeline.map((step) => ({ ...readStep(step), is_shopper: false }))
  const steps = [...shopper, ...later]
  const built = await stage.build(
    scenario,
    steps.some(({ name }) => name === 'restart'),
    shop.adapter.still_works_ms,
  )
  const scene = createScene({ scenario, stage, built, shop, log, browser })
  try {
    scene.setUp()
    await playAll(scene)
    await scene.settle()
    await scene.take()
    return scene.seen
  } finally {
    scene.leave()
    await browser?.leave()
    await built.takeDown()
  }

  async function playAll(scene: Scene): Promise<void> {
    const act = actor(scene)
    let is_raced = false
    for (const { name, args, is_shopper } of steps) {
      if (name === 'open' && scene.seen.orders.length === 0) await act('order', {})
      const is_racer = race !== undefined && is_shopper && /^(come_home|webhooks)$/.test(name)
      if (!is_racer) await act(name, args)
      else if (!is_raced && scene.tab?.ended) {
        is_raced = true
        log.write('step', 'race')
        await race({ browser: () => act('come_home', {}), webhook: scene.settle, instance: scene.instance() })
      }
    }
  }
}

/** Does one step. A shop in trouble, or a step that cannot be, is a finding and not the end. */
function actor(scene: Scene) {
  const acts = { ...buyer(scene), ...timeline(scene), at_once: atOnce(scene, act) }
  const { log, seen } = scene
  return act

  async function act(name: StepName, args: unknown): Promise<void> {
    const said = JSON.stringify(args)
    log.write('step', said === '{}' ? name : `${name} ${said}`)
    try {
      await acts[name](args as never)
    } catch (error) {
      const detail = saidBy(error)
      if (error instanceof ShopTrouble) {
        const finding = error.kind === 'unreachable' ? 'shop_unreachable' : 'shop_nonsense'
        seen.findings.push({ name: finding, detail })
      } else if (error instanceof Refusal || error instanceof StepFailed) {
        seen.findings.push({ name: 'step_failed', detail: inEach(detail, (text) => `${name}: ${text}`) })
      } else throw error
      log.write('step', `! ${inLang(detail, JOURNAL_LANG)}`)
    }
  }
}

const saidBy = (error: unknown) =>
  error instanceof BilingualError ? error.said : error instanceof Error ? error.message : String(error)
