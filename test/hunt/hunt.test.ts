/** The hunt finds what is wrong with a shop, says it in a short story that replays, and finds nothing in an honest shop. */
import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { MUTANTS } from '../../fixtures/shops/mutants/mutants.js'
import { createDrawn } from '../../src/hunt/drawn.ts'
import { waysOf } from '../../src/hunt/facts.ts'
import type { Hunt } from '../../src/hunt/found.ts'
import { scenarioText } from '../../src/hunt/scenario-file.ts'
import { ShopAdapter } from '../../src/replay/adapter.ts'
import { checkScenario } from '../../src/replay/check.ts'
import { readAdapter, readScript, replay } from '../../src/replay/replay.ts'
import { OPERATIONS } from '../scenarios/shops.ts'
import { type HuntedShop, startHunted } from './shops.ts'

let shop: HuntedShop | null = null
afterEach(async () => {
  vi.restoreAllMocks()
  await shop?.close()
  shop = null
})

const start = async (name: string) => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  shop = await startHunted(name)
  return shop
}

test('the demo shop loses no money in forty made-up lives, and no step of them is impossible', async () => {
  const { hunt } = await start('demo')
  const { found, programs, failed_steps, trouble } = await hunt({ seed: 7, runs: 40 })
  expect(programs).toBe(40)
  expect(found.map(({ name, finding, shape }) => [name, finding.detail, shape])).toEqual([])
  expect(failed_steps).toEqual([])
  expect(trouble).toEqual([])
})

/** A seeded sample of the mutants; all of them are hunted by `npm run bench:hunt`. */
const SAMPLE = ['amount-not-compared', 'check-then-write']

test.each(MUTANTS.filter(({ name }) => SAMPLE.includes(name)))(
  'a shop that is wrong in one place is found out: $name',
  async ({ name }) => {
    const { hunt } = await start(name)
    const { found } = await huntUntilFound(hunt)
    expect(found.length).toBeGreaterThan(0)
    expect(Math.min(...found.map(({ size }) => size))).toBeLessThanOrEqual(6)
  },
)

test('a story holds nothing that it does not need', async () => {
  const { hunt } = await start('ready-is-paid')
  const { found } = await huntUntilFound(hunt)
  // An account is issued, and the webhook of it comes at the end: no money was paid.
  expect(found[0]!.scenario.shopper.pay.pay_method).toBe('vbank')
  expect(found[0]!.shape).toBe('open, approve')
  expect(found[0]!.finding.name).toBe('fulfilled_not_paid')
})

async function huntUntilFound(hunt: HuntedShop['hunt']): Promise<Hunt> {
  const end = new AbortController()
  return hunt({
    seed: 3,
    runs: 300,
    shrink_runs: 120,
    signal: end.signal,
    told: ({ found }) => found > 0 && end.abort(),
  })
}

test('what was found is a scenario file that plays to the same byte again', async () => {
  const { hunt, stage, url } = await start('part-is-all')
  const { found } = await huntUntilFound(hunt)
  const [story] = found
  const script = readScript(`${story!.name}.yml`, OPERATIONS, scenarioText(story!))
  const adapter = readAdapter('fixtures/shops/demo/iamport-shop.yml')
  const first = await replay(script, { stage, target: url, adapter })
  const second = await replay(script, { stage, target: url, adapter })
  expect(first.findings.map(({ name }) => name)).toContain(story!.finding.name)
  expect(second.journal).toBe(first.journal)
  expect(story).toMatchObject({ is_steady: true, carries_over: false, times: expect.any(Number) })
})

test('one seed makes the same lives, another seed others; every step of them could happen', async () => {
  const { ways, isPartial } = await waysOf(ShopAdapter.parse({}), ['html5_inicis', 'card', 'vbank', 'phone'])
  const calls = ['GET /payments/{imp_uid}', 'POST /payments/cancel', 'POST /users/getToken']
  const facts = { amount: 14_000, refund: true, calls, ways, isPartial }
  const lives = (seed: number) => {
    const drawn = createDrawn(facts, 1, seed)
    return Array.from({ length: 200 }, (_one, n) => {
      const [life] = fc.sample(drawn.arbitrary(n), { seed: drawn.seedOf(n), numRuns: 1 })
      return drawn.scenario(life!, `life-${n}`)
    })
  }
  const first = lives(1)
  expect(lives(1)).toEqual(first)
  expect(lives(2)).not.toEqual(first)
  expect(new Set(first.map(({ shopper }) => shopper.pay.pay_method))).toEqual(
    new Set(['card', 'vbank', 'phone']),
  )
  for (const scenario of first) expect(checkScenario(scenario)).toEqual([])
})
