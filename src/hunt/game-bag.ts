/** The stories that a hunt has found so far: each once, however often it is met. */
import type { Finding } from '../replay/findings.ts'
import type { Scenario } from '../replay/scenario.ts'
import { finish } from './finish.ts'
import type { Found } from './found.ts'
import { fingerprint, shapeOf, sizeOf, worstOf } from './shape.ts'
import type { Trial, TrialParts } from './trial.ts'

/** `known` are the names of stories that were kept before. */
export function createGameBag(parts: TrialParts, known: ReadonlySet<string>) {
  const found: Found[] = []

  return {
    found,

    /** A story that was told already, in a longer form. It is counted. */
    isFamiliar({ findings, scenario }: Trial): boolean {
      if (findings.length === 0) return false
      const worst = worstOf(findings).name
      if (!found.some(({ finding }) => finding.name === worst)) return false
      const before = found.find(
        (one) => findings.some(({ name }) => name === one.finding.name) && holdsShape(scenario, one.scenario),
      )
      if (before) before.times++
      return before !== undefined
    },

    /** Keeps the shortest form of a story. */
    async add(
      shortest: Trial,
      name: Finding['name'],
      met: Pick<Found, 'after_programs' | 'is_cut'>,
    ): Promise<void> {
      const story = await finish(shortest, parts, name)
      const print = `hunt-${name.replaceAll('_', '-')}-${fingerprint({ name }, story.scenario)}`
      const before = found.find((one) => one.name === print)
      if (before) {
        before.times++
        return
      }
      found.push({
        ...story,
        name: print,
        scenario: { ...story.scenario, name: print },
        shape: shapeOf(story.scenario),
        size: sizeOf(story.scenario),
        ...met,
        times: 1,
        is_known: known.has(print),
      })
    },
  }
}

/** Whether all steps and faults of a short story stand in a longer one, in the same order. */
function holdsShape(long: Scenario, short: Scenario): boolean {
  const words = (one: Scenario) => shapeOf(one).split(/, |; /)
  const wanted = words(short)
  let at = 0
  for (const word of words(long)) if (word === wanted[at]) at++
  return at === wanted.length
}
