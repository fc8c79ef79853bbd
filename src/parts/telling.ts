/** What people are told: every line of the journal that a noun gives rise to, said in one place. */
import type { Refusal } from '../catalog/refusals.ts'
import type { Certification } from '../certifications/certification.ts'
import { beginOf } from '../core/begin-of.ts'
import { type Bilingual, both } from '../core/bilingual.ts'
import { DatabaseError } from '../core/database-error.ts'
import { isRecord } from '../core/record.ts'
import { failedLine, type Journal } from '../journal.ts'
import type { PendingAct } from '../orders/store.ts'
import type { Payment, TimelineEntry } from '../payments/payment.ts'
import type { Fault } from '../scenarios/fault.ts'
import { actedLine } from '../scenarios/lines.ts'
import { paymentLine, refusedLine, remarkLine, waitingLine, webhookLine } from '../telling/lines.ts'
import type { Told } from '../trace/entry.ts'
import type { Opened } from '../trace/record.ts'
import type { Trace } from '../trace/trace.ts'
import type { Asked } from '../webhooks/confirm.ts'
import type { Attempt, Delivery } from '../webhooks/delivery.ts'
import { textOf } from '../windows/request.ts'

type Ended = Pick<Attempt, 'ms' | 'status' | 'error' | 'request' | 'response'>

export type Telling = ReturnType<typeof createTelling>

export function createTelling(journal: Journal, trace: Pick<Trace, 'open' | 'tell' | 'leaves'>) {
  /** Attempts under way, by their delivery: what the shop calls meanwhile comes of them. */
  const leaving = new Map<number, Opened>()
  const leave = (about: Pick<Told, 'imp_uid' | 'merchant_uid'>): Opened => {
    const opened = trace.open()
    trace.leaves(about, opened.seq)
    return opened
  }

  /** A call of ours to the shop has ended. */
  function called(about: About, line: Written, detail: Detail, attempt: Ended, opened?: Opened): void {
    trace.tell(toldOf(about, line, detail, attempt), opened)
  }

  return {
    acted: (scenario: string, fault: Fault): void => journal.happened(...actedLine(scenario, fault)),

    /** An attempt begins. */
    leaves(delivery: Delivery): void {
      leaving.set(delivery.id, leave(delivery))
    },

    attempted(delivery: Delivery, attempt: Ended & Pick<Attempt, 'why'>): void {
      const { id } = delivery
      const opened = leaving.get(id)
      leaving.delete(id)
      called(
        delivery,
        () => webhookLine(delivery, attempt),
        deliveryDetail(delivery, attempt),
        attempt,
        opened,
      )
    },

    waiting(delivery: Delivery, seconds: number): void {
      const { id, imp_uid } = delivery
      journal.happened('webhook', waitingLine(delivery, seconds), { delivery: id, imp_uid }, 'warn')
    },

    /** The shop is about to be asked whether it still wants a sale. */
    asks: leave,

    /** It has answered. */
    asked(asked: Asked, attempt: Ended, opened: Opened): void {
      const { imp_uid, merchant_uid, url } = asked
      const line = () => webhookLine({ event: 'confirm_url', merchant_uid, url }, attempt)
      called(asked, line, { imp_uid }, attempt, opened)
    },

    /** A change that no webhook announces although the shop may expect one. */
    unannounced({ imp_uid, merchant_uid }: Payment, status: string, why: Bilingual): void {
      const line = both((lang) => `${status} ${merchant_uid}: ${why[lang]}`)
      journal.happened('webhook', line, { imp_uid })
    },

    payment(payment: Payment, entry: TimelineEntry): void {
      const { imp_uid, merchant_uid, status } = payment
      const kind = entry.what === 'window opened' ? 'order' : 'payment'
      const { amount, reason, remarks } = entry.detail
      const detail = { imp_uid, status, what: entry.what, by: entry.by, amount, reason }
      journal.happened(kind, () => paymentLine(payment, entry), detail, 'info', { merchant_uid })
      for (const text of Array.isArray(remarks) ? remarks : []) {
        const line = remarkLine(payment, String(text))
        journal.happened('remark', line, { imp_uid, status }, 'warn', { merchant_uid })
      }
    },

    /** An order, or a wish for an identity verification, was refused before any window: what it asked for is told with it. */
    refused(reason: Refusal, raw: unknown): void {
      const detail = detailOf(reason, raw)
      journal.happened('refused', refusedLine(detail.merchant_uid, reason), detail, 'warn')
    },

    certification({ imp_uid }: Certification, text: Bilingual): void {
      journal.happened(
        'certification',
        both((lang) => `${imp_uid} ${text[lang]}`),
        { imp_uid },
      )
    },

    /** What a buyer did at Naver could not be done any more once it was seen. */
    missed(act: PendingAct, why: Refusal): void {
      journal.happened('refused', `${act.product_order_id} ${act.act}: ${why.message}`, {}, 'warn')
    },

    fault:
      (where: string) =>
      (error: unknown): void => {
        if (error instanceof DatabaseError) return // It has told by itself.
        const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
        journal.happened('fault', failedLine(where, text), {}, 'error')
      },
  }
}

/** Of an order that came to nothing no row is kept: what people know it by stands in its line. */
const ASKED = [
  'pg',
  'pay_method',
  'name',
  'amount',
  'currency',
  'buyer_name',
  'buyer_email',
  'buyer_tel',
] as const

function detailOf(reason: Refusal, raw: unknown) {
  const { name, message, hint } = reason
  return { merchant_uid: textOf(raw, 'merchant_uid') ?? null, name, message, hint, asked: askedOf(raw) }
}

function askedOf(raw: unknown): Record<string, string | number> {
  if (!isRecord(raw)) return {}
  const shown = ASKED.flatMap((name): [string, string | number][] => {
    const value = raw[name]
    if (typeof value === 'number') return [[name, value]]
    return typeof value === 'string' && value !== '' ? [[name, beginOf(value, 200)]] : []
  })
  return Object.fromEntries(shown)
}

function toldOf({ imp_uid, merchant_uid, url }: About, text: Written, detail: Detail, attempt: Ended): Told {
  const { request, response, status, ms, error } = attempt
  return {
    surface: 'webhook',
    imp_uid,
    merchant_uid,
    request: { method: 'POST', url, ...request },
    response: { status, ms, error, headers: response?.headers ?? {}, body: response?.body ?? null },
    line: { kind: 'webhook', level: levelOf(attempt), text, detail },
  }
}

interface About {
  readonly imp_uid: string | null
  readonly merchant_uid: string | null
  readonly url: string
}

type Detail = Readonly<Record<string, unknown>>
/** A line that is written when somebody reads it. */
type Written = () => Bilingual

const levelOf = ({ error }: Pick<Ended, 'error'>) => (error === null ? 'info' : 'warn')

/** A webhook that somebody has sent again says so: nothing has happened that it tells of. */
const deliveryDetail = ({ id, imp_uid }: Delivery, { why }: Pick<Attempt, 'why'>): Detail => ({
  delivery: id,
  imp_uid,
  ...(why === 'resend' ? { why } : {}),
})
