/**
 * The verbs of schedules: charges of the future, and what becomes of them when their time comes.
 *
 * An attempt is one transaction: the schedule is executed, its payment is paid or failed, and its webhook is written.
 */

import { pgByCode } from '../catalog/pgs/index.ts'
import { Refusal, refusal } from '../catalog/refusals.ts'
import { declineOf } from '../catalog/test-cards.ts'
import type { Wish } from '../choice/channels.ts'
import { kstText } from '../core/kst.ts'
import { isCurrency, toMajor, toMinor } from '../core/money.ts'
import type { DueWork } from '../core/ticker.ts'
import type { OrderFacts, Payment } from '../payments/payment.ts'
import type { ApiChannel, Billing, BillingParts, ChargeOrder, CustomerFacts } from './billing.ts'
import type { CardInput } from './card.ts'
import { routed } from './groups.ts'
import type { BillingKey, Schedule, ScheduledOrder } from './key.ts'
import { readerOf } from './store.ts'

/** One row of POST /subscribe/payments/schedule. */
export interface ScheduleRequest {
  readonly merchant_uid: string
  readonly schedule_at: number
  /** Major units. */
  readonly amount: number
  readonly currency?: string
  readonly order: ScheduledOrder
  /** All that the shop sent, for what its PG insists on. */
  readonly sent?: Readonly<Record<string, unknown>>
}

export interface NewSchedules {
  readonly customer_uid: string
  /** Card data, for a customer_uid without a key. */
  readonly card: CardInput | null
  readonly wish: Wish
  readonly customer: CustomerFacts
  /** Major units; 0 and absent: no trial charge. */
  readonly checking_amount: number
  readonly schedules: readonly ScheduleRequest[]
}

export type Schedules = ReturnType<typeof createSchedules>

export interface ScheduleParts extends Pick<BillingParts, 'store' | 'clock' | 'dice' | 'payments'> {
  readonly billing: Billing
  /** There are other due times than before. */
  readonly poke: () => void
}

export function createSchedules({ store, clock, dice, payments, billing, poke }: ScheduleParts) {
  /** Registers charges, all of them or none. A customer_uid without a key needs card data. */
  function create(merchant: number, request: NewSchedules): Schedule[] {
    return store.transaction(() => {
      const key = keyFor(merchant, request)
      tryCard(key, request.checking_amount)
      const pg = billing.pgOf(merchant, request.wish)
      const channels = store.channels(merchant, key.customer_uid)
      return request.schedules.map((row) => {
        const { merchant_uid } = row
        const schedule = newSchedule(routed(key, channels, dice, { merchant_uid, pg }), row)
        store.insertSchedule(schedule)
        poke()
        return schedule
      })
    })
  }

  /** The key that is there; card data that come with the call are for the first time only (docs). */
  function keyFor(merchant: number, { customer_uid, card, wish, customer }: NewSchedules): BillingKey {
    const key = store.key(merchant, customer_uid)
    if (key) return key
    if (!card) {
      throw refusal('schedule_customer_unknown', {}, `${customer_uid} has no billing key; send card data.`)
    }
    return billing.issue(merchant, customer_uid, card, wish, customer, 'schedule_card_refused')
  }

  /** A trial charge is given back at once (docs); it leaves no payment here, only its "no" matters. */
  function tryCard(key: BillingKey, checking_amount: number): void {
    if (checking_amount <= 0) return
    const { card_number, pay_method } = key
    const pg = pgByCode(key.pg_provider)!
    const decline = declineOf(pg, pay_method, {
      card_number: card_number ?? '',
      buyer_name: null,
      is_first: true,
    })
    if (!decline) return
    const why = pg.refusals.format.replace('{code}', decline.code).replace('{message}', decline.message)
    throw refusal('schedule_card_refused', { why }, `The trial charge of ${checking_amount} was declined.`)
  }

  function newSchedule(key: BillingKey, row: ScheduleRequest): Schedule {
    const { merchant, customer_uid, pg_provider, pg_id, sandbox, customer_id } = key
    const { merchant_uid, schedule_at } = row
    if (schedule_at <= clock.now()) throw refusal('schedule_new_at_past', {}, pastHint(schedule_at))
    billing.mustBeUnpaid(merchant, merchant_uid)
    const known = store.schedule(merchant, merchant_uid)
    if (known) {
      throw refusal('schedule_duplicate', { merchant_uid }, `It is ${known.status}: PUT or reschedule it.`)
    }
    const pg = pgByCode(pg_provider)!
    const currency = row.currency || pg.sells.currencies[0]!
    if (!isCurrency(currency) || !pg.sells.currencies.includes(currency)) {
      throw refusal('api_currency_invalid', {
        pg: pg.code,
        currency,
        allowed: pg.sells.currencies.join(', '),
      })
    }
    const order = withCustomer(row.order, key)
    billing.insist('schedules[]', merchant, { pg }, { ...row.sent, ...order }, true)
    const amount = toMinor(row.amount, currency)
    if (amount === null || amount <= 0) throw refusal('api_amount_invalid', {}, `amount was ${row.amount}.`)
    const { tax_free, vat_amount } = row.order
    if (tax_free + (vat_amount ?? 0) > row.amount) throw refusal('api_tax_invalid')
    return {
      merchant,
      merchant_uid,
      customer_uid,
      pg_provider,
      pg_id,
      sandbox,
      customer_id,
      schedule_at,
      executed_at: 0,
      revoked_at: 0,
      status: 'scheduled',
      imp_uid: null,
      attempts: 0,
      amount,
      currency,
      order,
    }
  }

  /** Revokes what is still to be charged: of a customer_uid, of certain orders, or of both. */
  function revoke(
    merchant: number,
    customer_uid: string | null,
    merchant_uids: readonly string[] | null,
  ): Schedule[] {
    return store.transaction(() => {
      const pending =
        customer_uid === null && merchant_uids === null
          ? []
          : store.pending(merchant, customer_uid, merchant_uids)
      if (pending.length === 0) throw refusal('unschedule_nothing')
      return pending.map((schedule) => write({ ...schedule, status: 'revoked', revoked_at: clock.now() }))
    })
  }

  function find(merchant: number, merchant_uid: string): Schedule {
    const schedule = store.schedule(merchant, merchant_uid)
    if (schedule) return schedule
    throw refusal('schedule_not_found', {}, `Nothing is scheduled under ${merchant_uid}.`)
  }

  /** Another time for what has not been tried yet. */
  function move(merchant: number, merchant_uid: string, schedule_at: number): Schedule {
    const schedule = find(merchant, merchant_uid)
    if (schedule.status !== 'scheduled') throw wrongState(schedule)
    mustBeFuture(schedule_at)
    return write({ ...schedule, schedule_at })
  }

  /** What failed or was revoked is scheduled anew. */
  function reschedule(merchant: number, merchant_uid: string, schedule_at: number): Schedule {
    const schedule = mustHaveFailed(find(merchant, merchant_uid))
    mustBeFuture(schedule_at)
    return write({
      ...schedule,
      status: 'scheduled',
      schedule_at,
      executed_at: 0,
      revoked_at: 0,
      imp_uid: null,
    })
  }

  /** What failed or was revoked is charged at once. */
  function retry(merchant: number, merchant_uid: string): Payment {
    return store.transaction(() => {
      const schedule = mustHaveFailed(find(merchant, merchant_uid))
      if (!store.key(merchant, schedule.customer_uid)) throw refusal('schedule_key_not_found')
      billing.mustBeUnpaid(merchant, merchant_uid)
      return execute(schedule)
    })
  }

  /** One attempt. iamport never tries again by itself: a failed one stays executed (docs). */
  function execute(schedule: Schedule): Payment {
    return store.transaction(() => {
      const payment = attempt(schedule)
      write({
        ...schedule,
        status: 'executed',
        executed_at: clock.now(),
        imp_uid: payment.imp_uid,
        attempts: schedule.attempts + 1,
      })
      return payment
    })
  }

  function attempt(schedule: Schedule): Payment {
    const { merchant, merchant_uid, customer_uid, amount, currency, order } = schedule
    const { card_quota, digital, promotion_id, ...facts } = order
    const charge: ChargeOrder = {
      pg: `${schedule.pg_provider}.${schedule.pg_id}`,
      merchant_uid,
      amount: toMajor(amount, currency),
      currency,
      card_quota,
      promotion_id,
      facts: { ...facts, digital },
    }
    const key = store.key(merchant, customer_uid)
    if (payments.read.wasPaid(merchant, merchant_uid, ''))
      return failed(schedule, charge.facts, PAID_MEANWHILE)
    if (!key) return failed(schedule, charge.facts, KEY_GONE)
    try {
      return store.transaction(() =>
        billing.chargeKey(key, charge, 'payment.scheduled', schedule.attempts === 0),
      )
    } catch (error) {
      // Nobody waits for the answer: what is refused now has failed, and the rest of what is due goes on.
      if (!(error instanceof Refusal)) throw error
      return failed(schedule, { ...charge.facts, tax_free: 0, vat_amount: null }, error.message)
    }
  }

  /** A charge that never reached a PG is a failed payment all the same. */
  function failed(schedule: Schedule, facts: Partial<OrderFacts>, reason: string): Payment {
    const { merchant, merchant_uid, customer_uid, amount, currency, pg_id, sandbox } = schedule
    const chosen: ApiChannel = { pg: pgByCode(schedule.pg_provider)!, pg_id, sandbox, by_default: false }
    const payment = payments.openByApi(merchant, {
      merchant_uid,
      pay_method: 'card',
      amount: toMajor(amount, currency),
      currency,
      chosen,
      customer_uid,
      facts: { ...facts, customer_uid_usage: 'payment.scheduled' },
      may_be_paid: true,
    })
    return payments.refuse(payment.imp_uid, reason)
  }

  /** A failed attempt may be repeated, a revoked one revived; what is paid, cancelled or still to come may not. */
  function mustHaveFailed(schedule: Schedule): Schedule {
    const isFailed = schedule.imp_uid !== null && payments.get(schedule.imp_uid).status === 'failed'
    if (schedule.status === 'revoked' || (schedule.status === 'executed' && isFailed)) return schedule
    throw wrongState(schedule)
  }

  /** One of a world file or of seed data, as it stands. */
  function load(schedule: Schedule): void {
    store.insertSchedule(schedule)
    poke()
  }

  function write(schedule: Schedule): Schedule {
    store.updateSchedule(schedule)
    poke()
    return schedule
  }

  function mustBeFuture(schedule_at: number): void {
    if (schedule_at <= clock.now()) throw refusal('schedule_at_past', {}, pastHint(schedule_at))
  }

  const pastHint = (at: number) =>
    `schedule_at is in Unix seconds: ${at} is ${kstText(at)}, now is ${kstText(clock.now())}.`

  const due: DueWork = {
    nextDue: () => store.nextDue(),
    runDue: async () =>
      store.due(clock.now()).map((schedule) => {
        const { imp_uid, status } = execute(schedule)
        return `schedule ${schedule.merchant_uid} ${imp_uid} ${status}`
      }),
  }

  return { create, load, revoke, find, move, reschedule, retry, due, read: readerOf(store) }
}

const PAID_MEANWHILE = '이미 결제가 이루어진 거래건입니다.'
const KEY_GONE = '등록되지 않은 구매자입니다.'

function wrongState({ status, merchant_uid }: Schedule) {
  return refusal('schedule_state_wrong', { status }, `${merchant_uid} is ${status}.`)
}

/** What the shop does not say of the buyer is taken from the key (docs). */
function withCustomer(order: ScheduledOrder, key: BillingKey): ScheduledOrder {
  return {
    ...order,
    buyer_name: order.buyer_name ?? key.customer_name,
    buyer_email: order.buyer_email ?? key.customer_email,
    buyer_tel: order.buyer_tel ?? key.customer_tel,
    buyer_addr: order.buyer_addr ?? key.customer_addr,
    buyer_postcode: order.buyer_postcode ?? key.customer_postcode,
  }
}
