/**
 * The closed list of places where a scenario may act, and what it may do there. Nothing acts anywhere else.
 *
 * Each place asks one function of `Moments`, once, and does what it answers; null means "as always".
 */
import type { BentBy } from '../webhooks/rules.ts'
import type { RestEffect } from './fault.ts'
import type { RestCall, Said, Subject } from './subject.ts'

/** A place, in the words of the reference page. */
export interface Moment {
  readonly ko: string
  readonly en: string
  readonly effects: Readonly<Record<string, string>>
}

export const MOMENTS = {
  request: {
    ko: '상점 페이지가 request_pay를 부를 때, 결제창이 뜨기 전',
    en: 'a page calls request_pay; no window is open yet',
    effects: { refuse: 'request_pay is refused with this code: imp_uid is null' },
  },
  approve: {
    ko: '구매자가 마지막 단계를 마치고 PG사가 승인하려 할 때',
    en: 'the buyer is through, the PG is about to approve',
    effects: {
      decline: 'the PG declines with a code of its list, or with your own { code, message }',
      amount: 'the PG approves this amount instead of the order’s',
    },
  },
  confirm_url: {
    ko: '승인 직전에 iamport가 상점의 confirm_url에 물을 때',
    en: 'iamport asks the shop’s confirm_url just before the approval',
    effects: {
      lost: 'the question never reaches the shop: the sale is refused',
      skip: 'nobody asks: approved as if the shop had said yes',
    },
  },
  outcome: {
    ko: '결제창의 결과가 상점으로 돌아갈 때 (콜백 또는 m_redirect_url)',
    en: 'the result goes home, by callback or redirect',
    effects: { never: 'nobody comes home: no callback, no redirect' },
  },
  'webhook.send': {
    ko: '웹훅이 상점으로 떠날 때',
    en: 'a webhook leaves for the shop',
    effects: {
      lost: 'it never arrives',
      twice: 'it arrives twice',
      copies: 'it arrives so many times',
      late: 'it leaves so much later',
      after_next: 'it leaves after the next webhook of its payment: out of order',
      after_browser: 'it leaves after the browser came home',
      corrupt: 'its body is spoiled: empty, cut, garbage, wrong_uid, wrong_status',
    },
  },
  rest: {
    ko: '상점 서버가 REST API를 부를 때; `rest METHOD path`로 씁니다',
    en: 'the shop calls this REST operation; written `rest METHOD path`',
    effects: {
      slow: 'answers after so many real milliseconds',
      drop: 'the connection is closed; nothing was done',
      reset: 'the connection is reset (RST); nothing was done',
      status: 'answers this 5xx; nothing was done',
      malformed: 'done, but the JSON of the answer is cut',
      empty: 'done, but the answer has no body',
      lost: 'done, but the answer never arrives',
      token_expired: 'the token that came along has just expired: 401',
      token_revoked: 'every token is withdrawn: 401 until the shop gets a new one',
    },
  },
  time: {
    ko: '가상 시각이 어느 때에 이를 때',
    en: 'virtual time reaches a moment',
    effects: { jump: 'the clock jumps ahead by so much, past what falls due in between' },
  },
} as const satisfies Record<string, Moment>

/** What nouns and surfaces ask of the scenarios. */
export interface Moments {
  request(subject: Subject): Said | null
  approve(subject: Subject): { decline: string | Said } | { approve: { amount: number } } | null
  confirm_url(subject: Subject): 'lost' | 'skip' | null
  outcome(subject: Subject): 'never' | null
  webhook(subject: Subject): BentBy[]
  rest(call: RestCall): RestEffect | null
}

/** As always: no scenario acts. */
export const NO_MOMENTS: Moments = {
  request: () => null,
  approve: () => null,
  confirm_url: () => null,
  outcome: () => null,
  webhook: () => [],
  rest: () => null,
}
