/** The journal's lines: what has happened to a payment, an order or a webhook, in one Korean line with iamport's words. */
import type { Refusal } from '../catalog/refusals.ts'
import { formatMoney, toMinor } from '../core/money.ts'
import type { Payment, TimelineEntry } from '../payments/payment.ts'
import type { Attempt, Delivery } from '../webhooks/outbox.ts'
import { redactUrl } from '../webhooks/redact.ts'
import { failureText, timelineText } from './words.ts'

/** `부분취소 order_1 4,000원/14,000원 html5_inicis card imp_…: 변심` */
export function paymentLine(payment: Payment, entry: Pick<TimelineEntry, 'what' | 'detail'>): string {
  const { merchant_uid, pg_provider, pay_method, imp_uid } = payment
  const words = [
    timelineText(entry).ko,
    merchant_uid,
    moved(payment, entry),
    pg_provider,
    pay_method,
    imp_uid,
  ]
  const { reason } = entry.detail
  return reason ? `${words.join(' ')}: ${reason}` : words.join(' ')
}

/** The amount of the payment, and before it what was moved, where that is another. */
function moved({ amount, currency }: Payment, { detail }: Pick<TimelineEntry, 'detail'>): string {
  const whole = formatMoney(amount, currency)
  const part = typeof detail.amount === 'number' ? toMinor(detail.amount, currency) : null
  return part === null || part === amount ? whole : `${formatMoney(part, currency)}/${whole}`
}

export function refusedLine(merchant_uid: string | null, { message, hint }: Refusal): string {
  const order = merchant_uid === null ? '' : `${merchant_uid}: `
  return `${order}${message}${hint ? ` (${hint})` : ''}`
}

/** `order_1: 구매자 연락처(buyer_tel)는 필수 입력입니다. 결제는 그대로 진행합니다.` */
export function remarkLine({ merchant_uid }: Payment, text: string): string {
  return `${merchant_uid}: ${text} 결제는 그대로 진행합니다.`
}

/** `paid order_1 → http://… 500, 2xx가 아닌 응답 12ms` */
export function webhookLine(
  delivery: Pick<Delivery, 'event' | 'merchant_uid' | 'url'>,
  { ms, status, error }: Pick<Attempt, 'ms' | 'status' | 'error'>,
): string {
  const { event, merchant_uid, url } = delivery
  const answer = [status, error === null ? null : explain(error)].filter((word) => word !== null).join(', ')
  const order = merchant_uid === null ? '' : ` ${merchant_uid}`
  return `${event}${order} → ${redactUrl(url)} ${answer}${ms === null ? '' : ` ${ms}ms`}`
}

/** `paid order_1 → http://… 3초가 지나도 응답이 없습니다` */
export function waitingLine(
  { event, merchant_uid, url }: Pick<Delivery, 'event' | 'merchant_uid' | 'url'>,
  seconds: number,
): string {
  return `${event} ${merchant_uid ?? ''} → ${redactUrl(url)} ${seconds}초가 지나도 응답이 없습니다`
}

/** Some failures carry more than their name, e.g. which setting would allow the address. */
function explain(error: string): string {
  const [name] = error.split(': ')
  return error === name
    ? failureText(error).ko
    : `${failureText(error).ko} (${error.slice(`${name}: `.length)})`
}
