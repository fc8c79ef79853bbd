/**
 * The scenarios that are armed in a world, and what they say at each moment.
 *
 * They live in memory: a file arms them again. The nth, until and "for this order" decide first, chance second.
 */
import type { Clock } from '../core/clock.ts'
import { parseIso } from '../core/clock.ts'
import { parseDuration } from '../core/duration.ts'
import type { Dice } from '../core/ids.ts'
import { decodePercent } from '../core/percent.ts'
import { isTurn } from '../core/turn.ts'
import type { WebhookEffect } from '../webhooks/rules.ts'
import type { Fault, RestEffect, TurnFault, WebhookFault } from './fault.ts'
import { type Counted, jumpsOf } from './jumps.ts'
import type { Moments } from './moments.ts'
import type { RestCall, Said, Subject } from './subject.ts'

/** A fault and how often it came up. */
export interface Armed {
  readonly scenario: string
  readonly fault: Fault
  /** How often what it waits for happened. */
  readonly seen: number
  /** How often it acted. */
  readonly used: number
}

/** Looks on while the shop calls REST: a replay records, and may hold a call back. */
export interface RestWatch {
  before?(call: RestCall): Promise<void> | void
  after(call: RestCall, answer: RestAnswer): void
}

export interface RestAnswer {
  /** Null where nothing arrives. */
  readonly status: number | null
  readonly code: number | null
  readonly effect: RestEffect | null
  /** What the shop sent, as the API read it. */
  readonly body: unknown
}

/** A fault whose turn it is. */
interface Turn<F> {
  readonly scenario: string
  readonly fault: F
}

export interface ScenarioParts {
  readonly clock: Clock
  readonly dice: Dice
  /** Told when a fault acts. */
  readonly acted: (scenario: string, fault: Fault, subject: Subject | RestCall) => void
}

export type Scenarios = ReturnType<typeof createScenarios>

export function createScenarios({ clock, dice, acted }: ScenarioParts) {
  let armed: Counted[] = []
  let watch: RestWatch | null = null

  /** Every fault of this kind whose turn it is. Counts what matches. */
  function turns<F extends TurnFault>(
    isOfKind: (fault: Fault) => fault is F,
    isAbout: (fault: F) => boolean,
    subject: Subject | RestCall,
  ): Turn<F>[] {
    return armed.flatMap((entry, n) => {
      const { fault, scenario } = entry
      if (!isOfKind(fault) || !isAbout(fault)) return []
      const { until, chance }: TurnFault = fault
      if (until !== undefined && clock.now_ms() >= (parseIso(until) ?? 0)) return []
      entry.seen++
      if (!isTurn(fault, entry.seen)) return []
      if (chance !== undefined && draw(scenario, n, entry.seen) >= chance) return []
      entry.used++
      acted(scenario, fault, subject)
      return [{ scenario, fault }]
    })
  }

  const draw = (scenario: string, n: number, seen: number) =>
    Number(`0.${dice.digits(9, 'chance', scenario, n, seen)}`)

  const of =
    <A extends TurnFault['at']>(at: A) =>
    (fault: Fault): fault is Extract<TurnFault, { at: A }> =>
      fault.at === at

  const moments: Moments = {
    request(subject) {
      const [turn] = turns(of('request'), ({ match }) => matches(match, subject), subject)
      return turn ? said(turn.fault.do.refuse) : null
    },
    approve(subject) {
      const [turn] = turns(of('approve'), ({ match }) => matches(match, subject), subject)
      if (!turn) return null
      const { do: effect } = turn.fault
      return 'amount' in effect ? { approve: effect } : effect
    },
    confirm_url(subject) {
      const [turn] = turns(of('confirm_url'), ({ match }) => matches(match, subject), subject)
      return turn?.fault.do ?? null
    },
    outcome(subject) {
      const [turn] = turns(of('outcome'), ({ match }) => matches(match, subject), subject)
      return turn?.fault.do ?? null
    },
    webhook(subject) {
      return turns(of('webhook.send'), ({ match }) => matches(match, subject), subject).map(
        ({ scenario, fault }) => ({ ...webhookEffectOf(fault), by: { scenario } }),
      )
    },
    rest(call) {
      const isRest = (fault: Fault): fault is RestFaultOf => fault.at === `rest ${call.operation}`
      const [turn] = turns(isRest, ({ match }) => isInUrl(call.url, match), call)
      return turn?.fault.do ?? null
    },
  }

  return {
    moments,

    /** Whether nobody looks on and nothing is armed: the moments need not be asked. */
    isQuiet: (): boolean => armed.length === 0 && watch === null,

    /** Arms a scenario's faults; one of the same name is replaced. */
    arm(scenario: string, faults: readonly Fault[]): Armed[] {
      armed = armed.filter((entry) => entry.scenario !== scenario)
      const added = faults.map((fault) => ({ scenario, fault, seen: 0, used: 0 }))
      armed.push(...added)
      return added
    },

    list: (): readonly Armed[] => armed.map((entry) => ({ ...entry })),

    /** Faults that never acted. */
    unused: (): readonly Armed[] => armed.filter(({ used }) => used === 0).map((entry) => ({ ...entry })),

    /** Disarms one scenario, or all. Answers how many faults went. */
    disarm(scenario?: string): number {
      const before = armed.length
      armed = armed.filter((entry) => scenario !== undefined && entry.scenario !== scenario)
      return before - armed.length
    },

    /** One onlooker at a time; null ends it. */
    watchRest(next: RestWatch | null): void {
      watch = next
    },
    watcher: () => watch,

    /** Clock jumps, as due work of the ticker. */
    jumps: jumpsOf(() => armed, clock, acted),
  }
}

type RestFaultOf = Extract<TurnFault, { at: `rest ${string}` }>

function said(code: string | Said): Said {
  return typeof code === 'string' ? { code, message: '시나리오에 따라 거절되었습니다.' } : code
}

/** The parts that a fault may name stand in the path or the query. */
function isInUrl(url: string, match: { imp_uid?: string; merchant_uid?: string } | undefined): boolean {
  const words = url
    .replaceAll('+', ' ')
    .split(/[/?&=]/)
    .map(decodePercent)
  return Object.values(match ?? {}).every((wanted) => wanted === undefined || words.includes(wanted))
}

function webhookEffectOf({ do: effect }: WebhookFault): WebhookEffect {
  if (typeof effect === 'object') {
    if ('late' in effect) return { delay_ms: (parseDuration(effect.late) ?? 0) * 1000 }
    return 'copies' in effect ? { copies: effect.copies } : { corrupt: effect.corrupt }
  }
  switch (effect) {
    case 'lost':
      return { copies: 0 }
    case 'twice':
      return { copies: 2 }
    case 'after_next':
      return { swap: true }
    case 'after_browser':
      return { order: 'browser_first' }
  }
}

/** Whether a fault is about this at all. What is not said matches everything. */
function matches(match: Partial<Record<keyof Subject, string>> | undefined, subject: Subject): boolean {
  return Object.entries(match ?? {}).every(
    ([key, wanted]) => wanted === undefined || subject[key as keyof Subject] === wanted,
  )
}
