/**
 * The recorder: what was done, read off the trace, as a scenario file that does it again.
 *
 * Only what people, banks, PGs and the clock did is written down; what the shop did by itself, it will do again.
 */
import { kstIso } from '../core/kst.ts'
import type { Payment } from '../payments/payment.ts'
import type { Fault } from '../scenarios/fault.ts'
import type { TraceRecord } from '../trace/record.ts'
import { openingOf } from './opening.ts'
import { createTape } from './tape.ts'
import type { RecordedStep } from './track.ts'

export interface RecordingFacts {
  readonly seed: string
  /** What the shop's settings say otherwise than by default, without where webhooks go. */
  readonly settings: Readonly<Record<string, unknown>>
  /** Faults that have acted. */
  readonly faults: readonly Fault[]
  readonly paymentOf: (imp_uid: string) => Payment | null
  readonly deliveriesOf: (imp_uid: string) => readonly number[]
  readonly window_lifetime_s: number
}

/** A scenario file's content, in its own words (fixtures/scenario.schema.json). */
export interface RecordedScenario {
  readonly name: string
  readonly why: { readonly ko: string; readonly en: string }
  readonly world: { clock: string; seed: string; settings?: Readonly<Record<string, unknown>> }
  readonly faults?: readonly Fault[]
  readonly shopper: Readonly<Record<string, unknown>>
  readonly timeline?: readonly RecordedStep[]
  readonly expect: Readonly<Record<string, unknown>>
}

/** Null where nothing was done that a scenario could do again. `records`: in the order in which things began. */
export function recordScenario(
  records: readonly TraceRecord[],
  facts: RecordingFacts,
): RecordedScenario | null {
  const first = records[0]
  if (!first) return null
  const tape = createTape(records, facts)
  for (const record of records) tape.hear(record)
  const { steps, orders, payments } = tape
  if (steps.length === 0) return null
  const opening = openingOf(records, facts)
  const { does, timeline } = inTwo(steps)
  const { settings, faults, seed } = facts
  const last = payments.map(facts.paymentOf).findLast((payment) => payment !== null)
  return {
    name: nameOf(orders[0] ?? ''),
    why: whyOf(steps, orders),
    world: {
      clock: kstIso(first.clock),
      seed,
      ...(Object.keys(settings).length > 0 ? { settings } : {}),
    },
    ...(faults.length > 0 ? { faults } : {}),
    shopper: { ...opening, ...(does.length > 0 ? { does } : {}) },
    ...(timeline.length > 0 ? { timeline } : {}),
    expect: last ? { payment: { status: last.status } } : { payments: [] },
  }
}

const SHOPPERS = new Set([
  ...[
    'order',
    'open',
    'window',
    'approve',
    'decline',
    'give_up',
    'close',
    'abandon',
    'come_home',
    'webhooks',
  ],
])

/** What the buyer does stands before what time, bank and administrator do; from the first of these on, all is one line. */
function inTwo(steps: readonly RecordedStep[]) {
  const nameOfStep = (step: RecordedStep) => (typeof step === 'string' ? step : Object.keys(step)[0]!)
  const end = steps.findIndex((step) => !SHOPPERS.has(nameOfStep(step)))
  return end === -1
    ? { does: steps, timeline: [] }
    : { does: steps.slice(0, end), timeline: steps.slice(end) }
}

function nameOf(merchant_uid: string): string {
  const words = merchant_uid
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  return ['recorded', ...words].join('-').slice(0, 60).replace(/-+$/, '')
}

function whyOf(steps: readonly RecordedStep[], orders: readonly string[]): RecordedScenario['why'] {
  const count = orders.length
  return {
    ko: `샌드박스에서 한 일을 기록했습니다: 주문 ${count}건, ${steps.length}단계.`,
    en: `Recorded from what was done in the sandbox: ${count} order${count === 1 ? '' : 's'}, ${steps.length} steps.`,
  }
}
