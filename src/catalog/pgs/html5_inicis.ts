/** html5_inicis: KG이니시스 웹표준. */
import { assumed, docs, manual, observed } from '../../core/provenance.ts'
import { INICIS_DECLINES } from '../declines.ts'
import { definePg } from '../define.ts'
import { FINANCE, PRIVACY, terms } from '../fields.ts'
import { buyerTel } from '../required.ts'
import { text } from '../steps.ts'
import { layer, leave } from '../windows.ts'

const page = docs('KG이니시스: request rules')

export const html5_inicis = definePg({
  code: 'html5_inicis',
  name: text('KG이니시스', 'KG Inicis'),
  known: manual('2.1.1 pg'),
  test_mids: ['INIpayTest', 'INIBillTst'],
  pay_methods: [
    ...[
      'card',
      'trans',
      'vbank',
      'phone',
      'samsung',
      'kpay',
      'cultureland',
      'smartculture',
      'happymoney',
      'booknlife',
    ],
    ...['kakaopay', 'naverpay', 'applepay', 'ssgpay', 'payco', 'tosspay', 'lpay'],
  ],
  required: [buyerTel('KG이니시스')],
  windows: {
    pc: [layer(manual('2.2.a'))],
    mobile: [
      leave(manual('2.2.c')),
      layer(docs('billing keys come home by callback on phones too, until the later documents'), undefined, {
        asked: { param: 'customer_uid' },
        before: 'v1',
      }),
    ],
  },
  window: {
    color: '#d8232a',
    accent: '#d8232a',
    layout: 'panel',
    english: 'pc',
    before: [terms(text('약관 동의', 'Terms'), [FINANCE, PRIVACY])],
  },
  vbank_days: 30,
  escrow: { known: docs('the contract of PGs with escrow; KG이니시스 among them') },
  cancel: {
    partial_phone: true,
    needs_vat_amount: true,
    known: docs('cancel guide and POST /payments/cancel'),
  },
  pg_tid: {
    card: 'StdpayCARD{mid}{yyyyMMddHHmmss}{digits:6}',
    trans: 'StdpayDBNK{mid}{yyyyMMddHHmmss}{digits:6}',
    vbank: 'StdpayVBNK{mid}{yyyyMMddHHmmss}{digits:6}',
    phone: 'StdpayHPP_{mid}{yyyyMMddHHmmss}{digits:6}',
    billing: 'StdpayBill{mid}{yyyyMMddHHmmss}{digits:6}',
    '*': 'StdpayETC_{mid}{yyyyMMddHHmmss}{digits:6}',
  },
  redirects: [
    {
      pay_methods: ['trans'],
      query: ['imp_uid', 'merchant_uid'],
      known: docs('redirect page: nothing but the two ids for KG이니시스 실시간계좌이체'),
    },
    {
      pay_methods: ['trans'],
      app: 'ios',
      method: 'post',
      query: ['imp_uid', 'merchant_uid'],
      known: docs('sample/inicis 3.1: m_redirect_url is loaded as a POST; what is in its body is assumed'),
    },
  ],
  app_returns: [
    { approved: '{app_scheme}{url}', known: assumed('as manual 3.2, without a separator of its own') },
    { system: 'android', approved: null, known: manual('3.2.a: an app scheme is not needed') },
    {
      pay_methods: ['trans'],
      system: 'ios',
      approved: '{app_scheme}?url={url:encoded}',
      known: docs('sample/inicis 3.1: one percent-encoded value is the address to load'),
    },
  ],
  quota: {
    reads: 'up to',
    known: docs('KG이니시스: card_quota is one payment up to the longest of the list'),
  },
  billing: { charges: 'never', known: page },
  refusals: {
    cancelled: {
      message: '사용자가 결제를 취소하셨습니다',
      known: observed('callback object of a cancelled html5_inicis payment'),
    },
    format: '[{code}|{message}]',
    declined: INICIS_DECLINES,
  },
})
