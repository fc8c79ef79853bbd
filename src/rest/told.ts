/** What the trace keeps of a REST call, and the line that people read of it. */
import { inEach, say } from '../core/bilingual.ts'
import { isRecord } from '../core/record.ts'
import type { Told } from '../trace/entry.ts'
import type { Call, Ended } from './call.ts'

export function toldOf({ req, elapsed }: Call, { status, envelope, text, hint, known }: Ended): Told {
  const { method, path, originalUrl: url, headers } = req
  // Read now: what somebody does later with the request does not change what came in.
  const body: unknown = req.body ?? null
  const ms = elapsed()
  // The line is written later: it must not keep the whole answer in memory until then.
  const { code, message } = envelope ?? {}
  const is_good = code === 0
  const line = () => {
    if (status === null)
      return say(`${method} ${path} 응답 없음 ${ms}ms`, `${method} ${path} no answer ${ms}ms`)
    if (is_good) return `${method} ${path} ${status} ${ms}ms`
    const answer = `${method} ${path} ${status} code ${code} ${message} ${ms}ms`
    return hint === null ? answer : inEach(hint, (hint) => `${answer} (${hint})`)
  }
  return {
    surface: 'rest',
    ...idsOf(envelope?.response, req.params, body),
    request: { method, url, headers, body },
    response: {
      status,
      ms,
      headers: {},
      body: text === '' ? null : text,
      hint,
      ...(code === undefined ? {} : { code }),
      ...(known && { known }),
    },
    line: { kind: 'rest', level: is_good ? 'info' : 'warn', text: line, detail: {} },
  }
}

/** Whom a call is about: what the answer says, else what was asked. */
function idsOf(...places: readonly unknown[]): { imp_uid: string | null; merchant_uid: string | null } {
  let imp_uid: string | null = null
  let merchant_uid: string | null = null
  for (const place of places) {
    if (!isRecord(place)) continue
    if (imp_uid === null && typeof place.imp_uid === 'string') imp_uid = place.imp_uid
    if (merchant_uid === null && typeof place.merchant_uid === 'string') merchant_uid = place.merchant_uid
  }
  return { imp_uid, merchant_uid }
}
