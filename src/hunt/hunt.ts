/**
 * The hunt: makes up lives of payments, plays each against the running shop in a world of its own, and shrinks those in which
 * money or orders go wrong to the shortest story that still shows it.
 */
import fc from 'fast-check'
import { stopwatch } from '../core/clock.ts'
import type { ShopAdapter } from '../replay/adapter.ts'
import type { Finding } from '../replay/findings.ts'
import type { Scenario } from '../replay/scenario.ts'
import { createShop } from '../replay/shop.ts'
import type { Stage } from '../replay/stage.ts'
import { createCheck } from './check.ts'
import { type Coverage, createCoverage } from './coverage.ts'
import { createDrawn, type Drawn } from './drawn.ts'
import type { Facts } from './facts.ts'
import { finish } from './finish.ts'
import { learn } from './learn.ts'
import { fingerprint, shapeOf, sizeOf, worstOf } from './shape.ts'
import { type Trial, type TrialParts, tryScenario } from './trial.ts'

export interface HuntOptions {
  readonly stage: Stage
  readonly target: string
  readonly adapter: ShopAdapter
  readonly seed: number
  /** How many programs at most. */
  readonly runs: number
  /** How long at most, in milliseconds. */
  readonly for_ms: number
  readonly buyers: number
  /** PGs and pay methods; none: all that can be sold. */
  readonly only: readonly string[]
  readonly check?: string | undefined
  readonly timeout_ms: number
  /** Stories that are known: `hunt-{finding}-{print}`. They are counted, and not told again. */
  readonly known: ReadonlySet<string>
  /** How many programs may be played to shrink one story. */
  readonly shrink_runs?: number
  /** Ends the hunt: what is there is shrunk and reported. */
  readonly signal?: AbortSignal
  readonly told?: (progress: Progress) => void
}

export interface Progress {
  readonly programs: number
  readonly per_second: number
  readonly found: number
  readonly shrinking: boolean
}

/** A story that loses money or an order. */
export interface Found {
  /** `hunt-fulfilled-twice-3fa2c1` */
  readonly name: string
  readonly finding: Finding
  readonly scenario: Scenario
  readonly journal: string
  readonly shape: string
  readonly size: number
  /** How many programs were played until it was met first. */
  readonly after_programs: number
  /** How many programs of this hunt ended in it. */
  times: number
  /** Whether it was known before. */
  readonly is_known: boolean
  /** Whether it played to the same byte twice. */
  readonly is_steady: boolean
  /** Whether the shop behaved otherwise in a fresh world: it carries something over from one to the next. */
  readonly carries_over: boolean
}

export interface Hunt {
  readonly target: string
  readonly seed: number
  readonly programs: number
  readonly ms: number
  readonly found: readonly Found[]
  readonly coverage: Coverage
  readonly facts: Facts
  /** What the shop did besides being wrong: too slow, unreadable. */
  readonly trouble: readonly string[]
  /** The shop answers nothing any more: the hunt ended early. */
  readonly is_dead: boolean
  /** Steps that came to nothing, in how many programs. */
  readonly failed_steps: readonly string[]
}

/** Null where nothing can be sold in the ways that were asked for. Throws a `ShopTrouble` where the shop cannot be reached. */
export async function hunt(options: HuntOptions): Promise<Hunt | null> {
  const { stage, target, adapter, seed, runs, for_ms, buyers, timeout_ms, check, signal } = options
  const shop = createShop(target, adapter, timeout_ms)
  const parts: TrialParts = {
    stage,
    shop,
    check: check === undefined ? null : createCheck(check, timeout_ms),
  }
  await shop.ask('GET', '/')
  const facts = await learn(parts, adapter, options.only, String(seed))
  if (facts === null) return null
  const drawn = createDrawn(facts, buyers, seed)
  const coverage = createCoverage(facts)
  const elapsed = stopwatch()
  const found: Found[] = []
  const trouble = new Set<string>()
  const failed_steps: string[] = []
  let programs = 0
  let is_dead = false

  const isOver = () => signal?.aborted === true || programs >= runs || elapsed() >= for_ms || is_dead
  const tell = (shrinking: boolean) =>
    options.told?.({
      programs,
      per_second: Math.round((programs / Math.max(elapsed(), 1)) * 1000),
      found: found.length,
      shrinking,
    })

  /** Plays one drawn program and, where it ends badly in a way that is new, its shorter forms. */
  async function pursue(n: number): Promise<void> {
    let first: Trial | null = null
    let wanted: Finding['name'] | null = null
    let shortest: { drawn: Drawn; trial: Trial } | null = null
    let plays = 0
    const most = options.shrink_runs ?? 400
    const holds = async (one: Drawn): Promise<boolean> => {
      if (first !== null && (plays >= most || signal?.aborted)) return true
      plays++
      const trial = await tryScenario(drawn.scenario(one, `hunt-${n}-${plays}`), parts)
      if (first === null) {
        first = trial
        programs++
        note(trial)
        const known = familiar(trial)
        if (trial.findings.length === 0 || known) return true
        wanted = worstOf(trial.findings).name
      } else tell(true)
      if (!trial.findings.some(({ name }) => name === wanted)) return true
      shortest = { drawn: one, trial }
      return false
    }
    await fc.check(fc.asyncProperty(drawn.arbitrary(n), holds), {
      seed: drawn.seedOf(n),
      numRuns: 1,
      endOnFailure: false,
    })
    if (shortest !== null && wanted !== null) await keep(shortest, wanted, programs)
  }

  function note({ scenario, seen, failed_steps: failed }: Trial): void {
    coverage.count(scenario)
    if (failed.length > 0) failed_steps.push(`${scenario.name}: ${failed[0]}`)
    for (const { name, detail } of seen.findings) {
      if (name === 'shop_unreachable' || name === 'shop_nonsense') trouble.add(`${name} ${detail}`)
    }
  }

  /** A story that was told already, in a longer form. */
  function familiar({ findings, scenario }: Trial): boolean {
    if (findings.length === 0) return false
    const worst = worstOf(findings)
    const known = found.find(
      (one) => findings.some(({ name }) => name === one.finding.name) && holdsShape(scenario, one.scenario),
    )
    if (
      known &&
      (known.finding.name === worst.name || found.some(({ finding }) => finding.name === worst.name))
    ) {
      known.times++
      return true
    }
    return false
  }

  async function keep(
    shortest: { drawn: Drawn; trial: Trial },
    name: Finding['name'],
    after_programs: number,
  ) {
    const story = await finish(shortest.trial, parts, name)
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
      after_programs,
      times: 1,
      is_known: options.known.has(print),
    })
  }

  for (let n = 1; !isOver(); n++) {
    await pursue(n)
    tell(false)
    is_dead = trouble.size > 0 && (await isDead(shop))
  }
  return {
    target,
    seed,
    programs,
    ms: elapsed(),
    found,
    coverage: coverage.read(),
    facts,
    trouble: [...trouble],
    is_dead,
    failed_steps,
  }
}

/** Whether all steps and faults of a short story stand in a longer one, in the same order. */
function holdsShape(long: Scenario, short: Scenario): boolean {
  const [of_long, of_short] = [long, short].map((one) => shapeOf(one).split(/, |; /))
  let at = 0
  for (const word of of_long!) if (word === of_short![at]) at++
  return at === of_short!.length
}

async function isDead(shop: ReturnType<typeof createShop>): Promise<boolean> {
  return shop.ask('GET', '/').then(
    () => false,
    () => true,
  )
}
