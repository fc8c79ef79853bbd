/** vbank: 가상계좌. The window issues an account; the payment stays `ready` until the money arrives. */
import { manual } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { bank } from '../codes.ts'
import type { PayMethod } from '../method.ts'

export const vbank: PayMethod = {
  code: 'vbank',
  name: w.text('가상계좌', 'Virtual account'),
  known: manual('2.1.4 vbank_num, vbank_name, vbank_holder, vbank_date; 2.3 issued and deposited'),
  settles: 'deposit',
  keeps_no_key: true,
  steps: [
    w.step('bank', w.text('입금 은행 선택', 'Choose a bank'), [w.bankChoice('vbank_code'), w.cashReceipt]),
    w.cashReceiptStep,
    w.step('depositor', w.text('입금자 정보', 'Depositor'), [w.depositor], { next: w.ISSUE }),
  ],
  approve: ({ values, dice, imp_uid, now, vbank_date, vbank_holder }) => {
    const { code, name } = bank(values.vbank_code ?? '088')
    return {
      vbank_code: code,
      vbank_name: name,
      vbank_num: `562${dice.digits(11, 'vbank_num', imp_uid)}`,
      vbank_holder,
      vbank_date,
      vbank_issued_at: now,
    }
  },
}
