/** smilepay: 스마일페이. A cancelled window only shows an alert; the callback is not called. */
import { assumed, docs, observed } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { cardChoice, loginId, loginPassword, PAY, pin, quotaChoice, step } from '../fields.ts'
import { needs } from '../required.ts'
import { text } from '../steps.ts'
import { layer, leave } from '../windows.ts'

const page = docs('스마일페이 page')

export const smilepay = definePg({
  code: 'smilepay',
  name: text('스마일페이', 'Smile Pay'),
  known: docs('sample/smilepay'),
  test_mids: ['cnstest25m'],
  pay_methods: ['card'],
  required: [needs('buyer_tel', assumed('the vendor names it as required; the text is ours'))],
  windows: {
    pc: [layer(observed('SDK 1.2.0'))],
    mobile: [layer(docs('sample/smilepay: callback on phones too')), leave(page, { since: 'v1' })],
  },
  window: {
    color: '#c8102e',
    accent: '#c8102e',
    layout: 'card',
    english: 'never',
    instead: {
      card: [
        step('login', text('스마일페이 로그인', 'Log in to Smile Pay'), [loginId, loginPassword], {
          notice: text('아무 아이디로나 로그인됩니다.', 'Any ID will do.'),
        }),
        step('card', text('등록된 카드 선택', 'Your cards'), [cardChoice, quotaChoice]),
        step('pin', text('스마일페이 비밀번호', 'Smile Pay PIN'), [pin(6)], { next: PAY }),
      ],
    },
  },
  silent_cancel: observed('SDK 1.2.0: an alert, and no callback'),
  refusals: {
    cancelled: { message: '사용자가 결제를 취소하였습니다.', known: observed('SDK 1.2.0, the alert') },
  },
})
