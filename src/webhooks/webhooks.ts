/** The sender: takes what is due out of the outbox and delivers it. Deliveries of one payment stay in order. */
import type { Clock } from '../core/clock.ts'
import type { Attempt, ContentType, Delivery, DeliveryFilter, Outbox } from './outbox.ts'
import type { Notice } from './policy.ts'
import { prepareRequest, type SendOptions, send } from './send.ts'

/** A delivery as the control API shows it. */
export interface DeliveryView extends Omit<Delivery, 'merchant' | 'content_type' | 'body' | 'created_at'> {
  readonly attempts: readonly Attempt[]
}

export interface WebhookParts {
  readonly outbox: Outbox
  readonly clock: Clock
  readonly options: SendOptions
  /** Tells everybody who watches how an attempt ended. */
  readonly attempted: (delivery: Delivery, attempt: Pick<Attempt, 'ms' | 'status' | 'error'>) => void
}

/** How many payments' deliveries may be under way at once. */
const LANES = 16

export type Webhooks = ReturnType<typeof createWebhooks>

export function createWebhooks({ outbox, clock, options, attempted }: WebhookParts) {
  async function deliver(delivery: Delivery): Promise<void> {
    const request = prepareRequest(delivery.body, delivery.content_type)
    const attempt = outbox.begin(delivery.id, clock.now(), request)
    const outcome = await send(delivery.url, request, options)
    const state = outcome.error === null ? 'delivered' : 'failed'
    outbox.finish(delivery.id, attempt, outcome, state)
    attempted({ ...delivery, state }, outcome)
  }

  return {
    /** Writes one delivery per target. Belongs inside the transaction of the change that it announces. */
    record(
      merchant: number,
      subject: { imp_uid: string | null; merchant_uid: string | null },
      notice: Notice,
      urls: readonly string[],
      content_type: ContentType,
    ): void {
      const now = clock.now()
      for (const url of urls) {
        const { imp_uid, merchant_uid } = subject
        const { event, body } = notice
        outbox.put({
          merchant,
          imp_uid,
          merchant_uid,
          event,
          url,
          content_type,
          body,
          due_at: now,
          created_at: now,
        })
      }
    },

    /** When the next delivery falls due; null when none waits. */
    nextDue: () => outbox.nextDue(),

    /** Delivers all that is due now, and answers one line for each. */
    async runDue(): Promise<string[]> {
      const due = outbox.due(clock.now())
      const lanes = inLanes(due)
      const worker = async () => {
        for (let lane = lanes.shift(); lane; lane = lanes.shift()) {
          for (const delivery of lane) await deliver(delivery)
        }
      }
      await Promise.all(Array.from({ length: LANES }, worker))
      return due.map(
        (delivery) => `webhook ${delivery.id} ${delivery.event} ${delivery.imp_uid ?? ''} → ${delivery.url}`,
      )
    },

    /** Sends a delivery once more, with the same body. Null when there is none of this id. */
    async resend(id: number): Promise<DeliveryView | null> {
      const delivery = outbox.byId(id)
      if (!delivery) return null
      await deliver(delivery)
      return view(outbox.byId(id)!)
    },

    list(filter: DeliveryFilter): { list: DeliveryView[]; total: number } {
      const { list, total } = outbox.list(filter)
      return { list: list.map(view), total }
    },

    recover: () => outbox.recover(),
  }

  function view({
    merchant: _m,
    content_type: _c,
    body: _b,
    created_at: _a,
    ...delivery
  }: Delivery): DeliveryView {
    return { ...delivery, attempts: outbox.attempts(delivery.id) }
  }
}

/** One lane per payment, so that its webhooks arrive in the order in which they were written. */
function inLanes(due: readonly Delivery[]): Delivery[][] {
  const lanes = new Map<string | number, Delivery[]>()
  for (const delivery of due) {
    const lane = lanes.get(delivery.imp_uid ?? delivery.id)
    if (lane) lane.push(delivery)
    else lanes.set(delivery.imp_uid ?? delivery.id, [delivery])
  }
  return [...lanes.values()]
}
