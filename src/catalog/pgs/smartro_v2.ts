/** smartro_v2: (신) 스마트로. */
import { assumed, docs } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { FINANCE, PRIVACY, THIRD, terms } from '../fields.ts'
import { digitalForPhone, needs, vbankDue } from '../required.ts'
import { text } from '../steps.ts'
import { hub } from '../windows.ts'

const page = docs('스마트로 (신) page')

export const smartro_v2 = definePg({
  code: 'smartro_v2',
  name: text('스마트로', 'Smartro'),
  known: page,
  test_mids: ['t_2302141m', 't_2302165m', 't_2302142m', 't_2302161m'],
  pay_methods: ['card', 'trans', 'vbank', 'phone', 'lpay', 'kakaopay', 'naverpay', 'payco', 'pinpay'],
  currencies: ['KRW', 'USD'],
  currency_message: '스마트로가 지원하지 않는 화폐입니다',
  required: [
    needs('buyer_tel', assumed('the vendor names it as required; the text is ours')),
    vbankDue('smartro_v2'),
    digitalForPhone('smartro_v2'),
    needs('customer_id', assumed('the vendor names it as required for billing keys; the text is ours'), {
      billing: true,
    }),
  ],
  windows: hub(page),
  window: {
    color: '#17356b',
    accent: '#1d57b5',
    layout: 'panel',
    card_points: true,
    before: [terms(text('스마트로 결제 약관', 'Smartro terms'), [FINANCE, PRIVACY, THIRD])],
  },
  short_result: page,
  vbank_whole_days: page,
  quota: { reads: 'ignored', known: docs('smartro_v2: card_quota is not supported') },
  billing: { charges: 'never', known: page },
  cancel: {
    refund_account: ['trans'],
    refund_tel: ['vbank', 'trans'],
    known: docs('POST /payments/cancel refund_tel; cancel guide'),
  },
  pg_tid: { '*': '{mid}{yyMMddHHmmss}{digits:6}' },
})
