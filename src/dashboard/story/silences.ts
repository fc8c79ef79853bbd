/** What did not happen, and why: a sentence for each silence that a developer may wonder about, with its source. */
import { type Bilingual, say } from '../../core/bilingual.ts'
import { manual, type Provenance } from '../../core/provenance.ts'
import type { Payment, TimelineEntry } from '../../payments/payment.ts'
import { silencesOf as webhooksNotSent } from '../../telling/silences.ts'
import { isWaiting } from '../../telling/words.ts'
import type { TraceRecord } from '../../trace/record.ts'
import type { DeliveryView } from '../../webhooks/webhooks.ts'
import type { PaymentWindow } from '../../windows/window.ts'

export interface Silence {
  readonly text: Bilingual
  /** Null where it is the sandbox's own doing. */
  readonly known: Provenance | null
  readonly href: string | null
}

export interface Seen {
  readonly payment: Payment
  readonly window: PaymentWindow | null
  readonly records: readonly TraceRecord[]
  readonly deliveries: readonly DeliveryView[]
  readonly notification_url: readonly string[]
  readonly timeline: readonly TimelineEntry[]
  readonly now: number
}

const silence = (text: Bilingual, known: Provenance | null = null, href: string | null = null): Silence => ({
  text,
  known,
  href,
})

export function silencesOf(seen: Seen): Silence[] {
  return [...aboutWebhooks(seen), ...aboutHome(seen), ...aboutChecks(seen)]
}

/** Why no webhook came is told in one place for all pages; here it is one sentence each, with the page that changes it. */
function aboutWebhooks({ payment, deliveries, notification_url, timeline, now }: Seen): Silence[] {
  if (payment.status === 'ready' && !isWaiting(payment) && deliveries.length === 0)
    return [
      silence(
        say(
          '결제창이 끝나기 전에는 웹훅을 보내지 않습니다',
          'No webhook is sent before the window has ended',
        ),
        manual('2.3'),
      ),
    ]
  const told = webhooksNotSent(payment, { timeline, deliveries, notification_url, now })
  const each = new Map(told.map((one) => [one.text.en, one]))
  return [...each.values()].map(({ text, known, see }) =>
    silence(text, known, see === undefined ? null : `/dashboard/${see}`),
  )
}

function aboutHome({ payment, window, records }: Seen): Silence[] {
  if (payment.channel === 'api')
    return [
      silence(
        say(
          'API 결제라 콜백도 리다이렉트도 없습니다',
          'Paid over the API: there is no callback and no redirect',
        ),
      ),
    ]
  if (!window) return []
  if (window.ended === 'abandon')
    return [
      silence(
        say('브라우저가 닫혀 콜백이 가지 않았습니다', 'The browser was closed: no callback was called'),
        manual('2.3'),
      ),
    ]
  if (window.held)
    return [
      silence(
        say(
          '구매자가 결제창의 마지막 화면을 아직 닫지 않아 결과가 가지 않았습니다',
          'The buyer has not left the last page of the window: the result has not gone home',
        ),
      ),
    ]
  if (window.ended === null && payment.status === 'ready')
    return [
      silence(
        say(
          '결제창이 아직 열려 있어 콜백이 가지 않았습니다',
          'The window is still open: no callback was called',
        ),
      ),
    ]
  const is_by_hand = window.ended !== null && !records.some(({ surface }) => surface === 'home')
  return is_by_hand
    ? [
        silence(
          say(
            '브라우저 없이 끝난 결제라 콜백을 받은 페이지가 없습니다',
            'It ended without a browser: no page got the callback',
          ),
        ),
      ]
    : []
}

/** What the shop should have asked, and did not. */
function aboutChecks({ payment, deliveries, records }: Seen): Silence[] {
  const was_told =
    deliveries.some(({ state }) => state === 'delivered') || records.some(({ surface }) => surface === 'home')
  const has_asked = records.some(({ surface, request }) => surface === 'rest' && request?.method === 'GET')
  if (!was_told || has_asked || payment.status !== 'paid') return []
  return [
    silence(
      say(
        '상점 서버가 이 결제를 조회하지 않았습니다: 금액을 확인하지 않으면 위조된 결제를 처리합니다',
        'The shop’s server has not asked about this payment: who does not compare the amount fulfils forged orders',
      ),
      manual('2.4'),
    ),
  ]
}
