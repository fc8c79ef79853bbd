/** settle_firm: 세틀 펌뱅킹. Only the source of SDK 1.2.0 knows it. */
import { assumed, observed } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import { layer, popup } from '../windows.ts'

const sdk = observed('SDK 1.2.0')
const asked = popup(sdk, [480, 770], { name: 'IMP_SETTLE_FIRM', popup: true })

export const settle_firm = definePg({
  code: 'settle_firm',
  name: w.text('세틀 펌뱅킹', 'Settle firm banking'),
  known: sdk,
  legacy: true,
  sources: { pay_methods: assumed('what 펌뱅킹 is: transfers') },
  sells: {
    pay_methods: ['trans'],
  },
  window: {
    opens: { pc: [layer(sdk, [410, 700]), asked], mobile: [layer(sdk), asked] },
    color: '#3b2a7a',
    accent: '#4a36a0',
    layout: 'card',
    instead: {
      trans: [
        w.step(
          'account',
          w.text('출금 계좌 입력', 'Your account'),
          [w.asSelect(w.bankChoice('bank_code')), w.accountNumber, w.holderNumber],
          { next: w.text('ARS 인증하기', 'Confirm by phone') },
        ),
        {
          ...w.codeStep(w.text('ARS 인증번호', 'Code'), w.TRANSFER),
          notice: w.text(
            '전화는 걸려오지 않습니다. 아무 숫자 6자리나 입력하세요.',
            'Nobody calls. Enter any 6 digits.',
          ),
        },
      ],
    },
  },
})
