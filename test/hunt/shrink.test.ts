/** Made-up lives, without any shop: they are legal, shrink to what still shows the same, and are told whole in a file. */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { createDrawn, type Drawn } from '../../src/hunt/drawn.ts'
import { type Facts, waysOf } from '../../src/hunt/facts.ts'
import { pursue } from '../../src/hunt/pursue.ts'
import { scenarioText } from '../../src/hunt/scenario-file.ts'
import { shapeOf, sizeOf } from '../../src/hunt/shape.ts'
import { tighten } from '../../src/hunt/tighten.ts'
import type { Trial } from '../../src/hunt/trial.ts'
import { ShopAdapter } from '../../src/replay/adapter.ts'
import { checkScenario } from '../../src/replay/check.ts'
import { noEvidence } from '../../src/replay/evidence.ts'
import type { Finding } from '../../src/replay/findings.ts'
import { readScript } from '../../src/replay/replay.ts'
import type { Scenario } from '../../src/replay/scenario.ts'
import { OPERATIONS } from '../scenarios/shops.ts'

let facts: Facts
beforeAll(async () => {
  const sold = await waysOf(ShopAdapter.parse({}), ['html5_inicis', 'card', 'vbank', 'phone'])
  const calls = ['GET /payments/{imp_uid}', 'POST /payments/cancel', 'POST /users/getToken']
  facts = { amount: 14_000, refund: true, calls, ...sold }
})

const drawnOf = (seed: number, buyers = 1) => createDrawn(facts, buyers, seed)

function programs(seed: number, many: number, buyers = 1): Scenario[] {
  const drawn = drawnOf(seed, buyers)
  return Array.from({ length: many }, (_one, n) => {
    const [program] = fc.sample(drawn.arbitrary(n), { seed: drawn.seedOf(n), numRuns: 1 })
    return drawn.scenario(program!, `life-${n}`)
  })
}

test('what is played is what was chosen, and whoever plays a share of the programs plays the same', async () => {
  const whole = programs(3, 30)
  const drawn = drawnOf(3)
  for (let n = 0; n < 30; n += 3) {
    const played: Scenario[] = []
    await pursue(drawn.arbitrary(n), drawn.seedOf(n), {
      async play(one) {
        played.push(drawn.scenario(one, `life-${n}`))
        return null
      },
      isNew: () => false,
      isEnough: () => true,
    })
    expect(played).toEqual([whole[n]])
  }
})

test('things that seldom come together are met: two deposits of one order, a payment that is shown for another order', () => {
  const all = programs(5, 300).map((scenario) => JSON.stringify([scenario.shopper.does, scenario.timeline]))
  const many = (wanted: RegExp) => all.filter((text) => wanted.test(text)).length
  expect(many(/"deposit":\{\}.*"deposit":\{"payment":1\}/)).toBeGreaterThan(3)
  expect(many(/"come_home":\{"(order|payment)":\d,"claim"/)).toBeGreaterThan(3)
})

test('one seed makes the same lives, another seed others', () => {
  const first = programs(1, 200)
  expect(programs(1, 200)).toEqual(first)
  expect(programs(2, 200)).not.toEqual(first)
  expect(new Set(first.map(({ shopper }) => shopper.pay.pay_method))).toEqual(
    new Set(['card', 'vbank', 'phone']),
  )
})

test.each([1, 20])('every step of a life of %i buyers could happen', (buyers) => {
  for (const scenario of programs(buyers, 300, buyers)) expect(checkScenario(scenario)).toEqual([])
})

test('a file says all there is to a life', () => {
  for (const scenario of programs(4, 80)) {
    const finding: Finding = { name: 'fulfilled_twice', detail: 'x' }
    const text = scenarioText({ scenario, finding })
    const read = readScript(`${scenario.name}.yml`, OPERATIONS, text).scenario
    expect(read).toEqual(scenario)
    expect(scenarioText({ scenario: read, finding })).toBe(text)
  }
})

/** Shops that are wrong wherever some things come together, in whatever order. */
const WRONG: readonly { readonly name: Finding['name']; readonly where: readonly RegExp[] }[] = [
  { name: 'fulfilled_twice', where: [/approve/, /webhooks/, /come_home/] },
  { name: 'refund_differs', where: [/refund/] },
  { name: 'paid_twice', where: [/deposit.*deposit/] },
  { name: 'wrong_amount', where: [/open_tampered/, /approve/] },
  { name: 'paid_not_fulfilled', where: [/webhook\.send/, /approve/] },
]

const findingsOf = (scenario: Scenario): Finding[] =>
  WRONG.filter(({ where }) => where.every((word) => word.test(shapeOf(scenario)))).map(({ name }) => ({
    name,
    detail: '',
  }))

test('what is left when a life was shrunk shows the same as before, is legal, and holds nothing that is not needed', async () => {
  const drawn = drawnOf(9)
  const kinds = new Set<Finding['name']>()
  for (let n = 0; n < 120; n++) {
    let first: Trial | null = null
    const play = async (one: Drawn): Promise<Trial> => {
      const scenario = drawn.scenario(one, `life-${n}`)
      const trial = {
        scenario,
        findings: findingsOf(scenario),
        seen: noEvidence(),
        journal: '',
        failed_steps: [],
      }
      first ??= trial
      return trial
    }
    const isNew = ({ findings }: Trial) => findings.length > 0
    const story = await pursue(drawn.arbitrary(n), drawn.seedOf(n), { play, isNew, isEnough: () => false })
    if (!story || !('life' in story.drawn)) continue
    const shows = (scenario: Scenario) => findingsOf(scenario).some(({ name }) => name === story.name)
    const write: Parameters<typeof tighten>[1]['write'] = (life) => drawn.scenario({ life }, '')
    const life = await tighten(story.drawn.life, {
      write,
      holds: async (shorter) => shows(write(shorter)),
      isEnough: () => false,
    })
    const last = write(life)
    kinds.add(story.name)
    expect(findingsOf(first!.scenario).map(({ name }) => name)).toContain(story.name)
    expect(shows(story.shortest.scenario)).toBe(true)
    expect(shows(last)).toBe(true)
    expect(checkScenario(last)).toEqual([])
    expect(sizeOf(last)).toBeLessThanOrEqual(sizeOf(first!.scenario))
    expect(sizeOf(last)).toBeLessThanOrEqual(5)
  }
  expect(kinds.size).toBeGreaterThan(3)
})
