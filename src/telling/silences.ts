/**
 * Why no webhook came: each change of a payment that was not announced, or whose webhook did not leave, with a sentence and
 * its source.
 */
import { type Bilingual, say } from '../core/bilingual.ts'
import { kstText } from '../core/kst.ts'
import { docs, manual, type Provenance } from '../core/provenance.ts'
import type { Payment, TimelineEntry } from '../payments/payment.ts'
import type { Delivery } from '../webhooks/delivery.ts'
import type { Bender } from '../webhooks/rules.ts'
import { OURS } from './provenance.ts'

export interface Silence {
  /** Unix seconds of the change. */
  readonly at: number
  /** As the timeline names it. */
  readonly what: string
  readonly text: Bilingual
  readonly known: Provenance
  /** Who swallowed it, when somebody did. */
  readonly by: readonly Bender[]
  /** The page of the dashboard where it can be changed. */
  readonly see?: 'faults' | 'settings' | 'webhooks'
}

/** What is looked at besides the payment itself. */
export interface SilenceFacts {
  readonly timeline: readonly TimelineEntry[]
  readonly deliveries: readonly Pick<Delivery, 'event' | 'state' | 'fault' | 'waits_for' | 'due_at'>[]
  readonly notification_url: readonly string[]
  readonly now: number
}

type Reason = Pick<Silence, 'text' | 'known' | 'see'>

const WEBHOOK_PAGE = 'developers page on webhooks, V1'

const FAILURE: Reason = {
  text: say(
    '실패한 결제에는 웹훅을 보내지 않습니다. 브라우저의 콜백이나 m_redirect_url로만 알 수 있습니다.',
    'A failed payment sends no webhook. Only the callback or m_redirect_url in the browser tells of it.',
  ),
  known: docs(WEBHOOK_PAGE),
}

/** Changes that are never announced, by their names in the timeline. */
const NEVER: Readonly<Record<string, Reason>> = {
  declined: FAILURE,
  'cancelled by the buyer': FAILURE,
  'window expired': {
    text: say('결제창이 만료되어도 웹훅을 보내지 않습니다.', 'A window that expires sends no webhook.'),
    known: docs(WEBHOOK_PAGE),
  },
  'window left': {
    text: say(
      '구매자가 결제창을 떠나기만 하면 상태가 바뀌지 않으므로 웹훅도 없습니다.',
      'A buyer who only leaves the window changes nothing, so there is no webhook.',
    ),
    known: docs(WEBHOOK_PAGE),
  },
  'vbank expired': {
    text: say(
      '가상계좌의 입금기한이 지나도 웹훅을 보내지 않습니다. 결제는 ready로 남습니다.',
      'An account whose deadline passes sends no webhook. The payment stays ready.',
    ),
    known: docs(WEBHOOK_PAGE),
  },
  'vbank changed': {
    text: say(
      '상점이 REST API로 계좌를 바꾸면 그 응답으로 알 뿐, 웹훅은 없습니다.',
      'The shop changed the account itself over REST: its answer tells, no webhook does.',
    ),
    known: docs('API document v1, PUT /vbanks/{imp_uid}'),
  },
  voided: {
    text: say(
      '상점이 REST API로 계좌를 회수하면 웹훅은 없습니다.',
      'The shop withdrew the account itself over REST: no webhook.',
    ),
    known: docs('API document v1, DELETE /vbanks/{imp_uid}'),
  },
  'cancelled at the PG only': {
    text: say(
      'PG에서만 취소되어 아임포트가 모르므로 웹훅도 없습니다.',
      'Only the PG has cancelled. iamport does not know, so there is no webhook.',
    ),
    known: manual('1, test payments are cancelled at night'),
  },
}

const API_CANCEL: Reason = {
  text: say(
    '상점 서버가 REST API로 취소했습니다. enable_webhook: true를 보내야, 그리고 결제 때 웹훅을 쓴 건이어야 취소 웹훅이 갑니다.',
    'The shop’s server cancelled over REST. That is announced only with enable_webhook: true, and only where the payment itself used a webhook.',
  ),
  known: docs('API document v1, POST /payments/cancel, enable_webhook'),
}
const BARCODE: Reason = {
  text: say(
    'API로 발급한 편의점 바코드는 그 응답으로만 알립니다. 돈이 들어오면 웹훅을 보냅니다.',
    'A barcode that the API issues is told by its own answer. Its money is announced.',
  ),
  known: docs('API document v1, POST /cvs, notice_url'),
}
const NO_ADDRESS: Reason = {
  text: say(
    'Notification URL이 없고 주문에 notice_url도 없어 보낼 곳이 없습니다.',
    'There is no Notification URL, and the order has no notice_url: nowhere to send it.',
  ),
  known: manual('2.3 Notification URL'),
  see: 'settings',
}
const UNTRUSTED: Reason = {
  text: say(
    '주문의 notice_url은 이 컴퓨터의 페이지가 준 것이 아니어서 부르지 않습니다. --allow-origin으로 허용할 수 있습니다.',
    'The order’s notice_url came from a page on the web that nobody vouched for. --allow-origin allows it.',
  ),
  known: OURS,
  see: 'settings',
}

/** Changes that are announced, with the event of their webhook. */
const EVENTS: Readonly<Record<string, readonly string[]>> = {
  approved: ['paid'],
  deposited: ['paid'],
  'approved late': ['paid'],
  'vbank issued': ['ready'],
  cancelled: ['cancelled'],
  'partly cancelled': ['cancelled'],
}

/** Every silence of a payment, in the order of its timeline. */
export function silencesOf(payment: Payment, facts: SilenceFacts): Silence[] {
  /** Each webhook answers for one change. */
  const left = [...facts.deliveries]
  return facts.timeline.flatMap((entry) => {
    const { at, what } = entry
    const found = left.findIndex(({ event }) => (EVENTS[what] ?? []).includes(event))
    const delivery = found < 0 ? null : left.splice(found, 1)[0]!
    const reason = delivery ? whyNotYet(delivery, facts.now) : whyNone(payment, entry, facts)
    return reason ? [{ at, what, by: delivery?.fault?.by ?? [], ...reason }] : []
  })
}

/** A webhook was written, and has not left. */
function whyNotYet(
  { state, fault, waits_for, due_at }: SilenceFacts['deliveries'][number],
  now: number,
): Reason | null {
  if (fault?.lost) return { text: lostText(fault.by ?? []), known: OURS, see: 'faults' }
  if (state !== 'pending' || due_at <= now) return null
  const at = kstText(due_at)
  const text =
    waits_for === 'browser'
      ? say(
          `브라우저가 상점에 돌아간 뒤에 보냅니다. 늦어도 ${at}`,
          `It leaves once the browser is home, at ${at} at the latest.`,
        )
      : waits_for === 'next'
        ? say(
            `다음 웹훅보다 나중에 보내도록 되어 있습니다. 늦어도 ${at}`,
            `It waits for the next webhook of this payment, until ${at} at the latest.`,
          )
        : say(`${at}에 보냅니다.`, `It leaves at ${at}.`)
  return { text, known: OURS, see: 'webhooks' }
}

/** No webhook was written. */
function whyNone(payment: Payment, { what, by }: TimelineEntry, facts: SilenceFacts): Reason | null {
  if (what === 'vbank issued' && payment.pay_method === 'cvs' && payment.channel === 'api') return BARCODE
  const is_cancel = what === 'cancelled' || what === 'partly cancelled'
  if (is_cancel && by === 'shop') return API_CANCEL
  const is_scheduled = payment.order.customer_uid_usage === 'payment.scheduled'
  if (EVENTS[what] || (what === 'declined' && is_scheduled)) {
    if (facts.deliveries.length > 0) return null
    if (payment.order.untrusted_page !== undefined && payment.order.notice_url.length > 0) return UNTRUSTED
    return facts.notification_url.length === 0 ? NO_ADDRESS : null
  }
  return NEVER[what] ?? null
}

/** `시나리오 webhook-lost가 보내지 않았습니다.` */
export function lostText(by: readonly Bender[]): Bilingual {
  if (by.length === 0) return say('일부러 보내지 않았습니다.', 'It was lost on purpose.')
  const ko = by.map((bender) => benderText(bender).ko).join(', ')
  const en = by.map((bender) => benderText(bender).en).join(', ')
  return say(`일부러 보내지 않았습니다: ${ko}`, `It was lost on purpose, by ${en}.`)
}

/** Who bends webhooks, in words. */
export function benderText(bender: Bender): Bilingual {
  if ('scenario' in bender) return say(`시나리오 ${bender.scenario}`, `scenario ${bender.scenario}`)
  if ('rule' in bender) return say(`웹훅 규칙 ${bender.rule}`, `webhook rule ${bender.rule}`)
  return say(`설정 ${bender.setting}`, `setting ${bender.setting}`)
}
