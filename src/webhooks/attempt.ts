/** One attempt: from the record of its beginning, before the first byte goes out, to that of its end, and what becomes of its delivery. */
import type { Connections } from './connections.ts'
import type { Cut } from './cut.ts'
import type { Attempt, Delivery, DeliveryState, Why } from './delivery.ts'
import { isWorthRetrying, RETRIES, TIMEOUTS } from './policy.ts'
import type { Posting } from './posting.ts'
import { redactAnswer, redactHeaders } from './redact.ts'
import { prepareRequest } from './request.ts'
import type { Resting } from './resting.ts'
import { type Outcome, send } from './send.ts'

export interface AttemptParts extends Posting {
  /** Tells that an attempt begins. */
  readonly leaves: (delivery: Delivery) => void
  /** Tells everybody who watches how an attempt ended. */
  readonly attempted: (delivery: Delivery, attempt: Omit<Attempt, 'at'>) => void
  /** Tells the developer that a shop has not answered yet. */
  readonly waiting: (delivery: Delivery, seconds: number) => void
  /** Does something after so many milliseconds. Answers how to call it off. */
  readonly later: (ms: number, work: () => void) => () => void
}

/** After how many seconds without an answer the developer is told. */
const WAITING_S = 3

/** How often the end of an attempt is tried to be written. */
const MOST_RESTS = 10

export function createAttempt(
  parts: AttemptParts,
  connections: Connections,
  { rest, resting }: Pick<Resting, 'rest' | 'resting'>,
) {
  const { outbox, clock, settingsOf } = parts

  async function attempt(delivery: Delivery, why: Why, cut: Cut): Promise<void> {
    const settings = settingsOf(delivery.merchant)
    const message = prepareRequest(delivery, settings)
    const kept = { ...message, headers: redactHeaders(message.headers) }
    const id = begun(delivery.id, why, kept)
    const answered = parts.later(WAITING_S * 1000, () => parts.waiting(delivery, WAITING_S))
    const outcome = await whenWritten(cut, () => {
      parts.leaves(delivery)
      return send(delivery.url, message, {
        timeouts: TIMEOUTS[why],
        allow_public: parts.allow_public,
        own_ports: parts.own_ports(),
        verify_tls: settings.webhook_verify_tls,
        carry: connections.carry,
        cut,
      })
    }).finally(answered)
    // Cut off on purpose: the row still says `sending`, and is found and marked by the next start.
    if (outcome === null || cut.isCut()) return
    const fate = fateOf(delivery, why, outcome, settings.webhook_retries, clock.now_ms())
    await ended(cut, () => record(parts, delivery, id, { ...outcome, request: kept, why }, fate))
    await outbox.written()
  }

  /** What the shop has answered is written as soon as it can be: the next start would send again what has no end. */
  async function ended(cut: Cut, write: () => void): Promise<void> {
    for (let rests = 0; ; rests++) {
      try {
        return outbox.together(write)
      } catch (error) {
        rest()
        if (rests === MOST_RESTS) throw error
        await resting()
        // The rows may be another world's by now.
        if (cut.isCut()) return
      }
    }
  }

  /** Whoever begins others after this one is to know at once that nothing can be written. */
  function begun(delivery: number, why: Why, request: Attempt['request']): number {
    try {
      return outbox.together(() => outbox.begin(delivery, clock.now(), why, request))
    } catch (error) {
      rest()
      throw error
    }
  }

  /** Nothing leaves that the next start would not know of. Null: it was cut off before it left. */
  async function whenWritten<T>({ isCut }: Cut, leave: () => Promise<T>): Promise<T | null> {
    await outbox.written()
    return isCut() ? null : leave()
  }

  return attempt
}

interface Fate {
  readonly state: DeliveryState
  readonly due_ms: number | null
}

/** What becomes of a delivery after an attempt. */
function fateOf(
  { state: before, due_ms, retries }: Delivery,
  why: Why,
  outcome: Outcome,
  is_retrying: boolean,
  now_ms: number,
): Fate {
  if (outcome.error === null) return { state: 'delivered', due_ms: null }
  // Somebody pressed the button while it waited for its next attempt: it goes on waiting.
  if (why === 'resend') return { state: before === 'pending' ? 'pending' : 'failed', due_ms }
  const is_left = is_retrying && retries + (why === 'retry' ? 1 : 0) < RETRIES.times
  if (!is_left || !isWorthRetrying(outcome)) return { state: 'failed', due_ms: null }
  return { state: 'pending', due_ms: now_ms + RETRIES.every_ms }
}

/** What became of an attempt, and with it those that waited for it. */
function record(
  { outbox, clock, attempted }: AttemptParts,
  delivery: Delivery,
  attempt: number,
  outcome: Outcome & Pick<Attempt, 'request' | 'why'>,
  { state, due_ms }: Fate,
): void {
  const { response } = outcome
  const kept = {
    ...outcome,
    response: redactAnswer(response),
  }
  outbox.transaction(() => {
    outbox.finish(delivery.id, attempt, kept, state, due_ms)
    if (delivery.imp_uid !== null) outbox.release('next', delivery.imp_uid, delivery.id, clock.now_ms())
  })
  attempted({ ...delivery, state }, kept)
}
