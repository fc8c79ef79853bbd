/** What was played plays again: a recording brings the same journal as what it was made of, and a sandbox that starts over the same as a new one. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startDemoShop } from '../../fixtures/shops/demo/shop.js'
import { type Facts, waysOf } from '../../src/hunt/facts.ts'
import { type Life, lifeArbitrary } from '../../src/hunt/life.ts'
import { asScenario, writeSteps } from '../../src/hunt/program.ts'
import { createLog } from '../../src/replay/log.ts'
import { play } from '../../src/replay/player.ts'
import { readAdapter } from '../../src/replay/replay.ts'
import type { Scenario } from '../../src/replay/scenario.ts'
import { createShop, type Shop } from '../../src/replay/shop.ts'
import { openStage, type Stage } from '../../src/replay/stage.ts'
import { readStep } from '../../src/replay/steps.ts'
import { written } from '../scenarios/shops.ts'

const ADAPTER = readAdapter('fixtures/shops/demo/iamport-shop.yml')
const ACCOUNT = {
  imp_key: '0000000000000000',
  imp_secret: 'iamport-sandbox-secret',
  user_code: 'imp00000000',
}

let stage: Stage
let demo: Awaited<ReturnType<typeof startDemoShop>>
let shop: Shop
let facts: Facts

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  stage = await openStage(0)
  demo = await startDemoShop({ sandbox_url: stage.url, ...ACCOUNT })
  shop = createShop(demo.url, ADAPTER, 10_000)
  const sold = await waysOf(ADAPTER, ['html5_inicis', 'card', 'vbank', 'phone'])
  const calls = ['GET /payments/{imp_uid}', 'POST /payments/cancel', 'POST /users/getToken']
  facts = { amount: 14_000, refund: true, calls, ...sold }
})
afterAll(async () => {
  await demo.close()
  await stage.close()
  vi.restoreAllMocks()
})

const lives = (seed: number, numRuns: number) => fc.sample(fc.noBias(lifeArbitrary(facts)), { seed, numRuns })

const scenarioOf = (life: Life, name: string): Scenario =>
  asScenario({ life, steps: writeSteps(life, facts, 2) }, name, name)

async function journalOf(scenario: Scenario, on: Stage = stage): Promise<string> {
  await shop.ask('DELETE', '/orders')
  const log = createLog()
  await play(scenario, { stage: on, shop, log })
  return log.text()
}

/** What no sandbox can see cannot be recorded: orders without a window, forged pages and webhooks, who was first within the shop. */
const UNSEEN = new Set(['claim', 'forge_webhook', 'at_once', 'refund', 'restart', 'order'])

function seen(life: Life): Life {
  const genes = life.genes.filter(({ move }) => !UNSEEN.has(move))
  const first_home = genes.findIndex(({ move }) => move === 'come_home')
  return { ...life, genes: genes.filter(({ move }, n) => move !== 'come_home' || n === first_home) }
}

/** A deposit that the bank sends back leaves nothing behind; an administrator’s cancel may have become a refund. */
const isSeen = ({ shopper, timeline }: Scenario): boolean =>
  ![...shopper.does, ...timeline]
    .map(readStep)
    .some(({ name, args }) => name === 'refund' || JSON.stringify(args).includes('bounces'))

test('a recording of a made-up life brings the same payments, webhooks and calls of the shop', async () => {
  const recorded = lives(11, 50)
    .map((life, n) => scenarioOf(seen(life), `life-${n}`))
    .filter(isSeen)
  expect(recorded.length).toBeGreaterThan(30)
  for (const scenario of recorded) {
    const files: string[] = []
    const before = await journalOf(scenario, recording(files))
    const again = written(files[0]!).scenario
    expect(whatHappened(await journalOf(again), again)).toBe(whatHappened(before, scenario))
  }
})

/** The stage, with somebody who records what was done before the sandbox is taken down. */
const recording = (files: string[]): Stage => ({
  ...stage,
  async build(...given) {
    const built = await stage.build(...given)
    return {
      ...built,
      async takeDown() {
        files.push(built.instance().acts.recordAsScenario({ since: 0 }).yaml)
        await built.takeDown()
      },
    }
  },
})

/** Without the steps, which say how it came about, and without the name of the file. */
const whatHappened = (journal: string, { name }: Scenario): string =>
  journal
    .split('\n')
    .filter((line) => /^(payment|webhook|rest)/.test(line))
    .join('\n')
    .replaceAll(name, '{file}')

test('a sandbox that starts over brings the same journal as a new one', async () => {
  const played = lives(23, 8).map((life, n) => scenarioOf(life, `life-${n}`))
  const later = { ...played[0]!.world, clock: '2026-02-01T10:00:00+09:00' }
  for (const scenario of played) {
    const started_over = await journalOf(scenario)
    // The clock of another file takes a sandbox of its own, and leaves none for the next.
    await journalOf({ ...scenario, world: later })
    expect(await journalOf(scenario)).toBe(started_over)
  }
})
