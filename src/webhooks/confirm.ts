/**
 * confirm_url: asks the shop just before the approval whether it still wants the sale (vendor's page on confirm_process).
 * What was asked and answered is listed among the webhooks, with the event `confirm_url`.
 */
import { isRecord } from '../core/schema.ts'
import type { Opened } from '../trace/record.ts'
import type { Attempt } from './delivery.ts'
import type { Posting } from './posting.ts'
import { redactAnswer, redactHeaders } from './redact.ts'
import { prepareRequest } from './request.ts'
import { rewrite } from './rewrite.ts'
import { type Outcome, send } from './send.ts'

export interface ConfirmParts extends Posting {
  /** Tells that the shop is about to be asked; what comes back goes to `attempted`. */
  readonly asks: (what: Asked) => Opened
  readonly attempted: (what: Asked, attempt: Omit<Attempt, 'at' | 'why'>, opened: Opened) => void
}

export interface Asked {
  readonly merchant: number
  readonly imp_uid: string
  readonly merchant_uid: string
  /** Major units. */
  readonly amount: number
  readonly url: string
  /** In place of confirm_url's own: what a convenience store asks has another shape. */
  readonly body?: Readonly<Record<string, unknown>>
}

/** Ten seconds in all (vendor's page on confirm_process). */
const TIMEOUTS = { connect_ms: 10_000, read_ms: 10_000, total_ms: 10_000 }

/** Answers why the shop says no; null when it says yes. */
export type Confirm = (asked: Asked) => Promise<string | null>

export function createConfirm(parts: ConfirmParts): Confirm {
  const { outbox, clock, allow_public, own_ports, settingsOf } = parts
  return async (asked) => {
    const { merchant, imp_uid, merchant_uid, amount } = asked
    const settings = settingsOf(merchant)
    const url = rewrite(asked.url, settings.webhook_rewrites)
    const body = asked.body ?? { imp_uid, merchant_uid, amount }
    const content_type = 'json' as const
    const message = prepareRequest({ body, content_type, event: 'confirm_url', fault: null }, settings)
    const request = { ...message, headers: redactHeaders(message.headers) }
    const [id, attempt] = outbox.transaction(() => {
      const id = outbox.put({
        merchant,
        imp_uid,
        merchant_uid,
        event: 'confirm_url',
        url,
        original_url: asked.url,
        content_type,
        body,
        state: 'sending',
        due_ms: clock.now_ms(),
        created_at: clock.now(),
        lane: `confirm ${imp_uid}`,
        host: '',
        waits_for: null,
        fault: null,
      })
      return [id, outbox.begin(id, clock.now(), 'first', request)]
    })
    const opened = parts.asks({ ...asked, url })
    const verify_tls = settings.webhook_verify_tls
    const outcome = await send(url, message, {
      timeouts: TIMEOUTS,
      allow_public,
      own_ports: own_ports(),
      verify_tls,
    })
    const reason = refusalOf(outcome)
    const { response } = outcome
    const kept = {
      ...outcome,
      response: redactAnswer(response),
    }
    outbox.finish(id, attempt, kept, outcome.error === null ? 'delivered' : 'failed')
    parts.attempted({ ...asked, url }, { ...kept, request }, opened)
    return reason
  }
}

/** HTTP 200 is a yes, unless its body gives a reason against it; everything else is a no. */
function refusalOf({ status, response }: Outcome): string | null {
  const reason = readReason(response?.body ?? '')
  if (status === 200 && reason === null) return null
  return reason ?? '알 수 없음'
}

function readReason(text: string): string | null {
  try {
    const body: unknown = JSON.parse(text)
    return isRecord(body) && typeof body.reason === 'string' && body.reason !== '' ? body.reason : null
  } catch {
    return null
  }
}
