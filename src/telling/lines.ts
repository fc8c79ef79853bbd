/** The journal's lines: what has happened to a payment, an order or a webhook, in one line with iamport's words. */
import type { Refusal } from '../catalog/refusals.ts'
import { type Bilingual, both, inEach, type Lang, say } from '../core/bilingual.ts'
import { formatMoney, toMinor } from '../core/money.ts'
import type { Payment, TimelineEntry } from '../payments/payment.ts'
import type { Attempt, Delivery } from '../webhooks/delivery.ts'
import { redactUrl } from '../webhooks/redact.ts'
import { failureText, timelineText } from './words.ts'

/** `부분취소 order_1 4,000원/14,000원 html5_inicis card imp_…: 변심` */
export function paymentLine(payment: Payment, entry: Pick<TimelineEntry, 'what' | 'detail'>): Bilingual {
  const { merchant_uid, pg_provider, pay_method, imp_uid } = payment
  const what = timelineText(entry)
  const { reason } = entry.detail
  return both((lang) => {
    const words = [what[lang], merchant_uid, moved(payment, entry, lang), pg_provider, pay_method, imp_uid]
    return `${words.join(' ')}${reason ? `: ${reason}` : ''}`
  })
}

/** The amount of the payment, and before it what was moved, where that is another. */
function moved({ amount, currency }: Payment, { detail }: Pick<TimelineEntry, 'detail'>, lang: Lang): string {
  const whole = formatMoney(amount, currency, lang)
  const part = typeof detail.amount === 'number' ? toMinor(detail.amount, currency) : null
  return part === null || part === amount ? whole : `${formatMoney(part, currency, lang)}/${whole}`
}

/** In iamport's own words, whoever reads it; the hint is ours. */
export function refusedLine(merchant_uid: string | null, { message, hint }: Refusal): Bilingual | string {
  const line = merchant_uid === null ? message : `${merchant_uid}: ${message}`
  return hint === null ? line : inEach(hint, (hint) => `${line} (${hint})`)
}

/** `order_1: 구매자 연락처(buyer_tel)는 필수 입력입니다. 결제는 그대로 진행합니다.` */
export function remarkLine({ merchant_uid }: Payment, text: string): Bilingual {
  const begins = `${merchant_uid}: ${text}`
  return say(`${begins} 결제는 그대로 진행합니다.`, `${begins} The payment goes on as it is.`)
}

/** `paid order_1 → http://… 500, 2xx가 아닌 응답 12ms` */
export function webhookLine(
  delivery: Pick<Delivery, 'event' | 'merchant_uid' | 'url'>,
  { ms, status, error }: Pick<Attempt, 'ms' | 'status' | 'error'>,
): Bilingual {
  const { event, merchant_uid, url } = delivery
  const why = error === null ? null : explain(error)
  const order = merchant_uid === null ? '' : ` ${merchant_uid}`
  const begins = `${event}${order} → ${redactUrl(url)}`
  const ends = ms === null ? '' : ` ${ms}ms`
  return both((lang) => {
    const answer = [status, why?.[lang] ?? null].filter((word) => word !== null).join(', ')
    return `${begins} ${answer}${ends}`
  })
}

/** `paid order_1 → http://… 3초가 지나도 응답이 없습니다` */
export function waitingLine(
  { event, merchant_uid, url }: Pick<Delivery, 'event' | 'merchant_uid' | 'url'>,
  seconds: number,
): Bilingual {
  const begins = `${event} ${merchant_uid ?? ''} → ${redactUrl(url)}`
  return say(
    `${begins} ${seconds}초가 지나도 응답이 없습니다`,
    `${begins} no answer after ${seconds} seconds`,
  )
}

/** Why an address was refused (`webhooks/address.ts`); what comes of the network keeps its own name. */
const inKorean = (why: string): string =>
  why
    .replace(/^(\S+) is a link-local, .*$/, '$1은(는) 링크 로컬이거나 예약된 주소입니다')
    .replace(/^(\S+) is a public address; allow it with (\S+)$/, '$1은(는) 공인 주소입니다; $2 로 허용하세요')

/** Some failures carry more than their name, e.g. which setting would allow the address. */
function explain(error: string): Bilingual {
  const [name] = error.split(': ')
  const text = failureText(error)
  if (error === name) return text
  const why = error.slice(`${name}: `.length)
  return say(`${text.ko} (${inKorean(why)})`, `${text.en} (${why})`)
}
