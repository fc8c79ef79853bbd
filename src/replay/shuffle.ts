/**
 * Every legal order of what happens around one payment: the browser that comes home, the webhooks, and each answer of the
 * REST API to either. One payment is played again and again; each time its REST calls are held back and let go in another
 * order, depth first, until no order is left.
 */
import { createLog } from './log.ts'
import { play } from './player.ts'
import { type Choice, type Run, race } from './race.ts'
import { type ReplayOptions, type Script, SHOP_TIMEOUT_MS } from './replay.ts'
import { createShop } from './shop.ts'
import { judge, type Verdict } from './verdict.ts'

export interface PlayedOrders {
  readonly name: string
  readonly file: string
  /** How many orders were played. */
  readonly tried: number
  /** Whether there were more than were allowed. */
  readonly is_cut: boolean
  readonly broken: readonly BrokenOrder[]
}

export interface BrokenOrder extends Pick<Verdict, 'findings'> {
  /** `browser begins`, `webhook begins`, `browser gets GET /payments/{imp_uid}` … */
  readonly order: readonly string[]
}

export async function shuffleOrders(
  { file, scenario }: Script,
  options: ReplayOptions & { readonly max_orders?: number; readonly tried?: (n: number) => void },
): Promise<PlayedOrders> {
  const { stage, target, adapter, timeout_ms = SHOP_TIMEOUT_MS, max_orders = 500 } = options
  const shop = createShop(target, adapter, timeout_ms)
  const broken: BrokenOrder[] = []
  let prefix: string[] | null = []
  let tried = 0
  while (prefix !== null && tried < max_orders) {
    const log = createLog()
    const run: Run = { choices: [], order: [] }
    const wanted = prefix
    const seen = await play(scenario, {
      stage,
      shop,
      log,
      race: ({ browser, webhook, instance }) =>
        race([racer('browser', browser), racer('webhook', webhook)], wanted, { instance, shop, run }),
    })
    const { holds, findings } = await judge(scenario, seen, shop, log)
    if (!holds) broken.push({ order: run.order, findings })
    tried++
    options.tried?.(tried)
    prefix = nextPrefix(run.choices)
  }
  return { name: scenario.name, file, tried, is_cut: prefix !== null, broken }
}

const racer = (name: string, start: () => Promise<void>) => ({ name, start })

/** The beginning of the next order: the last choice that had something left to take. Null when all is done. */
function nextPrefix(choices: readonly Choice[]): string[] | null {
  for (let n = choices.length - 1; n >= 0; n--) {
    const { from, taken } = choices[n]!
    const other = from[from.indexOf(taken) + 1]
    if (other !== undefined) return [...choices.slice(0, n).map((choice) => choice.taken), other]
  }
  return null
}
