/** A hundred sandboxes in one process, each with its own clock and seed: none of them notices the others. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'

/** One step of a test that somebody may write. */
type Step =
  | { do: 'pay'; method: 'card' | 'vbank'; amount: number; outcome: 'approve' | 'cancel' | 'abandon' }
  | { do: 'deposit' | 'cancel' | 'settle' | 'snapshot' | 'restore' | 'reset' }
  | { do: 'advance'; hours: number }
  | { do: 'settings'; pg: 'nice' | 'html5_inicis' }

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant('pay' as const),
      method: fc.constantFrom('card' as const, 'vbank' as const),
      amount: fc.integer({ min: 100, max: 1_000_000 }),
      outcome: fc.constantFrom('approve' as const, 'cancel' as const, 'abandon' as const),
    }),
    fc.record({ do: fc.constantFrom('deposit' as const, 'cancel' as const, 'settle' as const) }),
    fc.record({ do: fc.constantFrom('snapshot' as const, 'restore' as const, 'reset' as const) }),
    fc.record({ do: fc.constant('advance' as const), hours: fc.integer({ min: 1, max: 2000 }) }),
    fc.record({
      do: fc.constant('settings' as const),
      pg: fc.constantFrom('nice' as const, 'html5_inicis' as const),
    }),
  ),
  { minLength: 3, maxLength: 10 },
)

const programs = fc.array(
  fc.record({ seed: fc.integer({ min: 1, max: 9999 }), day: fc.integer({ min: 1, max: 28 }), steps }),
  {
    minLength: 100,
    maxLength: 100,
  },
)

test('100 programs at once end as each of them ends alone', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(programs, async (all) => {
      const together = await Promise.all(all.map(run))
      // Alone: a sample, because the other half of the work is the same again.
      for (const index of [0, 17, 42, 63, 99]) expect(together[index]).toEqual(await run(all[index]!))
      expect(new Set(together.map(({ url }) => url)).size).toBe(1)
    }),
    { numRuns: 1, seed: 1 },
  )
})

interface Program {
  readonly seed: number
  readonly day: number
  readonly steps: readonly Step[]
}

/** What can be seen of a sandbox in the end. Without a port, so that addresses are the same. */
async function run({ seed, day, steps: list }: Program) {
  const clock = `2026-01-${String(day).padStart(2, '0')}T00:00:00+09:00`
  const sandbox = await createSandbox({
    seed,
    clock,
    port: null,
    webhook: 'http://192.0.2.1/hook',
    leaks: 'ignore',
  })
  try {
    for (const [n, step] of list.entries()) {
      await act(sandbox, step, `order_${n}`)
      // Lets the others have their turn between any two steps.
      await new Promise(setImmediate)
    }
    const { url } = sandbox
    return {
      url,
      now: sandbox.now(),
      world: sandbox.export(),
      webhooks: sandbox.webhooks().map(({ attempts, ...rest }) => ({ ...rest, tries: attempts.length })),
    }
  } finally {
    await sandbox.close()
  }
}

async function act(sandbox: Sandbox, step: Step, merchant_uid: string): Promise<void> {
  const last = sandbox.payments().at(-1)?.imp_uid ?? 'imp_none'
  const allowed = async (work: Promise<unknown>) => void (await work.catch(() => {}))
  if (step.do === 'pay') {
    const { amount, outcome, method: pay_method } = step
    await sandbox.pay({ merchant_uid, amount, pay_method, outcome, buyer_tel: '010-1234-5678' })
  } else if (step.do === 'deposit') await allowed(sandbox.deposit(last))
  else if (step.do === 'cancel') await allowed(sandbox.cancel(last, { amount: 50 }))
  else if (step.do === 'settle') await sandbox.settle()
  else if (step.do === 'snapshot') await sandbox.snapshot()
  else if (step.do === 'restore') await allowed(sandbox.restore())
  else if (step.do === 'reset') await sandbox.reset()
  else if (step.do === 'advance') await sandbox.advance(`${step.hours}h`)
  else if (step.do === 'settings') sandbox.settings({ default_pg: step.pg })
}
