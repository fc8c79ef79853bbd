/** Money against orders: what iamport holds for each order, and what the shop believes. */
import { type Bilingual, inEach, say } from '../core/bilingual.ts'
import { sumMoney } from '../core/money.ts'
import type { Evidence, PlayedOrder } from './evidence.ts'
import type { Finding, FindingName } from './findings.ts'
import type { ShopOrder } from './shop.ts'

/** Nothing where the shop shows no orders. */
export function reconcile({ orders, payments, ledger }: Evidence): Finding[] {
  if (ledger === null) return []
  const ours = orders.flatMap((order): Finding[] => {
    const shown = ledger.find(({ merchant_uid }) => merchant_uid === order.merchant_uid)
    const money = payments.filter(
      ({ merchant_uid, paid_at }) => merchant_uid === order.merchant_uid && paid_at > 0,
    )
    const kept = money.filter(({ amount, cancel_amount }) => amount > cancel_amount)
    const currency = money[0]?.currency ?? 'KRW'
    const held = sumMoney(
      kept.flatMap(({ amount, cancel_amount }) => [amount, -cancel_amount]),
      currency,
    )
    const cancelled = sumMoney(
      money.map(({ cancel_amount }) => cancel_amount),
      currency,
    )
    if (!shown)
      return held > 0
        ? [finding('unknown_to_shop', order, say(`남은 결제 ${held}`, `paid and kept ${held}`))]
        : []
    const due = sumMoney([shown.amount ?? order.amount, -(shown.refunded ?? 0)], currency)
    const parts = (kept.length > 0 ? kept : money).map(({ cancel_amount }) => cancel_amount)
    return compare(order, shown, { held, due, cancelled, parts, kept: kept.length })
  })
  const strangers = payments.filter(
    ({ merchant_uid, amount, cancel_amount, paid_at }) =>
      paid_at > 0 && amount > cancel_amount && !orders.some((order) => order.merchant_uid === merchant_uid),
  )
  return [
    ...ours,
    ...strangers.map(
      ({ merchant_uid, imp_uid }): Finding => ({
        name: 'unknown_to_shop',
        detail: `${merchant_uid} ${imp_uid}`,
        merchant_uid,
      }),
    ),
  ]
}

interface Sums {
  readonly held: number
  readonly due: number
  readonly cancelled: number
  /** What was given back of each payment that is the order’s: the one that is kept or, where none is, any. */
  readonly parts: readonly number[]
  /** How many payments are kept. */
  readonly kept: number
}

function compare(
  order: PlayedOrder,
  shown: ShopOrder,
  { held, due, cancelled, parts, kept }: Sums,
): Finding[] {
  const findings: Finding[] = []
  const [ordered, refunded] = [shown.amount ?? order.amount, shown.refunded ?? '-']
  const sums = say(
    `주문 ${ordered}, 상점의 환불 ${refunded}, 남은 결제 ${held}, 취소 ${cancelled}`,
    `ordered ${ordered}, the shop’s refunds ${refunded}, paid and kept ${held}, cancelled ${cancelled}`,
  )
  if (kept > 1) findings.push(finding('paid_twice', order, sums))
  if (shown.is === 'paid') {
    if (held === 0) findings.push(finding('fulfilled_not_paid', order, sums))
    else if (shown.refunded !== null ? held !== due : held > due || (cancelled === 0 && held !== due)) {
      findings.push(finding('wrong_amount', order, sums))
    }
  } else if (held > 0 && shown.is !== 'cancelled') {
    findings.push(
      finding(
        'paid_not_fulfilled',
        order,
        say(`${sums.ko}, 상점의 상태 ${shown.status}`, `${sums.en}, for the shop ${shown.status}`),
      ),
    )
  } else if (held > 0 && due > 0) {
    findings.push(
      finding(
        'paid_not_fulfilled',
        order,
        say(`${sums.ko}, 상점은 취소로 알고 있음`, `${sums.en}, for the shop cancelled`),
      ),
    )
  }
  // A second payment that was given back is no refund of the order: the shop may count it, or not.
  const is_refund = shown.refunded === null || [cancelled, ...parts].includes(shown.refunded)
  if (!is_refund && kept <= 1 && isSold(shown)) {
    findings.push(finding('refund_differs', order, sums))
  }
  const { shipments } = shown
  if ((shipments ?? 0) > 1)
    findings.push(finding('fulfilled_twice', order, say(`${shipments}번`, `${shipments} times`)))
  return findings
}

/** A payment that was taken by mistake and given back at once is no refund of the order. */
const isSold = ({ is }: ShopOrder) => is === 'paid' || is === 'cancelled'

function finding(name: FindingName, { merchant_uid }: PlayedOrder, detail: Bilingual): Finding {
  return { name, detail: inEach(detail, (text) => `${merchant_uid}: ${text}`), merchant_uid }
}
