/** Somebody who looks on: what the shop called, what it was told, what it believes, and what there is in the end. */
import { showPayment } from '../acts/show.ts'
import type { Fault } from '../scenarios/fault.ts'
import type { SceneState } from './scene-state.ts'
import { type ShopAnswer, ShopTrouble } from './shop.ts'

export function witnessOf(scene: SceneState) {
  const { scenario, shop, log, seen, acted, instance, next } = scene

  let unfollow = (): void => {}

  /** The shop’s settings, the faults, and the one who looks on. */
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
        seen.rest.push({ ...call, ...answer, seq: next(), by_replay: scene.is_replay_calling })
        const { effect, status, code } = answer
        const struck =
          effect === null ? '' : ` (${typeof effect === 'string' ? effect : JSON.stringify(effect)})`
        log.write('rest', `${call.method} ${call.url} ${status ?? '-'} code ${code ?? '-'}${struck}`)
      },
    })
    unfollow()
    unfollow = journal.follow(({ kind, text, detail }) => {
      if (kind === 'payment' || kind === 'order') {
        log.write('payment', text)
        const { imp_uid, status } = detail
        if (status !== undefined) seen.changed.set(String(imp_uid), next())
        if (status === 'paid' && !seen.paid.has(String(imp_uid))) seen.paid.set(String(imp_uid), next())
      }
      if (kind === 'webhook' && typeof detail.delivery === 'number') wasDelivered(detail.delivery, text)
    })
  }

  function wasDelivered(id: number, line: string): void {
    const delivery = instance().webhooks.byId(id)
    const attempt = delivery?.attempts.at(-1)
    // A word about one that still waits for its answer comes sooner or later, as fast as the machine is.
    if (!delivery || !attempt || attempt.ms === null) return
    log.write('webhook', line.replace(/ \d+ms$/, ''))
    const { imp_uid, merchant_uid, event, fault } = delivery
    const is_spoiled = fault?.corrupt !== undefined
    wasTold('webhook', { imp_uid, merchant_uid, success: event === 'paid' }, attempt.status, is_spoiled)
  }

  function wasTold(
    via: 'browser' | 'webhook',
    said: Record<string, unknown>,
    status: number | null,
    is_spoiled = false,
  ): void {
    const { imp_uid, merchant_uid, success } = said
    seen.told.push({
      via,
      imp_uid: typeof imp_uid === 'string' ? imp_uid : null,
      merchant_uid: typeof merchant_uid === 'string' ? merchant_uid : null,
      is_success: success === true,
      status,
      is_spoiled,
      seq: next(),
      is_fulfilled: null,
    })
  }

  /** What there is in the end. */
  async function take(): Promise<void> {
    const { payments, merchants, webhooks, scenarios } = instance()
    const all = { merchant: merchants.byDefault().id, sorting: 'started', limit: 1000, offset: 0 } as const
    seen.payments = payments.read.list(all).list.map((payment) => showPayment(payments, payment))
    seen.deliveries = webhooks.list({ limit: 1000 }).list
    seen.unused = scenarios.unused().filter(({ fault }) => !acted.has(fault))
    try {
      seen.ledger = await shop.ledger()
    } catch (error) {
      if (!(error instanceof ShopTrouble)) throw error
      const name = error.kind === 'unreachable' ? 'shop_unreachable' : 'shop_nonsense'
      seen.findings.push({ name, detail: log.namedIn(error.said) })
    }
  }

  /** The world goes on without a witness. */
  function leave(): void {
    unfollow()
    instance().scenarios.watchRest(null)
  }

  const told = (
    via: 'browser' | 'webhook',
    said: Record<string, unknown>,
    { status }: Pick<ShopAnswer, 'status'>,
  ) => wasTold(via, said, status)
  return { setUp, told, take, leave }
}

/** Whether a fault acts so many times and then no more. */
function isBounded(fault: Fault): boolean {
  return fault.at === 'time' || fault.nth !== undefined || fault.times !== undefined
}
