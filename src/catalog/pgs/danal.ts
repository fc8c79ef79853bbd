/** danal: 다날 휴대폰 소액결제. Phone only, in a 720×700 layer, with a callback everywhere. */
import { docs, manual, observed } from '../../core/provenance.ts'
import { DANAL_DECLINES } from '../declines.ts'
import { definePg } from '../define.ts'
import { birth, carrier, codeStep, phoneNumber, step } from '../fields.ts'
import { buyerTel } from '../required.ts'
import { agreement, text } from '../steps.ts'
import { layer } from '../windows.ts'

const CODE = text('승인번호', 'Code')

export const danal = definePg({
  code: 'danal',
  name: text('다날', 'Danal'),
  known: manual('2.1.1 pg'),
  test_mids: ['A010002002'],
  pay_methods: ['phone'],
  required: [buyerTel('다날')],
  unset_amount_is_zero: docs('danal: an order without amount counts as one of 0 won'),
  windows: {
    pc: [layer(observed('SDK 1.2.0'), [720, 700])],
    mobile: [layer(manual('2.2.c'))],
  },
  window: {
    color: '#0072bc',
    accent: '#0072bc',
    english: 'never',
    instead: {
      phone: [
        step('carrier', text('통신사 선택', 'Choose your carrier'), [
          carrier,
          agreement(
            'terms_danal',
            '다날 휴대폰결제 이용약관에 모두 동의합니다',
            'I agree to all terms of Danal',
          ),
        ]),
        step('phone', text('휴대폰 정보 입력', 'Your phone'), [phoneNumber, birth], {
          next: text('인증번호 받기', 'Send the code'),
        }),
        codeStep(CODE),
      ],
    },
  },
  pg_tid: { '*': '{yyyyMMddHHmmss}{digits:8}' },
  quota: { reads: 'up to', known: docs('danal: card_quota is one payment up to the longest of the list') },
  billing: {
    charges: 'amount',
    known: docs('danal: 0 won makes a test charge of 10 won that cancels itself'),
  },
  refusals: {
    cancelled: {
      message: '[결제포기] 사용자가 결제를 취소하셨습니다',
      known: observed('callback objects of cancelled danal payments'),
    },
    declined: DANAL_DECLINES,
  },
  notes: [{ text: 'phone payments are cancelled within their month only', known: docs('cancel: phone') }],
})
