/** Silence of somebody in a race: he waits for another one inside the shop, or the machine only stood still (decision 0187). */
import { setTimeout as wait } from 'node:timers/promises'
import { stopwatch } from '../core/clock.ts'
import { MOST_MS } from './patience.ts'
import type { Shop } from './shop.ts'

/** A wait that took so many times as long as it should says that the machine stood still. */
const STOOD_STILL = 1.5
/** For so many times as long the shop is waited for to answer something else. */
const UNANSWERED = 5

/**
 * Ends with `moved`, or when nobody has moved for as long as patience lasts and the shop has answered something else after it. Where
 * that took longer than it should, it is waited once more. A shop that does one thing at a time answers nothing else.
 */
export async function movesOrIsSilent(
  moved: Promise<void>,
  { patience, hasTurned }: Pick<Shop, 'patience' | 'hasTurned'>,
): Promise<void> {
  let is_over = false
  const over = moved.then(() => {
    is_over = true
  })
  const whole = stopwatch()
  do {
    const patient_ms = patience.ms()
    const elapsed = stopwatch()
    await Promise.race([over, wait(patient_ms)])
    if (is_over) return
    const unanswered = wait(Math.min(MOST_MS, patient_ms * UNANSWERED), 'unanswered')
    const answer = await Promise.race([over, hasTurned(), unanswered])
    if (is_over || answer === 'unanswered' || elapsed() <= patient_ms * STOOD_STILL) return
  } while (whole() < MOST_MS)
}
