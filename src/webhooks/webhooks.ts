/** All that can be done with webhooks: written, sent when they are due or at once, sent again, listed, bent by rules. */

import type { Attempt, Delivery, DeliveryFilter, DeliveryState } from './delivery.ts'
import { createDueWebhooks } from './due.ts'
import type { DeliveryLists } from './list-store.ts'
import type { Outbox } from './outbox.ts'
import { createRecorder, type RecordParts } from './record.ts'
import { redactUrl } from './redact.ts'
import type { WebhookRule } from './rules.ts'
import { createSender, type SenderParts } from './sender.ts'
import type { ArmedRule } from './store.ts'

/** A delivery as the control API shows it. */
export interface DeliveryView
  extends Omit<
    Delivery,
    'merchant' | 'content_type' | 'body' | 'created_at' | 'due_ms' | 'host' | 'lane' | 'retries'
  > {
  readonly attempts: readonly Attempt[]
}

export type WebhookParts = RecordParts & SenderParts & { readonly outbox: DeliveryLists }

export type Webhooks = ReturnType<typeof createWebhooks>

export function createWebhooks(parts: WebhookParts) {
  const { outbox, rules, clock } = parts
  const sender = createSender(parts)
  const { deliverNow } = sender
  const armed = (merchant: number): ArmedRule[] => rules.list(merchant)

  return {
    ...createRecorder(parts),
    ...createDueWebhooks(outbox, clock, sender),
    cutOff: sender.cutOff,
    stop: sender.stop,
    recover: () => outbox.recover(),

    /** Sends what of a payment is due, and waits for the shop's answers: the webhook before the browser. */
    deliverOf: (imp_uid: string): Promise<void> => deliverNow(outbox.dueOf(imp_uid, clock.now_ms())),

    /** The shop has answered the browser: webhooks that let it go first are due. Answers how many. */
    arrived(imp_uid: string): number {
      const released = outbox.release('browser', imp_uid, Number.MAX_SAFE_INTEGER, clock.now_ms())
      if (released > 0) parts.moved()
      return released
    },

    /** Sends these, which were just written, and answers how it went; a reset may take them away meanwhile. */
    async sendNow(ids: readonly number[]): Promise<DeliveryView[]> {
      const there = () => ids.flatMap((id) => outbox.byId(id) ?? [])
      await deliverNow(there().filter(({ state }) => state === 'pending'))
      return there().map((delivery) => view(outbox, delivery))
    },

    /** Sends a delivery once more, with the same body to the same address. Null when there is none of this id. */
    async resend(id: number): Promise<DeliveryView | null> {
      const delivery = outbox.byId(id)
      if (!delivery || delivery.event === 'confirm_url') return null
      await deliverNow([delivery], 'resend')
      const sent = outbox.byId(id)
      return sent && view(outbox, sent)
    },

    /** Whether anything was ever written for this payment. */
    isKnown: (imp_uid: string): boolean => outbox.isKnown(imp_uid),

    list(filter: DeliveryFilter): { list: DeliveryView[]; total: number } {
      const { list, total } = outbox.list(filter)
      return { list: list.map((delivery) => view(outbox, delivery)), total }
    },

    /** The last ones in a state, newest first. */
    newest: (state: DeliveryState, limit: number): DeliveryView[] =>
      outbox.newest(state, limit).map((delivery) => view(outbox, delivery)),

    countState: outbox.countState,
    kinds: outbox.kinds,
    rewritten: outbox.rewritten,

    marks: outbox.marks,

    byId(id: number): DeliveryView | null {
      const delivery = outbox.byId(id)
      return delivery && view(outbox, delivery)
    },

    rules: armed,
    addRule(merchant: number, rule: WebhookRule): ArmedRule {
      const id = rules.add(merchant, rule)
      return armed(merchant).find((known) => known.id === id)!
    },
    removeRules: (merchant: number, id?: number): number => rules.remove(merchant, id),
  }
}

function view(
  outbox: Outbox,
  {
    merchant: _m,
    content_type: _c,
    body: _b,
    created_at: _a,
    due_ms: _d,
    host: _h,
    lane: _l,
    retries: _r,
    ...delivery
  }: Delivery,
): DeliveryView {
  const { url, original_url } = delivery
  return {
    ...delivery,
    url: redactUrl(url),
    original_url: redactUrl(original_url),
    attempts: outbox.attempts(delivery.id),
  }
}
