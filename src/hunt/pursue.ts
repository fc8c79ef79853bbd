/** Plays one drawn program and, where it ends badly, its shorter forms, as long as they show the same. fast-check shrinks. */
import fc from 'fast-check'
import type { Finding } from '../replay/findings.ts'
import type { Drawn } from './drawn.ts'
import { worstOf } from './shape.ts'
import type { Trial } from './trial.ts'

export interface PursueParts {
  readonly play: (drawn: Drawn) => Promise<Trial>
  /** Told of the program itself, before anything is made shorter. Answers whether it is worth it. */
  readonly isNew: (first: Trial) => boolean
  /** Whether to stop making it shorter: what is shortest so far is taken. */
  readonly isEnough: (plays: number) => boolean
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
  let plays = 0
  const holds = async (drawn: Drawn): Promise<boolean> => {
    if (plays > 0 && (best === null || isEnough(plays))) return true
    const trial = await play(drawn)
    if (plays++ === 0) {
      if (!isNew(trial)) return true
      best = { drawn, shortest: trial, name: worstOf(trial.findings).name }
      return false
    }
    const { name } = best!
    if (!trial.findings.some((finding) => finding.name === name)) return true
    best = { drawn, shortest: trial, name }
    return false
  }
  await fc.check(fc.asyncProperty(arbitrary, holds), { seed, numRuns: 1, endOnFailure: false })
  return best
}
