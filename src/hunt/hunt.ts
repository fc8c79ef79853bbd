/**
 * The hunt: makes up lives of payments, plays each against the running shop in a world of its own, and shrinks those in which
 * money or orders go wrong to the shortest story that still shows it.
 */
import { type Bilingual, inEach, say } from '../core/bilingual.ts'
import { stopwatch } from '../core/clock.ts'
import { createShop } from '../replay/shop.ts'
import { createCheck } from './check.ts'
import { createCoverage } from './coverage.ts'
import { createDrawn, type Drawn } from './drawn.ts'
import type { Hunt, HuntOptions, Shard } from './found.ts'
import { createGameBag } from './game-bag.ts'
import { learn } from './learn.ts'
import { pursue } from './pursue.ts'
import { contentOf } from './shape.ts'
import { tighten } from './tighten.ts'
import { type Trial, type TrialParts, tryScenario } from './trial.ts'
import { createTroubles, unlessTrouble } from './trouble.ts'

/** How many programs may be played to make one story shorter. */
const SHRINK_RUNS = 400

const ALL: Shard = { part: 1, of: 1 }

/**
 * Null where nothing can be sold in the ways that were asked for. Throws a `ShopTrouble` where the shop cannot be reached or not
 * even a plain sale can be played, a `CheckFailed` where `--check` answers nothing.
 */
export async function hunt(options: HuntOptions): Promise<Hunt | null> {
  const { stage, target, adapter, seed, runs, for_ms, buyers, timeout_ms, check, signal, only, browser } =
    options
  const { shard = ALL, shrink_runs: most_plays = SHRINK_RUNS } = options
  const since_start = stopwatch()
  const shop = createShop(target, adapter, timeout_ms)
  const parts: TrialParts = {
    stage,
    shop,
    check: check === undefined ? null : createCheck(check, timeout_ms),
    browser,
  }
  await shop.ask('GET', '/')
  const facts = await learn(parts, adapter, only, String(seed))
  if (facts === null) return null
  const drawn = createDrawn(facts, buyers, seed)
  const coverage = createCoverage(facts)
  const bag = createGameBag(parts, options.known)
  const troubles = createTroubles(shop)
  if (!facts.has_called) troubles.add(neverCalled(stage.url))
  const failed_steps: Bilingual[] = []
  const elapsed = stopwatch()
  const isTimeUp = () => since_start() >= for_ms || signal?.aborted === true
  let programs = 0
  let gave_up: Bilingual | null = null

  function tell(shrinking: boolean): void {
    const per_second = Math.round((programs / Math.max(elapsed(), 1)) * 1000)
    options.told?.({ programs, per_second, found: bag.found.length, shrinking })
  }

  function isNew(first: Trial): boolean {
    programs++
    coverage.count(first.scenario)
    const [failed] = first.failed_steps
    if (failed !== undefined) failed_steps.push(inEach(failed, (text) => `${first.scenario.name}: ${text}`))
    troubles.look(first)
    return first.findings.length > 0 && !bag.isFamiliar(first)
  }

  async function huntNth(n: number): Promise<void> {
    let plays = 0
    let is_broken = false
    let is_cut = false
    const played = new Map<string, Trial>()
    /** Shorter forms that come to the same steps are played once. */
    async function play(one: Drawn): Promise<Trial | null> {
      const scenario = drawn.scenario(one, `hunt-${n}-${plays + 1}`)
      const key = contentOf(scenario)
      const before = played.get(key)
      if (before) return before
      plays++
      const trial = await unlessTrouble(() => tryScenario(scenario, parts), troubles.broke)
      if (trial) played.set(key, trial)
      else is_broken = true
      return trial
    }
    const isEnough = (most: number) => () => {
      tell(true)
      is_cut ||= is_broken || isTimeUp()
      return is_cut || plays > most
    }
    const story = await pursue(drawn.arbitrary(n), drawn.seedOf(n), {
      play,
      isNew,
      isEnough: isEnough(most_plays),
    })
    if (!story) return
    const { name } = story
    let { shortest } = story
    if ('life' in story.drawn) {
      await tighten(story.drawn.life, {
        write: (life) => drawn.scenario({ life }, ''),
        async holds(life) {
          const trial = await play({ life })
          const still = trial?.findings.some((finding) => finding.name === name) ?? false
          if (trial && still) shortest = trial
          return still
        },
        isEnough: isEnough(plays + most_plays),
      })
    }
    await bag.add(shortest, name, { after_programs: programs, is_cut })
  }

  for (let n = shard.part; n <= runs && !isTimeUp() && gave_up === null; n += shard.of) {
    await huntNth(n)
    tell(false)
    gave_up = await troubles.whyStop()
  }
  const found = { found: bag.found, coverage: coverage.read(), facts, failed_steps }
  return { target, seed, shard, programs, ms: elapsed(), ...found, trouble: troubles.lines(), gave_up }
}

const neverCalled = (url: string): Bilingual =>
  say(
    `세 번 결제하는 동안 상점이 ${url}을(를) 한 번도 호출하지 않았습니다; 이 주소를 아임포트 주소로 쓰도록 설정하고 다시 켜 주세요`,
    `the shop never called ${url} in three sales; start it so that it uses this address as iamport’s`,
  )
