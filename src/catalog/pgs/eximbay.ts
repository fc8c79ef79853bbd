/** eximbay: 엑심베이, for buyers from abroad. A popup, unless the order says popup: false. */
import { assumed, docs, manual, observed } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { cardNumber, cvc, email, expiry, PAY, step } from '../fields.ts'
import { needs } from '../required.ts'
import { agreement, text } from '../steps.ts'
import { leave, popup } from '../windows.ts'

const page = docs('엑심베이 page')
const POPUP = popup(observed('SDK 1.2.0'), [640, 400], { name: 'payment2' })
const WINDOWS = [POPUP, leave(page, { popup: false, since: '1.1.8' })]

export const eximbay = definePg({
  code: 'eximbay',
  name: text('엑심베이', 'Eximbay'),
  known: manual('2.1.1 pg'),
  test_mids: ['1849705C64'],
  pay_methods: ['card', 'alipay', 'unionpay', 'tenpay', 'wechat', 'econtext', 'molpay', 'paysbuy'],
  currencies: [
    'USD',
    'KRW',
    'EUR',
    'JPY',
    'CNY',
    'GBP',
    'AUD',
    'CAD',
    'HKD',
    'SGD',
    'TWD',
    'THB',
    'MYR',
    'VND',
  ],
  required: [needs('buyer_tel', assumed('the vendor names it as required; the text is ours'))],
  pays_as: { econtext: 'vbank' },
  reports: {
    econtext: { vbank_num: 'unknown', vbank_code: null, vbank_name: null, vbank_holder: null },
  },
  windows: { pc: WINDOWS, mobile: WINDOWS },
  window: {
    color: '#143a66',
    accent: '#1560a8',
    layout: 'card',
    english: 'always',
    mother_tongue: 'en',
    foreign: true,
    instead: {
      card: [
        step(
          'card',
          text('카드 정보 입력', 'Card details'),
          [
            cardNumber,
            expiry,
            cvc,
            email,
            agreement('terms_eximbay', '결제 진행에 동의합니다', 'I agree to the payment'),
          ],
          { next: PAY },
        ),
      ],
    },
  },
  pg_tid: { '*': '{mid}{yyyyMMdd}{digits:6}' },
  notes: [
    { text: 'econtext is stored as vbank: status ready, vbank_num "unknown"', known: docs('sample/eximbay') },
  ],
})
