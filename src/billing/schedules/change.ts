/** What is scheduled gets another time, is revoked, or is scheduled anew. */
import { refusal } from '../../catalog/refusals.ts'
import type { Schedule } from '../key.ts'
import {
  findSchedule,
  mustHaveFailed,
  pastHint,
  type ScheduleParts,
  writeSchedule,
  wrongState,
} from './desk.ts'

/** Another time for what has not been tried yet. */
export const move =
  (parts: ScheduleParts) =>
  (merchant: number, merchant_uid: string, schedule_at: number): Schedule => {
    const schedule = findSchedule(parts, merchant, merchant_uid)
    if (schedule.status !== 'scheduled') throw wrongState(schedule)
    mustBeFuture(parts, schedule_at)
    return writeSchedule(parts, { ...schedule, schedule_at })
  }

/** What failed or was revoked is scheduled anew. */
export const reschedule =
  (parts: ScheduleParts) =>
  (merchant: number, merchant_uid: string, schedule_at: number): Schedule => {
    const schedule = mustHaveFailed(parts, findSchedule(parts, merchant, merchant_uid))
    mustBeFuture(parts, schedule_at)
    const anew = { status: 'scheduled', executed_at: 0, revoked_at: 0, imp_uid: null } as const
    return writeSchedule(parts, { ...schedule, ...anew, schedule_at })
  }

/** Revokes what is still to be charged: of a customer_uid, of certain orders, or of both. */
export const revoke =
  (parts: ScheduleParts) =>
  (merchant: number, customer_uid: string | null, merchant_uids: readonly string[] | null): Schedule[] =>
    parts.store.transaction(() => {
      const is_about_nothing = customer_uid === null && merchant_uids === null
      const pending = is_about_nothing ? [] : parts.store.pending(merchant, customer_uid, merchant_uids)
      if (pending.length === 0) throw refusal('unschedule_nothing')
      const revoked_at = parts.clock.now()
      return pending.map((schedule) => writeSchedule(parts, { ...schedule, status: 'revoked', revoked_at }))
    })

function mustBeFuture(parts: ScheduleParts, schedule_at: number): void {
  if (schedule_at <= parts.clock.now()) throw refusal('schedule_at_past', {}, pastHint(parts, schedule_at))
}
