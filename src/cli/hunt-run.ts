/** What `hunt` does: hunts as it was told, writes what was found, and answers the exit code. */
import { inLang } from '../core/bilingual.ts'
import { CheckFailed } from '../hunt/check.ts'
import type { Hunt } from '../hunt/found.ts'
import { hunt } from '../hunt/hunt.ts'
import { keep, keptFiles, keptNames } from '../hunt/kept.ts'
import { holds, huntReport, progressLine } from '../hunt/report.ts'
import { isPageKnown } from '../replay/adapter.ts'
import type { ShopBrowser } from '../replay/browser.ts'
import { restOperations } from '../replay/operations.ts'
import { readScript, replay } from '../replay/replay.ts'
import { verdictLines } from '../replay/report.ts'
import { ShopTrouble } from '../replay/shop.ts'
import { openStage, type Stage } from '../replay/stage.ts'
import { Failure } from './failure.ts'
import type { HuntOptions } from './hunt-options.ts'
import { readHunt, type Told } from './hunt-told.ts'
import { lang, t } from './lang.ts'
import { refuseListening } from './listening.ts'
import { mustHold } from './out.ts'
import { say } from './print.ts'
import { readWhole } from './read-number.ts'
import { openChromium } from './the-shop.ts'

/** 0: nothing found; 1: found, or the hunt gave up; 2: what was given cannot be used. */
export async function runHunt(options: HuntOptions): Promise<number> {
  const told = readHunt(options)
  const port = readWhole(options.port, '--port', 0, 65_535)
  if (options.browser && told.adapter.browser && !isPageKnown(told.adapter))
    throw new Failure(pageUnknown(), 2)
  mustHold('--out', options.out)
  const chromium = options.browser ? await openChromium(told.adapter, options, false) : null
  const stage = await openStage(port).catch(async (error: unknown) => {
    await chromium?.close()
    throw refuseListening(error, { host: '127.0.0.1', port })
  })
  const end = new AbortController()
  const stop = () => end.abort()
  process.once('SIGINT', stop)
  try {
    aside(
      t(`iamport는 ${stage.url}, 상점은 ${told.target}`, `iamport is ${stage.url}, the shop ${told.target}`),
    )
    const browser = chromium?.browser
    const still = options.retry ? await retry({ ...told, stage, browser }, options.out) : 0
    const result = await hunt({
      ...told,
      stage,
      browser,
      known: keptNames(options.out),
      signal: end.signal,
      told: (progress) => showProgress(progressLine(progress, lang())),
    })
    if (result === null) throw new Failure(nothingSold(told.only), 2)
    return tellAll(result, options) && still === 0 ? 0 : 1
  } catch (error) {
    if (error instanceof ShopTrouble) throw new Failure(noSale(told.target, error), 2)
    if (error instanceof CheckFailed) throw new Failure(inLang(error.said, lang()), 2)
    throw error
  } finally {
    process.off('SIGINT', stop)
    await chromium?.close()
    await stage.close()
  }
}

const pageUnknown = (): string =>
  t(
    '--browser: 상점의 페이지가 어떤 pg와 pay_method로 결제하는지 모릅니다; 어댑터의 browser.page나 order.body에 {pg}와 {pay_method}를, 늘 같다면 pay에 그 값을 적어 주세요',
    '--browser: it is not known with which pg and pay_method the shop’s page asks; write {pg} and {pay_method} into browser.page or order.body of the adapter, or, where they are always the same, their values into pay',
  )

function noSale(target: string, { kind, said }: ShopTrouble): string {
  const why = inLang(said, lang())
  return kind === 'unreachable'
    ? t(
        `상점이 ${target}에서 응답하지 않습니다 (${why}). 상점을 먼저 켜 주세요.`,
        `The shop does not answer at ${target} (${why}). Start it first.`,
      )
    : t(
        `평범한 결제도 재생할 수 없습니다: ${why}. 어댑터(--shop)의 주소와 상점을 확인해 주세요.`,
        `Not even an ordinary sale can be played: ${why}. Look at the addresses in the adapter (--shop), and at the shop.`,
      )
}

function nothingSold(only: readonly string[]): string {
  return t(
    `재생할 PG와 결제수단이 없습니다: --only ${only.join(',')} 또는 어댑터의 pay`,
    `There is no PG and pay method to play: --only ${only.join(',')}, or pay of the adapter`,
  )
}

interface OnStage {
  readonly stage: Stage
  readonly browser: ShopBrowser | undefined
}

/** The stories that were kept are played first. Answers how many still lose something. */
async function retry(
  { stage, target, adapter, timeout_ms, browser }: Told & OnStage,
  folder: string,
): Promise<number> {
  const operations = await restOperations()
  let still = 0
  for (const file of keptFiles(folder)) {
    const verdict = await replay(readScript(file, operations), {
      stage,
      target,
      adapter,
      timeout_ms,
      browser,
    })
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

function aside(...lines: readonly string[]): void {
  process.stderr.write(lines.map((line) => `${line}\n`).join(''))
}

function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${text}\r`)
}
