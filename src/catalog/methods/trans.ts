/** trans: 실시간계좌이체. The buyer picks a bank and authenticates a withdrawal from the account. */
import { docs } from '../../core/provenance.ts'
import { bank } from '../codes.ts'
import {
  accountNumber,
  accountPassword,
  bankChoice,
  cashReceipt,
  cashReceiptStep,
  step,
  TRANSFER,
} from '../../kit/fields.ts'
import type { PayMethod } from '../method.ts'
import { text } from '../../kit/steps.ts'

export const trans: PayMethod = {
  code: 'trans',
  name: text('실시간계좌이체', 'Bank transfer'),
  known: docs('REST Payment: bank_code and bank_name only for trans'),
  settles: 'now',
  steps: [
    step('bank', text('출금 은행 선택', 'Choose a bank'), [bankChoice('bank_code'), cashReceipt]),
    cashReceiptStep,
    step('account', text('출금 계좌 인증', 'Account authentication'), [accountNumber, accountPassword], {
      next: TRANSFER,
    }),
  ],
  approve: ({ values }) => {
    const { code, name } = bank(values.bank_code ?? '088')
    return { bank_code: code, bank_name: name }
  },
}
