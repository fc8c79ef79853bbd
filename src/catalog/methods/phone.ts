/** phone: 휴대폰 소액결제. Carrier, number and birth date, then the six digits of the text message. */
import { observed } from '../../core/provenance.ts'
import { birth, carrier, codeStep, phoneNumber, step } from '../../kit/fields.ts'
import type { PayMethod } from '../method.ts'
import { agreement, text } from '../../kit/steps.ts'

export const phone: PayMethod = {
  code: 'phone',
  name: text('휴대폰 소액결제', 'Mobile phone'),
  known: observed('paid phone payments have apply_num "" and no card, bank or vbank'),
  settles: 'now',
  steps: [
    step(
      'phone',
      text('휴대폰 정보 입력', 'Your phone'),
      [
        carrier,
        phoneNumber,
        birth,
        agreement(
          'phone_terms',
          '휴대폰 결제 이용약관에 동의합니다',
          'I agree to the terms of mobile payment',
        ),
      ],
      { next: text('인증번호 받기', 'Send the code') },
    ),
    codeStep(),
  ],
  approve: () => ({ apply_num: '' }),
}
