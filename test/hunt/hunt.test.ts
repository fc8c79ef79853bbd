/** The hunt finds what is wrong with a shop, says it in a short story that replays, and finds nothing in an honest shop. */
import { afterEach, describe, expect, test, vi } from 'vitest'
import { MUTANTS } from '../../fixtures/shops/mutants/mutants.js'
import { startMutant } from '../../fixtures/shops/mutants/shop.js'
import { CheckFailed } from '../../src/hunt/check.ts'
import type { Hunt } from '../../src/hunt/found.ts'
import { foundLines, holds } from '../../src/hunt/report.ts'
import { scenarioText } from '../../src/hunt/scenario-file.ts'
import { tryScenario } from '../../src/hunt/trial.ts'
import { readAdapter, readScript, replay } from '../../src/replay/replay.ts'
import { createShop, ShopTrouble } from '../../src/replay/shop.ts'
import { OPERATIONS, written } from '../scenarios/shops.ts'
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

test.each(['lost', { status: 500 }])(
  'wrong money that could not be given back is nobody’s fault until the shop is told again, and then it is: %o',
  async (effect) => {
    const { stage, url } = await start('demo')
    const shop = createShop(url, readAdapter('fixtures/shops/demo/iamport-shop.yml'), 10_000)
    const { scenario } = written(`
name: struck
why: { ko: 취소하려다 토큰을 받지 못합니다., en: No token for the cancel. }
faults: [{ at: rest POST /users/getToken, do: ${JSON.stringify(effect)}, nth: 2 }]
shopper: { does: [{ open: { pay: { amount: 100 } } }, approve, webhooks] }
`)
    const struck = await tryScenario(scenario, { stage, shop, check: null })
    expect(struck.findings).toEqual([])
    expect(struck.seen.payments).toMatchObject([{ status: 'paid' }])
    const later = await tryScenario({ ...scenario, timeline: ['resend'] }, { stage, shop, check: null })
    expect(later.findings).toEqual([])
    expect(later.seen.payments).toMatchObject([{ status: 'cancelled' }])
  },
)

test.each([
  ['open, approve, open, approve', 'deposit, webhooks, refund, { deposit: { payment: 1 } }'],
  [
    'open, approve, come_home',
    "deposit, refund, { forge_webhook: { body: { imp_uid: imp_000000000000, merchant_uid: '{merchant_uid}', status: paid } } }",
  ],
])('a refund that iamport refuses is not the shop’s fault: %s, %s', async (does, timeline) => {
  const { stage, url } = await start('demo')
  const shop = createShop(url, readAdapter('fixtures/shops/demo/iamport-shop.yml'), 10_000)
  const { scenario } = written(`
name: refused
why: { ko: 환불 계좌 없이 환불합니다., en: A refund without an account to refund to. }
shopper: { pay: { pay_method: vbank }, does: [${does}] }
timeline: [${timeline}]
`)
  expect((await tryScenario(scenario, { stage, shop, check: null })).findings).toEqual([])
})

test.each([
  [
    'the shop knows what became of its money',
    '',
    'open, approve, open, approve',
    'deposit, webhooks, { come_home: { window: 1 } }, { deposit: { payment: 1 } }',
  ],
  [
    'its refund is struck, and it says so',
    'faults: [{ at: rest POST /payments/cancel, do: { status: 500 }, nth: 1 }]',
    'open, approve, open, approve, webhooks',
    'deposit, { deposit: { payment: 1 } }',
  ],
  [
    'one is cancelled before the shop hears of it, and the order is paid by the other',
    '',
    'open, approve, open, approve',
    'deposit, admin_cancel, { deposit: { payment: 1 } }',
  ],
  [
    'the order was cancelled, and what came after it cannot be given back',
    '',
    'open, approve, open, approve, come_home',
    'deposit, admin_cancel, come_home, { deposit: { payment: 1 } }',
  ],
])('an order with two accounts, and both are paid into: %s', async (_what, faults, does, timeline) => {
  const { stage, url } = await start('demo')
  const shop = createShop(url, readAdapter('fixtures/shops/demo/iamport-shop.yml'), 10_000)
  const { scenario } = written(`
name: both-accounts
why: { ko: 두 계좌에 모두 입금합니다., en: Both accounts are paid into. }
${faults}
shopper: { pay: { pay_method: vbank }, does: [${does}] }
timeline: [${timeline}]
`)
  expect((await tryScenario(scenario, { stage, shop, check: null })).findings).toEqual([])
})

test('a spoiled webhook that was passed over is not said to be trusted because the next one was looked into', async () => {
  const { stage, url } = await start('demo')
  const shop = createShop(url, readAdapter('fixtures/shops/demo/iamport-shop.yml'), 10_000)
  for (const corrupt of ['empty', 'cut', 'garbage', 'wrong_uid', 'wrong_status']) {
    const { scenario } = written(`
name: spoiled
why: { ko: 첫 웹훅이 망가집니다., en: The first webhook is spoiled. }
faults: [{ at: webhook.send, do: { corrupt: ${corrupt} }, nth: 1 }]
shopper: { does: [open, approve] }
timeline: [{ admin_cancel: { amount: 1400 } }]
`)
    expect((await tryScenario(scenario, { stage, shop, check: null })).findings).toEqual([])
  }
})

test('every mutant of the demo shop starts', async () => {
  const account = { imp_key: '', imp_secret: '', user_code: '' }
  for (const { name } of MUTANTS) {
    const { close } = await startMutant(name, { sandbox_url: 'http://127.0.0.1:1', ...account })
    await close()
  }
  expect(new Set(MUTANTS.map(({ name }) => name)).size).toBeGreaterThanOrEqual(24)
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
    expect(found.map(({ is_steady, is_cut }) => ({ is_steady, is_cut }))).toEqual(
      found.map(() => ({ is_steady: true, is_cut: false })),
    )
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

test('a shop that looks, and fulfils what is not paid yet, is not said to have trusted anybody', async () => {
  const { stage, url } = await start('ready-is-paid')
  const script = written(`
name: paid-after-all
why: { ko: 발급된 계좌에 나중에 입금합니다., en: The account is paid into later. }
shopper: { pay: { pay_method: vbank }, does: [open, approve, come_home] }
timeline: [deposit, webhooks]
`)
  const adapter = readAdapter('fixtures/shops/demo/iamport-shop.yml')
  const { findings } = await replay(script, { stage, target: url, adapter })
  expect(findings.map(({ name }) => name)).toEqual(['fulfilled_not_paid'])
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

describe('a hunt that cannot go on', () => {
  test('keeps what it had not yet shrunk when it is stopped, and says so', async () => {
    const { hunt } = await start('ready-is-paid')
    const end = new AbortController()
    const { found, gave_up } = await hunt({
      seed: 3,
      signal: end.signal,
      told: ({ shrinking }) => shrinking && end.abort(),
    })
    expect(found).toMatchObject([{ finding: { name: 'fulfilled_not_paid' }, is_cut: true, is_steady: true }])
    expect(gave_up).toBe(null)
    expect(foundLines(found[0]!, 'en').join('\n')).toContain('not shrunk to the end')
  })

  test('has no shop any more: it ends, keeps what was found, and does not hold', async () => {
    const hunted = await start('ready-is-paid')
    let closing: Promise<void> | null = null
    const result = await hunted.hunt({
      seed: 3,
      runs: 10_000,
      shrink_runs: 20,
      told: ({ found }) => {
        if (found > 0) closing ??= hunted.closeShop()
      },
    })
    await closing
    expect(result.gave_up?.en).toBe('The shop answers nothing any more; the hunt has stopped.')
    expect(result.found.length).toBeGreaterThan(0)
    expect(holds(result)).toBe(false)
  })

  test('is refused where the shop does not forget, cannot be asked for an order, or a check answers nothing', async () => {
    const { hunt } = await start('demo')
    const adapter = readAdapter('fixtures/shops/demo/iamport-shop.yml')
    const reset = { method: 'DELETE', path: '/nowhere' } as const
    const order = { ...adapter.order!, path: '/nowhere' }
    await expect(hunt({ adapter: { ...adapter, reset } })).rejects.toThrow(
      new ShopTrouble('nonsense', 'reset: DELETE /nowhere: HTTP 404'),
    )
    await expect(hunt({ adapter: { ...adapter, order } })).rejects.toThrow(
      new ShopTrouble('nonsense', 'POST /nowhere: HTTP 404'),
    )
    await expect(hunt({ check: 'exit 3' })).rejects.toThrow(CheckFailed)
    await expect(hunt({ check: 'echo many' })).rejects.toThrow(/^--check: echo many: .*\(many\)$/)
  })
})

test('a shop that never calls iamport is named, with the address that it should know', async () => {
  const { hunt, stage } = await start('astray')
  const { trouble } = await hunt({ runs: 1, shrink_runs: 0 })
  expect(trouble.map(({ en }) => en)).toContain(
    `the shop never called ${stage.url} in three sales; start it so that it uses this address as iamport’s`,
  )
})
