/** vbank: 가상계좌. The window issues an account; the payment stays `ready` until the money arrives. */
import { manual } from '../../core/provenance.ts'
import { bank } from '../codes.ts'
import type { PayMethod } from '../method.ts'
import { text } from '../steps.ts'

export const vbank: PayMethod = {
  code: 'vbank',
  name: text('가상계좌', 'Virtual account'),
  known: manual('2.1.4 vbank_num, vbank_name, vbank_holder, vbank_date; 2.3 issued and deposited'),
  settles: 'deposit',
  steps: [
    {
      id: 'bank',
      title: text('입금 은행 선택', 'Choose a bank'),
      next: text('다음', 'Next'),
      fields: [
        { name: 'vbank_code', label: text('은행', 'Bank'), kind: 'choice', options: 'banks', sample: '088' },
      ],
    },
    {
      id: 'depositor',
      title: text('입금자 정보', 'Depositor'),
      next: text('계좌 발급받기', 'Get an account'),
      fields: [
        {
          name: 'depositor',
          label: text('입금자명', 'Depositor'),
          kind: 'text',
          max_length: 16,
          prefill: 'buyer_name',
          sample: '홍길동',
        },
        {
          name: 'cash_receipt',
          label: text('현금영수증', 'Cash receipt'),
          kind: 'select',
          options: [
            { value: 'none', label: text('미발행', 'None') },
            { value: 'person', label: text('소득공제용', 'For income deduction') },
            { value: 'company', label: text('지출증빙용', 'For business expenses') },
          ],
          sample: 'none',
        },
      ],
    },
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
