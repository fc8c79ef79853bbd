/** trans: 실시간계좌이체. The buyer picks a bank and authenticates a withdrawal from the account. */
import { docs } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { bank } from '../codes.ts'
import type { PayMethod } from '../method.ts'

export const trans: PayMethod = {
  code: 'trans',
  name: w.text('실시간계좌이체', 'Bank transfer'),
  known: docs('REST Payment: bank_code and bank_name only for trans'),
  settles: 'now',
  steps: [
    w.step('bank', w.text('출금 은행 선택', 'Choose a bank'), [w.bankChoice('bank_code'), w.cashReceipt]),
    w.cashReceiptStep,
    w.step(
      'account',
      w.text('출금 계좌 인증', 'Account authentication'),
      [w.accountNumber, w.accountPassword],
      {
        next: w.TRANSFER,
      },
    ),
  ],
  approve: ({ values }) => {
    const { code, name } = bank(values.bank_code ?? '088')
    return { bank_code: code, bank_name: name }
  },
}
