/** Looks at a shop before the hunt: three ordinary sales show what an order costs and what the shop calls. */
import type { ShopAdapter } from '../replay/adapter.ts'
import type { Evidence } from '../replay/evidence.ts'
import { ShopTrouble } from '../replay/shop.ts'
import type { Step } from '../replay/steps.ts'
import { type Facts, type Way, waysOf } from './facts.ts'
import type { Life } from './life.ts'
import { asScenario } from './program.ts'
import { type TrialParts, tryScenario } from './trial.ts'

/** Refunds and cancels are called where something went wrong, so not every shop shows them in three sales. */
const SURELY_CALLED = ['POST /users/getToken', 'GET /payments/{imp_uid}']
const LOOKS = /^(GET \/payments\/|POST \/payments\/cancel$|POST \/users\/getToken$|GET \/payments$)/

export interface Learned extends Facts {
  /** Whether the shop called iamport at all. */
  readonly has_called: boolean
}

/** Answers null where nothing can be sold in the ways that were asked for. Throws a `ShopTrouble` where a sale cannot be played. */
export async function learn(
  parts: TrialParts,
  adapter: ShopAdapter,
  only: readonly string[],
  seed: string,
): Promise<Learned | null> {
  const { ways, isPartial } = await waysOf(adapter, only)
  const [plain] = ways
  if (!plain) return null
  const account = ways.find(({ pay_method }) => pay_method === 'vbank')
  const calls = new Set(SURELY_CALLED)
  let has_called = false
  let amount = 0
  const look = async (way: Way, steps: readonly Step[], n: number) => {
    const life: Life = { way, device: 'pc', sdk: '1.1.5', faults: [], genes: [] }
    const { seen } = await tryScenario(asScenario({ life, steps }, `look-${n}`, `${seed}-look-${n}`), parts)
    refuseTrouble(seen)
    amount ||= seen.orders[0]?.amount ?? 0
    has_called ||= seen.rest.some(({ by_replay }) => !by_replay)
    for (const call of callsOf(seen)) calls.add(call)
  }
  const refunds = adapter.refund ? (['refund'] as const) : []
  await look(plain, ['open', 'approve', 'come_home', 'webhooks', ...refunds], 1)
  await look(plain, [{ open: { pay: { amount: 100 } } }, 'approve', 'come_home', 'webhooks'], 2)
  if (account) await look(account, ['open', 'approve', 'come_home', 'webhooks', 'deposit', 'webhooks'], 3)
  if (amount === 0) amount = 14_000
  const refund = adapter.refund !== undefined
  return { amount, has_called, refund, calls: [...calls].sort(), ways, isPartial }
}

/** A sale that cannot be played is the adapter's fault, or the shop is not up as it should be. */
function refuseTrouble({ findings }: Evidence): void {
  const trouble = findings.find(({ name }) => name === 'shop_unreachable' || name === 'shop_nonsense')
  if (trouble) throw new ShopTrouble('nonsense', trouble.detail)
}

const callsOf = ({ rest }: Evidence): string[] =>
  rest
    .filter(({ by_replay, operation }) => !by_replay && LOOKS.test(operation))
    .map(({ operation }) => operation)
