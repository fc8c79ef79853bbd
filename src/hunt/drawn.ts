/** What is drawn for the nth program of a hunt: a life, or a storm; and the scenario that it becomes. */
import fc from 'fast-check'
import type { Scenario } from '../replay/scenario.ts'
import type { Facts } from './facts.ts'
import { type Life, lifeArbitrary } from './life.ts'
import { createNovelty } from './novelty.ts'
import { asScenario, writeSteps } from './program.ts'
import { type Storm, stormArbitrary, stormLife, writeStorm } from './storm.ts'

export type Drawn = { readonly life: Life } | { readonly storm: Storm }

/** Lives of one buyer have at most so many orders. */
const ORDERS_OF_ONE = 2

/** So many are drawn for each program, and the one that brings the most that is new is played: to draw costs nothing beside playing. */
const DRAWN_FOR_ONE = 3

export function createDrawn(facts: Facts, buyers: number, seed: number) {
  const life = fc.noBias(lifeArbitrary(facts)).map((drawn): Drawn => ({ life: drawn }))
  const storm = fc.noBias(stormArbitrary(buyers)).map((drawn): Drawn => ({ storm: drawn }))
  const novelty = createNovelty()
  /** Seeds of the programs, in their order. */
  const chosen: number[] = []

  /** Where there are many buyers, every second program is a storm. */
  const arbitrary = (n: number): fc.Arbitrary<Drawn> => (buyers > 1 && n % 2 === 0 ? storm : life)

  function scenario(drawn: Drawn, name: string): Scenario {
    if ('storm' in drawn) {
      return asScenario({ life: stormLife(facts), steps: writeStorm(drawn.storm) }, name, `${seed}-${name}`)
    }
    const steps = writeSteps(drawn.life, facts, Math.max(buyers, ORDERS_OF_ONE))
    return asScenario({ life: drawn.life, steps }, name, `${seed}-${name}`)
  }

  function choose(n: number): number {
    const candidates = Array.from({ length: DRAWN_FOR_ONE }, (_one, k) => {
      const one = (Math.imul(seed, 0x9e3779b1) + Math.imul(n * DRAWN_FOR_ONE + k, 0x85ebca6b)) | 0
      const [drawn] = fc.sample(arbitrary(n), { seed: one, numRuns: 1 })
      const written = scenario(drawn!, '')
      return { seed: one, written, worth: novelty.worth(written) }
    })
    const best = candidates.reduce((before, next) => (next.worth > before.worth ? next : before))
    novelty.count(best.written)
    return best.seed
  }

  return {
    arbitrary,
    scenario,

    /** What is new depends on what came before: whoever plays only a share of the programs chooses the others, too. */
    seedOf(n: number): number {
      while (chosen.length <= n) chosen.push(choose(chosen.length))
      return chosen[n]!
    },
  }
}
