/** A charge of the future on a billing key: the shop's own REST call, for one payment. */
import { z } from 'zod'
import { say } from '../core/bilingual.ts'
import { CallerError } from '../core/caller-error.ts'
import { type Clock, parseIso } from '../core/clock.ts'
import { parseDuration } from '../core/duration.ts'
import { call } from './call.ts'
import type { ActParts } from './parts.ts'
import { shopOf } from './shops.ts'

export const ScheduleOrder = z.looseObject({
  customer_uid: z.string().min(1).max(80).describe('one that has a billing key'),
  merchant_uid: z.string().min(1),
  amount: z.number().positive(),
  schedule_at: z
    .union([z.number(), z.string()])
    .describe('Unix seconds, an ISO time, or a duration from now such as `30 days`'),
  user_code: z.string().optional().describe('default: the default shop'),
})
export type ScheduleOrder = z.infer<typeof ScheduleOrder>

/** Answers the schedule as POST /subscribe/payments/schedule does. */
export async function schedule(
  parts: ActParts,
  { customer_uid, schedule_at, user_code, ...order }: ScheduleOrder,
): Promise<unknown> {
  const schedules = [{ ...order, schedule_at: readTime(schedule_at, parts.clock) }]
  const given = { body: { customer_uid, schedules } }
  const made = await call(parts, 'POST /subscribe/payments/schedule', given, shopOf(parts, user_code).id)
  return Array.isArray(made) ? made[0] : made
}

function readTime(at: string | number, clock: Clock): number {
  if (typeof at === 'number') return at
  const iso_ms = parseIso(at)
  if (iso_ms !== null) return Math.floor(iso_ms / 1000)
  const seconds = parseDuration(at)
  if (seconds !== null) return clock.now() + seconds
  throw new CallerError(
    400,
    'parameter_invalid',
    say(
      `schedule_at에는 Unix 시각(초), ISO 시각 또는 기간을 주세요: ${at}`,
      `schedule_at takes Unix seconds, an ISO time or a duration, not ${at}.`,
    ),
  )
}
