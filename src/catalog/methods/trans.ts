/** trans: 실시간계좌이체. The buyer picks a bank and authenticates a withdrawal from the account. */
import { docs } from '../../core/provenance.ts'
import { bank } from '../codes.ts'
import type { PayMethod } from '../method.ts'
import { text } from '../steps.ts'

export const trans: PayMethod = {
  code: 'trans',
  name: text('실시간계좌이체', 'Bank transfer'),
  known: docs('REST Payment: bank_code and bank_name only for trans'),
  settles: 'now',
  steps: [
    {
      id: 'bank',
      title: text('출금 은행 선택', 'Choose a bank'),
      next: text('다음', 'Next'),
      fields: [
        { name: 'bank_code', label: text('은행', 'Bank'), kind: 'choice', options: 'banks', sample: '088' },
      ],
    },
    {
      id: 'account',
      title: text('출금 계좌 인증', 'Account authentication'),
      next: text('이체하기', 'Transfer'),
      fields: [
        {
          name: 'account',
          label: text('출금 계좌번호', 'Account number'),
          kind: 'tel',
          pattern: /^\d{10,14}$/,
          max_length: 20,
          hint: text('계좌번호를 숫자 10~14자리로 입력하세요.', 'Enter the 10 to 14 digits of the account.'),
          sample: '110123456789',
        },
        {
          name: 'account_password',
          label: text('계좌 비밀번호', 'Account PIN'),
          kind: 'password',
          pattern: /^\d{4}$/,
          max_length: 4,
          hint: text('숫자 4자리를 입력하세요.', 'Enter 4 digits.'),
          sample: '0000',
        },
      ],
    },
  ],
  approve: ({ values }) => {
    const { code, name } = bank(values.bank_code ?? '088')
    return { bank_code: code, bank_name: name }
  },
}
