/**
 * The one door for state. A payment's new state, its line in the timeline and all that follows of it (webhook, deadlines,
 * keys, receipts) are one transaction: if one of them fails, none happened. The store asserts that nobody goes past it.
 */
import { pgByCode } from '../catalog/pgs/index.ts'
import { refusal } from '../catalog/refusals.ts'
import type { Clock } from '../core/clock.ts'
import type { Dice } from '../core/ids.ts'
import type { Announcement, Command, Facts } from './command.ts'
import type { Payment, TimelineEntry } from './payment.ts'
import type { PaymentStore } from './store.ts'
import { transition } from './transition.ts'
import type { KeySet } from './view.ts'

/** A change of a payment, as those see it who have to do something about it. */
export interface Changed {
  /** Null: there was none before. It was just opened, or comes out of a world file. */
  readonly before: Payment | null
  readonly payment: Payment
  readonly news: Announcement | null
}

/** Does what follows of a change, inside its transaction: what a listener throws undoes the change. */
export type Listener = (changed: Changed) => void

export interface PaymentsParts {
  readonly store: PaymentStore
  readonly clock: Clock
  readonly dice: Dice
  /** Origin of the sandbox, for the addresses of sales slips. */
  readonly origin: () => string
  readonly settings: (merchant: number) => PaymentSettings
  /** In the order in which they hear. */
  readonly listeners: readonly Listener[]
  /** Tells everybody who watches (log, dashboard) what has happened, after the transaction. */
  readonly happened: (payment: Payment, entry: TimelineEntry) => void
}

/** What a merchant's settings say of its payments. */
export interface PaymentSettings {
  /** What it has agreed with its PG for phone payments. */
  readonly digital_contract: boolean | null
  /** Whether it has had confirm_url activated. */
  readonly confirm_process: boolean
  /** `strict`: what is only remarked elsewhere is refused. */
  readonly strictness: string
  /** The keys that its REST answers have. */
  readonly payment_keys: KeySet
}

/** What every verb of a payment works with. */
export type Desk = ReturnType<typeof createDesk>

export function createDesk(parts: PaymentsParts) {
  const { store, clock, listeners, happened } = parts
  /** What was written last: a listener may change the payment that it hears of once more. */
  let latest: Payment | null = null

  function written(changed: Changed): void {
    latest = changed.payment
    for (const hear of listeners) hear(changed)
  }

  /** A payment by its imp_uid; refuses one that does not exist. */
  function get(imp_uid: string): Payment {
    const payment = store.byImpUid(imp_uid)
    if (!payment) throw refusal('payment_not_found', {}, `There is no payment ${imp_uid}.`)
    return payment
  }

  /** Decides, writes, and lets everybody do what follows. A command may be made from the payment as it is by then. */
  function change(imp_uid: string, command: Command | ((payment: Payment) => Command)): Payment {
    const { payment, entry } = store.transaction(() => {
      const before = get(imp_uid)
      const decided = typeof command === 'function' ? command(before) : command
      const { payment, entry: line, announce: news } = transition(before, decided, factsFor(before, decided))
      const entry: TimelineEntry = { at: clock.now(), ...line }
      store.update(payment, entry.at)
      store.note(imp_uid, entry)
      written({ before, payment, news })
      return { payment: latest?.imp_uid === imp_uid ? latest : get(imp_uid), entry }
    })
    happened(payment, entry)
    return payment
  }

  function factsFor({ merchant, merchant_uid, imp_uid, pg_provider }: Payment, command: Command): Facts {
    const pg = pgByCode(pg_provider)
    const is_approval = command.do === 'approve' || command.do === 'approve_late'
    return {
      now: clock.now(),
      sibling_paid: is_approval && store.wasPaid(merchant, merchant_uid, imp_uid),
      cancel_rules: pg?.cancel,
      pg_says: pg?.refusals,
    }
  }

  /** A new payment. `make` is given its row number, and refuses what may not be opened. */
  function add(
    make: (no: number) => Payment,
    line: (payment: Payment) => Omit<TimelineEntry, 'at'>,
  ): Payment {
    const { payment, entry } = store.transaction(() => {
      const no = store.nextNo()
      const payment = make(no)
      const entry: TimelineEntry = { at: clock.now(), ...line(payment) }
      store.insert(no, payment, entry.at)
      store.note(payment.imp_uid, entry)
      written({ before: null, payment, news: null })
      return { payment, entry }
    })
    happened(payment, entry)
    return payment
  }

  /** A line in the timeline that changes nothing of the payment itself. */
  function note(payment: Payment, line: Omit<TimelineEntry, 'at'>): void {
    const entry: TimelineEntry = { at: clock.now(), ...line }
    store.transaction(() => store.note(payment.imp_uid, entry))
    happened(payment, entry)
  }

  /**
   * A payment as a world file or seed data has it, with its past. Nothing is decided and nobody is told; what is to come
   * of it (its deadlines, its product orders) is written with it.
   */
  function load(payment: Payment, past: { no?: number; timeline?: readonly TimelineEntry[] } = {}): Payment {
    const { no, timeline = [] } = past
    store.transaction(() => {
      store.insert(no ?? store.nextNo(), payment, payment.started_at)
      store.update(payment, lastChange(payment))
      for (const entry of timeline) store.note(payment.imp_uid, entry)
      written({ before: null, payment, news: null })
    })
    return payment
  }

  return { ...parts, get, change, add, note, load }
}

function lastChange({ started_at, paid_at, failed_at, cancelled_at }: Payment): number {
  return Math.max(started_at, paid_at, failed_at, cancelled_at)
}
