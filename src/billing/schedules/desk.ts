/** What every verb of a schedule works with. */

import { refusal } from '../../catalog/refusals.ts'
import { type Bilingual, say } from '../../core/bilingual.ts'
import { kstText } from '../../core/kst.ts'
import type { Schedule } from '../key.ts'
import type { BillingParts } from '../parts.ts'

export interface ScheduleParts extends BillingParts {
  /** There are other due times than before. */
  readonly poke: () => void
}

export function findSchedule(
  { store }: Pick<ScheduleParts, 'store'>,
  merchant: number,
  merchant_uid: string,
): Schedule {
  const schedule = store.schedule(merchant, merchant_uid)
  if (schedule) return schedule
  throw refusal(
    'schedule_not_found',
    {},
    say(`${merchant_uid}(으)로 예약된 결제가 없습니다.`, `Nothing is scheduled under ${merchant_uid}.`),
  )
}

export function writeSchedule({ store, poke }: ScheduleParts, schedule: Schedule): Schedule {
  store.updateSchedule(schedule)
  poke()
  return schedule
}

/** A failed attempt may be repeated, a revoked one revived; what is paid, cancelled or still to come may not. */
export function mustHaveFailed({ payments }: Pick<ScheduleParts, 'payments'>, schedule: Schedule): Schedule {
  const is_failed = schedule.imp_uid !== null && payments.get(schedule.imp_uid).status === 'failed'
  if (schedule.status === 'revoked' || (schedule.status === 'executed' && is_failed)) return schedule
  throw wrongState(schedule)
}

export function wrongState({ status, merchant_uid }: Schedule) {
  return refusal(
    'schedule_state_wrong',
    { status },
    say(`${merchant_uid}의 상태는 ${status}입니다.`, `${merchant_uid} is ${status}.`),
  )
}

export function pastHint({ clock }: Pick<ScheduleParts, 'clock'>, at: number): Bilingual {
  const [then, now] = [kstText(at), kstText(clock.now())]
  return say(
    `schedule_at은 초 단위 Unix timestamp입니다. ${at}은(는) ${then}이고 현재는 ${now}입니다.`,
    `schedule_at is in Unix seconds: ${at} is ${then}, now is ${now}.`,
  )
}
