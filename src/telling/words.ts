/** The Korean words for what the nouns call by their own names: in the dashboard, the log and the command line. */
import type { ClockMode } from '../core/clock.ts'
import type { SandboxEvent } from '../journal.ts'
import { balance, type Payment, type Status, type TimelineEntry } from '../payments/payment.ts'
import type { DeliveryState } from '../webhooks/outbox.ts'
import type { Fault } from '../webhooks/rules.ts'

/** A word in a badge. `tone` is the badge's colour; the word alone says everything. */
export interface Badge {
  readonly word: string
  readonly tone: 'good' | 'wait' | 'part' | 'off' | 'bad'
}

/** In the words of iamport's own list of statuses (manual 2.1.4 status). */
export function statusBadge(payment: Payment): Badge {
  switch (payment.status) {
    case 'paid':
      return { word: '결제완료', tone: 'good' }
    case 'ready':
      return { word: isWaiting(payment) ? '미결제(입금대기)' : '미결제', tone: 'wait' }
    case 'cancelled':
      return balance(payment) > 0 ? { word: '부분취소', tone: 'part' } : { word: '취소', tone: 'off' }
    case 'failed':
      return { word: '실패', tone: 'bad' }
  }
}

/** Whether an account was issued and the money has not arrived. */
export function isWaiting({ status, approval }: Payment): boolean {
  return status === 'ready' && approval.vbank_num !== null
}

export const STATUS_TABS: Readonly<Record<Status, string>> = {
  paid: '결제완료',
  ready: '미결제',
  cancelled: '취소',
  failed: '실패',
}

export const DELIVERY_BADGES: Readonly<Record<DeliveryState, Badge>> = {
  pending: { word: '대기', tone: 'wait' },
  sending: { word: '전송 중', tone: 'wait' },
  delivered: { word: '성공', tone: 'good' },
  failed: { word: '실패', tone: 'bad' },
}

/** What a named failure of an attempt means; the rest of a longer name is shown beside it. */
export function failureText(error: string): string {
  const found = Object.entries(FAILURES).find(([name]) => error === name || error.startsWith(`${name}: `))
  return found ? found[1] : '전송 실패'
}

const FAILURES: Readonly<Record<string, string>> = {
  status: '2xx가 아닌 응답',
  redirect: '리다이렉트 응답(따라가지 않음)',
  refused: '연결 거부',
  dns: '호스트를 찾을 수 없음',
  reset: '연결 끊김',
  tls: 'TLS 오류',
  'connect timeout': '연결 시간 초과',
  'read timeout': '응답 시간 초과',
  'address refused': '허용되지 않은 주소',
  'bad url': '잘못된 URL',
  'bad request': '보낼 수 없는 요청',
  'bad answer': 'HTTP가 아닌 응답',
  interrupted: '샌드박스가 종료되어 중단됨',
}

/** What the sandbox did to a webhook on purpose; iamport would not. */
export function faultText({ copy, lost, delay_ms, swap, corrupt }: Fault): string {
  return [
    lost && '전송하지 않음',
    copy && `사본 ${copy.replace(' of ', '/')}`,
    delay_ms && `${delay_ms}ms 늦춤`,
    swap && '다음 웹훅과 순서 바꿈',
    corrupt && `본문 손상(${corrupt})`,
  ]
    .filter(Boolean)
    .join(', ')
}

/** A line of a payment's timeline; one that is new here keeps its own name. */
export function timelineText({ what }: Pick<TimelineEntry, 'what'>): string {
  return TIMELINE[what] ?? what
}

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

export const ACTORS: Readonly<Record<TimelineEntry['by'], string>> = {
  buyer: '구매자',
  pg: 'PG',
  bank: '은행',
  shop: '가맹점 서버',
  admin: '관리자',
  sandbox: '샌드박스',
}

export const CLOCK_MODES: Readonly<Record<ClockMode, string>> = {
  system: '실제 시각',
  frozen: '정지',
  offset: '이동한 시각',
}

export const EVENT_KINDS: Readonly<Record<SandboxEvent['kind'], string>> = {
  order: '주문',
  payment: '결제',
  certification: '본인인증',
  rest: 'REST',
  webhook: '웹훅',
  refused: '거절',
  remark: '참고',
  clock: '시각',
  fault: '오류',
}

/** What a form has done, as `?done=` names it. A closed list, so that a link cannot put words into the page. */
export const DONE: Readonly<Record<string, string>> = {
  cancelled: '취소했습니다.',
  deposited: '입금 처리했습니다.',
  resent: '웹훅을 다시 보냈고, 가맹점 서버가 받았습니다.',
  resend_failed: '웹훅을 다시 보냈지만 실패했습니다. 마지막 시도를 확인하세요.',
  settings: '웹훅 설정을 저장했습니다.',
  settled: '대기 중이던 작업을 모두 처리했습니다.',
  reset: '샌드박스를 초기화했습니다.',
}
