/**
 * What no shop could have known is not its fault.
 *
 * Money and orders must agree where the shop was told, or has looked, after the last thing that became of a payment. Where every
 * word of it was lost, or its own question got no answer and it said so honestly, they may differ.
 */
import { sumMoney } from '../core/money.ts'
import { decodePercent } from '../core/percent.ts'
import { isRecord } from '../core/record.ts'
import type { Evidence, PlayedRest, Told } from '../replay/evidence.ts'
import type { Finding, FindingName } from '../replay/findings.ts'

/** Findings that rest on what the shop must have known. */
const NEEDS_KNOWING: ReadonlySet<FindingName> = new Set([
  'keeps_wrong_amount',
  'paid_not_fulfilled',
  'fulfilled_not_paid',
  'wrong_amount',
  'refund_differs',
  'unknown_to_shop',
  'paid_twice',
])

/** Money that is kept: no fault of a shop that wanted to give it back. */
const IS_KEPT: ReadonlySet<FindingName> = new Set([
  'keeps_wrong_amount',
  'paid_not_fulfilled',
  'paid_twice',
  'unknown_to_shop',
])

/** What a program can end in that says nothing of the shop: a step that came to nothing, and what files expect. */
const SAYS_NOTHING: ReadonlySet<FindingName> = new Set(['step_failed', 'expectation'])

export function blamed(findings: readonly Finding[], seen: Evidence): Finding[] {
  return findings.filter(({ name, merchant_uid }) => {
    if (SAYS_NOTHING.has(name)) return false
    if (!NEEDS_KNOWING.has(name) || merchant_uid === undefined) return true
    if (name === 'wrong_amount' && isPaidBesides(seen, merchant_uid)) return false
    return seen.payments
      .filter((payment) => payment.merchant_uid === merchant_uid && payment.paid_at > 0)
      .every(
        ({ imp_uid }) =>
          isInformed(seen, imp_uid, merchant_uid) &&
          !(IS_KEPT.has(name) && (wasRefused(seen, imp_uid, merchant_uid) || wasInterrupted(seen, imp_uid))),
      )
  })
}

/** The shop was told of the payment as it is now, or has read it. */
function isInformed(seen: Evidence, imp_uid: string, merchant_uid: string): boolean {
  const since = seen.changed.get(imp_uid) ?? 0
  const isAbout = (told: Told) =>
    told.imp_uid === imp_uid || (told.imp_uid === null && told.merchant_uid === merchant_uid)
  const was_told = seen.told.some(
    (told) =>
      told.seq > since && !told.is_spoiled && told.status !== null && isAbout(told) && isAnswered(seen, told),
  )
  return was_told || seen.rest.some((call) => call.seq > since && hasRead(call, imp_uid, merchant_uid))
}

/**
 * The shop wanted to give the money back, and iamport refused, e.g. for want of a refund account: people must see to it. Or
 * nobody heard what became of it, and nobody has told the shop of the payment since.
 */
function wasRefused({ rest, told }: Evidence, imp_uid: string, merchant_uid: string): boolean {
  return rest.some(({ operation, by_replay, effect, code, body, seq }) => {
    if (operation !== 'POST /payments/cancel' || by_replay || !isRecord(body)) return false
    if (body.imp_uid !== imp_uid && body.merchant_uid !== merchant_uid) return false
    if (effect === null) return code !== 0
    return !told.slice(told.findIndex((one) => one.seq > seq) + 1).some((one) => one.imp_uid === imp_uid)
  })
}

/** When it was told last, one of its calls got no answer, and it said so: what it wanted to do then waits for the next word. */
function wasInterrupted(seen: Evidence, imp_uid: string): boolean {
  const last = seen.told.findLast((one) => one.imp_uid === imp_uid)
  return last !== undefined && !isYes(last) && !isAnswered(seen, last)
}

const isYes = ({ status }: Told): boolean => status !== null && status >= 200 && status < 300

/** The order is paid exactly, apart from money that the shop, or its people, wanted to give back and could not. */
function isPaidBesides(seen: Evidence, merchant_uid: string): boolean {
  const paid = seen.payments.filter((one) => one.merchant_uid === merchant_uid && one.paid_at > 0)
  const order = seen.orders.find((one) => one.merchant_uid === merchant_uid)
  const held = (list: typeof paid) =>
    sumMoney(
      list.flatMap(({ amount, cancel_amount }) => [amount, -cancel_amount]),
      paid[0]?.currency ?? 'KRW',
    )
  const isExact = (left: typeof paid, refused: typeof paid): boolean =>
    (left.length < paid.length && held(left) === order?.amount) ||
    refused.some((one, n) =>
      isExact(
        left.filter((other) => other !== one),
        refused.slice(n + 1),
      ),
    )
  return isExact(
    paid,
    paid.filter(({ imp_uid }) => wasRefused(seen, imp_uid, merchant_uid) || wasInterrupted(seen, imp_uid)),
  )
}

/** Its questions were answered while it was told; or they were not, and it said yes to a webhook all the same, which then never comes again. */
function isAnswered({ rest, told }: Evidence, one: Told): boolean {
  const before = told.findLast(({ seq }) => seq < one.seq)?.seq ?? 0
  const is_struck = rest.some(
    ({ effect, by_replay, seq }) => effect !== null && !by_replay && seq > before && seq < one.seq,
  )
  if (!is_struck) return true
  return one.via === 'webhook' && isYes(one)
}

function hasRead(
  { by_replay, code, effect, method, url }: PlayedRest,
  imp_uid: string,
  merchant_uid: string,
): boolean {
  if (by_replay || code !== 0 || effect !== null || method !== 'GET') return false
  const text = decodePercent(url)
  return text.includes(imp_uid) || text.includes(merchant_uid)
}
