/** What can be said of a shop without asking it anything: from its REST calls, its cancels and its answers to webhooks. */
import { say } from '../core/bilingual.ts'
import { sumMoney } from '../core/money.ts'
import { decodePercent } from '../core/percent.ts'
import type { Evidence, PlayedRest, Told } from './evidence.ts'
import type { Finding } from './findings.ts'

type Played = Evidence['payments'][number]

/** Reads that show what a payment really is. */
const READS = /^GET \/payments(\/(\{imp_uid\}|find|findAll)|$)/

/** How long a shop may take for a webhook before it is told, in milliseconds. iamport waits 30 seconds. */
const WEBHOOK_LIMIT_MS = 10_000

export function audit(seen: Evidence): Finding[] {
  return [
    ...seen.findings,
    ...trust(seen),
    ...seen.payments.flatMap((payment) => [
      ...wrongAmount(seen, payment),
      ...tooMuchCancelled(seen, payment),
    ]),
    ...webhooks(seen),
  ]
}

/** Told of success, answered yes, and never looked: the word of a browser or of a stranger was enough. */
function trust(seen: Evidence): Finding[] {
  const found = seen.told.flatMap((told): Finding[] => {
    if (!told.is_success || !isYes(told) || wasRead(seen, told)) return []
    // Its list was asked when the next webhook had come, too, and that one it looked into.
    if (told.is_spoiled && wasRead(seen, told, false)) return []
    // Where the shop's own list says that nothing was fulfilled, nothing was believed.
    if (told.is_fulfilled === false || wasFulfilled(seen, told)) return []
    const trusted = told.via === 'browser' ? 'trusts_the_browser' : 'trusts_the_webhook'
    const name = told.is_fulfilled && hasLooked(seen, told) ? 'fulfilled_not_paid' : trusted
    return [{ name, detail: `${told.merchant_uid ?? '?'} ${told.imp_uid ?? '?'}` }]
  })
  const known = new Set<string>()
  return found.filter(({ name }) => !known.has(name) && known.add(name))
}

/** It did look when it was told, and fulfilled what it saw was not paid. */
function hasLooked(seen: Evidence, told: Told): boolean {
  const before = seen.told.findLast(({ seq }) => seq < told.seq)?.seq ?? 0
  return seen.rest.some((call) => isReadOf(call, told) && call.seq > before && call.seq < told.seq)
}

/**
 * Whether only the shop's own list can tell if it has believed this: it was told of success, said yes, and has not looked at
 * the paid payment before.
 */
export function isDoubtful(seen: Evidence, told: Told): boolean {
  if (!told.is_success || !isYes(told)) return false
  return told.imp_uid === null || !seen.paid.has(told.imp_uid) || !wasRead(seen, told, true)
}

/** It speaks of no payment that was paid by then, and the order was fulfilled already: it has changed nothing. */
function wasFulfilled(seen: Evidence, told: Told): boolean {
  if (told.imp_uid !== null && (seen.paid.get(told.imp_uid) ?? told.seq) < told.seq) return false
  const earlier = seen.told.findLast(
    ({ seq, merchant_uid }) => seq < told.seq && merchant_uid === told.merchant_uid,
  )
  return earlier?.is_fulfilled === true || knewOfMoney(seen, told)
}

/** It had seen a payment of the order paid before, whoever had told it: its own people, say, when they asked for a refund. */
const knewOfMoney = (seen: Evidence, { merchant_uid, seq }: Told): boolean =>
  seen.payments.some(({ imp_uid, merchant_uid: of }) => {
    const paid_seq = seen.paid.get(imp_uid)
    if (of !== merchant_uid || paid_seq === undefined) return false
    const payment = { imp_uid, merchant_uid: null }
    return seen.rest.some((call) => isReadOf(call, payment) && call.seq > paid_seq && call.seq < seq)
  })

/** Whether the shop has seen the payment as it is, after it was paid and before it said yes; without a ledger, at any time. */
function wasRead(seen: Evidence, told: Told, is_before = told.is_fulfilled !== null): boolean {
  const paid_seq = told.imp_uid === null ? 0 : (seen.paid.get(told.imp_uid) ?? 0)
  const isInTime = ({ seq }: PlayedRest) => !is_before || seq < told.seq
  return seen.rest.some((call) => isReadOf(call, told) && call.seq > paid_seq && isInTime(call))
}

const isReadOf = (call: PlayedRest, told: Pick<Told, 'imp_uid' | 'merchant_uid'>): boolean =>
  !call.by_replay && READS.test(call.operation) && call.code === 0 && names(call, told)

function names(
  { url }: PlayedRest,
  { imp_uid, merchant_uid }: Pick<Told, 'imp_uid' | 'merchant_uid'>,
): boolean {
  const text = decodePercent(url)
  return [imp_uid, merchant_uid].some((id) => id !== null && text.includes(id))
}

const isYes = ({ status }: Told) => status !== null && status >= 200 && status < 400

/** Money of another amount than the order’s, and the shop has kept it though it was told. */
function wrongAmount({ orders, told }: Evidence, payment: Played): Finding[] {
  const order = orders.find(({ merchant_uid }) => merchant_uid === payment.merchant_uid)
  if (!order || payment.paid_at === 0 || payment.amount === order.amount) return []
  if (payment.cancel_amount >= payment.amount) return []
  if (!told.some(({ imp_uid, status }) => imp_uid === payment.imp_uid && status !== null)) return []
  const { merchant_uid, imp_uid, amount } = payment
  const detail = say(
    `${merchant_uid}: 주문 ${order.amount}, 결제 ${amount} ${imp_uid}`,
    `${merchant_uid}: ordered ${order.amount}, paid ${amount} ${imp_uid}`,
  )
  return [{ name: 'keeps_wrong_amount', detail, merchant_uid }]
}

/** The shop’s cancels against what its people asked for. Only where they asked. */
function tooMuchCancelled({ orders, by_admin }: Evidence, payment: Played): Finding[] {
  const order = orders.find(({ merchant_uid }) => merchant_uid === payment.merchant_uid)
  if (!order || order.refunds.length === 0 || payment.amount !== order.amount) return []
  const asked = order.refunds.includes(null)
    ? payment.amount
    : sumMoney(
        order.refunds.map((amount) => amount ?? 0),
        payment.currency,
      )
  const by_shop = sumMoney(
    [...payment.cancel_history.map(({ amount }) => amount), -(by_admin.get(payment.imp_uid) ?? 0)],
    payment.currency,
  )
  if (by_shop <= Math.min(asked, payment.amount)) return []
  const times = payment.cancel_history.length
  const detail = say(
    `${payment.merchant_uid}: 환불 요청 ${asked}, 취소 ${by_shop} (${times}번)`,
    `${payment.merchant_uid}: asked to refund ${asked}, cancelled ${by_shop} (in ${times})`,
  )
  return [{ name: 'cancels_too_much', detail }]
}

function webhooks({ deliveries, rest, told }: Evidence): Finding[] {
  const findings: Finding[] = []
  const first = new Map<string, number | null>()
  for (const { id, event, imp_uid, merchant_uid, attempts, fault } of deliveries) {
    for (const attempt of attempts) {
      const { status, error, ms } = attempt
      const detail = `${event} ${merchant_uid ?? ''} #${id}: ${status ?? error}`
      if (error === 'read timeout' || (ms ?? 0) > WEBHOOK_LIMIT_MS) {
        findings.push({ name: 'slow_on_webhook', detail })
        continue
      }
      const key = `${event} ${imp_uid}`
      const before = first.get(key)
      const is_bad = error !== null
      if (is_bad && !isExcused(rest, told, imp_uid, fault?.corrupt !== undefined)) {
        const is_second = before !== undefined && before !== null && before < 300
        findings.push({ name: is_second ? 'breaks_on_duplicate' : 'refuses_webhook', detail })
      }
      if (!first.has(key)) first.set(key, status)
    }
  }
  return findings
}

/** Where a fault struck the shop’s own calls, or spoiled the webhook, its 5xx is the honest answer. */
function isExcused(
  rest: readonly PlayedRest[],
  told: readonly Told[],
  imp_uid: string | null,
  is_spoiled: boolean,
) {
  if (is_spoiled) return true
  const end = told.findLast((t) => t.via === 'webhook' && t.imp_uid === imp_uid && !isYes(t))?.seq ?? 0
  return rest.some(({ effect, seq, by_replay }) => effect !== null && !by_replay && seq < end)
}
