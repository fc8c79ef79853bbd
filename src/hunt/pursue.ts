/** Plays one drawn program and, where it ends badly, its shorter forms, as long as they show the same. fast-check shrinks. */
import fc from 'fast-check'
import type { Finding } from '../replay/findings.ts'
import type { Drawn } from './drawn.ts'
import { worstOf } from './shape.ts'
import type { Trial } from './trial.ts'

export interface PursueParts {
  /** Null where the shop was in no state to be judged. */
  readonly play: (drawn: Drawn) => Promise<Trial | null>
  /** Told of the program itself, before anything is made shorter. Answers whether it is worth it. */
  readonly isNew: (first: Trial) => boolean
  /** Whether to stop making it shorter: what is shortest so far is taken. */
  readonly isEnough: () => boolean
}

export interface Pursued {
  readonly drawn: Drawn
  readonly shortest: Trial
  readonly name: Finding['name']
}

/** The shortest form and what it shows; null where nothing new was found. */
export async function pursue(
  arbitrary: fc.Arbitrary<Drawn>,
  seed: number,
  { play, isNew, isEnough }: PursueParts,
): Promise<Pursued | null> {
  let best: Pursued | null = null
  let is_first = true
  const holds = async (drawn: Drawn): Promise<boolean> => {
    if (!is_first && (best === null || isEnough())) return true
    const trial = await play(drawn)
    if (is_first) {
      is_first = false
      if (trial === null || !isNew(trial)) return true
      best = { drawn, shortest: trial, name: worstOf(trial.findings).name }
      return false
    }
    const { name } = best!
    if (!trial?.findings.some((finding) => finding.name === name)) return true
    best = { drawn, shortest: trial, name }
    return false
  }
  // fast-check takes every error for a finding: what is a fault of ours, or of the machine, is thrown when it is done.
  const faults: unknown[] = []
  const caught = (drawn: Drawn) =>
    holds(drawn).catch((error: unknown) => {
      faults.push(error)
      return true
    })
  await fc.check(fc.asyncProperty(arbitrary, caught), { seed, numRuns: 1, endOnFailure: false })
  if (faults.length > 0) throw faults[0]
  return best
}
