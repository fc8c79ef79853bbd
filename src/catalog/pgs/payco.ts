/** payco: PAYCO. What the buyer pays with is decided in its window. */
import { assumed, docs, manual, observed } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import {
  bankChoice,
  cardChoice,
  choice,
  loginId,
  loginPassword,
  option,
  PAY,
  pin,
  quotaChoice,
  step,
} from '../fields.ts'
import { needs } from '../required.ts'
import { text } from '../steps.ts'
import { layer, popup } from '../windows.ts'

const page = docs('PAYCO page')

export const payco = definePg({
  code: 'payco',
  name: text('페이코', 'PAYCO'),
  known: manual('2.1.1 pg'),
  test_mids: ['PARTNERTEST'],
  pay_methods: ['card', 'trans', 'vbank'],
  pays_as: { '*': { field: 'payco_means', by: { card: 'card', account: 'trans', vbank: 'vbank' } } },
  required: [
    needs('name', assumed('the vendor names it as required; the text is ours')),
    needs('buyer_tel', assumed('the vendor names it as required; the text is ours')),
  ],
  windows: {
    pc: [popup(observed('SDK 1.2.0'), [727, 512], { name: 'IMP_PAYCO' })],
    mobile: [
      layer(docs('sample/payco: callback on phones too')),
      popup(page, [727, 512], { name: 'IMP_PAYCO', popup: true }),
    ],
  },
  window: {
    color: '#d81f1f',
    accent: '#c71a1a',
    layout: 'card',
    english: 'never',
    before: [
      step('login', text('PAYCO 로그인', 'PAYCO login'), [loginId, loginPassword], {
        notice: text('아무 아이디로나 로그인됩니다.', 'Any ID will do.'),
        next: text('로그인', 'Log in'),
      }),
      step('means', text('결제수단 선택', 'How to pay'), [
        choice('payco_means', text('결제수단', 'Means'), [
          option('card', '신용카드', 'Card'),
          option('account', '계좌', 'Bank account'),
          option('vbank', '무통장입금', 'Virtual account'),
        ]),
      ]),
    ],
    instead: Object.fromEntries(
      ['card', 'trans', 'vbank'].map((pay_method) => [
        pay_method,
        [
          step('card', text('간편결제 카드', 'Your cards'), [cardChoice, quotaChoice], {
            when: { field: 'payco_means', is: ['card'] },
          }),
          step('account', text('간편결제 계좌', 'Your accounts'), [bankChoice('bank_code')], {
            when: { field: 'payco_means', is: ['account'] },
          }),
          step('vbank', text('입금 은행 선택', 'Choose a bank'), [bankChoice('vbank_code')], {
            when: { field: 'payco_means', is: ['vbank'] },
          }),
          step('pin', text('PAYCO 결제 비밀번호', 'PAYCO PIN'), [pin(6)], { next: PAY }),
        ],
      ]),
    ),
  },
  pg_tid: { '*': '{yyyyMMdd}{digits:16}' },
  billing: { charges: 'never', known: page },
  notes: [{ text: 'the pay_method of the result is what the buyer paid with', known: docs('sample/payco') }],
})
