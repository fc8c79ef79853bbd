/**
 * A schedule's time has come, or the shop wants it now.
 *
 * An attempt is one transaction: the schedule is executed, its payment is paid or failed, and its webhook is written.
 */
import { pgByCode } from '../../catalog/pgs/index.ts'
import { REFUSALS, Refusal, refusal } from '../../catalog/refusals.ts'
import type { DueWork } from '../../core/due-work.ts'
import { toMajor } from '../../core/money.ts'
import type { OrderFacts, Payment } from '../../payments/payment.ts'
import type { ApiChannel } from '../channel.ts'
import { type ChargeOrder, chargeKey } from '../charge.ts'
import type { Schedule } from '../key.ts'
import { mustBeUnpaid } from '../unpaid.ts'
import { findSchedule, mustHaveFailed, type ScheduleParts, writeSchedule } from './desk.ts'

export const dueSchedules = (parts: ScheduleParts): DueWork => ({
  nextDue: () => parts.store.nextDue(),
  next() {
    const due_at = parts.store.nextDue()
    const [first] = due_at === null ? [] : parts.store.due(due_at)
    return first ? { kind: 'schedule', about: first.merchant_uid } : null
  },
  runDue: async () =>
    parts.store.due(parts.clock.now()).map((schedule) => {
      const { imp_uid, status } = execute(parts, schedule)
      return `schedule ${schedule.merchant_uid} ${imp_uid} ${status}`
    }),
})

/** What failed or was revoked is charged at once. */
export const retry =
  (parts: ScheduleParts) =>
  (merchant: number, merchant_uid: string): Payment =>
    parts.store.transaction(() => {
      const schedule = mustHaveFailed(parts, findSchedule(parts, merchant, merchant_uid))
      if (!parts.store.key(merchant, schedule.customer_uid)) throw refusal('schedule_key_not_found')
      mustBeUnpaid(parts, merchant, merchant_uid)
      return execute(parts, schedule)
    })

/** What waits is charged before its time; what failed or was revoked, once more. */
export const runNow =
  (parts: ScheduleParts) =>
  (merchant: number, merchant_uid: string): Payment => {
    const schedule = findSchedule(parts, merchant, merchant_uid)
    return schedule.status === 'scheduled' ? execute(parts, schedule) : retry(parts)(merchant, merchant_uid)
  }

/** One attempt. iamport never tries again by itself: a failed one stays executed (docs). */
function execute(parts: ScheduleParts, schedule: Schedule): Payment {
  return parts.store.transaction(() => {
    const payment = attempt(parts, schedule)
    const { imp_uid } = payment
    const executed_at = parts.clock.now()
    const attempts = schedule.attempts + 1
    writeSchedule(parts, { ...schedule, status: 'executed', executed_at, imp_uid, attempts })
    return payment
  })
}

function attempt(parts: ScheduleParts, schedule: Schedule): Payment {
  const { store, payments } = parts
  const { merchant, merchant_uid, customer_uid } = schedule
  const charge = chargeOf(schedule)
  const key = store.key(merchant, customer_uid)
  if (payments.read.wasPaid(merchant, merchant_uid, ''))
    return failed(parts, schedule, charge.facts, REFUSALS.order_already_paid.message)
  if (!key) return failed(parts, schedule, charge.facts, REFUSALS.customer_unregistered.message)
  try {
    const is_first = schedule.attempts === 0
    return store.transaction(() => chargeKey(parts, key, charge, 'payment.scheduled', is_first))
  } catch (error) {
    // Nobody waits for the answer: what is refused now has failed, and the rest of what is due goes on.
    if (!(error instanceof Refusal)) throw error
    return failed(parts, schedule, { ...charge.facts, tax_free: 0, vat_amount: null }, error.message)
  }
}

function chargeOf({ pg_provider, pg_id, merchant_uid, amount, currency, order }: Schedule): ChargeOrder {
  const { card_quota, promotion_id, ...facts } = order
  return {
    pg: `${pg_provider}.${pg_id}`,
    merchant_uid,
    amount: toMajor(amount, currency),
    currency,
    card_quota,
    promotion_id,
    facts,
  }
}

/** A charge that never reached a PG is a failed payment all the same. */
function failed(
  { payments }: ScheduleParts,
  schedule: Schedule,
  facts: Partial<OrderFacts>,
  reason: string,
): Payment {
  const { merchant, merchant_uid, customer_uid, amount, currency, pg_id, sandbox } = schedule
  const chosen: ApiChannel = { pg: pgByCode(schedule.pg_provider)!, pg_id, sandbox, by_default: false }
  const order = {
    merchant_uid,
    pay_method: 'card',
    amount: toMajor(amount, currency),
    currency,
    chosen,
    customer_uid,
    facts: { ...facts, customer_uid_usage: 'payment.scheduled' as const },
    may_be_paid: true,
  }
  return payments.byApi(merchant, order, () => ({ refuse: reason }))
}
