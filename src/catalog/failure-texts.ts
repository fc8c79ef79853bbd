/** What a shop reads in `error_msg` and `fail_reason` when nothing comes of a payment. */
import { type Failure, type FailureWay, FRAMES, type Frame, NEWER_FRAMES } from './frames.ts'
import type { Pg } from './pg.ts'

/** What stands around this PG's words on this way. */
export function frameOf(pg: Pg, way: FailureWay, failure: Failure): Frame {
  const own = pg.refusals.frames?.[way]?.[failure]
  if (own) return own
  return pg.home.short_result && way !== 'api' ? NEWER_FRAMES[failure] : FRAMES[way][failure]
}

/** The whole text. */
export function failureText(
  pg: Pg,
  way: FailureWay,
  failure: Failure,
  { imp_uid, code, message }: { imp_uid: string; code: string; message: string },
): string {
  const filled = (template: string, words: string) =>
    template.replace(/\{(\w+)\}/g, (all, name: string) => ({ imp_uid, code, message, words })[name] ?? all)
  return filled(frameOf(pg, way, failure).text, filled(pg.refusals.format, ''))
}

/** What this PG says to a cancel that comes on this way. */
export function cancelWords({ refusals }: Pg, way: FailureWay): { code: string; message: string } {
  const { message, code = '', on_redirect } = refusals.cancelled
  return way === 'redirect' && on_redirect ? on_redirect : { code, message }
}
