/** tosspay: 토스페이. Paid with money it comes back as trans, and there is no sales slip. */
import { assumed, docs, observed } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import {
  bankChoice,
  birth,
  cardChoice,
  choice,
  option,
  PAY,
  phoneNumber,
  pin,
  quotaChoice,
  step,
} from '../fields.ts'
import { needs } from '../required.ts'
import { text } from '../steps.ts'
import { leave, popup } from '../windows.ts'

const page = docs('토스페이 page')

export const tosspay = definePg({
  code: 'tosspay',
  name: text('토스페이', 'Toss Pay'),
  known: docs('sample/tosspay'),
  test_mids: ['tosstest'],
  pay_methods: ['card'],
  any_pay_method: assumed('the window decides between money and card'),
  pays_as: { '*': { field: 'toss_means', by: { money: 'trans', card: 'card' } } },
  required: [needs('name', assumed('the vendor names it as required; the text is ours'))],
  windows: {
    pc: [popup(observed('SDK 1.2.0'), [460, 670], { name: 'tosspayPopup' })],
    mobile: [leave(page)],
  },
  window: {
    color: '#0064ff',
    accent: '#0058e0',
    layout: 'card',
    english: 'never',
    instead: {
      card: [
        step('login', text('토스로 결제', 'Pay with Toss'), [phoneNumber, { ...birth, optional: true }], {
          notice: text(
            '토스 앱으로 알림을 보냅니다. (보내지 않습니다)',
            'Toss sends a notice to its app. (Not here.)',
          ),
          next: text('토스 앱으로 결제', 'Continue in the app'),
        }),
        step('means', text('결제수단 선택', 'How to pay'), [
          choice('toss_means', text('결제수단', 'Means'), [
            option('money', '토스머니', 'Toss Money'),
            option('card', '카드', 'Card'),
          ]),
        ]),
        step('card', text('카드 선택', 'Choose a card'), [cardChoice, quotaChoice], {
          when: { field: 'toss_means', is: ['card'] },
        }),
        step('account', text('출금 계좌', 'Account'), [bankChoice('bank_code')], {
          when: { field: 'toss_means', is: ['money'] },
        }),
        step('pin', text('토스 비밀번호', 'Toss PIN'), [pin(5)], { next: PAY }),
      ],
    },
  },
  pg_tid: { '*': '{uuid}' },
  receipt: false,
  notes: [
    {
      text: 'pay_method is trans when paid with money; receipt_url is empty',
      known: observed("merchants' logs of tosspay payments"),
    },
    {
      text: 'in test mode the result does not come home properly on PC; the sandbox brings it home',
      known: page,
    },
  ],
})
