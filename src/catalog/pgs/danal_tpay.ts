/** danal_tpay: 다날 일반결제, everything but the phone. */
import { assumed, docs, manual, observed } from '../../core/provenance.ts'
import { DANAL_DECLINES } from '../declines.ts'
import { definePg } from '../define.ts'
import { FINANCE, PRIVACY, terms } from '../fields.ts'
import { buyerTel } from '../required.ts'
import { text } from '../steps.ts'
import { layer } from '../windows.ts'

export const danal_tpay = definePg({
  code: 'danal_tpay',
  name: text('다날 (일반결제)', 'Danal T-Pay'),
  known: manual('2.1.1 pg'),
  test_mids: ['9810030929'],
  pay_methods: ['card', 'trans', 'vbank', 'cultureland', 'happymoney'],
  required: [
    buyerTel('다날'),
    {
      field: 'biz_num',
      pay_methods: ['vbank'],
      pattern: /^\d{10}$/,
      message: '다날 가상계좌 결제시 사업자등록번호(biz_num) 10자리는 필수 입력입니다.',
      known: assumed('manual 2.1.2 insists on biz_num, 10 digits without signs; the text is ours'),
    },
  ],
  unset_amount_is_zero: docs('danal: an order without amount counts as one of 0 won'),
  windows: {
    pc: [layer(observed('SDK 1.2.0'), [720, 700])],
    mobile: [layer(manual('2.2.c'))],
  },
  window: {
    color: '#0a3f75',
    accent: '#0a5fa8',
    english: 'never',
    before: [terms(text('다날 결제 이용약관', 'Danal terms'), [FINANCE, PRIVACY])],
  },
  pg_tid: { '*': '{yyyyMMddHHmmss}{digits:8}' },
  quota: { reads: 'up to', known: docs('danal: card_quota is one payment up to the longest of the list') },
  billing: {
    charges: 'amount',
    known: docs('danal: 0 won makes a test charge of 10 won that cancels itself'),
  },
  refusals: {
    cancelled: {
      message: '[결제포기] 사용자가 결제를 취소하셨습니다',
      known: observed('callback objects of cancelled danal payments'),
    },
    declined: DANAL_DECLINES,
  },
})
