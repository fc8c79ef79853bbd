/** What people are told: every line of the journal that a noun gives rise to, said in one place. */
import type { Refusal } from '../catalog/refusals.ts'
import type { Certification } from '../certifications/certification.ts'
import type { Journal } from '../journal.ts'
import type { PendingAct } from '../orders/store.ts'
import type { Payment, TimelineEntry } from '../payments/payment.ts'
import type { Fault } from '../scenarios/fault.ts'
import { actedLine } from '../scenarios/lines.ts'
import { paymentLine, refusedLine, remarkLine, waitingLine, webhookLine } from '../telling/lines.ts'
import type { Asked } from '../webhooks/confirm.ts'
import type { Attempt, Delivery } from '../webhooks/outbox.ts'

type Ended = Pick<Attempt, 'ms' | 'status' | 'error'>

export type Telling = ReturnType<typeof createTelling>

export function createTelling(journal: Journal) {
  return {
    acted: (scenario: string, fault: Fault): void => journal.happened(...actedLine(scenario, fault)),

    attempted(delivery: Delivery, attempt: Ended): void {
      const detail = { delivery: delivery.id, imp_uid: delivery.imp_uid }
      journal.happened('webhook', webhookLine(delivery, attempt), detail, levelOf(attempt))
    },

    waiting(delivery: Delivery, seconds: number): void {
      const { id, imp_uid } = delivery
      journal.happened('webhook', waitingLine(delivery, seconds), { delivery: id, imp_uid }, 'warn')
    },

    /** The shop was asked whether it still wants a sale. */
    asked({ imp_uid, merchant_uid, url }: Asked, attempt: Ended): void {
      const line = webhookLine({ event: 'confirm_url', merchant_uid, url }, attempt)
      journal.happened('webhook', line, { imp_uid }, levelOf(attempt))
    },

    /** A change that no webhook announces although the shop may expect one. */
    unannounced({ imp_uid, merchant_uid }: Payment, status: string, why: string): void {
      journal.happened('webhook', `${status} ${merchant_uid}: ${why}`, { imp_uid })
    },

    payment(payment: Payment, entry: TimelineEntry): void {
      const { imp_uid, status } = payment
      const kind = entry.what === 'window opened' ? 'order' : 'payment'
      journal.happened(kind, paymentLine(payment, entry), { imp_uid, status })
      const { remarks } = entry.detail
      for (const text of Array.isArray(remarks) ? remarks : [])
        journal.happened('remark', remarkLine(payment, String(text)), { imp_uid, status }, 'warn')
    },

    /** An order, or a wish for an identity verification, was refused before any window. */
    refused(reason: Refusal, merchant_uid: string | null): void {
      const detail = { merchant_uid, name: reason.name }
      journal.happened('refused', refusedLine(merchant_uid, reason), detail, 'warn')
    },

    certification({ imp_uid }: Certification, text: string): void {
      journal.happened('certification', `${imp_uid} ${text}`, { imp_uid })
    },

    /** What a buyer did at Naver could not be done any more once it was seen. */
    missed(act: PendingAct, why: Refusal): void {
      journal.happened('refused', `${act.product_order_id} ${act.act}: ${why.message}`, {}, 'warn')
    },

    fault:
      (where: string) =>
      (error: unknown): void => {
        const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
        journal.happened('fault', `${where} failed: ${text}`, {}, 'error')
      },
  }
}

const levelOf = ({ error }: Ended) => (error === null ? 'info' : 'warn')
