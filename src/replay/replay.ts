/** Replays scenario files against a shop that is up, one after the other, on one stage. */
import { readFileSync } from 'node:fs'
import { stopwatch } from '../core/clock.ts'
import { checkAdapter, ShopAdapter } from './adapter.ts'
import type { ShopBrowser } from './browser.ts'
import { checkScenario } from './check.ts'
import { createLog, type LogLine } from './log.ts'
import { play } from './player.ts'
import { readYaml } from './read-yaml.ts'
import { type Scenario, scenarioSchema } from './scenario.ts'
import { createShop } from './shop.ts'
import type { Stage } from './stage.ts'
import { judge, type Verdict } from './verdict.ts'

/** A scenario and the file that it came from. */
export interface Script {
  readonly file: string
  readonly scenario: Scenario
}

/** Throws a `YamlError` for a file that cannot be used. */
export function readScript(
  file: string,
  operations: readonly string[],
  text = readFileSync(file, 'utf8'),
): Script {
  return { file, scenario: readYaml(file, text, scenarioSchema(operations), checkScenario) }
}

export function readAdapter(file: string): ShopAdapter {
  return readYaml(file, readFileSync(file, 'utf8'), ShopAdapter, checkAdapter)
}

export interface ReplayOptions {
  readonly stage: Stage
  readonly target: string
  readonly adapter: ShopAdapter
  /** How long the shop may take to answer the browser, in milliseconds. */
  readonly timeout_ms?: number
  /** Where the shop's own page is opened; without it the sandbox plays the browser. */
  readonly browser?: ShopBrowser | undefined
  /** Told about every line as it happens. */
  readonly told?: (line: LogLine) => void
}

export const SHOP_TIMEOUT_MS = 10_000

export async function replay({ file, scenario }: Script, options: ReplayOptions): Promise<Verdict> {
  const { stage, target, adapter, timeout_ms = SHOP_TIMEOUT_MS, browser, told } = options
  const elapsed = stopwatch()
  const log = createLog(told)
  const shop = createShop(target, adapter, timeout_ms)
  const seen = await play(scenario, { stage, shop, log, browser })
  const verdict = await judge(scenario, seen, shop, log)
  const { name, why } = scenario
  return { name, why, file, ...verdict, journal: log.text(), ms: elapsed() }
}
