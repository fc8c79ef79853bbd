/**
 * Every legal order of what happens around one payment: the browser that comes home, the webhooks, and each answer of the
 * REST API to either. One payment is played again and again; each time its REST calls are held back and let go in another
 * order, depth first, until no order is left.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { stopwatch } from '../core/clock.ts'
import { createLog } from './log.ts'
import { play, type Racers } from './player.ts'
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

/**
 * How long a racer may be silent before it counts as waiting for the other one, inside the shop: several times what the
 * slowest step has taken so far, so that a busy machine does not look like a lock.
 */
interface Patience {
  slowest_ms: number
}
const FIRST_MS = 400
const patienceMs = ({ slowest_ms }: Patience) =>
  slowest_ms === 0 ? FIRST_MS : Math.min(1000, Math.max(60, slowest_ms * 5))

export async function shuffleOrders(
  { file, scenario }: Script,
  options: ReplayOptions & { readonly max_orders?: number; readonly tried?: (n: number) => void },
): Promise<PlayedOrders> {
  const { stage, target, adapter, timeout_ms = SHOP_TIMEOUT_MS, max_orders = 500 } = options
  const shop = createShop(target, adapter, timeout_ms)
  const broken: BrokenOrder[] = []
  let prefix: string[] | null = []
  let tried = 0
  const patience: Patience = { slowest_ms: 0 }
  while (prefix !== null && tried < max_orders) {
    const log = createLog()
    const run: Run = { choices: [], order: [] }
    const wanted = prefix
    const seen = await play(scenario, {
      stage,
      shop,
      log,
      race: (racers) => race(racers, wanted, run, patience),
    })
    const { holds, findings } = await judge(scenario, seen, shop, log)
    if (!holds) broken.push({ order: run.order, findings })
    tried++
    options.tried?.(tried)
    prefix = nextPrefix(run.choices)
  }
  return { name: scenario.name, file, tried, is_cut: prefix !== null, broken }
}

interface Choice {
  readonly from: readonly string[]
  readonly taken: string
}

interface Run {
  readonly choices: Choice[]
  /** The same, in words. */
  readonly order: string[]
}

/** The beginning of the next order: the last choice that had something left to take. Null when all is done. */
function nextPrefix(choices: readonly Choice[]): string[] | null {
  for (let n = choices.length - 1; n >= 0; n--) {
    const { from, taken } = choices[n]!
    const other = from[from.indexOf(taken) + 1]
    if (other !== undefined) return [...choices.slice(0, n).map((choice) => choice.taken), other]
  }
  return null
}

interface Racer {
  readonly name: string
  readonly start: () => Promise<void>
  state: 'new' | 'running' | 'held' | 'silent' | 'done'
  /** The call that waits for its answer. */
  held: { operation: string; release: () => void } | null
}

/** One order: at each point one of those that may go on is let go on, as the prefix says, then the first. */
async function race(
  { browser, webhook, instance }: Racers,
  prefix: readonly string[],
  run: Run,
  patience: Patience,
): Promise<void> {
  const racers: Racer[] = [
    { name: 'browser', start: browser, state: 'new', held: null },
    { name: 'webhook', start: webhook, state: 'new', held: null },
  ]
  let stepping: Racer | null = null
  let changed = () => {}
  const change = () =>
    new Promise<void>((resolve) => {
      changed = resolve
    })
  const ends: Promise<void>[] = []
  const watch = instance.scenarios.watcher()
  instance.scenarios.watchRest({
    before: ({ operation }) =>
      new Promise<void>((release) => {
        const owner =
          stepping?.state === 'running' ? stepping : racers.find(({ state }) => state === 'silent')
        if (!owner) return release()
        Object.assign(owner, { state: 'held', held: { operation, release } })
        changed()
      }),
    after: (call, answer) => watch?.after(call, answer),
  })

  function begin(racer: Racer): void {
    const end = racer.start().finally(() => {
      // A call that was taken for its own was another’s: it has ended without it.
      const { held } = racer
      Object.assign(racer, { state: 'done', held: null })
      const other = racers.find(({ state }) => state === 'silent')
      if (held && other) Object.assign(other, { state: 'held', held })
      else held?.release()
      changed()
    })
    ends.push(end)
  }

  async function step(racer: Racer): Promise<void> {
    stepping = racer
    const { held, state } = racer
    Object.assign(racer, { state: 'running', held: null })
    const moved = change()
    if (state === 'new') {
      run.order.push(`${racer.name} begins`)
      begin(racer)
    } else {
      run.order.push(`${racer.name} gets ${held?.operation}`)
      held?.release()
    }
    const elapsed = stopwatch()
    await Promise.race([moved, wait(patienceMs(patience))])
    if (racer.state === 'running') racer.state = 'silent'
    else patience.slowest_ms = Math.max(patience.slowest_ms, elapsed(), 1)
    stepping = null
  }

  try {
    while (racers.some(({ state }) => state !== 'done')) {
      const able = racers.filter(({ state }) => state === 'new' || state === 'held')
      if (able.length === 0) {
        await change()
        continue
      }
      const wanted = prefix[run.choices.length]
      const taken = able.find(({ name }) => name === wanted) ?? able[0]!
      run.choices.push({ from: able.map(({ name }) => name), taken: taken.name })
      await step(taken)
    }
    await Promise.all(ends)
  } finally {
    instance.scenarios.watchRest(watch)
  }
}
