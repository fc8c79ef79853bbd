/** naverpay: 네이버페이 결제형. */
import { assumed, docs, observed } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { cardChoice, choice, loginId, loginPassword, option, PAY, pin, quotaChoice, step } from '../fields.ts'
import { needs } from '../required.ts'
import { text } from '../steps.ts'
import { leave, popup } from '../windows.ts'

const page = docs('네이버페이 결제형 page')

export const naverpay = definePg({
  code: 'naverpay',
  name: text('네이버페이', 'Naver Pay'),
  known: docs('NAVERPAY'),
  pay_methods: ['card'],
  any_pay_method: assumed('the window decides between card and points'),
  pays_as: { '*': { field: 'naver_means', by: { card: 'card', point: 'point' } } },
  required: [
    needs('name', assumed('the vendor names it as required; the text is ours')),
    needs('buyer_tel', assumed('the vendor names it as required; the text is ours')),
    needs('naverProducts', assumed('NAVERPAY: required by its inspection; the text is ours')),
  ],
  minimum: [
    {
      currency: 'KRW',
      amount: 100,
      message: '네이버페이는 100원 이상부터 결제할 수 있습니다.',
      known: docs('NAVERPAY: at least 100 won (10 in later documents); the text is ours'),
    },
  ],
  windows: {
    pc: [
      leave(page),
      popup(observed('SDK 1.2.0'), [760, 900], {
        name: 'IMP_NAVERPAY',
        asked: { param: 'naverPopupMode', value: true },
      }),
    ],
    mobile: [leave(page)],
  },
  window: {
    color: '#03c75a',
    ink: '#04220f',
    accent: '#00702f',
    layout: 'card',
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
  cancel: {
    needs_reason: true,
    needs_requester: true,
    known: docs('POST /payments/cancel reason and extra'),
  },
  pg_tid: { '*': '{yyyyMMdd}NP{digits:10}' },
  billing: { charges: 'never', known: page },
  notes: [{ text: 'its failure text must be shown word for word', known: docs('NAVERPAY') }],
})
