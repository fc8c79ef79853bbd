/**
 * Makes a story shorter where fast-check, which only leaves out and makes plainer, sees nothing more to do: the same moves in
 * another order, without one of them.
 */
import type { Scenario } from '../replay/scenario.ts'
import type { Gene, Life } from './life.ts'
import { contentOf, sizeOf } from './shape.ts'

export interface TightenParts {
  readonly write: (life: Life) => Scenario
  /** Whether the life still shows what was found. */
  readonly holds: (life: Life) => Promise<boolean>
  readonly isEnough: () => boolean
}

/** Lives that may be played for one story. */
const PLAYS = 80

/** The shortest life that still holds. */
export async function tighten(life: Life, parts: TightenParts): Promise<Life> {
  let best = withoutIdle(life, parts.write)
  let plays = 0
  const tried = new Set<string>()
  const isOver = () => plays >= PLAYS || parts.isEnough()
  for (let is_shorter = true; is_shorter && !isOver(); ) {
    is_shorter = false
    for (const shorter of shorterThan(best, parts.write, tried)) {
      if (isOver()) break
      plays++
      if (!(await parts.holds(shorter))) continue
      best = withoutIdle(shorter, parts.write)
      is_shorter = true
      break
    }
  }
  return best
}

/** Moves that come to nothing where they stand are left out. */
function withoutIdle(life: Life, write: TightenParts['write']): Life {
  const whole = contentOf(write(life))
  let { genes } = life
  for (let n = genes.length - 1; n >= 0; n--) {
    const shorter = genes.toSpliced(n, 1)
    if (contentOf(write({ ...life, genes: shorter })) === whole) genes = shorter
  }
  return { ...life, genes }
}

/** Lives with one move elsewhere, one left out, that are shorter when they are written down: those that lose the least first. */
function shorterThan(life: Life, write: TightenParts['write'], tried: Set<string>): Life[] {
  const size = sizeOf(write(life))
  const found: { readonly life: Life; readonly size: number }[] = []
  for (const genes of orders(life.genes)) {
    for (let n = 1; n < genes.length; n++) {
      const shorter = { ...life, genes: genes.toSpliced(n, 1) }
      const scenario = write(shorter)
      const steps = contentOf(scenario)
      if (sizeOf(scenario) >= size || tried.has(steps)) continue
      tried.add(steps)
      found.push({ life: shorter, size: sizeOf(scenario) })
    }
  }
  return found.sort((a, b) => b.size - a.size).map((one) => one.life)
}

/** As it is, and with each move at each other place; what it chooses there may be another window or payment. */
function* orders(genes: readonly Gene[]): Generator<readonly Gene[]> {
  yield genes
  for (const [from, gene] of genes.entries()) {
    const others = genes.toSpliced(from, 1)
    for (let to = 1; to <= others.length; to++) {
      for (const pick of new Set([gene.pick, 0, 99])) yield others.toSpliced(to, 0, { ...gene, pick })
    }
  }
}
