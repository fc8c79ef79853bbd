/** What is drawn for the nth program of a hunt: a life, or a storm; and the scenario that it becomes. */
import fc from 'fast-check'
import type { Scenario } from '../replay/scenario.ts'
import type { Facts } from './facts.ts'
import { type Life, lifeArbitrary } from './life.ts'
import { asScenario, writeSteps } from './program.ts'
import { type Storm, stormArbitrary, stormLife, writeStorm } from './storm.ts'

export type Drawn = { readonly life: Life } | { readonly storm: Storm }

/** Lives of one buyer have at most so many orders. */
const ORDERS_OF_ONE = 2

export function createDrawn(facts: Facts, buyers: number, seed: number) {
  const life = fc.noBias(lifeArbitrary(facts)).map((drawn): Drawn => ({ life: drawn }))
  const storm = fc.noBias(stormArbitrary(buyers)).map((drawn): Drawn => ({ storm: drawn }))
  return {
    /** Where there are many buyers, every second program is a storm. */
    arbitrary: (n: number): fc.Arbitrary<Drawn> => (buyers > 1 && n % 2 === 0 ? storm : life),

    seedOf: (n: number): number => (Math.imul(seed, 0x9e3779b1) + Math.imul(n, 0x85ebca6b)) | 0,

    scenario(drawn: Drawn, name: string): Scenario {
      if ('storm' in drawn) {
        return asScenario({ life: stormLife(facts), steps: writeStorm(drawn.storm) }, name, `${seed}-${name}`)
      }
      const steps = writeSteps(drawn.life, facts, Math.max(buyers, ORDERS_OF_ONE))
      return asScenario({ life: drawn.life, steps }, name, `${seed}-${name}`)
    },
  }
}
