/**
 * The hunt: makes up lives of payments, plays each against the running shop in a world of its own, and shrinks those in which
 * money or orders go wrong to the shortest story that still shows it.
 */
import { type Bilingual, inEach } from '../core/bilingual.ts'
import { stopwatch } from '../core/clock.ts'
import { createShop, type Shop } from '../replay/shop.ts'
import { createCheck } from './check.ts'
import { createCoverage } from './coverage.ts'
import { createDrawn, type Drawn } from './drawn.ts'
import type { Hunt, HuntOptions, Shard } from './found.ts'
import { createGameBag } from './game-bag.ts'
import { learn } from './learn.ts'
import { pursue } from './pursue.ts'
import { tighten } from './tighten.ts'
import { type Trial, type TrialParts, tryScenario } from './trial.ts'

/** How many programs may be played to make one story shorter. */
const SHRINK_RUNS = 400

const ALL: Shard = { part: 1, of: 1 }

/** Null where nothing can be sold in the ways that were asked for. Throws a `ShopTrouble` where the shop cannot be reached. */
export async function hunt(options: HuntOptions): Promise<Hunt | null> {
  const { stage, target, adapter, seed, runs, for_ms, buyers, timeout_ms, check, signal, only } = options
  const { shard = ALL } = options
  const shop = createShop(target, adapter, timeout_ms)
  const parts: TrialParts = {
    stage,
    shop,
    check: check === undefined ? null : createCheck(check, timeout_ms),
  }
  await shop.ask('GET', '/')
  const facts = await learn(parts, adapter, only, String(seed))
  if (facts === null) return null
  const drawn = createDrawn(facts, buyers, seed)
  const coverage = createCoverage(facts)
  const bag = createGameBag(parts, options.known)
  const trouble = new Map<string, Bilingual>()
  const failed_steps: Bilingual[] = []
  const elapsed = stopwatch()
  let programs = 0
  let is_dead = false

  function tell(shrinking: boolean): void {
    const per_second = Math.round((programs / Math.max(elapsed(), 1)) * 1000)
    options.told?.({ programs, per_second, found: bag.found.length, shrinking })
  }

  function isNew(first: Trial): boolean {
    programs++
    coverage.count(first.scenario)
    const [failed] = first.failed_steps
    if (failed !== undefined) failed_steps.push(inEach(failed, (text) => `${first.scenario.name}: ${text}`))
    for (const line of troubles(first)) trouble.set(line.ko, line)
    return first.findings.length > 0 && !bag.isFamiliar(first)
  }

  async function huntNth(n: number): Promise<void> {
    let plays = 0
    const play = (one: Drawn) => tryScenario(drawn.scenario(one, `hunt-${n}-${++plays}`), parts)
    const isEnough = (played: number) => {
      tell(true)
      return played >= (options.shrink_runs ?? SHRINK_RUNS) || signal?.aborted === true
    }
    const story = await pursue(drawn.arbitrary(n), drawn.seedOf(n), { play, isNew, isEnough })
    if (!story) return
    const { name } = story
    let { shortest } = story
    if ('life' in story.drawn) {
      await tighten(story.drawn.life, {
        write: (life) => drawn.scenario({ life }, ''),
        async holds(life) {
          const trial = await play({ life })
          const still = trial.findings.some((finding) => finding.name === name)
          if (still) shortest = trial
          return still
        },
        isEnough,
      })
    }
    await bag.add(shortest, name, programs)
  }

  for (let n = shard.part; n <= runs && elapsed() < for_ms && !signal?.aborted && !is_dead; n += shard.of) {
    await huntNth(n)
    tell(false)
    is_dead = trouble.size > 0 && (await isDead(shop))
  }
  const found = { found: bag.found, coverage: coverage.read(), facts, failed_steps }
  return { target, seed, shard, programs, ms: elapsed(), ...found, trouble: [...trouble.values()], is_dead }
}

/** What the shop did besides being wrong. */
function troubles({ seen }: Trial): Bilingual[] {
  return seen.findings
    .filter(({ name }) => name === 'shop_unreachable' || name === 'shop_nonsense')
    .map(({ name, detail }) => inEach(detail, (text) => `${name} ${text}`))
}

const isDead = (shop: Shop): Promise<boolean> =>
  shop.ask('GET', '/').then(
    () => false,
    () => true,
  )
