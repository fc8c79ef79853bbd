/** danal: 다날 휴대폰 소액결제. Phone only, in a 720×700 layer, with a callback everywhere. */
import { docs, manual, observed } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { DANAL_DECLINES } from '../declines.ts'
import { definePg } from '../define.ts'
import { buyerTel } from '../required.ts'
import { layer } from '../windows.ts'

const page = docs('다날 page')
const CODE = w.text('승인번호', 'Code')

export const danal = definePg({
  code: 'danal',
  name: w.text('다날', 'Danal'),
  known: manual('2.1.1 pg'),
  sources: { test_mids: docs('test shops; certification has none') },
  mids: {
    test: ['A010002002'],
  },
  sells: {
    pay_methods: ['phone'],
  },
  order: {
    required: [buyerTel('다날')],
  },
  window: {
    opens: {
      pc: [layer(observed('SDK 1.2.0'), [720, 700])],
      mobile: [layer(manual('2.2.c'))],
    },
    color: '#0072bc',
    accent: '#0072bc',
    instead: {
      phone: [
        w.step('carrier', w.text('통신사 선택', 'Choose your carrier'), [
          w.carrier,
          w.phoneWay('danal_way'),
          w.agreement(
            'terms_danal',
            '다날 휴대폰결제 이용약관에 모두 동의합니다',
            'I agree to all terms of Danal',
          ),
        ]),
        w.step(
          'phone',
          w.text('휴대폰 정보 입력', 'Your phone'),
          [w.phoneNumber, w.birth, w.receiptEmail()],
          {
            when: { field: 'danal_way', is: ['sms'] },
            notice: w.text(
              '본인 명의의 휴대폰 정보를 입력해 주세요.',
              'Enter the phone that is in your own name.',
            ),
            next: w.text('승인번호 받기', 'Send the code'),
          },
        ),
        { ...w.codeStep(CODE), when: { field: 'danal_way', is: ['sms'] } },
        w.step('pass_phone', w.text('PASS 휴대폰결제', 'Pay with PASS'), [w.phoneNumber, w.receiptEmail()], {
          when: { field: 'danal_way', is: ['pass'] },
          next: w.text('PASS로 결제', 'Continue in PASS'),
        }),
        w.passStep({ field: 'danal_way', is: ['pass'] }),
      ],
    },
    reads_carriers: page,
  },
  reports: {
    pg_tid: { '*': '{yyyyMMddHHmmss}{digits:8}' },
  },
  billing: {
    charges: 'amount',
    test_charge: {
      amount: 10,
      back_after_s: 30 * 60,
      known: docs('다날 page: 10 won in place of 0, given back after some 30 minutes'),
    },
    known: page,
  },
  rest: {
    able: ['billing', 'vbank_void'],
  },
  refusals: {
    cancelled: {
      message: '[결제포기] 사용자가 결제를 취소하셨습니다',
      known: observed('callback objects of cancelled danal payments'),
    },
    already_cancelled: { message: '[507] 이미 취소된 거래', known: docs('다날 error code sheet') },
    declined: DANAL_DECLINES,
  },
  quirks: {
    unset_amount_is_zero: docs('danal: an order without amount counts as one of 0 won'),
    fixes_phone: page,
  },
  notes: [
    { text: 'phone payments are cancelled within their month only', known: docs('cancel: phone') },
    {
      text: 'phone billing repeats the same amount every month, five days earlier or later at most; the sandbox does not insist',
      known: docs('sample of phone billing'),
    },
    { text: '`company` is the name in the head of the window', known: page },
  ],
})
