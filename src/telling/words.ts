/** The words for what the nouns call by their own names, in Korean and in English: in the dashboard, the log and the command line. */
import { type Bilingual, both, say } from '../core/bilingual.ts'
import type { ClockMode } from '../core/clock.ts'
import type { SandboxEvent } from '../journal.ts'
import { balance, type Payment, type Status, type TimelineEntry } from '../payments/payment.ts'
import type { Fault } from '../webhooks/bending.ts'
import type { DeliveryState } from '../webhooks/delivery.ts'

/** A word in a badge. `tone` is the badge's colour; the word alone says everything. */
export interface Badge {
  readonly word: Bilingual
  readonly tone: 'good' | 'wait' | 'part' | 'off' | 'bad'
}

export const PARTLY_CANCELLED = say('부분취소', 'Partly cancelled')
export const WAITING_FOR_DEPOSIT = say('입금대기', 'Waiting for deposit')

/** In the words of iamport's own list of statuses (manual 2.1.4 status). */
export function statusBadge(payment: Payment): Badge {
  switch (payment.status) {
    case 'paid':
      return { word: STATUS_TABS.paid, tone: 'good' }
    case 'ready':
      return {
        word: isWaiting(payment) ? say('미결제(입금대기)', 'Waiting for deposit') : STATUS_TABS.ready,
        tone: 'wait',
      }
    case 'cancelled':
      return balance(payment) > 0
        ? { word: PARTLY_CANCELLED, tone: 'part' }
        : { word: STATUS_TABS.cancelled, tone: 'off' }
    case 'failed':
      return { word: STATUS_TABS.failed, tone: 'bad' }
  }
}

/** Whether an account was issued and the money has not arrived. */
export function isWaiting({ status, approval }: Payment): boolean {
  return status === 'ready' && approval.vbank_num !== null
}

export const STATUS_TABS: Readonly<Record<Status, Bilingual>> = {
  paid: say('결제완료', 'Paid'),
  ready: say('미결제', 'Not paid'),
  cancelled: say('취소', 'Cancelled'),
  failed: say('실패', 'Failed'),
}

export const DELIVERY_BADGES: Readonly<Record<DeliveryState, Badge>> = {
  pending: { word: say('대기', 'Waiting'), tone: 'wait' },
  sending: { word: say('전송 중', 'Sending'), tone: 'wait' },
  delivered: { word: say('성공', 'Delivered'), tone: 'good' },
  failed: { word: say('실패', 'Failed'), tone: 'bad' },
}

/** What a named failure of an attempt means; the rest of a longer name is shown beside it. */
export function failureText(error: string): Bilingual {
  const found = Object.entries(FAILURES).find(([name]) => error === name || error.startsWith(`${name}: `))
  return found ? found[1] : say('전송 실패', 'could not be sent')
}

const FAILURES: Readonly<Record<string, Bilingual>> = {
  status: say('2xx가 아닌 응답', 'an answer that is not 2xx'),
  redirect: say('리다이렉트 응답(따라가지 않음)', 'a redirect (not followed)'),
  refused: say('연결 거부', 'connection refused'),
  dns: say('호스트를 찾을 수 없음', 'host not found'),
  reset: say('연결 끊김', 'connection reset'),
  tls: say('TLS 오류', 'TLS error'),
  'connect timeout': say('연결 시간 초과', 'connecting timed out'),
  'read timeout': say('응답 시간 초과', 'the answer timed out'),
  'address refused': say('허용되지 않은 주소', 'address not allowed'),
  'bad url': say('잘못된 URL', 'not a URL'),
  'bad request': say('보낼 수 없는 요청', 'a request that cannot be sent'),
  'bad answer': say('HTTP가 아닌 응답', 'an answer that is not HTTP'),
  interrupted: say('샌드박스가 종료되어 중단됨', 'cut off when the sandbox ended'),
}

/** What the sandbox did to a webhook on purpose; iamport would not. */
export function faultText({ copy, lost, delay_ms, swap, corrupt }: Fault): Bilingual {
  const parts = [
    lost && say('전송하지 않음', 'not sent'),
    copy && say(`사본 ${copy.replace(' of ', '/')}`, `copy ${copy}`),
    delay_ms && say(`${delay_ms}ms 늦춤`, `${delay_ms}ms late`),
    swap && say('다음 웹훅과 순서 바꿈', 'swapped with the next one'),
    corrupt && say(`본문 손상(${corrupt})`, `body spoilt (${corrupt})`),
  ]
  return both((lang) => parts.flatMap((part) => (part ? part[lang] : [])).join(', '))
}

/** A line of a payment's timeline; one that is new here keeps its own name. */
export function timelineText({ what }: Pick<TimelineEntry, 'what'>): Bilingual {
  return say(TIMELINE[what] ?? what, what)
}

/** The names themselves are English. */
const TIMELINE: Readonly<Record<string, string>> = {
  'window opened': '결제창 열림',
  'window left': '결제창 이탈',
  approved: '결제 승인',
  'requested by the API': 'API 결제 요청',
  'vbank issued': '가상계좌 발급',
  'vbank changed': '가상계좌 변경',
  voided: '발급 취소',
  'cash receipt issued': '현금영수증 발급',
  'cash receipt cancelled': '현금영수증 취소',
  deposited: '입금',
  declined: '결제 거절',
  'cancelled by the buyer': '구매자가 결제 취소',
  cancelled: '취소',
  'partly cancelled': '부분취소',
  'window expired': '결제창 시간 초과',
  'vbank expired': '입금기한 만료',
  'approved late': '뒤늦은 승인',
  'cancelled at the PG only': 'PG에서만 취소됨(아임포트는 모름)',
}

export const ACTORS: Readonly<Record<TimelineEntry['by'], Bilingual>> = {
  buyer: say('구매자', 'buyer'),
  pg: say('PG', 'PG'),
  bank: say('은행', 'bank'),
  shop: say('상점 서버', 'shop’s server'),
  admin: say('관리자', 'administrator'),
  sandbox: say('샌드박스', 'sandbox'),
}

export const CLOCK_MODES: Readonly<Record<ClockMode, Bilingual>> = {
  system: say('실제 시각', 'real time'),
  frozen: say('정지', 'stopped'),
  offset: say('이동한 시각', 'moved'),
}

export const EVENT_KINDS: Readonly<Record<SandboxEvent['kind'], Bilingual>> = {
  order: say('주문', 'order'),
  payment: say('결제', 'payment'),
  certification: say('본인인증', 'identity'),
  rest: say('REST', 'REST'),
  webhook: say('웹훅', 'webhook'),
  refused: say('거절', 'refused'),
  remark: say('참고', 'remark'),
  clock: say('시각', 'clock'),
  fault: say('오류', 'fault'),
}
