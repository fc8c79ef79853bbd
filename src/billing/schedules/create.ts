/** Charges of the future are registered, all of them or none. */

import { pgByCode } from '../../catalog/pgs/index.ts'
import { refusal } from '../../catalog/refusals.ts'
import { declineOf } from '../../catalog/test-cards.ts'
import type { Wish } from '../../choice/channels.ts'
import { say } from '../../core/bilingual.ts'
import { readApiMoney } from '../../payments/api-money.ts'
import { mustFit } from '../../payments/fit.ts'
import type { CardInput } from '../card-fields.ts'
import { insist, pgOf } from '../channel.ts'
import { type CustomerFacts, withCustomer } from '../customer.ts'
import { routed } from '../groups.ts'
import type { BillingKey, Schedule, ScheduledOrder } from '../key.ts'
import { issue } from '../register.ts'
import { mustBeUnpaid } from '../unpaid.ts'
import { pastHint, type ScheduleParts } from './desk.ts'

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

export const create =
  (parts: ScheduleParts) =>
  (merchant: number, request: NewSchedules): Schedule[] =>
    parts.store.transaction(() => {
      const key = keyFor(parts, merchant, request)
      tryCard(key, request)
      const pg = pgOf(parts, merchant, request.wish)
      const channels = parts.store.channels(merchant, key.customer_uid)
      return request.schedules.map((row) => {
        const { merchant_uid } = row
        const schedule = newSchedule(parts, routed(key, channels, parts.dice, { merchant_uid, pg }), row)
        parts.store.insertSchedule(mustFit(schedule))
        parts.poke()
        return schedule
      })
    })

/** The key that is there; card data that come with the call are for the first time only (docs). */
function keyFor(
  parts: ScheduleParts,
  merchant: number,
  { customer_uid, card, wish, customer }: NewSchedules,
): BillingKey {
  const key = parts.store.key(merchant, customer_uid)
  if (key) return key
  if (!card)
    throw refusal(
      'schedule_customer_unknown',
      {},
      say(
        `${customer_uid}에 빌링키가 없습니다. 카드정보를 함께 보내세요.`,
        `${customer_uid} has no billing key; send card data.`,
      ),
    )
  return issue(parts)(merchant, customer_uid, card, wish, customer, 'schedule_card_refused')
}

/** A trial charge is given back at once (docs); it leaves no payment here, only its "no" matters. */
function tryCard(
  { card_number, pay_method, pg_provider }: BillingKey,
  { checking_amount, schedules }: NewSchedules,
): void {
  if (checking_amount <= 0) return
  const pg = pgByCode(pg_provider)!
  readApiMoney(pg, { amount: checking_amount, currency: schedules[0]?.currency })
  const subject = { card_number: card_number ?? '', buyer_name: null, is_first: true }
  const decline = declineOf(pg, pay_method, subject)
  if (!decline) return
  const why = pg.refusals.format.replace('{code}', decline.code).replace('{message}', decline.message)
  throw refusal(
    'schedule_card_refused',
    { why },
    say(
      `카드 확인용 결제(checking_amount ${checking_amount})가 거절되었습니다.`,
      `The trial charge of ${checking_amount} was declined.`,
    ),
  )
}

/** In the order in which refusals win: its time, paid already, registered already, what the PG insists on, the money. */
function newSchedule(parts: ScheduleParts, key: BillingKey, row: ScheduleRequest): Schedule {
  const { merchant, customer_uid, pg_provider, pg_id, sandbox, customer_id } = key
  const { merchant_uid, schedule_at } = row
  if (schedule_at <= parts.clock.now())
    throw refusal('schedule_new_at_past', {}, pastHint(parts, schedule_at))
  mustBeUnpaid(parts, merchant, merchant_uid)
  const known = parts.store.schedule(merchant, merchant_uid)
  if (known)
    throw refusal(
      'schedule_duplicate',
      { merchant_uid },
      say(
        `상태가 ${known.status}인 예약이 있습니다. PUT으로 바꾸거나 다시 예약하세요.`,
        `It is ${known.status}: PUT or reschedule it.`,
      ),
    )
  const pg = pgByCode(pg_provider)!
  const order = withCustomer(row.order, key)
  insist(parts, 'schedules[]', merchant, { pg }, { ...row.sent, ...order }, true)
  const { amount, currency } = readApiMoney(pg, { ...row.order, ...row })
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
