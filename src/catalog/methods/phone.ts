/** phone: 휴대폰 소액결제. Carrier, number and birth date, then the six digits of the text message. */
import { observed } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import type { PayMethod } from '../method.ts'

export const phone: PayMethod = {
  code: 'phone',
  name: w.text('휴대폰 소액결제', 'Mobile phone'),
  known: observed('paid phone payments have apply_num "" and no card, bank or vbank'),
  settles: 'now',
  steps: [
    w.step(
      'phone',
      w.text('휴대폰 정보 입력', 'Your phone'),
      [
        w.carrier,
        w.phoneNumber,
        w.birth,
        w.agreement(
          'phone_terms',
          '휴대폰 결제 이용약관에 동의합니다',
          'I agree to the terms of mobile payment',
        ),
      ],
      { next: w.text('인증번호 받기', 'Send the code') },
    ),
    w.codeStep(),
  ],
  approve: () => ({ apply_num: '' }),
}
