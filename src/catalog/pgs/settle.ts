/** settle: 헥토파이낸셜, once 세틀뱅크. */
import { assumed, docs, observed } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import { needs } from '../required.ts'
import { like } from '../rules.ts'
import { leave, popup } from '../windows.ts'

const page = docs('헥토파이낸셜 page')
const settings = docs('헥토파이낸셜 settings page of 2023')
const required = assumed('the vendor names it as required; the text is ours')

export const settle = definePg({
  code: 'settle',
  name: w.text('헥토파이낸셜', 'Hecto Financial'),
  known: docs('sample/settle'),
  sources: { test_mids: settings, pay_methods: page },
  mids: {
    test: ['nxca_jt_il', 'nxca_jt_bi', 'nxca_ks_gu'],
  },
  sells: {
    pay_methods: ['card', 'trans', 'vbank', 'phone'],
  },
  order: {
    required: [
      needs('buyer_tel', required),
      needs('company', required, { pay_methods: ['phone', 'vbank'] }),
      needs('company_en', required, { pay_methods: ['phone'] }),
      needs('name', required, { pay_methods: ['phone'] }),
    ],
    rules: [
      like('vbank_due', /^\d{8}$/, assumed('헥토파이낸셜 takes days only; the text is ours'), {
        pay_methods: ['vbank'],
        since: '1.2.0',
        message: '가상계좌 입금기한(vbank_due)은 YYYYMMDD 형식이어야 합니다.',
      }),
    ],
  },
  window: {
    opens: { pc: [popup(observed('SDK 1.2.0'), [720, 630], { name: 'STPG_WALLET' })], mobile: [leave(page)] },
    color: '#3b2a7a',
    accent: '#4a36a0',
    before: [w.terms(w.text('결제 서비스 이용약관', 'Terms'), [w.FINANCE, w.PRIVACY, w.THIRD])],
  },
  billing: { charges: 'no window', known: page },
  rest: {
    able: ['billing', 'vbank_issue', 'vbank_change', 'vbank_unlimited', 'vbank_void', 'cash_receipt'],
    insists: {
      'POST /vbanks': ['vbank_holder'],
      'POST /receipts/{imp_uid}': ['identifier_type'],
      'POST /receipts/external/{merchant_uid}': ['identifier_type'],
    },
  },
  notes: [
    {
      text: 'nxca_jt_il is for windows, nxca_jt_bi and nxca_ks_gu for cards over REST: by number and expiry, or with birth date and password, too',
      known: settings,
    },
    { text: 'test payments are charged, and given back between 23:00 and 23:50', known: settings },
    { text: 'SDK 1.1.7 or later, so that its popup is not blocked', known: docs('sample/settle') },
    { text: 'refund_bank takes three digits (088)', known: docs('bank codes by PG') },
  ],
})
