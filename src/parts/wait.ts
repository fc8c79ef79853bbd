/** Waits until something has happened: a payment in some state, a webhook, a call of the shop, a line of the journal. */
import { isRecord } from '../core/schema.ts'
import type { Journal, RequestRecord, SandboxEvent } from '../journal.ts'
import type { Merchants } from '../merchants/merchants.ts'
import type { Payments } from '../payments/payments.ts'
import { type PaymentView, printPayment } from '../payments/view.ts'
import type { DeliveryView, Webhooks } from '../webhooks/webhooks.ts'

/** What can be waited for, and what comes back. */
export interface Happening {
  payment: PaymentView
  webhook: DeliveryView
  request: RequestRecord
  event: SandboxEvent
}
export const HAPPENINGS = ['payment', 'webhook', 'request', 'event'] as const satisfies (keyof Happening)[]

/** Keys that must have these values, records by their parts; or a function that says yes. */
export type Match<T> = { readonly [K in keyof T]?: unknown } | ((subject: T) => boolean)

/** Nothing like it came in time. */
export class WaitError extends Error {}

export interface WaiterParts {
  readonly journal: Journal
  readonly merchants: Merchants
  readonly payments: Payments
  readonly webhooks: Webhooks
}

export type Waiter = ReturnType<typeof createWaiter>

/** How many of a kind are looked at: the newest. */
const LOOKED_AT = 1000

export function createWaiter({ journal, merchants, payments, webhooks }: WaiterParts) {
  const waiting = new Set<(error: WaitError) => void>()

  const all: { [K in keyof Happening]: (match: Match<Happening[K]>) => readonly Happening[K][] } = {
    payment: () => {
      const merchant = merchants.byDefault().id
      const { list } = payments.read.list({ merchant, sorting: '-updated', limit: LOOKED_AT, offset: 0 })
      return list.map((payment) => printPayment(payment))
    },
    webhook: (match) => {
      const imp_uid =
        typeof match === 'object' && typeof match.imp_uid === 'string' ? match.imp_uid : undefined
      return webhooks.list({ imp_uid, limit: LOOKED_AT }).list
    },
    request: () => journal.requests(),
    event: () => journal.events(),
  }

  /**
   * The first that fits: at once where it has happened already, else as soon as it does. Throws a `WaitError` when it
   * does not within `timeout_ms` of real time.
   */
  function waitFor<K extends keyof Happening>(
    what: K,
    match: Match<Happening[K]> = {},
    timeout_ms = 5000,
  ): Promise<Happening[K]> {
    const find = () => all[what](match).find((subject) => fits(subject, match))
    const found = find()
    if (found !== undefined) return Promise.resolve(found)
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer)
        unfollow()
        waiting.delete(giveUp)
      }
      const giveUp = (error: WaitError) => {
        end()
        reject(error)
      }
      const unfollow = journal.follow(() => {
        const now = find()
        if (now === undefined) return
        end()
        resolve(now)
      })
      const timer = setTimeout(
        () => giveUp(late(what, match, timeout_ms, all[what](match).length)),
        timeout_ms,
      )
      waiting.add(giveUp)
    })
  }

  return {
    waitFor,

    /** Ends all waiting with this reason; answers how many there were. */
    stop(reason: string): number {
      const count = waiting.size
      for (const giveUp of [...waiting]) giveUp(new WaitError(reason))
      return count
    },
  }
}

function late(what: string, match: unknown, timeout_ms: number, count: number): WaitError {
  const wanted = typeof match === 'function' ? 'that fits' : JSON.stringify(match)
  return new WaitError(
    `No ${what} ${wanted} within ${timeout_ms} ms (there are ${count} of any kind). Webhooks leave in settle and advance, or by themselves with live.`,
  )
}

function fits<T>(subject: T, match: Match<T>): boolean {
  return typeof match === 'function' ? match(subject) : isLike(subject, match)
}

function isLike(value: unknown, wanted: unknown): boolean {
  if (wanted === undefined) return true
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(value) &&
      wanted.length === value.length &&
      wanted.every((item, n) => isLike(value[n], item))
    )
  }
  if (!isRecord(wanted)) return Object.is(value, wanted)
  return isRecord(value) && Object.entries(wanted).every(([key, item]) => isLike(value[key], item))
}
