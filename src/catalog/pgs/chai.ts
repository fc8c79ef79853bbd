/** chai: 차이. The page is left, unless SDK 1.2.0 is told to use a popup. */
import { docs, observed } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { bankChoice, PAY, phoneNumber, pin, step } from '../fields.ts'
import { text } from '../steps.ts'
import { leave, popup } from '../windows.ts'

const WINDOWS = [
  leave(docs('sample/chai')),
  popup(observed('SDK 1.2.0'), [540, 740], { name: 'chaiIamportModal', popup: true, since: '1.2.0' }),
]

export const chai = definePg({
  code: 'chai',
  name: text('차이', 'CHAI'),
  known: docs('sample/chai'),
  legacy: true,
  pay_methods: ['trans'],
  windows: { pc: WINDOWS, mobile: WINDOWS },
  window: {
    color: '#20242c',
    accent: '#3b3fb6',
    layout: 'card',
    english: 'never',
    instead: {
      trans: [
        step('phone', text('차이 계정 확인', 'Your CHAI account'), [phoneNumber], {
          next: text('인증하기', 'Continue'),
        }),
        step('bank', text('연결된 계좌', 'Linked account'), [bankChoice('bank_code')]),
        step('pin', text('차이 비밀번호', 'CHAI PIN'), [pin(6)], { next: PAY }),
      ],
    },
  },
})
