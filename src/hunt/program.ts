/** A life written down as a scenario: only steps that can be, in an order that can be. */
import type { Scenario } from '../replay/scenario.ts'
import { SHOPPER_STEPS, type Step } from '../replay/steps.ts'
import type { Facts } from './facts.ts'
import { CANCEL, isBending } from './faults.ts'
import type { Life } from './life.ts'
import { MOVES } from './moves.ts'
import { emptyModel } from './world-model.ts'

export interface Program {
  readonly life: Life
  readonly steps: readonly Step[]
}

/** The steps of a life; `most` is how many buyers, that is orders, there may be. */
export function writeSteps(life: Life, facts: Facts, most: number): Step[] {
  const model = emptyModel({
    amount: facts.amount,
    pay_method: life.way.pay_method === 'vbank' ? 'vbank' : 'other',
    is_partial: facts.isPartial(life.way),
    is_bent: life.faults.some(isBending),
    is_cancel_struck: life.faults.some(({ at }) => at === CANCEL),
    most,
  })
  return life.genes.flatMap(({ move, ...dice }) => {
    const step = MOVES[move].make(model, dice, facts)
    return step === null ? [] : [step]
  })
}

/** The same as a scenario file has it. */
export function asScenario({ life, steps }: Program, name: string, seed: string): Scenario {
  const first_later = steps.findIndex((step) => !isShoppers(step))
  const cut = first_later < 0 ? steps.length : first_later
  const { way, device, sdk, faults } = life
  return {
    name,
    why: { ko: name, en: name },
    world: { clock: CLOCK, seed, settings: {} },
    faults: [...faults],
    shopper: { pay: { ...way }, device, sdk, does: steps.slice(0, cut) },
    timeline: steps.slice(cut),
    expect: { ledger: 'even', forgive: [] },
  }
}

const CLOCK = '2026-01-05T10:00:00+09:00'

function isShoppers(step: Step): boolean {
  const name = typeof step === 'string' ? step : Object.keys(step)[0]!
  return name in SHOPPER_STEPS || name === 'webhooks' || name === 'at_once'
}
