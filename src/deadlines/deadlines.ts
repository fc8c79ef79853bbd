/**
 * What time alone does to a payment: an account that nobody paid into, a window that nobody came back to, the PG that
 * cancels its test payments, and the small sum that it took to test a card.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { pgByCode } from '../catalog/pgs/index.ts'
import { Refusal } from '../catalog/refusals.ts'
import type { Clock } from '../core/clock.ts'
import type { NextWork } from '../core/due-work.ts'
import { kstEndOfDay } from '../core/kst.ts'
import type { Changed } from '../payments/change.ts'
import { balance, type Payment } from '../payments/payment.ts'
import type { Deadline, DeadlineKind } from './deadline.ts'
import type { DeadlineStore } from './store.ts'

/** What a merchant's settings say of time. */
export interface DeadlineSettings {
  readonly window_lifetime_s: number
  readonly auto_cancel: 'off' | 'midnight' | 'interval'
  readonly auto_cancel_interval_s: number
}

export interface DeadlineParts {
  readonly store: DeadlineStore
  readonly clock: Clock
  readonly settingsOf: (merchant: number) => DeadlineSettings
  /** What to do when one is due. A refusal says that the payment has gone another way meanwhile. */
  readonly work: Readonly<Record<DeadlineKind, (imp_uid: string) => unknown>>
  readonly fault: (error: unknown) => void
}

/** How many are done before others have their turn. */
const BATCH = 200

export type Deadlines = ReturnType<typeof createDeadlines>

export function createDeadlines({ store, clock, settingsOf, work, fault }: DeadlineParts) {
  /** Does the work and forgets it, both or neither. */
  function meet(id: number, kind: DeadlineKind, imp_uid: string): void {
    try {
      store.transaction(() => {
        store.remove(id)
        work[kind](imp_uid)
      })
    } catch (error) {
      store.remove(id)
      if (!(error instanceof Refusal)) fault(error)
    }
  }

  return {
    /** A payment was written: its deadlines with it. Belongs inside that transaction. */
    written({ before, payment }: Pick<Changed, 'before' | 'payment'>): void {
      const deadlines = deadlinesOf(payment, settingsOf(payment.merchant), clock.now())
      if (mayHaveSome(before)) store.set(payment.imp_uid, deadlines)
      else store.add(payment.imp_uid, deadlines)
    },

    nextDue: () => store.next()?.due_at ?? null,

    next(): NextWork | null {
      const next = store.next()
      return next && { kind: next.kind, about: next.imp_uid }
    },

    async runDue(): Promise<string[]> {
      const lines: string[] = []
      for (;;) {
        const due = store.due(clock.now(), BATCH)
        for (const { id, kind, imp_uid } of due) {
          meet(id, kind, imp_uid)
          lines.push(`${kind} ${imp_uid}`)
        }
        if (due.length < BATCH) return lines
        await nextTurn()
      }
    },
  }
}

/** Whether a payment that was like this can have deadlines that stand no longer: one that was not there cannot. */
function mayHaveSome(before: Payment | null): boolean {
  if (!before) return false
  const { channel, paid_at, approval } = before
  return channel !== 'api' || paid_at > 0 || approval.vbank_num !== null
}

/** The deadlines that a payment in this state still has ahead of it. */
export function deadlinesOf(payment: Payment, settings: DeadlineSettings, now: number): Deadline[] {
  const { status, approval, channel, order, started_at, paid_at } = payment
  const deadlines: Deadline[] = []
  const lifetime = lifetimeOf(payment, settings)
  if (status === 'ready' && approval.vbank_num !== null) {
    // The last second of the deadline still counts (deposits up to it are taken).
    if (!order.vbank_unlimited) deadlines.push({ kind: 'vbank', due_at: approval.vbank_date + 1 })
  } else if (status === 'ready' && channel !== 'api' && lifetime > 0) {
    deadlines.push({ kind: 'window', due_at: started_at + lifetime })
  }
  const test_charge = testChargeOf(payment)
  if (test_charge) deadlines.push({ kind: 'test_charge', due_at: paid_at + test_charge.back_after_s })
  // A deposit on an account is the buyer's own transfer; there is nothing that a PG could take back.
  if (paid_at > 0 && balance(payment) > 0 && approval.vbank_num === null && payment.sandbox) {
    const due_at = bulkCancelAfter(paid_at, settings)
    if (due_at !== null) deadlines.push({ kind: 'auto_cancel', due_at })
  }
  return deadlines.filter(({ due_at }) => due_at > now)
}

/** Seconds that a window stays open: the setting's, or the PG's own where that is less; 0: for ever. */
function lifetimeOf({ pg_provider }: Payment, { window_lifetime_s }: DeadlineSettings): number {
  const own = pgByCode(pg_provider)?.window.lifetime?.seconds
  return own === undefined || window_lifetime_s === 0 ? window_lifetime_s : Math.min(own, window_lifetime_s)
}

/** What the PG took to test the card of a window that issued a key for nothing; null where it took nothing. */
export function testChargeOf({ pg_provider, paid_at, amount, customer_uid, channel }: Payment) {
  const is_for_nothing = paid_at > 0 && amount === 0 && customer_uid !== null && channel !== 'api'
  return is_for_nothing ? (pgByCode(pg_provider)?.billing?.test_charge ?? null) : null
}

/** Ten minutes before midnight in Korea: shops saw test payments cancelled between 23:00 and 23:50 (docs, NICE). */
const BEFORE_MIDNIGHT_S = 599

/** When the PG next cancels its test payments, at once for all of them (manual 1); null when it does not. */
export function bulkCancelAfter(paid_at: number, settings: DeadlineSettings): number | null {
  const { auto_cancel, auto_cancel_interval_s: interval } = settings
  if (auto_cancel === 'off') return null
  if (auto_cancel === 'midnight') {
    const tonight = kstEndOfDay(paid_at) - BEFORE_MIDNIGHT_S
    return tonight > paid_at ? tonight : kstEndOfDay(paid_at, 1) - BEFORE_MIDNIGHT_S
  }
  const midnight = kstEndOfDay(paid_at, -1) + 1
  const end = midnight + Math.ceil((paid_at + 1 - midnight) / interval) * interval
  return Math.min(end, kstEndOfDay(paid_at) + 1)
}
