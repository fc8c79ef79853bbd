/** Waits until something has happened: a payment in some state, a webhook, a call of the shop, a line of the journal. */
import { type Bilingual, BilingualError, say } from '../core/bilingual.ts'
import type { Chores } from '../core/chores.ts'
import { isRecord } from '../core/schema.ts'
import type { Journal, RequestRecord, SandboxEvent } from '../journal.ts'
import type { Merchants } from '../merchants/merchants.ts'
import type { Payments } from '../payments/payments.ts'
import { printPayment } from '../payments/print.ts'
import type { PaymentView } from '../payments/view.ts'
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
export class WaitError extends BilingualError {}

export interface WaiterParts {
  readonly journal: Journal
  readonly later: Chores['forCaller']
  readonly merchants: Merchants
  readonly payments: Payments
  readonly webhooks: Webhooks
}

/** How many of a kind are looked at: the newest. */
const LOOKED_AT = 1000

interface Waiting<K extends keyof Happening = keyof Happening> {
  readonly what: K
  readonly match: Match<Happening[K]>
  readonly found: (subject: Happening[K]) => void
  readonly giveUp: (error: unknown) => void
}

export function createWaiter({ journal, later, merchants, payments, webhooks }: WaiterParts) {
  const waiting = new Set<Waiting>()
  let unfollow: (() => void) | null = null
  let is_due = false

  const all: { readonly [K in keyof Happening]: () => readonly Happening[K][] } = {
    payment: () => {
      const merchant = merchants.byDefault().id
      const { list } = payments.read.list({ merchant, sorting: '-updated', limit: LOOKED_AT, offset: 0 })
      return list.map((payment) => printPayment(payment))
    },
    webhook: () => webhooks.list({ limit: LOOKED_AT }).list,
    request: () => journal.requests(),
    event: () => journal.events(),
  }

  /**
   * The first that fits: at once where it has happened already, else as soon as it does. Throws a `WaitError` when it
   * does not within `timeout_ms` of real time.
   */
  async function waitFor<K extends keyof Happening>(
    what: K,
    match: Match<Happening[K]> = {},
    timeout_ms = 5000,
  ): Promise<Happening[K]> {
    const found = firstIn(indexed(all[what]()), match)
    if (found !== undefined) return found
    return new Promise((resolve, reject) => {
      const callOff = later(timeout_ms, () => one.giveUp(whyLate()))
      const whyLate = (): unknown => {
        try {
          return late(what, match, timeout_ms, all[what]().length)
        } catch (error) {
          return error
        }
      }
      const end = () => {
        callOff()
        waiting.delete(one as unknown as Waiting)
        if (waiting.size > 0) return
        unfollow?.()
        unfollow = null
      }
      const one: Waiting<K> = {
        what,
        match,
        found: (subject) => {
          end()
          resolve(subject)
        },
        giveUp: (error) => {
          end()
          reject(error)
        },
      }
      waiting.add(one as unknown as Waiting)
      unfollow ??= journal.follow(lookSoon)
    })
  }

  /** However many wait and however much happens at once, each kind is read once. */
  function lookSoon(): void {
    if (is_due) return
    is_due = true
    setImmediate(() => {
      is_due = false
      const read = new Map<keyof Happening, Indexed<Happening[keyof Happening]>>()
      for (const one of [...waiting]) lookFor(one, read)
    })
  }

  function lookFor(one: Waiting, read: Map<keyof Happening, Indexed<Happening[keyof Happening]>>): void {
    try {
      const subjects = read.get(one.what) ?? indexed<Happening[keyof Happening]>(all[one.what]())
      read.set(one.what, subjects)
      const found = firstIn(subjects, one.match)
      if (found !== undefined) one.found(found)
    } catch (error) {
      one.giveUp(error)
    }
  }

  return {
    waitFor,

    /** Ends all waiting with this reason; answers how many there were. */
    stop(reason: Bilingual | string): number {
      const count = waiting.size
      for (const one of [...waiting]) one.giveUp(new WaitError(reason))
      return count
    },
  }
}

/** What was read once for all who wait, by the names that most of them ask for. */
interface Indexed<T> {
  readonly list: readonly T[]
  readonly by_name: ReadonlyMap<string, readonly T[]>
}

const NAMES = ['imp_uid', 'merchant_uid'] as const

function indexed<T>(list: readonly T[]): Indexed<T> {
  const by_name = new Map<string, T[]>()
  for (const subject of list) {
    for (const name of NAMES) {
      const value = isRecord(subject) ? subject[name] : undefined
      if (typeof value !== 'string') continue
      const key = `${name} ${value}`
      const known = by_name.get(key)
      if (known) known.push(subject)
      else by_name.set(key, [subject])
    }
  }
  return { list, by_name }
}

function firstIn<T>({ list, by_name }: Indexed<T>, match: Match<T>): T | undefined {
  const wanted: Record<string, unknown> = isRecord(match) ? match : {}
  const name = NAMES.find((one) => typeof wanted[one] === 'string')
  const near = name === undefined ? list : (by_name.get(`${name} ${wanted[name]}`) ?? [])
  return near.find((subject) => fits(subject, match))
}

function late(what: string, match: unknown, timeout_ms: number, count: number): WaitError {
  const wanted =
    typeof match === 'function' ? say('맞는', 'that fits') : say(JSON.stringify(match), JSON.stringify(match))
  return new WaitError(
    say(
      `${timeout_ms}ms 안에 ${wanted.ko} ${what}이(가) 없었습니다 (모두 ${count}건). 웹훅은 settle이나 advance에서 나가고, live이면 스스로 나갑니다.`,
      `No ${what} ${wanted.en} within ${timeout_ms} ms (there are ${count} of any kind). Webhooks leave in settle and advance, or by themselves with live.`,
    ),
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
