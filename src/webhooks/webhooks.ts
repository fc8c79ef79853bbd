/**
 * The sender: takes what is due out of the outbox and delivers it.
 *
 * Live, a slow shop holds up itself alone. By hand (`settle`, `advance`), one delivery follows the other, so that the same
 * program does the same things in the same order; only where a shop is slow do the next ones go beside it.
 */
import { setMaxListeners } from 'node:events'
import type { Clock } from '../core/clock.ts'
import type { Announced, Notice } from './announce.ts'
import { createLanes } from './lanes.ts'
import type { Attempt, ContentType, Delivery, DeliveryFilter, DeliveryState, Outbox, Why } from './outbox.ts'
import { isWorthRetrying, RETRIES, TIMEOUTS } from './policy.ts'
import { redactHeaders, redactUrl } from './redact.ts'
import { prepareRequest } from './request.ts'
import { rewrite } from './rewrite.ts'
import {
  combine,
  planOf,
  type Subject,
  type WebhookEffect,
  type WebhookOrder,
  type WebhookRule,
} from './rules.ts'
import { type Outcome, send } from './send.ts'
import type { WebhookSettings } from './settings.ts'
import type { ArmedRule, RuleStore } from './store.ts'

/** A delivery as the control API shows it. */
export interface DeliveryView
  extends Omit<
    Delivery,
    'merchant' | 'content_type' | 'body' | 'created_at' | 'due_ms' | 'host' | 'lane' | 'retries'
  > {
  readonly attempts: readonly Attempt[]
}

export interface WebhookParts {
  readonly outbox: Outbox
  readonly rules: RuleStore
  readonly clock: Clock
  readonly allow_public: boolean
  readonly settingsOf: (merchant: number) => WebhookSettings
  /** What a scenario does to this webhook. */
  readonly twists?: (subject: Subject) => WebhookEffect[]
  /** Tells everybody who watches how an attempt ended. */
  readonly attempted: (delivery: Delivery, attempt: Pick<Attempt, 'ms' | 'status' | 'error'>) => void
  /** Tells the developer that a shop has not answered yet. */
  readonly waiting: (delivery: Delivery, seconds: number) => void
  /** A delivery has ended, or one may leave earlier than it was to: live, something else may be due. */
  readonly moved: () => void
  readonly fault: (error: unknown) => void
}

/** Whom a webhook is about. */
export interface About {
  readonly imp_uid: string | null
  readonly merchant_uid: string | null
}

/** By hand: how long a delivery goes alone before the next one goes beside it. */
const PATIENCE_MS = 500
/** After how many seconds without an answer the developer is told. */
const WAITING_S = 3

export type Webhooks = ReturnType<typeof createWebhooks>

export function createWebhooks(parts: WebhookParts) {
  const { outbox, rules, clock, settingsOf } = parts
  const lanes = createLanes()
  const running = new Set<Promise<void>>()
  /** Cuts off everything under way, however much that is. */
  const newCut = () => {
    const controller = new AbortController()
    setMaxListeners(0, controller.signal)
    return controller
  }
  let cut = newCut()
  let isStopped = false

  /** One attempt, from the first byte to the record of its end. Never rejects. */
  function deliver(delivery: Delivery, why: Why): Promise<void> {
    lanes.enter(delivery)
    const run = attempt(delivery, why)
      .catch(parts.fault)
      .finally(() => {
        lanes.leave(delivery)
        running.delete(run)
        parts.moved()
      })
    running.add(run)
    return run
  }

  async function attempt(delivery: Delivery, why: Why): Promise<void> {
    const settings = settingsOf(delivery.merchant)
    const message = prepareRequest(delivery, settings)
    const kept = { ...message, headers: redactHeaders(message.headers) }
    const id = outbox.begin(delivery.id, clock.now(), why, kept)
    const { signal } = cut
    const stillWaiting = setTimeout(() => parts.waiting(delivery, WAITING_S), WAITING_S * 1000)
    const outcome = await send(delivery.url, message, {
      timeouts: TIMEOUTS[why],
      allow_public: parts.allow_public,
      verify_tls: settings.webhook_verify_tls,
      signal,
    })
    clearTimeout(stillWaiting)
    // Cut off on purpose: the row still says `sending`, and is found and marked by the next start.
    if (signal.aborted) return
    finish(delivery, id, why, outcome, settings)
  }

  function finish(
    delivery: Delivery,
    attempt: number,
    why: Why,
    outcome: Outcome,
    settings: WebhookSettings,
  ): void {
    const { response } = outcome
    const kept = {
      ...outcome,
      response: response && { ...response, headers: redactHeaders(response.headers) },
    }
    const { state, due_ms } = fate(delivery, why, outcome, settings.webhook_retries)
    outbox.transaction(() => {
      outbox.finish(delivery.id, attempt, kept, state, due_ms)
      if (delivery.imp_uid !== null) outbox.release('next', delivery.imp_uid, delivery.id, clock.now_ms())
    })
    parts.attempted({ ...delivery, state }, kept)
  }

  /** What becomes of a delivery after an attempt. */
  function fate(
    { state: before, due_ms, retries }: Delivery,
    why: Why,
    outcome: Outcome,
    is_retrying: boolean,
  ): { state: DeliveryState; due_ms: number | null } {
    if (outcome.error === null) return { state: 'delivered', due_ms: null }
    // Somebody pressed the button while it waited for its next attempt: it goes on waiting.
    if (why === 'resend') return { state: before === 'pending' ? 'pending' : 'failed', due_ms }
    const is_left = is_retrying && retries + (why === 'retry' ? 1 : 0) < RETRIES.times
    if (!is_left || !isWorthRetrying(outcome)) return { state: 'failed', due_ms: null }
    return { state: 'pending', due_ms: clock.now_ms() + RETRIES.every_ms }
  }

  /** A delivery that waits for its first attempt, or for another one by itself. */
  const whyNow = ({ id }: Delivery): Why => (outbox.wasTried(id) ? 'retry' : 'first')

  /** Waits until one of those under way has ended. */
  const oneEnds = (): Promise<void> => Promise.race(running)

  /** Sends these now, whatever else waits, and waits for their answers. */
  async function deliverNow(deliveries: readonly Delivery[], why?: Why): Promise<void> {
    for (const { id } of deliveries) {
      for (;;) {
        const delivery = outbox.byId(id)
        // Somebody else has sent it meanwhile.
        if (!delivery || (why === undefined && delivery.state !== 'pending')) break
        if (!lanes.isBusy(delivery.lane)) {
          await deliver(delivery, why ?? whyNow(delivery))
          break
        }
        await oneEnds()
      }
    }
  }

  /** Which comes first of payments that were just approved, until their window has asked. */
  const orders = new Map<string, WebhookOrder>()

  /** One delivery per target, as the settings and rules say. `is_from_browser`: there is a browser to be ordered against. */
  function record(
    merchant: number,
    { imp_uid, merchant_uid }: About,
    { event, body }: Notice,
    urls: readonly string[],
    content_type: ContentType,
    is_from_browser: boolean,
  ): number[] {
    const settings = settingsOf(merchant)
    const now_ms = clock.now_ms()
    return urls.flatMap((original_url) => {
      const url = rewrite(original_url, settings.webhook_rewrites)
      const subject = { imp_uid, merchant_uid, event, url: original_url }
      const twists = [...rules.take(merchant, subject, now_ms), ...(parts.twists?.(subject) ?? [])]
      const twist = combine([{ order: settings.webhook_order }, ...twists])
      const extra_ms = settings.webhook_delay_ms
      if (is_from_browser && imp_uid !== null && twist.order) orders.set(imp_uid, twist.order)
      return planOf(twist, is_from_browser).map(({ delay_ms, waits_for, is_lost, fault }, copy) =>
        outbox.put({
          merchant,
          imp_uid,
          merchant_uid,
          event,
          url,
          original_url,
          content_type,
          body,
          state: is_lost ? 'failed' : 'pending',
          due_ms: now_ms + delay_ms + extra_ms,
          created_at: clock.now(),
          ...laneOf(imp_uid, url, fault?.delay_ms || copy > 0 ? copy + 1 : 0),
          waits_for,
          fault,
        }),
      )
    })
  }

  const armed = (merchant: number): ArmedRule[] => rules.list(merchant)

  return {
    /** Writes the webhooks of a change. Belongs inside its transaction. */
    announce(
      merchant: number,
      about: About,
      { notice, urls, is_from_browser }: Extract<Announced, { notice: Notice }>,
      content_type: ContentType,
    ): number[] {
      return record(merchant, about, notice, urls, content_type, is_from_browser)
    },

    /** Writes a webhook that announces no change: a PG's own event, or a test. */
    record: (
      merchant: number,
      about: About,
      notice: Notice,
      urls: readonly string[],
      content_type: ContentType,
    ): number[] => outbox.transaction(() => record(merchant, about, notice, urls, content_type, false)),

    /** Which comes first now that this payment is approved: its webhook or the browser. Asked once. */
    orderOf(merchant: number, imp_uid: string): WebhookOrder {
      const order = orders.get(imp_uid) ?? settingsOf(merchant).webhook_order
      orders.delete(imp_uid)
      return order
    },

    /** Sends what of a payment is due, and waits for the shop's answers: the webhook before the browser. */
    deliverOf: (imp_uid: string): Promise<void> => deliverNow(outbox.dueOf(imp_uid, clock.now_ms())),

    /** The shop has answered the browser: webhooks that let it go first are due. Answers how many. */
    arrived(imp_uid: string): number {
      const released = outbox.release('browser', imp_uid, Number.MAX_SAFE_INTEGER, clock.now_ms())
      if (released > 0) parts.moved()
      return released
    },

    /** When the next delivery may leave; null when none waits for its time. */
    nextDue(): number | null {
      if (isStopped || lanes.room() <= 0) return null
      const due_ms = outbox.nextDue(lanes.taken())
      return due_ms === null ? null : due_ms / 1000
    },

    /** Delivers all that is due now, and answers one line for each. */
    async runDue(): Promise<string[]> {
      const lines: string[] = []
      for (;;) {
        const [next] =
          lanes.room() > 0 && !isStopped ? outbox.startable(clock.now_ms(), lanes.taken(), 1) : []
        if (next) {
          const { id, event, imp_uid, url } = next
          lines.push(`webhook ${id} ${event} ${imp_uid ?? ''} → ${redactUrl(url)}`)
          void deliver(next, whyNow(next))
          await within(PATIENCE_MS, oneEnds())
        } else if (running.size > 0) await oneEnds()
        else return lines
      }
    },

    /** Live: begins what is due, as far as there is room. */
    startDue(): void {
      for (const delivery of outbox.startable(clock.now_ms(), lanes.taken(), lanes.room())) {
        if (lanes.isFree(delivery)) void deliver(delivery, whyNow(delivery))
      }
    },

    /** Waits until nothing is under way. */
    async finish(): Promise<void> {
      while (running.size > 0) await Promise.allSettled([...running])
    },

    /** Cuts off what is under way, without a record of its end. */
    cutOff(): void {
      cut.abort()
      cut = newCut()
    },

    /** Nothing is begun any more, and what is under way has a moment to end; then it is cut off. */
    async stop(grace_ms: number): Promise<void> {
      isStopped = true
      if (running.size > 0) await within(grace_ms, Promise.all(running))
      cut.abort()
    },

    /** Sends these, which were just written, and answers how it went. */
    async sendNow(ids: readonly number[]): Promise<DeliveryView[]> {
      await deliverNow(ids.map((id) => outbox.byId(id)!).filter(({ state }) => state === 'pending'))
      return ids.map((id) => view(outbox.byId(id)!))
    },

    /** Sends a delivery once more, with the same body to the same address. Null when there is none of this id. */
    async resend(id: number): Promise<DeliveryView | null> {
      const delivery = outbox.byId(id)
      if (!delivery || delivery.event === 'confirm_url') return null
      await deliverNow([delivery], 'resend')
      return view(outbox.byId(id)!)
    },

    list(filter: DeliveryFilter): { list: DeliveryView[]; total: number } {
      const { list, total } = outbox.list(filter)
      return { list: list.map(view), total }
    },

    byId(id: number): DeliveryView | null {
      const delivery = outbox.byId(id)
      return delivery && view(delivery)
    },

    rules: armed,
    addRule(merchant: number, rule: WebhookRule): ArmedRule {
      const id = rules.add(merchant, rule)
      return armed(merchant).find((known) => known.id === id)!
    },
    removeRules: (merchant: number, id?: number): number => rules.remove(merchant, id),

    recover: () => outbox.recover(),
  }

  function view({
    merchant: _m,
    content_type: _c,
    body: _b,
    created_at: _a,
    due_ms: _d,
    host: _h,
    lane: _l,
    retries: _r,
    ...delivery
  }: Delivery): DeliveryView {
    const { url, original_url } = delivery
    return {
      ...delivery,
      url: redactUrl(url),
      original_url: redactUrl(original_url),
      attempts: outbox.attempts(delivery.id),
    }
  }
}

/** The webhooks of one payment to one host stay in order; a copy, or one that is late on purpose, has a lane of its own. */
function laneOf(imp_uid: string | null, url: string, apart: number): { lane: string; host: string } {
  const host = URL.canParse(url) ? new URL(url).host : url
  return { host, lane: `${imp_uid ?? url} ${host}${apart === 0 ? '' : ` ${apart}`}` }
}

/** Waits for something, but not for longer than this. */
async function within(ms: number, something: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const end = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([something, end])
  clearTimeout(timer)
}
