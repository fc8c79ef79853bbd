/** All that can be done with a charge of the future: one verb each. */
import type { Schedule } from '../key.ts'
import { readerOf } from '../store.ts'
import { move, reschedule, revoke } from './change.ts'
import { create } from './create.ts'
import { findSchedule, type ScheduleParts } from './desk.ts'
import { dueSchedules, retry, runNow } from './execute.ts'

export type Schedules = ReturnType<typeof createSchedules>

export function createSchedules(parts: ScheduleParts) {
  return {
    create: create(parts),
    move: move(parts),
    reschedule: reschedule(parts),
    revoke: revoke(parts),
    retry: retry(parts),
    runNow: runNow(parts),
    due: dueSchedules(parts),

    find: (merchant: number, merchant_uid: string) => findSchedule(parts, merchant, merchant_uid),
    read: readerOf(parts.store),
    /** One of a world file or of seed data, as it stands. */
    load(schedule: Schedule): void {
      parts.store.insertSchedule(schedule)
      parts.poke()
    },
  }
}
