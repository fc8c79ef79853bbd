/** Lives before they are written down: what they are drawn from, and how they shrink. fast-check draws and shrinks them. */
import fc from 'fast-check'
import { SDK_VERSIONS } from '../catalog/sdk-versions.ts'
import type { Fault } from '../scenarios/fault.ts'
import type { Facts, Way } from './facts.ts'
import { faultKinds } from './faults.ts'
import { type Dice, MOVE_NAMES, MOVES, type MoveName } from './moves.ts'

/** A move, as it was drawn. */
export interface Gene extends Dice {
  readonly move: MoveName
}

export interface Life {
  readonly way: Way
  readonly device: 'pc' | 'mobile'
  readonly sdk: (typeof SDK_VERSIONS)[number]
  readonly faults: readonly Fault[]
  readonly genes: readonly Gene[]
}

/** How many moves are drawn. Those that make no sense where they stand are left out, so that a life has about half of them. */
const MOST_MOVES = 24

export function lifeArbitrary(facts: Pick<Facts, 'ways' | 'calls'>): fc.Arbitrary<Life> {
  const [plain, second = plain] = facts.ways
  if (!plain || !second) throw new Error('no way to pay')
  const way = fc.oneof(
    { withCrossShrink: true },
    { arbitrary: fc.constant(plain), weight: 5 },
    { arbitrary: fc.constant(second), weight: 4 },
    { arbitrary: fc.constantFrom(...facts.ways), weight: 3 },
  )
  const weighted = MOVE_NAMES.map((move) => ({ arbitrary: fc.constant(move), weight: MOVES[move].weight }))
  const gene = fc.record({
    move: fc.oneof({ withCrossShrink: true }, ...weighted),
    pick: fc.nat(99),
    takes: fc.array(fc.nat(3), { maxLength: 10 }),
  })
  const fault = fc.oneof(
    { withCrossShrink: true },
    ...faultKinds(facts.calls).map(({ faults, weight }) => ({
      arbitrary: fc.constantFrom(...faults),
      weight,
    })),
  )
  const opened: Gene = { move: 'open', pick: 0, takes: [] }
  return fc
    .record({
      way,
      device: fc.oneof(
        { withCrossShrink: true },
        { arbitrary: fc.constant('pc' as const), weight: 3 },
        { arbitrary: fc.constant('mobile' as const), weight: 1 },
      ),
      sdk: fc.oneof(
        { withCrossShrink: true },
        { arbitrary: fc.constant('1.1.5' as const), weight: 4 },
        { arbitrary: fc.constantFrom(...SDK_VERSIONS), weight: 1 },
      ),
      faults: fc.oneof(
        { withCrossShrink: true },
        { arbitrary: fc.constant([]), weight: 1 },
        { arbitrary: fc.array(fault, { maxLength: 2 }), weight: 3 },
      ),
      genes: fc.array(gene, { minLength: 0, maxLength: MOST_MOVES, size: 'max' }),
    })
    .map((life) => ({ ...life, genes: [opened, ...life.genes] }))
}
