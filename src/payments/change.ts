/**
 * The one door for state. A payment's new state, its line in the timeline and all that follows of it (webhook, deadlines,
 * keys, receipts) are one transaction: if one of them fails, none happened. The store asserts that nobody goes past it.
 */

import { pgByCode } from '../catalog/pgs/index.ts'
import { refusal } from '../catalog/refusals.ts'
import { say } from '../core/bilingual.ts'
import type { Clock } from '../core/clock.ts'
import type { Dice } from '../core/ids.ts'
import type { Announcement, Command, Facts } from './command.ts'
import { mustFit } from './fit.ts'
import type { Payment, TimelineEntry } from './payment.ts'
import type { PromotionOffer } from './promotion.ts'
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
  /** Card promotions that its orders may name. */
  readonly promotions: readonly PromotionOffer[]
  /** The keys that its REST answers have. */
  readonly payment_keys: KeySet
}

/** A line of the timeline; its time is that of the change. */
type Line = Omit<TimelineEntry, 'at'>

/** What every verb of a payment works with. */
export type Desk = ReturnType<typeof createDesk>

export function createDesk(parts: PaymentsParts) {
  const { store, clock, listeners, happened } = parts
  const get = (imp_uid: string): Payment => found(store, imp_uid)
  /** What was written last: a listener may change the payment that it hears of once more. */
  let latest: Payment | null = null

  function written(changed: Changed): void {
    latest = changed.payment
    for (const hear of listeners) hear(changed)
  }

  /** Decides, writes, and lets everybody do what follows. A command may be made from the payment as it is by then. */
  function change(imp_uid: string, command: Command | ((payment: Payment) => Command)): Payment {
    const { payment, entry } = store.join(() => {
      const before = get(imp_uid)
      const decided = typeof command === 'function' ? command(before) : command
      const {
        payment,
        entry: line,
        announce: news,
      } = transition(before, decided, factsFor(parts, before, decided))
      const entry: TimelineEntry = { at: clock.now(), ...line }
      store.update(payment, entry.at, entry)
      written({ before, payment, news })
      return { payment: latest?.imp_uid === imp_uid ? latest : get(imp_uid), entry }
    })
    happened(payment, entry)
    return payment
  }

  /** A new payment. `make` is given its row number, and refuses what may not be opened. */
  function add(make: (no: number) => Payment, line: (payment: Payment) => Line): Payment {
    const { payment, entry } = store.join(() => {
      const no = store.nextNo()
      const payment = mustFit(make(no))
      const entry: TimelineEntry = { at: clock.now(), ...line(payment) }
      store.insert(no, payment, entry.at, [entry])
      written({ before: null, payment, news: null })
      return { payment, entry }
    })
    happened(payment, entry)
    return payment
  }

  /**
   * A new payment that is decided at once, because nobody opens a window for it: its beginning and its end are written as
   * one. `make` has refused a merchant_uid that was paid before, unless the decision is a failure.
   */
  function addDecided(
    make: (no: number) => Payment,
    line: (payment: Payment) => Line,
    decide: (opened: Payment) => Command,
  ): Payment {
    const { opened, payment, entries } = store.join(() => {
      const no = store.nextNo()
      const opened = mustFit(make(no))
      const facts = { ...rulesFor(opened, clock.now()), sibling_paid: false }
      const { payment, entry, announce: news } = transition(opened, decide(opened), facts)
      const at = clock.now()
      const entries = [
        { at, ...line(opened) },
        { at, ...entry },
      ] as const
      store.insert(no, payment, at, entries)
      written({ before: opened, payment, news })
      return { opened, payment: latest?.imp_uid === payment.imp_uid ? latest : payment, entries }
    })
    happened(opened, entries[0])
    happened(payment, entries[1])
    return payment
  }

  /** A line in the timeline that changes nothing of the payment itself. */
  function note(payment: Payment, line: Line): void {
    const entry: TimelineEntry = { at: clock.now(), ...line }
    store.join(() => store.note(payment.imp_uid, entry))
    happened(payment, entry)
  }

  /**
   * A payment as a world file or seed data has it, with its past. Nothing is decided and nobody is told; what is to come
   * of it (its deadlines, its product orders) is written with it.
   */
  function load(payment: Payment, past: { no?: number; timeline?: readonly TimelineEntry[] } = {}): Payment {
    const { no, timeline = [] } = past
    store.join(() => {
      store.insert(no ?? store.nextNo(), payment, payment.started_at, timeline)
      store.update(payment, lastChange(payment))
      written({ before: null, payment, news: null })
    })
    return payment
  }

  return { ...parts, get, change, add, addDecided, note, load }
}

function lastChange({ started_at, paid_at, failed_at, cancelled_at }: Payment): number {
  return Math.max(started_at, paid_at, failed_at, cancelled_at)
}

/** What a command on a payment is decided by. */
function factsFor({ store, clock }: PaymentsParts, payment: Payment, command: Command): Facts {
  const { merchant, merchant_uid, imp_uid } = payment
  const is_approval = command.do === 'approve' || command.do === 'approve_late'
  const sibling_paid = is_approval && store.wasPaid(merchant, merchant_uid, imp_uid)
  return { ...rulesFor(payment, clock.now()), sibling_paid }
}

function rulesFor({ pg_provider }: Payment, now: number): Omit<Facts, 'sibling_paid'> {
  const pg = pgByCode(pg_provider)
  return { now, cancel_rules: pg?.cancel, pg_says: pg?.refusals }
}

/** A payment by its imp_uid; refuses one that does not exist. */
function found(store: PaymentStore, imp_uid: string): Payment {
  const payment = store.byImpUid(imp_uid)
  if (!payment)
    throw refusal(
      'payment_not_found',
      {},
      say(`결제 ${imp_uid}이(가) 없습니다.`, `There is no payment ${imp_uid}.`),
    )
  return payment
}
