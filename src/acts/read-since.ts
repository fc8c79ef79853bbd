/** A moment of real time, from which on the trace is read. */
import { say } from '../core/bilingual.ts'
import { CallerError } from '../core/caller-error.ts'
import { parseIso } from '../core/clock.ts'

/** Unix milliseconds, as a number or a text, or an ISO time. */
export function readSince(since: string | number): number {
  const at_ms = typeof since === 'number' || /^\d{1,15}$/.test(since) ? Number(since) : parseIso(since)
  if (at_ms !== null && Number.isFinite(at_ms)) return at_ms
  const said = say(
    'since에는 2026-01-01T00:00:00+09:00 같은 ISO 시각이나 Unix 밀리초를 주세요.',
    'since must be an ISO time such as 2026-01-01T00:00:00+09:00, or Unix milliseconds.',
  )
  throw new CallerError(400, 'parameter_invalid', said)
}
