/** What did not happen, and why: a sentence for each silence that a developer may wonder about, with its source. */
import { type Bilingual, both, say } from '../../core/bilingual.ts'
import { docs, manual, type Provenance } from '../../core/provenance.ts'
import type { Payment } from '../../payments/payment.ts'
import { faultText, isWaiting } from '../../telling/words.ts'
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
}

const silence = (text: Bilingual, known: Provenance | null = null, href: string | null = null): Silence => ({
  text,
  known,
  href,
})

export function silencesOf(seen: Seen): Silence[] {
  return [...aboutWebhooks(seen), ...aboutHome(seen), ...aboutChecks(seen)]
}

function aboutWebhooks({ payment, deliveries, notification_url, records }: Seen): Silence[] {
  const { status, order, imp_uid } = payment
  const own = order.untrusted_page === undefined ? order.notice_url : []
  if (order.untrusted_page !== undefined && order.notice_url.length > 0)
    return [
      silence(
        say(
          'notice_url을 부르지 않습니다: 결제를 요청한 페이지를 믿을 근거가 없습니다. --allow-origin으로 허용하세요',
          'notice_url is not called: nobody vouches for the page that asked. Allow it with --allow-origin',
        ),
        null,
        '/dashboard/settings',
      ),
    ]
  const lost = deliveries.filter(({ fault }) => fault?.lost)
  const swallowed = lost.map(({ event, fault }) =>
    silence(
      both((lang) =>
        lang === 'ko'
          ? `${event} 웹훅: 일부러 ${faultText(fault!).ko}`
          : `${event} webhook: ${faultText(fault!).en} on purpose`,
      ),
      null,
      '/dashboard/faults',
    ),
  )
  if (deliveries.length > 0) return [...swallowed, ...stillWaiting(deliveries), ...ownCancel(records)]
  if (status === 'failed')
    return [
      silence(
        say('실패한 결제에는 웹훅을 보내지 않습니다', 'No webhook is sent for a payment that failed'),
        manual('2.3'),
      ),
    ]
  if (status === 'ready' && !isWaiting(payment))
    return [
      silence(
        say(
          '결제창이 끝나기 전에는 웹훅을 보내지 않습니다',
          'No webhook is sent before the window has ended',
        ),
        manual('2.3'),
      ),
    ]
  if (notification_url.length === 0 && own.length === 0)
    return [
      silence(
        say(
          'Notification URL이 없어 웹훅을 보내지 않았습니다',
          'No webhook was sent: there is no Notification URL',
        ),
        manual('2.3'),
        `/dashboard/settings`,
      ),
    ]
  return imp_uid ? ownCancel(records) : []
}

function ownCancel(records: readonly TraceRecord[]): Silence[] {
  const is_silent = records.some(({ surface, request, line }) => surface === 'webhook' && !request && line)
  if (!is_silent) return []
  const text = say(
    'API로 취소했고 enable_webhook이 없으므로 취소 웹훅을 보내지 않습니다',
    'No webhook tells of a cancel that the shop itself asked for over the API without enable_webhook',
  )
  return [silence(text, docs('POST /payments/cancel, enable_webhook'))]
}

function stillWaiting(deliveries: readonly DeliveryView[]): Silence[] {
  const waiting = deliveries.filter(({ state, attempts }) => state === 'pending' && attempts.length === 0)
  if (waiting.length === 0) return []
  const text = say(
    '웹훅이 아직 떠나지 않았습니다: 시각이 되거나 브라우저가 먼저 상점에 닿으면 보냅니다',
    'The webhook has not left yet: it goes when its time has come, or the browser has reached the shop',
  )
  return [silence(text, null, '/dashboard/webhooks?state=pending')]
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
