/**
 * The scene of one scenario: the sandbox that is up, the buyer’s tabs, and all that was seen so far.
 *
 * Nothing happens by itself: webhooks leave in a `webhooks` step, in `advance`, or at the end. So the same file does the
 * same things in the same order.
 */
import { showPayment } from '../acts/show.ts'
import type { Instance } from '../sandbox.ts'
import type { Fault } from '../scenarios/fault.ts'
import type { Rsp } from '../windows/payment/result.ts'
import { type Evidence, noEvidence, type PlayedOrder } from './evidence.ts'
import type { Log } from './log.ts'
import type { Scenario } from './scenario.ts'
import { type Shop, type ShopAnswer, ShopTrouble } from './shop.ts'
import type { Built, Stage } from './stage.ts'

/** A payment window, as the buyer’s tab has it. */
export interface Tab {
  /** Null where request_pay was refused. */
  readonly window_id: string | null
  readonly imp_uid: string | null
  readonly order: PlayedOrder
  readonly rsp: Rsp | null
  readonly ended: boolean
}

/** A step that makes no sense where it stands. */
export class StepFailed extends Error {}

export interface SceneParts {
  readonly scenario: Scenario
  readonly stage: Stage
  readonly built: Built
  readonly shop: Shop
  readonly log: Log
}

export type Scene = ReturnType<typeof createScene>

export function createScene({ scenario, stage, built, shop, log }: SceneParts) {
  const seen: Evidence = noEvidence()
  const tabs: Tab[] = []
  const scene = { tab: null as Tab | null, is_replay_calling: false }
  let seq = 0
  /** Faults that acted before a restart: a sandbox that starts again knows nothing of it. */
  const acted = new Set<Fault>()
  log.name(stage.url, '{sandbox}')
  log.name(shop.url, '{shop}')
  const instance = (): Instance => built.instance()

  return Object.assign(scene, {
    scenario,
    stage,
    built,
    shop,
    log,
    seen,
    tabs,
    instance,
    setUp,
    settle,
    askLedger,
    take,
    theTab,
    theOrder,
    thePayment,
    words,
    told,

    /** The sandbox stops and starts again with its data. */
    async restart(): Promise<void> {
      for (const { fault, used } of instance().scenarios.list()) if (used > 0) acted.add(fault)
      await built.restart()
      setUp()
    },

    /** The buyer has a tab more, and looks at it. */
    turnTo(tab: Tab): void {
      if (!tabs.includes(tab)) tabs.push(tab)
      scene.tab = tab
    },

    /** The tab that the buyer looks at has become another. */
    change(tab: Tab): void {
      tabs[tabs.indexOf(theTab())] = tab
      scene.tab = tab
    },
  })

  /** The shop’s settings, the faults, and somebody who looks on. */
  function setUp(): void {
    const { merchants, scenarios, journal } = instance()
    const { settings } = scenario.world
    merchants.changeSettings(merchants.byDefault().id, { ...settings, notification_url: [shop.webhook_url] })
    scenarios.arm(
      scenario.name,
      scenario.faults.filter((fault) => !(acted.has(fault) && isBounded(fault))),
    )
    scenarios.watchRest({
      after(call, answer) {
        seen.rest.push({ ...call, ...answer, seq: ++seq, by_replay: scene.is_replay_calling })
        const { effect } = answer
        const struck =
          effect === null ? '' : ` (${typeof effect === 'string' ? effect : JSON.stringify(effect)})`
        log.write(
          'rest',
          `${call.method} ${call.url} ${answer.status ?? '-'} code ${answer.code ?? '-'}${struck}`,
        )
      },
    })
    journal.follow(({ kind, text, detail }) => {
      if (kind === 'payment' || kind === 'order') {
        log.write('payment', text)
        const { imp_uid, status } = detail
        if (status === 'paid' && !seen.paid.has(String(imp_uid))) seen.paid.set(String(imp_uid), ++seq)
      }
      if (kind === 'webhook' && typeof detail.delivery === 'number') wasDelivered(detail.delivery, text)
    })
  }

  function wasDelivered(id: number, line: string): void {
    const delivery = instance().webhooks.byId(id)
    const attempt = delivery?.attempts.at(-1)
    if (!delivery || !attempt) return
    log.write('webhook', line.replace(/ \d+ms$/, ''))
    seen.told.push({
      via: 'webhook',
      imp_uid: delivery.imp_uid,
      merchant_uid: delivery.merchant_uid,
      is_success: delivery.event === 'paid',
      status: attempt.status,
      seq: ++seq,
      is_fulfilled: null,
    })
  }

  async function settle(): Promise<void> {
    await instance().ticker.settle()
    await askLedger()
  }

  /** Right after the shop was told something: what does it believe now? */
  async function askLedger(): Promise<void> {
    const fresh = seen.told.filter(({ is_fulfilled }) => is_fulfilled === null)
    if (fresh.length === 0) return
    const ledger = await shop.ledger().catch((error) => {
      if (error instanceof ShopTrouble) return null
      throw error
    })
    for (const told of fresh) {
      const order = ledger?.find(({ merchant_uid }) => merchant_uid === told.merchant_uid)
      told.is_fulfilled = order ? order.is === 'paid' : null
    }
  }

  async function take(): Promise<void> {
    const { payments, merchants, webhooks, scenarios } = instance()
    const { list } = payments.read.list({
      merchant: merchants.byDefault().id,
      sorting: 'started',
      limit: 1000,
      offset: 0,
    })
    seen.payments = list.map((payment) => showPayment(payments, payment))
    seen.deliveries = webhooks.list({ limit: 1000 }).list
    seen.unused = scenarios.unused().filter(({ fault }) => !acted.has(fault))
    try {
      seen.ledger = await shop.ledger()
    } catch (error) {
      if (!(error instanceof ShopTrouble)) throw error
      seen.findings.push({
        name: error.kind === 'unreachable' ? 'shop_unreachable' : 'shop_nonsense',
        detail: log.named(error.message),
      })
    }
  }

  function theTab(): Tab {
    if (!scene.tab) throw new StepFailed('열린 결제창이 없습니다')
    return scene.tab
  }

  function theOrder(n: number | undefined): PlayedOrder {
    const order = n === undefined ? seen.orders.at(-1) : seen.orders[n - 1]
    if (!order) throw new StepFailed(`주문 ${n ?? ''}이(가) 없습니다`)
    return order
  }

  /** The nth payment, or the latest: those of windows and those that the shop’s jobs charged. */
  function thePayment(n: number | undefined): string {
    const { payments, merchants } = instance()
    const merchant = merchants.byDefault().id
    const { list } = payments.read.list({ merchant, sorting: 'started', limit: 1000, offset: 0 })
    const payment = n === undefined ? list.at(-1) : list[n - 1]
    if (!payment) throw new StepFailed(`결제 ${n ?? ''}이(가) 없습니다`)
    return payment.imp_uid
  }

  function words(order: PlayedOrder | undefined, imp_uid: string | null = null): Record<string, unknown> {
    const { merchant_uid, amount } = order ?? {}
    return { merchant_uid, amount, imp_uid, sandbox: stage.url, shop: shop.url }
  }

  function told(via: 'browser' | 'webhook', said: Record<string, unknown>, { status }: ShopAnswer): void {
    const { imp_uid, merchant_uid, success } = said
    seen.told.push({
      via,
      imp_uid: typeof imp_uid === 'string' ? imp_uid : null,
      merchant_uid: typeof merchant_uid === 'string' ? merchant_uid : null,
      is_success: success === true,
      status,
      seq: ++seq,
      is_fulfilled: null,
    })
  }
}

/** Whether a fault acts so many times and then no more. */
function isBounded(fault: Fault): boolean {
  return fault.at === 'time' || fault.nth !== undefined || fault.times !== undefined
}
