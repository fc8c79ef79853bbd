/** Writes webhooks: one delivery per target and copy, as the merchant's settings, its rules and the scenarios have it. */
import type { Clock } from '../core/clock.ts'
import { parsedUrl } from '../core/parsed-url.ts'
import type { Announced, Notice } from './announce.ts'
import { bendersOf, combine, planOf, type Subject } from './bending.ts'
import type { ContentType } from './delivery.ts'
import type { Outbox } from './outbox.ts'
import { rewrite } from './rewrite.ts'
import type { BentBy, WebhookOrder } from './rules.ts'
import type { WebhookSettings } from './settings.ts'
import type { RuleStore } from './store.ts'

export interface RecordParts {
  readonly outbox: Outbox
  readonly rules: RuleStore
  readonly clock: Clock
  readonly settingsOf: (merchant: number) => WebhookSettings
  /** What a scenario does to this webhook. */
  readonly effects?: (subject: Subject) => BentBy[]
}

/** Whom a webhook is about. */
export interface About {
  readonly imp_uid: string | null
  readonly merchant_uid: string | null
}

export function createRecorder(parts: RecordParts) {
  const { outbox, rules, clock, settingsOf } = parts
  /** Which comes first of payments that were just approved, until their window has asked. */
  const orders = new Map<string, WebhookOrder>()

  function write(
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
      const effects: BentBy[] = [
        { order: settings.webhook_order, by: { setting: 'webhook_order' } },
        ...rules.take(merchant, subject, now_ms),
        ...(parts.effects?.(subject) ?? []),
      ]
      const effect = combine(effects)
      const benders = bendersOf(effects, is_from_browser)
      const extra_ms = settings.webhook_delay_ms
      if (is_from_browser && imp_uid !== null && effect.order) orders.set(imp_uid, effect.order)
      return planOf(effect, is_from_browser, benders).map(({ delay_ms, waits_for, is_lost, fault }, copy) =>
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

  return {
    /** The webhooks of a change. Belongs inside its transaction. */
    announce: (
      merchant: number,
      about: About,
      { notice, urls, is_from_browser }: Extract<Announced, { notice: Notice }>,
      content_type: ContentType,
    ): number[] => write(merchant, about, notice, urls, content_type, is_from_browser),

    /** A webhook that announces no change: a PG's own event, or a test. */
    record: (
      merchant: number,
      about: About,
      notice: Notice,
      urls: readonly string[],
      content_type: ContentType,
    ): number[] => outbox.transaction(() => write(merchant, about, notice, urls, content_type, false)),

    /** Which comes first now that this payment is approved: its webhook or the browser. Asked once. */
    orderOf(merchant: number, imp_uid: string): WebhookOrder {
      const order = orders.get(imp_uid) ?? settingsOf(merchant).webhook_order
      orders.delete(imp_uid)
      return order
    },
  }
}

/** The webhooks of one payment to one host stay in order; a copy, or one that is late on purpose, has a lane of its own. */
function laneOf(imp_uid: string | null, url: string, apart: number): { lane: string; host: string } {
  const host = parsedUrl(url)?.host ?? url
  return { host, lane: `${imp_uid ?? url} ${host}${apart === 0 ? '' : ` ${apart}`}` }
}
