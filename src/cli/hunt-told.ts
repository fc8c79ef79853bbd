/** What `hunt` was told on the command line, read and checked. */
import { PGS } from '../catalog/pgs/index.ts'
import { createClock } from '../core/clock.ts'
import { parseDuration } from '../core/duration.ts'
import { nearest } from '../core/nearest.ts'
import type { Shard } from '../hunt/found.ts'
import { Failure } from './failure.ts'
import type { HuntOptions } from './hunt-options.ts'
import { t } from './lang.ts'
import { readWhole } from './read-number.ts'
import { adapterOf, readTarget } from './the-shop.ts'

export type Told = ReturnType<typeof readHunt>

/** Programs of a hunt that is told neither how many nor how long. */
const RUNS = 300
const DAY_S = 86_400

export function readHunt(options: HuntOptions) {
  const { runs, seed } = options
  const for_ms = options.for === undefined ? null : readFor(options.for)
  const runs_by_default = for_ms === null ? RUNS : Number.POSITIVE_INFINITY
  return {
    target: readTarget(options),
    adapter: adapterOf(options),
    only: readOnly(options.only ?? ''),
    runs: runs === undefined ? runs_by_default : readWhole(runs, '--runs', 1, 10_000_000),
    for_ms: for_ms ?? Number.POSITIVE_INFINITY,
    seed:
      seed === undefined
        ? Math.floor(createClock().now() / DAY_S)
        : readWhole(seed, '--seed', 0, 2_147_483_647),
    shard: readShard(options.shard ?? '1/1'),
    buyers: readWhole(options.buyers, '--buyers', 1, 20),
    timeout_ms: readWhole(options.timeout, '--timeout', 1, 600_000),
    check: options.check,
  }
}

function readFor(text: string): number {
  const seconds = parseDuration(text) ?? 0
  if (seconds > 0) return seconds * 1000
  throw new Failure(
    t(`--for에는 5m, 30s 같은 시간을 주세요: ${text}`, `--for takes a time such as 5m or 30s: ${text}`),
    2,
  )
}

function readShard(text: string): Shard {
  const [, part, of] = (/^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? []).map(Number)
  if (part && of && part <= of) return { part, of }
  throw new Failure(
    t(
      `--shard에는 1/2처럼 몇 몫 가운데 몇 번째인지를 주세요: ${text}`,
      `--shard takes which part of how many, such as 1/2: ${text}`,
    ),
    2,
  )
}

/** PGs and pay methods, with commas between. */
function readOnly(text: string): string[] {
  const words = text.split(',').flatMap((word) => word.trim() || [])
  const known = [
    ...PGS.map(({ code }) => code),
    ...new Set(PGS.flatMap(({ sells }) => sells.pay_methods as readonly string[])),
  ]
  const wrong = words.find((word) => !known.includes(word))
  if (wrong === undefined) return words
  const near = nearest(wrong, known)
  const ko = near === null ? '' : `; '${near}'인가요?`
  const en = near === null ? '' : `; did you mean '${near}'?`
  throw new Failure(
    t(
      `--only: '${wrong}'은(는) PG 코드도 결제수단도 아닙니다${ko}`,
      `--only: '${wrong}' is neither a PG nor a pay method${en}`,
    ),
    2,
  )
}
