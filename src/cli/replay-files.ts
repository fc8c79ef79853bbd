/** What `replay` does: reads scenario files, plays them against a shop, and tells how it went. */
import { existsSync, readdirSync, statSync, watch } from 'node:fs'
import { join } from 'node:path'
import { packageFile } from '../core/package.ts'
import type { ShopAdapter } from '../replay/adapter.ts'
import type { ShopBrowser } from '../replay/browser.ts'
import { firstDifference } from '../replay/diff.ts'
import { restOperations } from '../replay/operations.ts'
import { readScript, replay, type Script } from '../replay/replay.ts'
import { holds, orderLines, type Results, report, summaryLines, verdictLines } from '../replay/report.ts'
import { type PlayedOrders, shuffleOrders } from '../replay/shuffle.ts'
import { openStage, type Stage } from '../replay/stage.ts'
import type { Verdict } from '../replay/verdict.ts'
import { Failure } from './failure.ts'
import { lang, t } from './lang.ts'
import { refuseListening } from './listening.ts'
import { mustHaveFolder, mustHold, writeOut } from './out.ts'
import { say } from './print.ts'
import { readWhole } from './read-number.ts'
import { ADAPTER, type ReplayOptions as Options } from './replay-options.ts'
import { adapterFiles, adapterOf, openChromium, readTarget, readText, usable } from './the-shop.ts'
import { waitForUrl, waitSeconds } from './wait-for-url.ts'

/** `--diff`: where two journals part. Answers the exit code. */
export function diffJournals(files: readonly string[]): number {
  const [a, b] = files
  if (a === undefined || b === undefined || files.length > 2)
    throw new Failure(t('--diff에는 기록 파일 두 개를 주세요.', '--diff takes two journals.'), 2)
  const lines = firstDifference(readText(a), readText(b), lang())
  say(...(lines ?? [t('두 기록이 같습니다.', 'The two journals are the same.')]))
  return lines === null ? 0 : 1
}

/** Plays files and folders of scenarios; answers the exit code: 0 all hold, 1 some do not. */
export async function replayFiles(files: readonly string[], options: Options): Promise<number> {
  const target = readTarget(options)
  const numbers = {
    port: whole(options.port, '--port', 65_535),
    timeout_ms: whole(options.timeout, '--timeout', 600_000),
  }
  const paths = files.length > 0 ? files.flatMap(listFiles) : listFiles(packageFile('fixtures/scenarios'))
  const operations = await restOperations()
  const load = () =>
    usable(() => ({
      scripts: paths.map((file) => readScript(file, operations, readText(file))),
      adapter: adapterOf(options),
    }))
  const first = load()
  refuseTwo(options)
  // What a long replay found is not lost to a place that cannot be written.
  if (options.journal !== undefined) mustHold('--journal', options.journal)
  if (options.out !== undefined) mustHaveFolder('--out', options.out)
  const chromium = options.browser ? await openChromium(first.adapter, options) : null
  const stage = await openStage(numbers.port).catch(async (error: unknown) => {
    await chromium?.close()
    throw refuseListening(error, { host: '127.0.0.1', port: numbers.port })
  })
  const play = ({ scripts, adapter }: ReturnType<typeof load>) =>
    playAll(
      scripts,
      { stage, target, adapter, timeout_ms: numbers.timeout_ms, browser: chromium?.browser },
      options,
    )
  try {
    tell(t(`아임포트는 ${stage.url}, 상점은 ${target}`, `iamport is at ${stage.url}, the shop at ${target}`))
    if (options.wait !== undefined) await waitForUrl(target, waitSeconds(options.wait, '--wait'))
    const results = await play(first)
    if (!options.watch) return results ? 0 : 1
    await watchFiles([...paths, ...adapterFiles(options)], async () => {
      try {
        await play(load())
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        tell(error.message)
      }
    })
    return 0
  } finally {
    await chromium?.close()
    await stage.close()
  }
}

interface Parts {
  readonly stage: Stage
  readonly target: string
  readonly adapter: ShopAdapter
  readonly timeout_ms: number
  readonly browser?: ShopBrowser | undefined
}

function refuseTwo({ browser, shuffleOrders }: Options): void {
  if (!browser || !shuffleOrders) return
  throw new Failure(
    t(
      '--browser와 --shuffle-orders는 함께 쓸 수 없습니다.',
      '--browser and --shuffle-orders cannot be used together.',
    ),
    2,
  )
}

/** Plays them one after the other, tells as it goes, and writes the report. Answers whether all hold. */
async function playAll(scripts: readonly Script[], parts: Parts, options: Options): Promise<boolean> {
  const verdicts: Verdict[] = []
  const orders: PlayedOrders[] = []
  const results: Results = { target: parts.target, verdicts, orders }
  let rest_calls = 0
  for (const [n, script] of scripts.entries()) {
    progress(`${n + 1}/${scripts.length} ${script.scenario.name}`)
    if (options.shuffleOrders) {
      const max_orders = whole(options.maxOrders, '--max-orders', 100_000)
      const played = await shuffleOrders(script, { ...parts, max_orders, tried: () => rest_calls++ })
      orders.push(played)
      told(orderLines(played, lang()), options)
    } else {
      const verdict = await replay(script, {
        ...parts,
        told: ({ what }) => (rest_calls += what === 'rest' ? 1 : 0),
      })
      verdicts.push(verdict)
      if (options.journal !== undefined)
        writeOut('--journal', join(options.journal, `${verdict.name}.log`), verdict.journal)
      told(verdictLines(verdict, lang()), options)
    }
  }
  const text = report(options.report, results, lang())
  if (options.out !== undefined) writeOut('--out', options.out, text)
  if (options.report === 'text') say(...summaryLines(results, lang()))
  else if (options.out === undefined) process.stdout.write(text)
  if (rest_calls === 0) {
    tell(
      t(
        `상점이 ${parts.stage.url}을(를) 한 번도 호출하지 않았습니다; 상점이 이 주소를 아임포트 주소로 쓰도록 설정해야 합니다.`,
        `The shop never called ${parts.stage.url}; it must use this address as iamport's.`,
      ),
    )
  }
  return holds(results)
}

function told(lines: readonly string[], { report: kind }: Options): void {
  if (kind === 'text') say(...lines)
  else tell(...lines)
}

/** A file as it is; of a folder, every scenario in it. */
function listFiles(path: string): string[] {
  if (!existsSync(path)) throw new Failure(t(`파일이 없습니다: ${path}`, `There is no such file: ${path}`), 2)
  if (!statSync(path).isDirectory()) return [path]
  const files = readdirSync(path).filter((file) => /\.ya?ml$/.test(file) && file !== ADAPTER)
  if (files.length === 0)
    throw new Failure(
      t(`폴더에 시나리오(.yml)가 없습니다: ${path}`, `There is no scenario (.yml) in this folder: ${path}`),
      2,
    )
  return files.sort().map((file) => join(path, file))
}

/** Runs again after every change, until the process is asked to end. */
function watchFiles(files: readonly string[], again: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined
    let last: Promise<void> = Promise.resolve()
    const changed = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        last = last.then(again)
        last.catch(reject)
      }, 100)
    }
    const watchers = files.map((file) => watch(file, changed))
    tell(
      t('파일이 바뀌기를 기다립니다 (Ctrl+C로 끝냅니다).', 'Waiting for a file to change (Ctrl+C ends it).'),
    )
    const end = () => {
      for (const watcher of watchers) watcher.close()
      clearTimeout(timer)
      void last.then(resolve)
    }
    process.once('SIGINT', end)
    process.once('SIGTERM', end)
  })
}

const whole = (text: string, name: string, most: number): number => readWhole(text, name, 0, most)

/** What people read while it runs goes beside the report. */
function tell(...lines: readonly string[]): void {
  process.stderr.write(lines.map((line) => `${line}\n`).join(''))
}

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K▶ ${text}\r`)
}
