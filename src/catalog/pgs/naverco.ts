/** naverco: 네이버페이 주문형. The order lives on at Naver: no callback and no redirect when it is done. */
import { assumed, docs } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { cardChoice, choice, loginId, loginPassword, option, PAY, pin, quotaChoice, step } from '../fields.ts'
import { needs } from '../required.ts'
import { text } from '../steps.ts'
import { leave, popup } from '../windows.ts'

const page = docs('NAVERPAY/naverpay-order')

export const naverco = definePg({
  code: 'naverco',
  name: text('네이버페이 주문형', 'Naver Pay order'),
  known: page,
  pay_methods: ['card'],
  any_pay_method: page,
  pays_as: { '*': { field: 'naver_means', by: { card: 'card', point: 'point' } } },
  required: [needs('naverProducts', assumed('the vendor names it as required; the text is ours'))],
  windows: {
    pc: [popup(page, undefined), leave(page, { since: '1.1.8' }), popup(page, undefined, { popup: true })],
    mobile: [leave(page)],
  },
  window: {
    color: '#03c75a',
    ink: '#04220f',
    accent: '#00702f',
    english: 'never',
    instead: {
      card: [
        step('login', text('네이버 로그인', 'Log in to Naver'), [loginId, loginPassword], {
          notice: text('아무 아이디로나 로그인됩니다.', 'Any ID will do.'),
          next: text('로그인', 'Log in'),
        }),
        step('means', text('결제수단', 'How to pay'), [
          choice('naver_means', text('결제수단', 'Means'), [
            option('card', '신용/체크카드', 'Card'),
            option('point', '포인트·머니', 'Points and money'),
          ]),
        ]),
        step('card', text('등록된 카드', 'Your cards'), [cardChoice, quotaChoice], {
          when: { field: 'naver_means', is: ['card'] },
        }),
        step('pin', text('네이버페이 비밀번호', 'Naver Pay PIN'), [pin(6)], { next: PAY }),
      ],
    },
  },
  pg_tid: { '*': '{yyyyMMdd}NP{digits:10}' },
  stays_away: page,
  notes: [{ text: 'status is synchronised by a batch once a minute', known: page }],
})
