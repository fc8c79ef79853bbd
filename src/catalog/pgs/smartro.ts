/** smartro: (구) 스마트로, in a popup. */
import { assumed, docs, observed } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import { leave, popup } from '../windows.ts'

const page = docs('(구) 스마트로 page')

export const smartro = definePg({
  code: 'smartro',
  name: w.text('스마트로', 'Smartro'),
  known: page,
  legacy: true,
  sources: { pg_tid: observed("a merchant's log of a cancelled card; other pay_methods as it") },
  sells: {
    pay_methods: ['card', 'trans', 'vbank'],
  },
  window: {
    opens: { pc: [popup(observed('SDK 1.2.0'), [620, 405], { name: 'payWindow' })], mobile: [leave(page)] },
    color: '#17356b',
    accent: '#1d57b5',
    before: [w.terms(w.text('스마트로 이용약관', 'Smartro terms'), [w.FINANCE, w.PRIVACY])],
  },
  reports: {
    pg_tid: { '*': '{mid}0101{yyMMddHHmmss}{digits:4}' },
  },
  cancel: { refund_tel: ['vbank'], known: docs('POST /payments/cancel refund_tel') },
  rest: {
    able: ['vbank_void'],
  },
  refusals: {
    already_cancelled: {
      message: '취소 완료 거래임(기취소)',
      known: observed("a merchant's log of a second cancel at 스마트로"),
    },
  },
  notes: [
    {
      text: 'needs SDK 1.2.0, which opens its popup; older versions open an ordinary one here',
      known: assumed('the popup is in the source of 1.2.0 alone'),
    },
    { text: 'period of the order is shown in the window', known: docs('request_pay period') },
    { text: 'refund_bank takes three digits (088)', known: docs('bank codes by PG') },
  ],
})
