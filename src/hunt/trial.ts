/** Plays one program in a world of its own, and says what it found. */
import type { Bilingual } from '../core/bilingual.ts'
import { audit } from '../replay/audit.ts'
import type { ShopBrowser } from '../replay/browser.ts'
import type { Evidence } from '../replay/evidence.ts'
import type { Finding } from '../replay/findings.ts'
import { reconcile } from '../replay/ledger.ts'
import { createLog } from '../replay/log.ts'
import { play } from '../replay/player.ts'
import type { Scenario } from '../replay/scenario.ts'
import { type Shop, ShopTrouble } from '../replay/shop.ts'
import type { Stage } from '../replay/stage.ts'
import type { Check } from './check.ts'
import { blamed } from './excuse.ts'

export interface Trial {
  readonly scenario: Scenario
  readonly findings: readonly Finding[]
  readonly seen: Evidence
  readonly journal: string
  /** Steps that came to nothing: the shop itself had done something that made them impossible, or the program was wrong. */
  readonly failed_steps: readonly (Bilingual | string)[]
}

export interface TrialParts {
  readonly stage: Stage
  readonly shop: Shop
  readonly check: Check | null
  /** Opens the shop's own page; without it the sandbox plays the browser. */
  readonly browser?: ShopBrowser | undefined
}

/** Throws a `ShopTrouble` where the shop does not even forget, and a `CheckFailed`. */
export async function tryScenario(scenario: Scenario, parts: TrialParts): Promise<Trial> {
  const { shop, check } = parts
  const log = createLog()
  await forget(shop)
  const seen = await play(scenario, { ...parts, log })
  const all = [...audit(seen), ...reconcile(seen), ...(check ? await check(seen) : [])]
  const findings = blamed(all, seen).map((finding) => ({ ...finding, detail: log.namedIn(finding.detail) }))
  const failed_steps = seen.findings.filter(({ name }) => name === 'step_failed').map(({ detail }) => detail)
  return { scenario, findings, seen, journal: log.text(), failed_steps }
}

async function forget(shop: Shop): Promise<void> {
  const { reset } = shop.adapter
  if (!reset) return
  const { status } = await shop.ask(reset.method, reset.path)
  if (status >= 400) throw new ShopTrouble('nonsense', `reset: ${reset.method} ${reset.path}: HTTP ${status}`)
}
