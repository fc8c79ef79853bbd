/**
 * What of a program was seldom played: of several that are drawn, the one is played that brings the most of it.
 *
 * What a shop believes is decided by what came before what. So pairs are counted: this before that, in lives with an account and in
 * others, and each fault with all that is done in its life.
 */
import type { Scenario } from '../replay/scenario.ts'
import { readStep } from '../replay/steps.ts'
import { faultText, moveOf } from './coverage.ts'

export function createNovelty() {
  const played = new Map<string, number>()

  return {
    /** The less often its pairs were played, the more a program is worth. */
    worth: (scenario: Scenario): number =>
      pairsOf(scenario).reduce((sum, pair) => sum + 1 / (1 + (played.get(pair) ?? 0)), 0),

    count(scenario: Scenario): void {
      for (const pair of pairsOf(scenario)) played.set(pair, (played.get(pair) ?? 0) + 1)
    },
  }
}

function pairsOf({ shopper, timeline, faults }: Scenario): string[] {
  const kind = shopper.pay.pay_method === 'vbank' ? 'vbank' : 'other'
  const words = [...faults.map(faultText), ...[...shopper.does, ...timeline].map(wordOf)]
  const pairs = words.flatMap((first, n) =>
    words.slice(n + 1).map((second) => `${kind}: ${first}, ${second}`),
  )
  return [...new Set(pairs)]
}

/** A step with what it is given, without amounts: a result that is shown for another order is another thing. */
function wordOf(step: Scenario['timeline'][number]): string {
  const { args } = readStep(step)
  return [
    moveOf(step),
    ...Object.keys(args as object).filter((key) => key === 'order' || key === 'payment' || key === 'window'),
  ].join(' ')
}
