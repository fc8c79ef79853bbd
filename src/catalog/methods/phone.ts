/** phone: 휴대폰 소액결제. Carrier, number and birth date, then the six digits of the text message. */
import { observed } from '../../core/provenance.ts'
import type { PayMethod } from '../method.ts'
import { agreement, text } from '../steps.ts'

export const phone: PayMethod = {
  code: 'phone',
  name: text('휴대폰 소액결제', 'Mobile phone'),
  known: observed('paid phone payments have apply_num "" and no card, bank or vbank'),
  settles: 'now',
  steps: [
    {
      id: 'phone',
      title: text('휴대폰 정보 입력', 'Your phone'),
      next: text('인증번호 받기', 'Send the code'),
      fields: [
        {
          name: 'carrier',
          label: text('통신사', 'Carrier'),
          kind: 'choice',
          options: ['SKT', 'KT', 'LG U+', '알뜰폰'].map((name) => ({ value: name, label: text(name, name) })),
          sample: 'SKT',
        },
        {
          name: 'phone_number',
          label: text('휴대폰번호', 'Phone number'),
          kind: 'tel',
          prefill: 'buyer_tel',
          pattern: /^01\d{8,9}$/,
          max_length: 13,
          hint: text('01로 시작하는 휴대폰번호를 입력하세요.', 'Enter a mobile number that starts with 01.'),
          sample: '01012345678',
        },
        {
          name: 'birth',
          label: text('생년월일 6자리와 성별 1자리', 'Birth date (6 digits) and gender (1 digit)'),
          kind: 'tel',
          pattern: /^\d{7}$/,
          max_length: 8,
          hint: text('주민등록번호 앞 7자리를 입력하세요.', 'Enter 7 digits.'),
          sample: '9001011',
        },
        agreement(
          'phone_terms',
          '휴대폰 결제 이용약관에 동의합니다',
          'I agree to the terms of mobile payment',
        ),
      ],
    },
    {
      id: 'otp',
      title: text('인증번호 입력', 'Enter the code'),
      notice: text(
        '문자는 발송되지 않습니다. 아무 숫자 6자리나 입력하세요.',
        'No message is sent. Enter any 6 digits.',
      ),
      next: text('결제하기', 'Pay'),
      fields: [
        {
          name: 'otp',
          label: text('인증번호', 'Code'),
          kind: 'tel',
          pattern: /^\d{6}$/,
          max_length: 6,
          hint: text('인증번호 6자리를 입력하세요.', 'Enter the 6 digits.'),
          sample: '123456',
        },
      ],
    },
  ],
  approve: () => ({ apply_num: '' }),
}
