/** A storm: many buyers pay, and all of them come home at once, with webhooks and answers of the REST API in one drawn order. */
import fc from 'fast-check'
import type { Step } from '../replay/steps.ts'
import type { Facts, Way } from './facts.ts'
import type { Life } from './life.ts'

export interface Storm {
  readonly buyers: number
  /** Who presses twice: his result comes to the shop two times. */
  readonly twice: readonly number[]
  readonly takes: readonly number[]
}

export const stormArbitrary = (most: number): fc.Arbitrary<Storm> =>
  fc.record({
    buyers: fc.integer({ min: 2, max: Math.max(2, most) }),
    twice: fc.uniqueArray(fc.integer({ min: 1, max: most }), { maxLength: 3 }),
    takes: fc.array(fc.nat(most * 2), { maxLength: most * 6, size: 'max' }),
  })

/** One payment each, by card, so that everybody is through at the same time. */
export function writeStorm({ buyers, twice, takes }: Storm): Step[] {
  const each = Array.from({ length: buyers }, (_one, n) => n + 1)
  const paying = each.flatMap((order): Step[] => [
    ...(order === 1 ? [] : (['order'] as const)),
    order === 1 ? 'open' : { open: { order } },
    'approve',
  ])
  const homes = [...each, ...twice.filter((window) => window <= buyers)]
  const steps: Step[] = [...homes.map((window) => ({ come_home: { window } })), 'webhooks']
  return [...paying, { at_once: { steps, takes: takes.map((turn) => (turn % steps.length) + 1) } }]
}

export const stormLife = ({ ways }: Pick<Facts, 'ways'>): Life => ({
  way: ways.find(({ pay_method }: Way) => pay_method !== 'vbank') ?? ways[0]!,
  device: 'pc',
  sdk: '1.1.5',
  faults: [],
  genes: [],
})
