/** settle_acc: 헥토파이낸셜 내통장결제. Transfers from an account that is registered once, and no test mode. */
import { assumed, docs } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import { needs } from '../required.ts'
import { leave, popup } from '../windows.ts'

const page = docs('내통장결제 page')
const sized = docs('내통장결제 page: a popup; its size is taken from settle, which is assumed')

export const settle_acc = definePg({
  code: 'settle_acc',
  name: w.text('내통장결제', 'Settle account pay'),
  known: page,
  sources: { receipt: page },
  sells: {
    pay_methods: ['trans'],
  },
  order: {
    required: [needs('buyer_tel', assumed('the vendor names it as required; the text is ours'))],
  },
  window: {
    opens: {
      pc: [popup(sized, [720, 630])],
      mobile: [
        popup(docs('React Native wrapper: a callback on phones, too'), [720, 630]),
        leave(page, { since: 'v1' }),
      ],
    },
    color: '#3b2a7a',
    accent: '#4a36a0',
    layout: 'card',
    instead: { trans: accountSteps() },
  },
  reports: {
    receipt: false,
  },
  billing: { charges: 'amount', known: page },
  notes: [
    {
      text: 'no test mode: test shop ids are given after a contract',
      known: docs('내통장결제 settings page of 2023'),
    },
    {
      text: '`bypass.settle.custCi` (the buyer’s CI) is asked of new merchants since June 2024, and compared; not here',
      known: page,
    },
    { text: 'paid with prepaid money alone, there is no bank in the payment', known: page },
    { text: '`bypass.settle.addDeductionYn` needs a contract', known: page },
  ],
})

/** `criPsblYn: 'N'`: no cash receipt, so none is asked for. */
function accountSteps(): readonly w.Step[] {
  const receipt = {
    ...w.cashReceipt,
    decided_by: [{ param: 'bypass.settle.criPsblYn', is: { N: 'none' } }],
  }
  return [
    w.step('member', w.text('내통장결제 회원 확인', 'Who are you'), [w.phoneNumber, w.birthDay], {
      notice: w.text(
        '처음이면 이 화면에서 바로 등록됩니다.',
        'If this is your first time, you are registered.',
      ),
    }),
    w.step('bank', w.text('출금 계좌 선택', 'Your account'), [w.bankChoice('bank_code')]),
    w.step('cash', w.text('현금영수증', 'Cash receipt'), [receipt]),
    w.cashReceiptStep,
    w.step('pin', w.text('결제 비밀번호', 'Payment PIN'), [w.pin(6)], { next: w.TRANSFER }),
  ]
}
