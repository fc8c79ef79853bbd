/** daou: 키움페이, once 페이조아. */
import { docs, observed } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { FINANCE, PRIVACY, terms } from '../fields.ts'
import { digitalForPhone } from '../required.ts'
import { text } from '../steps.ts'
import { leave, popup } from '../windows.ts'

const page = docs('키움페이 page')

export const daou = definePg({
  code: 'daou',
  name: text('키움페이', 'Kiwoom Pay'),
  known: page,
  test_mids: ['CTS16629', 'CTS16628', 'CTS17266'],
  pay_methods: [
    ...['card', 'trans', 'vbank', 'kakaopay', 'naverpay', 'payco', 'samsung', 'applepay'],
    ...['cultureland', 'smartculture', 'booknlife', 'phone'],
  ],
  required: [digitalForPhone('daou')],
  redirects: [{ query: ['imp_success', 'imp_uid', 'merchant_uid'], known: page }],
  windows: { pc: [popup(observed('SDK 1.2.0'), [480, 720], { name: 'daou' })], mobile: [leave(page)] },
  window: {
    color: '#5b1f7d',
    accent: '#6b2496',
    before: [terms(text('키움페이 이용약관', 'Kiwoom Pay terms'), [FINANCE, PRIVACY])],
  },
  quota: { reads: 'ignored', known: docs('daou: `bypass.daou.CARDQUOTA` instead of card_quota') },
  billing: { charges: 'no window', known: docs('billing table: daou issues keys over REST only') },
  cancel: { no_partial: ['cultureland', 'smartculture', 'booknlife'], known: page },
  pg_tid: { '*': '{yyMMddHHmmss}{digits:10}' },
  notes: [
    { text: 'vouchers cannot be cancelled in part', known: page },
    { text: 'imp_success may be false though the payment was made', known: page },
  ],
})
