/** Writes down what was done: as a scenario file that does it again, or as an archive of what went over the wires. */

import { say } from '../core/bilingual.ts'
import { CallerError } from '../core/caller-error.ts'
import { packageVersion } from '../core/package.ts'
import { toYaml } from '../core/yaml-file.ts'
import { MerchantSettings } from '../merchants/merchant.ts'
import { harOf, jsonLinesOf } from '../recording/har.ts'
import { type RecordedScenario, recordScenario } from '../recording/record-scenario.ts'
import { recordsOf } from '../recording/records-of.ts'
import type { TraceRecord } from '../trace/record.ts'
import type { ActParts } from './parts.ts'
import { readSince } from './read-since.ts'

/** One payment with its order, or all since a moment of real time (an ISO time, or Unix milliseconds). */
export type Recorded = { readonly imp_uid: string } | { readonly since: string | number }

export interface ScenarioFile {
  readonly name: string
  readonly scenario: RecordedScenario
  /** The file itself. */
  readonly yaml: string
}

const MOST = 5000

export function recordAsScenario(parts: ActParts, what: Recorded): ScenarioFile {
  const { dice, merchants, payments, scenarios, webhooks } = parts
  const { settings } = merchants.byDefault()
  const scenario = recordScenario(recordsFor(parts, what), {
    seed: dice.seed,
    settings: changedSettings(settings),
    faults: scenarios
      .list()
      .filter(({ used }) => used > 0)
      .map(({ fault }) => fault),
    paymentOf: (imp_uid) => payments.read.byImpUid(imp_uid),
    deliveriesOf: (imp_uid) => webhooks.list({ imp_uid, limit: MOST }).list.map(({ id }) => id),
    window_lifetime_s: settings.window_lifetime_s,
  })
  if (!scenario) throw nothingDone()
  return { name: scenario.name, scenario, yaml: HEAD + toYaml(scenario) }
}

const HEAD = '# yaml-language-server: $schema=../scenario.schema.json\n'

/** The traffic of a payment, as HAR and as JSON lines. */
export function archive(parts: ActParts, imp_uid: string) {
  const records = recordsOf(parts.trace, parts.payments.get(imp_uid))
  return {
    har: () => harOf(records, parts.url(), packageVersion()),
    json_lines: () => jsonLinesOf(records),
  }
}

/** Of a payment: all of its order, since an order that was paid at the second try has two payments. */
function recordsFor({ payments, trace }: ActParts, what: Recorded): TraceRecord[] {
  if ('since' in what) return trace.list({ since: readSince(what.since), limit: MOST }).list
  const { merchant_uid } = payments.get(what.imp_uid)
  const of_payment = trace.list({ imp_uid: what.imp_uid, limit: MOST }).list
  const of_order = trace.list({ merchant_uid, limit: MOST }).list
  const by_seq = new Map([...of_payment, ...of_order].map((record) => [record.seq, record]))
  return [...by_seq.values()].sort((a, b) => a.seq - b.seq)
}

function changedSettings(settings: MerchantSettings): Record<string, unknown> {
  const usual: Record<string, unknown> = MerchantSettings.parse({})
  return Object.fromEntries(
    Object.entries(settings).filter(
      ([name, value]) => name !== 'notification_url' && JSON.stringify(value) !== JSON.stringify(usual[name]),
    ),
  )
}

function nothingDone(): CallerError {
  const said = say(
    '기록할 것이 없습니다: 기록이 지워졌거나, 다시 할 수 있는 일이 없었습니다.',
    'There is nothing to record: the trace was cleared, or nothing was done that could be done again.',
  )
  return new CallerError(404, 'nothing_recorded', said)
}
