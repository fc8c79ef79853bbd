/** What `hunt` does: reads what it was told, hunts, writes what was found, and answers the exit code. */
import { existsSync, readFileSync } from 'node:fs'
import { PGS } from '../catalog/pgs/index.ts'
import { inLang } from '../core/bilingual.ts'
import { createClock } from '../core/clock.ts'
import { parseDuration } from '../core/duration.ts'
import { nearest } from '../core/nearest.ts'
import { YamlError } from '../core/yaml-file.ts'
import type { Hunt, Shard } from '../hunt/found.ts'
import { hunt } from '../hunt/hunt.ts'
import { keep, keptFiles, keptNames } from '../hunt/kept.ts'
import { holds, huntReport, progressLine } from '../hunt/report.ts'
import { ShopAdapter } from '../replay/adapter.ts'
import { restOperations } from '../replay/operations.ts'
import { readAdapter, readScript, replay } from '../replay/replay.ts'
import { verdictLines } from '../replay/report.ts'
import { ShopTrouble } from '../replay/shop.ts'
import { openStage, type Stage } from '../replay/stage.ts'
import { Failure } from './failure.ts'
import type { HuntOptions } from './hunt-options.ts'
import { lang, t } from './lang.ts'
import { refuseListening } from './listening.ts'
import { say } from './print.ts'
import { ADAPTER } from './replay-options.ts'

/** 0: nothing found; 1: found, or the shop has died; 2: what was given cannot be used. */
export async function runHunt(options: HuntOptions): Promise<number> {
  const told = readOptions(options)
  const port = whole(options.port, '--port', 0, 65_535)
  const stage = await openStage(port).catch((error: unknown) => {
    throw refuseListening(error, { host: '127.0.0.1', port })
  })
  const end = new AbortController()
  const stop = () => end.abort()
  process.once('SIGINT', stop)
  try {
    aside(
      t(`iamport는 ${stage.url}, 상점은 ${told.target}`, `iamport is ${stage.url}, the shop ${told.target}`),
    )
    const still = options.retry ? await retry(stage, told, options.out) : 0
    const result = await hunt({
      ...told,
      stage,
      known: keptNames(options.out),
      signal: end.signal,
      told: (progress) => showProgress(progressLine(progress, lang())),
    })
    if (result === null) throw new Failure(nothingSold(told.only), 2)
    return tellAll(result, options) && still === 0 ? 0 : 1
  } catch (error) {
    if (error instanceof ShopTrouble) throw new Failure(unreachable(told.target, error), 2)
    throw error
  } finally {
    process.off('SIGINT', stop)
    await stage.close()
  }
}

const unreachable = (target: string, { said }: ShopTrouble): string =>
  t(
    `상점이 ${target}에서 응답하지 않습니다 (${inLang(said, 'ko')}). 상점을 먼저 켜 주세요.`,
    `The shop does not answer at ${target} (${inLang(said, 'en')}). Start it first.`,
  )

type Told = ReturnType<typeof readOptions>

function readOptions(options: HuntOptions) {
  const { target, only = '' } = options
  if (!target || !URL.canParse(target) || !/^https?:$/.test(new URL(target).protocol)) {
    throw new Failure(
      t(
        `--target에는 켜져 있는 상점의 http:// 주소를 주세요${target ? `: ${target}` : '.'}`,
        `--target takes the http:// address of a shop that is running${target ? `: ${target}` : '.'}`,
      ),
      2,
    )
  }
  const words = only.split(',').flatMap((word) => word.trim() || [])
  for (const word of words) refuseUnknown(word)
  const for_ms = options.for === undefined ? null : (parseDuration(options.for) ?? Number.NaN) * 1000
  if (for_ms !== null && !(for_ms > 0)) {
    throw new Failure(
      t(
        `--for에는 5m, 30s 같은 시간을 주세요: ${options.for}`,
        `--for takes a time such as 5m or 30s: ${options.for}`,
      ),
      2,
    )
  }
  const runs =
    options.runs === undefined
      ? for_ms === null
        ? RUNS
        : Number.POSITIVE_INFINITY
      : whole(options.runs, '--runs', 1, 10_000_000)
  return {
    target,
    adapter: adapterOf(options),
    only: words,
    runs,
    for_ms: for_ms ?? Number.POSITIVE_INFINITY,
    seed:
      options.seed === undefined
        ? Math.floor(createClock().now() / DAY_S)
        : whole(options.seed, '--seed', 0, 2_147_483_647),
    shard: shardOf(options.shard ?? '1/1'),
    buyers: whole(options.buyers, '--buyers', 1, 20),
    timeout_ms: whole(options.timeout, '--timeout', 1, 600_000),
    check: options.check,
  }
}

const RUNS = 300
const DAY_S = 86_400

function shardOf(text: string): Shard {
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

function refuseUnknown(word: string): void {
  const codes = PGS.map(({ code }) => code)
  const methods = [...new Set(PGS.flatMap(({ sells }) => sells.pay_methods))]
  if (codes.includes(word) || methods.includes(word)) return
  const near = nearest(word, [...codes, ...methods])
  const ko = near === null ? '' : `; '${near}'인가요?`
  const en = near === null ? '' : `; did you mean '${near}'?`
  throw new Failure(
    t(
      `--only: '${word}'은(는) PG 코드도 결제수단도 아닙니다${ko}`,
      `--only: '${word}' is neither a PG nor a pay method${en}`,
    ),
    2,
  )
}

function nothingSold(only: readonly string[]): string {
  return t(
    `재생할 PG와 결제수단이 없습니다: --only ${only.join(',')} 또는 어댑터의 pay`,
    `There is no PG and pay method to play: --only ${only.join(',')}, or pay of the adapter`,
  )
}

function adapterOf({ shop }: HuntOptions): ShopAdapter {
  const file = shop ?? (existsSync(ADAPTER) ? ADAPTER : undefined)
  if (file === undefined) return ShopAdapter.parse({})
  try {
    readFileSync(file)
  } catch {
    throw new Failure(t(`파일을 읽을 수 없습니다: ${file}`, `This file cannot be read: ${file}`), 2)
  }
  try {
    return readAdapter(file)
  } catch (error) {
    throw error instanceof YamlError ? new Failure(error.message, 2) : error
  }
}

/** The stories that were kept are played first. Answers how many still lose something. */
async function retry(stage: Stage, { target, adapter, timeout_ms }: Told, folder: string): Promise<number> {
  const operations = restOperations()
  let still = 0
  for (const file of keptFiles(folder)) {
    const verdict = await replay(readScript(file, operations), { stage, target, adapter, timeout_ms })
    if (!verdict.holds) still++
    aside(...verdictLines(verdict, lang()))
  }
  return still
}

/** Writes and prints what there is to say; answers whether nothing was found. */
function tellAll(result: Hunt, { out, report }: HuntOptions): boolean {
  keep(out, result, lang())
  const text = huntReport(report, result, lang())
  if (report !== 'text') process.stdout.write(text)
  else {
    say(text.trimEnd())
    if (result.found.length > 0) say(t(`남긴 곳: ${out}/`, `Kept in ${out}/`))
  }
  return holds(result)
}

function whole(text: string, name: string, least: number, most: number): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= least && number <= most) return number
  throw new Failure(
    t(
      `${name}에는 ${least}부터 ${most}까지의 정수를 주세요: ${text}`,
      `${name} takes a whole number from ${least} to ${most}: ${text}`,
    ),
    2,
  )
}

function aside(...lines: readonly string[]): void {
  process.stderr.write(lines.map((line) => `${line}\n`).join(''))
}

function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${text}\r`)
}
