/** The last word on a story: written out in full, and played again to see whether it stays the same. */
import type { Finding } from '../replay/findings.ts'
import type { Scenario } from '../replay/scenario.ts'
import type { Step } from '../replay/steps.ts'
import type { Found } from './found.ts'
import { tell } from './story.ts'
import { type Trial, type TrialParts, tryScenario } from './trial.ts'
import { unlessTrouble } from './trouble.ts'

export async function finish(
  trial: Trial,
  parts: TrialParts,
  name: Finding['name'],
): Promise<Pick<Found, 'finding' | 'scenario' | 'journal' | 'is_steady' | 'carries_over'>> {
  const written = { ...withTurns(trial.scenario, trial.seen.raced), why: tell(trial.scenario, name) }
  const again = async (scenario: Scenario) => unlessTrouble(() => tryScenario(scenario, parts))
  const first = await again(written)
  const second = await again(written)
  const elsewhere = await again({
    ...written,
    world: { ...written.world, seed: `${written.world.seed}-again` },
  })
  const has = (one: Trial | null) => one?.findings.some((finding) => finding.name === name) ?? false
  const shown = first && has(first) ? first : trial
  return {
    finding: shown.findings.find((finding) => finding.name === name)!,
    scenario: written,
    journal: (first ?? trial).journal,
    is_steady: has(first) && has(second) && first?.journal === second?.journal,
    carries_over: elsewhere !== null && second !== null && has(elsewhere) !== has(second),
  }
}

/** What happened at once is written with every turn that was taken. */
function withTurns(scenario: Scenario, raced: readonly (readonly number[])[]): Scenario {
  const turns = [...raced]
  const write = (step: Step): Step => {
    if (typeof step === 'string' || !('at_once' in step)) return step
    const { steps } = step.at_once as { steps: Step[] }
    return { at_once: { steps, takes: turns.shift() ?? [] } }
  }
  const { shopper, timeline } = scenario
  return {
    ...scenario,
    shopper: { ...shopper, does: shopper.does.map(write) },
    timeline: timeline.map(write),
  }
}
