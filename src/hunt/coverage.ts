/** What was tried: steps, faults, ways to pay, and which of two things came first. */
import type { Scenario } from '../replay/scenario.ts'
import { readStep } from '../replay/steps.ts'
import type { Facts } from './facts.ts'
import { faultsFor } from './faults.ts'
import { MOVE_NAMES } from './moves.ts'

export interface Coverage {
  readonly steps: Readonly<Record<string, number>>
  readonly faults: Readonly<Record<string, number>>
  readonly ways: Readonly<Record<string, number>>
  /** `deposit, come_home`: this one before that one, in how many programs. */
  readonly pairs: Readonly<Record<string, number>>
  /** Moves, faults and ways that were never played. */
  readonly never: readonly string[]
}

/** Events whose order decides what a shop believes. */
const EVENTS = [
  'come_home',
  'webhooks',
  'deposit',
  'refund',
  'admin_cancel',
  'resend',
  'approve_late',
  'forge_webhook',
]

/** Which move of ours a step came of. */
const MOVE_OF: Readonly<Record<string, string>> = { come_home_claim: 'claim', open_pay: 'open_tampered' }

export function createCoverage(facts: Facts) {
  const steps = new Map<string, number>()
  const faults = new Map<string, number>()
  const ways = new Map<string, number>()
  const pairs = new Map<string, number>()
  const add = (to: Map<string, number>, key: string) => to.set(key, (to.get(key) ?? 0) + 1)

  return {
    count({ shopper, timeline, faults: struck }: Scenario): void {
      const names = [...shopper.does, ...timeline].map((step) => moveOf(step))
      for (const name of names) add(steps, name)
      for (const fault of struck) add(faults, faultText(fault))
      add(ways, `${shopper.pay.pg} ${shopper.pay.pay_method} ${shopper.device}`)
      const seen = new Set<string>()
      for (const [n, first] of names.entries()) {
        for (const second of names.slice(n + 1)) {
          if (first !== second && EVENTS.includes(first) && EVENTS.includes(second))
            seen.add(`${first}, ${second}`)
        }
      }
      for (const pair of seen) add(pairs, pair)
    },

    read(): Coverage {
      const all_faults = faultsFor(facts.calls).map(faultText)
      const played = new Set([...ways.keys()].map((way) => way.split(' ').slice(0, 2).join(' ')))
      const never = [
        ...MOVE_NAMES.filter((name) => name !== 'nothing' && !steps.has(name)),
        ...all_faults.filter((name) => !faults.has(name)),
        ...facts.ways.map(({ pg, pay_method }) => `${pg} ${pay_method}`).filter((way) => !played.has(way)),
      ]
      return { steps: sorted(steps), faults: sorted(faults), ways: sorted(ways), pairs: sorted(pairs), never }
    },
  }
}

export function moveOf(step: Scenario['timeline'][number]): string {
  const { name, args } = readStep(step)
  const key = Object.keys(args as object).find((word) => MOVE_OF[`${name}_${word}`])
  return key === undefined ? name : MOVE_OF[`${name}_${key}`]!
}

export function faultText({ at, do: effect, ...rest }: Scenario['faults'][number]): string {
  const match = 'match' in rest && rest.match ? ` ${Object.values(rest.match).join(' ')}` : ''
  const what = typeof effect === 'string' ? effect : Object.entries(effect).flat().join(' ')
  return `${at}${match} ${what}${'nth' in rest && rest.nth && rest.nth > 1 ? ` #${rest.nth}` : ''}`
}

const sorted = (map: ReadonlyMap<string, number>) =>
  Object.fromEntries([...map].sort(([, a], [, b]) => b - a))
