/** Lives before they are written down: what they are drawn from, and how they shrink. fast-check draws and shrinks them. */
import fc from 'fast-check'
import { DEFAULT_PG } from '../catalog/pgs/index.ts'
import { pgAsked, SDK_DEFAULT, SDK_VERSIONS } from '../catalog/sdk-versions.ts'
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

/** How lives begin: with a window, or in one of the situations in which two things that look alike can be taken for each other. */
const BEGINNINGS: readonly { readonly moves: readonly MoveName[]; readonly weight: number }[] = [
  { moves: ['open'], weight: 7 },
  // Two windows of one order, both gone through to the end: two accounts, and both may be paid into.
  { moves: ['open', 'approve', 'open', 'approve'], weight: 1 },
  // An order that is paid, and another one that is not.
  { moves: ['open', 'approve', 'order'], weight: 1 },
]

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
  const beginning = fc.oneof(
    { withCrossShrink: true },
    ...BEGINNINGS.map(({ moves, weight }) => ({ arbitrary: fc.constant(moves.map(plainGene)), weight })),
  )
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
      beginning,
      genes: fc.array(gene, { minLength: 0, maxLength: MOST_MOVES, size: 'max' }),
    })
    .map(({ beginning, genes, sdk, ...life }) => ({
      ...life,
      sdk: canAsk(sdk, life.way) ? sdk : SDK_DEFAULT,
      genes: [...beginning, ...genes],
    }))
}

/** To 1.0.0 the PG of a page says nothing: it opens the default one, which may not sell in this way. */
const canAsk = (sdk: Life['sdk'], { pg }: Way): boolean => pg === DEFAULT_PG || pgAsked(pg, sdk) !== undefined

const plainGene = (move: MoveName): Gene => ({ move, pick: 0, takes: [] })
