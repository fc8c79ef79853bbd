/** The shape of a story: what is done in it, without numbers, by which it is known again tomorrow. */
import { createHash } from 'node:crypto'
import type { Finding } from '../replay/findings.ts'
import type { Scenario } from '../replay/scenario.ts'
import { readStep } from '../replay/steps.ts'

/** `vbank: open, approve, at_once(come_home+webhooks); webhook.send twice` */
export function shapeOf({ shopper, timeline, faults }: Scenario): string {
  const steps = [...shopper.does, ...timeline].map((step) => {
    const { name, args } = readStep(step)
    if (name === 'at_once') {
      const { steps: at_once } = args as { steps: (typeof timeline)[number][] }
      return `at_once(${at_once.map((one) => readStep(one).name).join('+')})`
    }
    return name === 'open' && JSON.stringify(args).includes('"pay"') ? 'open_tampered' : name
  })
  const struck = faults.map(
    ({ at, do: effect }) => `${at} ${typeof effect === 'string' ? effect : Object.keys(effect).join()}`,
  )
  return [steps.join(', '), ...struck].join('; ')
}

/** How many things a reader has to follow. */
export const sizeOf = ({ shopper, timeline, faults }: Scenario): number =>
  shopper.does.length + timeline.length + faults.length

/** All that is done in a story, without its name: two that say the same here are the same. */
export const contentOf = ({ shopper, timeline, faults }: Scenario): string =>
  JSON.stringify([shopper, timeline, faults])

/** The finding that a story is told for: the one that costs the most. */
export function worstOf(findings: readonly Finding[]): Finding {
  return findings.toSorted((a, b) => rank(a) - rank(b))[0]!
}

/** The worst first: money or goods lost, then what leads there. */
const WORST_FIRST: readonly Finding['name'][] = [
  'fulfilled_twice',
  'fulfilled_not_paid',
  'keeps_wrong_amount',
  'wrong_amount',
  'cancels_too_much',
  'refund_differs',
  'paid_twice',
  'paid_not_fulfilled',
  'unknown_to_shop',
  'trusts_the_webhook',
  'trusts_the_browser',
  'breaks_on_duplicate',
  'refuses_webhook',
]
const rank = ({ name }: Finding) => (WORST_FIRST.indexOf(name) + 99) % 99

/** Names a story: the same finding by the same way has the same name. */
export function fingerprint({ name }: Pick<Finding, 'name'>, scenario: Scenario): string {
  return createHash('sha256')
    .update(`${name}\n${shapeOf(scenario)}`)
    .digest('hex')
    .slice(0, 6)
}
