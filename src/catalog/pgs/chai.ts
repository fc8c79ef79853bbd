/** chai: 차이. The page is left, unless SDK 1.2.0 is told to use a popup. */
import { docs, observed } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import { leave, popup } from '../windows.ts'

const WINDOWS = [
  leave(docs('sample/chai')),
  popup(observed('SDK 1.2.0'), [540, 740], { name: 'chaiIamportModal', popup: true, since: '1.2.0' }),
]

export const chai = definePg({
  code: 'chai',
  name: w.text('차이', 'CHAI'),
  known: docs('sample/chai'),
  legacy: true,
  sells: {
    pay_methods: ['trans'],
  },
  window: {
    opens: { pc: WINDOWS, mobile: WINDOWS },
    color: '#20242c',
    accent: '#3b3fb6',
    layout: 'card',
    instead: {
      trans: [
        w.step(
          'phone',
          w.text('휴대폰번호로 시작하기', 'Your CHAI account'),
          [
            w.phoneNumber,
            w.agreement(
              'terms_chai',
              '[필수] 차이 서비스 이용약관에 동의해요',
              'I agree to the terms of CHAI',
            ),
          ],
          { next: w.text('인증번호 받기', 'Send the code') },
        ),
        w.codeStep(w.text('인증번호', 'Code'), w.text('확인', 'OK')),
        w.step('bank', w.text('연결된 계좌 선택', 'Linked account'), [w.bankChoice('bank_code')], {
          notice: w.text(
            '선택한 계좌에서 차이머니로 바로 충전해서 결제해요.',
            'The money comes from this account, through CHAI money.',
          ),
        }),
        w.step('pin', w.text('차이 비밀번호', 'CHAI PIN'), [w.pin(6)], { next: w.PAY }),
      ],
    },
  },
  home: {
    app: 'chaipayment',
  },
  billing: {
    charges: 'never',
    known: observed('SDK 1.2.0 calls ChaiPayment.subscribe; that it charges nothing is assumed'),
  },
  notes: [{ text: 'its shop id is a public key', known: docs('sample/chai') }],
})
